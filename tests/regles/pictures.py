"""Pictures and PDFs made in memory, for the cases of the rules on pieces."""

from __future__ import annotations

import io
import zlib

from PIL import Image

from tests.check.pdfs import document, stream

PDF = document()


def image(forme: str = "PNG", taille: tuple[int, int] = (8, 8)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", taille).save(out, forme)
    return out.getvalue()


def compresse(content: bytes) -> bytes:
    """A document with a stream of objects, where a script may hide from those who only look at the bytes."""
    head = b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode"
    return document(more={8: stream(head, zlib.compress(b"9 0 " + content))})
