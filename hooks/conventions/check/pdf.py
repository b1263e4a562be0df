"""Does a PDF do more than show pages? Names of active features are sought in its bytes and in its compressed streams."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

MAX_UNPACKED = 40 * 1024 * 1024
"""Of all the streams together: beyond it, the document is a bomb or no convention."""
_STREAM = re.compile(rb"stream\r?\n")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE = (
    (re.compile(rb"/(?:JavaScript|JS)\b"), "un script"),
    (re.compile(rb"/(?:Launch|ImportData|SubmitForm|GoToE|Rendition)\b"), "une action qui sort du document"),
    (re.compile(rb"/(?:EmbeddedFiles?|Filespec/EF|AF\s*\[)"), "un fichier joint"),
    (re.compile(rb"/(?:RichMedia|3D|Movie|Sound)\b"), "un contenu animé"),
    (re.compile(rb"/XFA\b"), "un formulaire actif"),
    (re.compile(rb"/Encrypt\b"), "une protection par mot de passe"),
)


def active_content(data: bytes) -> str:
    """The active feature found, in words; empty if none is. Fonts and pictures are streams too, and are skipped once unpacked."""
    unpacked = 0
    for part in _parts(data):
        unpacked += len(part)
        if unpacked >= MAX_UNPACKED:
            return "des données compressées démesurées"
        plain = _ESCAPED.sub(lambda m: bytes([int(m[1], 16)]), part)
        for pattern, words in _ACTIVE:
            if pattern.search(plain):
                return words
    return ""


def _parts(data: bytes) -> Iterator[bytes]:
    """The document without its streams, then each compressed stream that holds objects rather than a picture or a font."""
    end, outside = 0, []
    streams = []
    for found in _STREAM.finditer(data):
        if found.start() < end:
            continue
        outside.append(data[end : found.start()])
        stop = data.find(b"endstream", found.end())
        end = len(data) if stop < 0 else stop
        head = data[max(0, found.start() - 400) : found.start()].rpartition(b"obj")[2]
        if b"ObjStm" in head or (b"/Type" not in head and b"/Subtype" not in head and b"/Length1" not in head):
            streams.append(data[found.end() : end])
    outside.append(data[end:])
    yield b"\n".join(outside)
    for stream in streams:
        try:
            yield zlib.decompressobj().decompress(stream, MAX_UNPACKED)
        except zlib.error:
            continue
