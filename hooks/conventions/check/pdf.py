"""Does a PDF do more than show pages? Looked at as bytes, where a reader that repairs may find things, then as objects."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from conventions.check.pdf_words import FORBIDDEN, MAX_STRUCTURE, OUTSIZED, UNREADABLE, unsafe

if TYPE_CHECKING:
    from pypdf.generic import DictionaryObject

_STREAM = re.compile(rb"stream\r?\n")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_NAME = re.compile(rb"/([^\0\t\n\f\r ()<>\[\]{}/%]+)")
_OBJECT = re.compile(rb"\d[\0\t\n\f\r ]*obj[\0\t\n\f\r ]*<<")
_SMALL = 1024
_TRIES = 8
"""Where the dictionary of a stream may begin: the word that opens an object can stand in a string of it."""
_OTHER_FORMATS = ((b"Rar!\x1a\x07", 0), (b"7z\xbc\xaf\x27\x1c", 0), (b"ustar", 257), (b"CD001", 32769), (b"DICM", 128))
"""Signs of a file that is also of another format: anywhere (0), or at that place."""
_SIGN = rb"[^()\\]|\\[\s\S]"
_ADDRESS = re.compile(
    rb"/(?:(?:U|#55)(?:R|#52)(?:I|#49)|(?:B|#42)(?:a|#61)(?:s|#73)(?:e|#65))[\0\t\n\f\r ]*"
    rb"(?:\(((?:%s|\((?:%s)*+\))*+)|<([0-9A-Fa-f\0\t\n\f\r ]*+)>)" % (_SIGN, _SIGN)
)
_TYPED = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|[\s\S]))")
_CONTROLS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
"""What a backslash makes of the sign after it; any other stays itself."""
_PAGE_OF_WEB = re.compile(rb"<(?:!doctype|html|script|\?php|svg|body)\b", re.IGNORECASE)


def active_content(data: bytes) -> str:
    """What a document that is only read has no use for, as the end of « ce PDF … »; empty if there is none."""
    from conventions.check.pdf_objects import judged  # noqa: PLC0415 — its library is slow to load, and most runs meet no PDF

    return _hidden(data) or _also(data) or judged(data)


def is_empty(data: bytes) -> bool:
    """No object at all: nothing to fear, and nothing to read."""
    lines = data.splitlines() if len(data) < _SMALL else [b"..."]
    return all(line.startswith(b"%") or not line.strip() for line in lines)


def _hidden(data: bytes) -> str:
    """By its bytes alone: whatever the table of objects says, and in every revision of the document."""
    structure = 0
    for part in _parts(data):
        if isinstance(part, str):
            return part
        structure += len(part)
        if structure > MAX_STRUCTURE:
            return OUTSIZED
        plain = _ESCAPED.sub(lambda m: bytes([int(m[1], 16)]), part)
        for found in _NAME.finditer(plain):
            if words := FORBIDDEN.get(found[1].decode("latin-1")):
                return words
        for found in _ADDRESS.finditer(part):
            if words := unsafe(_string(found[1], found[2])):
                return words
    return ""


def _string(literal: bytes | None, digits: bytes | None) -> bytes:
    """What a string of the format says: between brackets, with its escapes, or in hexadecimal."""
    if digits is None:
        return _TYPED.sub(_sign, literal or b"")
    plain = digits.translate(None, b"\0\t\n\f\r ")
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))


def _sign(found: re.Match[bytes]) -> bytes:
    return bytes([int(found[1], 8) & 255]) if found[1] else _CONTROLS.get(found[2], found[2])


def _also(data: bytes) -> str:
    """Whether it is a file of another format too, or goes on after its end."""
    after = data.rpartition(b"%%EOF")[2] if b"%%EOF" in data else b""
    if any(line.strip(b"\0\t\n\f\r ") and not line.startswith(b"%") for line in after.splitlines()):
        return "continue après sa fin"
    at = any(data.startswith(sign, place) if place else sign in data for sign, place in _OTHER_FORMATS)
    return (
        "est aussi un fichier d’une autre sorte" if at or _archive(data) or _PAGE_OF_WEB.search(_outside(data)) else ""
    )


def _archive(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return bool(archive.namelist())
    except Exception:  # noqa: BLE001 — hostile bytes: whatever a reader of archives raises, it is none
        return False


def _parts(data: bytes) -> Iterator[bytes | str]:
    """The document without its streams, then what each stream of objects holds, or why it cannot be unpacked."""
    yield _outside(data)
    before = 0
    for start, end in _streams(data):
        head = data[before:start]
        plain = _ESCAPED.sub(lambda m: bytes([int(m[1], 16)]), head)
        if b"/First" in plain and b"/N" in plain and (said := _dictionary(head)):
            yield _unpacked(said, data[start:end])
        elif b"/ObjStm" in plain:
            yield UNREADABLE
        elif _OBJECT.search(data, start, end):
            yield data[start:end]
        before = end


def _outside(data: bytes) -> bytes:
    bounds = [0, *(place for stream in _streams(data) for place in stream), len(data)]
    return b"\n".join(data[bounds[i] : bounds[i + 1]] for i in range(0, len(bounds), 2))


def _streams(data: bytes) -> Iterator[tuple[int, int]]:
    """Where each begins and ends."""
    end = 0
    while found := _STREAM.search(data, end):
        if data[max(0, found.start() - 3) : found.start()] == b"end":
            end = found.end()
            continue
        stop = data.find(b"endstream", found.end())
        end = len(data) if stop < 0 else stop
        yield found.end(), end


def _dictionary(head: bytes) -> DictionaryObject | None:
    """The dictionary that ends this text, if it is that of a stream of objects. Its type is not asked for: some readers do not."""
    from pypdf.generic import DictionaryObject, NumberObject, read_object  # noqa: PLC0415 — as above

    end, place = head.rindex(b"stream"), len(head)
    for _ in range(_TRIES):
        place = head.rfind(b"obj", 0, place)
        if place < 0:
            return None
        text = io.BytesIO(head[place + 3 : end].lstrip())
        with suppress(Exception):  # hostile bytes: whatever the library raises, it is no dictionary
            said = read_object(text, None)
            if isinstance(said, DictionaryObject) and not text.read().strip():
                return said if isinstance(said.get("/First"), NumberObject) else None
    return None


def _unpacked(said: DictionaryObject, packed: bytes) -> bytes | str:
    from pypdf.errors import LimitReachedError  # noqa: PLC0415 — as above
    from pypdf.generic import StreamObject  # noqa: PLC0415 — as above

    from conventions.check.pdf_objects import limits  # noqa: PLC0415 — as above

    try:
        with limits():
            return StreamObject.initialize_from_dictionary({**said, "__streamdata__": packed}).get_data() or UNREADABLE
    except LimitReachedError:
        return OUTSIZED
    except Exception:  # noqa: BLE001 — hostile bytes: whatever the library raises, it does not unpack them
        return UNREADABLE
