"""What a signed PDF says of itself: its text, and its digital signatures where the optional library is installed."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from conventions.model.convention import SignatureNumerique

_BYTE_RANGE = b"/ByteRange"


def digital_signatures(data: bytes) -> tuple[SignatureNumerique, ...] | None:
    """Those that the document carries; None if it carries some that cannot be read here. Who owns a certificate is not verified."""
    if _BYTE_RANGE not in data:
        return ()
    try:
        from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415 — optional, and slow to load
    except ImportError:
        return None
    try:
        return tuple(_signature(found) for found in PdfFileReader(io.BytesIO(data), strict=False).embedded_signatures)
    except Exception:  # noqa: BLE001 — a third party's document, read by a third party's library: whatever it raises
        return None


def _signature(found: Any) -> SignatureNumerique:  # noqa: ANN401 — an object of the optional library
    """`intacte`: the signed bytes are those that were signed, and what was added since (another signature) touches none."""
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity  # noqa: PLC0415

    found.compute_integrity_info()
    intact, valid = validate_sig_integrity(found.signer_info, found.signer_cert, "data", found.compute_digest())
    moment = found.self_reported_timestamp
    return SignatureNumerique(
        nom=str(found.signer_cert.subject.native.get("common_name", "")),
        le=moment.date() if moment else None,
        intacte=bool(intact and valid and found.summarise_integrity_info()["docmdp_ok"]),
    )


@lru_cache(maxsize=8)
def document_text(data: bytes) -> str:
    """The text of the pages, headers and footers left out; empty where there is none (a scan) or it cannot be read here.

    It takes a second or more; the file that names the document is judged each time that it is saved.
    """
    from pypdf import PdfReader  # noqa: PLC0415 — slow to load, and most runs meet no PDF

    try:
        pages = [page.extract_text().splitlines() for page in PdfReader(io.BytesIO(data)).pages]
    except Exception:  # noqa: BLE001 — as above
        return ""
    repeated = _repeated(pages)
    return "\n".join(line for page in pages for line in page if _key(line) not in repeated)


def _repeated(pages: list[list[str]]) -> set[str]:
    """The first and last lines that most pages share, whatever their number: titles and page numbers."""
    ends = [_key(line) for page in pages for line in {*page[:2], *page[-2:]}]
    return {line for line in ends if len(pages) > 2 and ends.count(line) > len(pages) / 2}


def _key(line: str) -> str:
    return "".join(c for c in line if not c.isdigit()).strip()
