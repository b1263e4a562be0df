"""The signed document: its digital signatures are listed, and the sheet says how to check it."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, signers
from pypdf import PdfWriter

from conventions.check.pdf import active_content
from conventions.model.convention import DocumentSigne, SignatureNumerique
from conventions.render.document_signe import _lines
from conventions.source import documents
from conventions.source.documents import digital_signatures, document_text
from tests.places import EXEMPLE

JOUR = datetime(2026, 10, 12, 9, 30, tzinfo=UTC)
CONVENTION = EXEMPLE / "pieces/69/convention.pdf"


@pytest.fixture(scope="module")
def signataire(tmp_path_factory: pytest.TempPathFactory) -> signers.SimpleSigner:
    """A certificate made for the test: nobody's."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Préfecture d’Exemple")])
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    dated = (
        built.serial_number(1).not_valid_before(JOUR - timedelta(days=1)).not_valid_after(JOUR + timedelta(days=3650))
    )
    certificate = dated.sign(key, hashes.SHA256())
    folder = tmp_path_factory.mktemp("certificat")
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "cle.pem").write_bytes(private)
    (folder / "certificat.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    signer = signers.SimpleSigner.load(folder / "cle.pem", folder / "certificat.pem")  # type: ignore[no-untyped-call]
    assert isinstance(signer, signers.SimpleSigner)
    return signer


@pytest.fixture(scope="module")
def signe(signataire: signers.SimpleSigner) -> bytes:
    page = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(page)
    metadata = PdfSignatureMetadata(field_name="Signature1")
    out = signers.sign_pdf(IncrementalPdfFileWriter(page), metadata, signer=signataire)
    return bytes(out.getvalue())


def test_the_signatures_of_a_document_are_listed(signe: bytes) -> None:
    (found,) = digital_signatures(signe) or ()
    assert (found.nom, found.intacte) == ("Préfecture d’Exemple", True)
    assert found.le is not None


def test_a_signed_document_is_only_read(signe: bytes) -> None:
    """A digital signature is no reason to refuse a document."""
    assert active_content(signe) == ""


def test_a_document_changed_after_its_signature_is_told(signe: bytes) -> None:
    changed = signe.replace(b"/MediaBox", b"/MediaBix", 1)
    assert changed != signe
    found = digital_signatures(changed)
    assert found is None or [s.intacte for s in found] == [False]


def test_a_document_without_signature_has_none() -> None:
    assert digital_signatures(CONVENTION.read_bytes()) == ()


def test_what_cannot_be_read_is_told_and_not_raised() -> None:
    assert digital_signatures(b"%PDF-1.7 /ByteRange [0 1 2 3] n'importe quoi") is None
    assert document_text(b"%PDF-1.7 rien") == ""


def test_the_titles_repeated_on_each_page_are_left_out() -> None:
    pages = [["Convention du Rhône", f"{mot} fois", f"une {mot}", f"page {n} / 4"] for n, mot in enumerate("abcd", 1)]
    assert documents._repeated(pages) == {"Convention du Rhône", "page  /"}


@pytest.mark.parametrize(
    ("signatures", "mots"),
    [
        ((), []),
        (None, ["la copie publiée en porte\u202f; leur détail n’a pas été lu lors de cette publication"]),
        (
            (
                SignatureNumerique("Préfecture d’Exemple", date(2026, 10, 12), intacte=True),
                SignatureNumerique("", None, intacte=False),
            ),
            [
                (
                    "Préfecture d’Exemple, le 12 octobre 2026, document inchangé depuis ; signataire non nommé, "
                    "le document a changé depuis (l’identité des signataires n’est pas vérifiée par ce site)"
                )
            ],
        ),
    ],
)
def test_the_sheet_says_who_signed_with_a_certificate(
    signatures: tuple[SignatureNumerique, ...] | None, mots: list[str]
) -> None:
    document = DocumentSigne(
        "pieces/69/convention.pdf", "", "Préfecture", signatures_masquees=True, signatures=signatures
    )
    told = [words.replace("\u00a0", " ") for name, words in _lines(document) if name == "Signatures numériques"]
    assert told == mots
