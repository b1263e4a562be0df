"""A PDF with a digital signature, by a certificate made for the tests: nobody's."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, signers

JOUR = datetime(2026, 10, 12, 9, 30, tzinfo=UTC)


def signe_numeriquement(data: bytes, folder: Path) -> bytes:
    """The document signed; the key and the certificate are left in the folder."""
    signer = _signataire(folder)
    metadata = PdfSignatureMetadata(field_name="Signature1")
    out = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data)), metadata, signer=signer)
    return bytes(out.getvalue())


def _signataire(folder: Path) -> signers.SimpleSigner:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Préfecture d’Exemple")])
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    dated = (
        built.serial_number(1).not_valid_before(JOUR - timedelta(days=1)).not_valid_after(JOUR + timedelta(days=3650))
    )
    certificate = dated.sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "cle.pem").write_bytes(private)
    (folder / "certificat.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    signer = signers.SimpleSigner.load(folder / "cle.pem", folder / "certificat.pem")  # type: ignore[no-untyped-call]
    assert isinstance(signer, signers.SimpleSigner)
    return signer
