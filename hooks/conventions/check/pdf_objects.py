"""The objects of a PDF, one by one, held against the list of what a document that is only read needs."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import AbstractContextManager

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import LimitReachedError
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    PdfObject,
    StreamObject,
)

from conventions.check.pdf_words import (
    ACTIONS,
    ANNOTATIONS,
    CATALOG,
    COMMANDS,
    FORBIDDEN,
    MAX_STRUCTURE,
    MAX_UNPACKED,
    OUTSIZED,
    PICTURES,
    TREES,
    UNREADABLE,
    shown,
    unsafe,
)

_MAX_OBJECTS = 100_000
_PRIVATE = re.compile(r"/[A-Z]{2,5}[_:]\w+")
"""A key of a program's own, under the prefix that it registered."""


def limits() -> AbstractContextManager[Configuration]:
    """What the library may spend on one stream, or one list."""
    return apply_configuration(
        zlib_maximum_output_length=MAX_STRUCTURE,
        zlib_maximum_recovery_input_length=MAX_STRUCTURE // 12,
        lzw_maximum_output_length=MAX_STRUCTURE // 4,
        run_length_maximum_output_length=MAX_STRUCTURE,
        stream_decoding_work_maximum_length=4 * MAX_STRUCTURE,
        stream_filters_maximum_length=4,
    )


def judged(data: bytes) -> str:
    """What is found, as the end of « ce PDF … »; empty if every object is one that a page needs."""
    try:
        with limits(), PdfReader(io.BytesIO(data)) as reader:
            return _first(reader)
    except LimitReachedError:
        return OUTSIZED
    except Exception:  # noqa: BLE001 — hostile bytes: whatever the library raises, it does not open them
        return UNREADABLE


def _first(reader: PdfReader) -> str:
    if reader.is_encrypted:
        return FORBIDDEN["Encrypt"]
    unpacked = 0
    for found in _objects(reader):
        unpacked += _weight(found)
        if unpacked > MAX_UNPACKED:
            return OUTSIZED
        for dictionary in _dictionaries(found):
            if words := next(_faults(dictionary), ""):
                return words
    catalog = reader.trailer["/Root"]
    return next(_of_catalog(catalog), "") or ("" if len(reader.pages) else "n’a aucune page")


def _objects(reader: PdfReader) -> Iterator[PdfObject]:
    """The trailer, then all those that its tables list."""
    yield reader.trailer
    listed = [(number, generation) for generation, table in reader.xref.items() for number in table]
    listed += [(number, 0) for number in reader.xref_objStm]
    if len(listed) > _MAX_OBJECTS:
        raise LimitReachedError
    for number, generation in listed:
        found = reader.get_object(IndirectObject(number, generation, reader))
        if found is not None:
            yield found


def _dictionaries(found: PdfObject) -> Iterator[DictionaryObject]:
    """The object and all that it holds, without following any reference; names that are forbidden count as one."""
    waiting: list[PdfObject] = [found]
    while waiting:
        one = waiting.pop()
        if isinstance(one, DictionaryObject):
            yield one
            waiting.extend(dict.values(one))
        elif isinstance(one, ArrayObject):
            waiting.extend(list.__iter__(one))


def _weight(found: PdfObject) -> int:
    """Of the drawing of a page, once unpacked. Pictures and fonts say what they are; a bomb says nothing."""
    if not isinstance(found, StreamObject) or "/Subtype" in found or "/Type" in found:
        return 0
    if "FlateDecode" not in str(found.get("/Filter")):
        return 0
    try:
        return len(zlib.decompressobj().decompress(found._data, MAX_UNPACKED + 1))  # noqa: SLF001 — packed, it has no public name
    except zlib.error:
        return 0


def _faults(one: DictionaryObject) -> Iterator[str]:
    for word in _names(one):
        if word[1:] in FORBIDDEN:
            yield FORBIDDEN[word[1:]]
    for key in ("/A", "/OpenAction", "/Next", "/PA"):
        yield from _of_actions(one.get(key))
    if isinstance(extra := _plain(one.get("/AA")), DictionaryObject):
        for value in dict.values(extra):
            yield from _of_actions(value)
    yield from _of_kind(one)
    yield from _of_address(one)


def _names(one: DictionaryObject) -> Iterator[str]:
    """Its keys, and the names among its values."""
    for key, value in dict.items(one):
        yield key
        values = value if isinstance(value, ArrayObject) else [value]
        yield from (name for name in list.__iter__(values) if isinstance(name, NameObject))


def _of_actions(value: object) -> Iterator[str]:
    """What happens on a click, or when a page opens. What has no /S is something else under the same key."""
    found = _plain(value)
    for each in list.__iter__(found) if isinstance(found, ArrayObject) else [found]:
        action = _plain(each)
        if not isinstance(action, DictionaryObject) or "/S" not in action:
            continue
        kind, command = str(action["/S"])[1:], str(action.get("/N"))[1:]
        if kind not in ACTIONS:
            yield FORBIDDEN.get(kind, f"contient une action inattendue (« {shown(kind)} »)")
        elif kind == "Named" and command not in COMMANDS:
            yield f"contient une action inattendue (« {shown(command)} »)"


def _of_kind(one: DictionaryObject) -> Iterator[str]:
    """Annotations and drawings that are not of the list; a stream whose bytes are elsewhere."""
    kind, subtype = one.get("/Type"), str(one.get("/Subtype"))[1:]
    if (kind == "/Annot" or "/Rect" in one) and "/Subtype" in one and subtype not in ANNOTATIONS:
        yield f"contient une annotation inattendue (« {shown(subtype)} »)"
    if kind == "/XObject" and subtype not in PICTURES:
        yield f"contient un dessin inattendu (« {shown(subtype)} »)"
    if (isinstance(one, StreamObject) and "/F" in one) or isinstance(_plain(one.get("/Ref")), DictionaryObject):
        yield FORBIDDEN["GoToR"]


def _of_address(one: DictionaryObject) -> Iterator[str]:
    """An address that a click opens, or on which the others rest, is one of the web, and a safe one."""
    for key in ("/URI", "/Base"):
        value = _plain(one.get(key))
        if isinstance(value, (str, bytes)) and not isinstance(value, NameObject) and (words := unsafe(value)):
            yield words


def _of_catalog(catalog: PdfObject) -> Iterator[str]:
    if not isinstance(catalog, DictionaryObject):
        yield UNREADABLE
        return
    trees = _plain(catalog.get("/Names"))
    kept = list(trees) if isinstance(trees, DictionaryObject) else []
    unknown = [key for key in catalog if key[1:] not in CATALOG and not _PRIVATE.fullmatch(key)]
    for key in [*unknown, *(key for key in kept if key[1:] not in TREES)]:
        yield FORBIDDEN.get(key[1:], f"contient une entrée inattendue (« {shown(key[1:])} »)")


def _plain(value: object) -> object:
    """What a reference leads to."""
    found = value.get_object() if isinstance(value, IndirectObject) else value
    return None if isinstance(found, NullObject) else found
