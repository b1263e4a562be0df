"""The signed document: its digital signatures are listed, and the sheet says how to check it."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfWriter

from conventions.check.pdf import active_content
from conventions.model.convention import DocumentSigne, SignatureNumerique
from conventions.render.document_signe import _lines
from conventions.source import documents
from conventions.source.documents import digital_signatures, document_text
from tests.places import EXEMPLE
from tests.signes import signe_numeriquement

CONVENTION = EXEMPLE / "pieces/69/convention.pdf"


@pytest.fixture(scope="module")
def signe(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    page = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(page)
    return signe_numeriquement(page.getvalue(), tmp_path_factory.mktemp("certificat"))


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
    masked = [words for name, words in _lines(document) if name == "Signatures manuscrites"]
    assert ("masquées" in masked[0]) is (signatures == ())
