"""A département's file, a key of its first level that it lacks → the same file with it, every other line as it was."""

from __future__ import annotations

import re

from conventions.source import reader
from conventions.source.nodes import schema
from conventions.source.reader import Value

_FIN_DE_LIGNE = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


def inserted(data: bytes, key: str, value: dict[str, Value], lines: list[str]) -> bytes | None:
    """With `lines`, which say that value, at the place that the format gives to the key.

    None where the file cannot take them there (it is one line in braces…), or where it would no longer say the same.
    """
    before = reader.parse(data, "")
    if not before.lisible or before.value.get(key) is not None:
        return None
    text = data.decode("utf-8")
    written = _FIN_DE_LIGNE.split(text)[:-1] if text.endswith(("\n", "\r")) else _FIN_DE_LIGNE.split(text)
    ending = "\r\n" if "\r\n" in text else "\n"
    if key in before.value:
        at, added = before.cles[(key,)].line, lines[1:]
    else:
        at = _place(before, key, written)
        added = _apart(lines, written, at)
    if at == len(written) and written and not written[-1].endswith(("\n", "\r")):
        written[-1] += ending
    made = "".join([*written[:at], *(line + ending for line in added), *written[at:]]).encode()
    after = reader.parse(made, "")
    same = after.lisible and after.value == {**before.value, key: value}
    return made if same else None


def _place(document: reader.Document, key: str, written: list[str]) -> int:
    """After how many lines: before the first of the keys that follow it in the format, and the comment that is about that one."""
    order = list(schema()["properties"])
    later = [document.cles[(k,)].line for k in document.value if k in order and order.index(k) > order.index(key)]
    at = min(later, default=0) - 1
    if at < 0:
        return len(written)
    while at and written[at - 1].startswith("#"):
        at -= 1
    return at


def _apart(lines: list[str], written: list[str], at: int) -> list[str]:
    """An empty line before and after, unless there is one, or nothing."""
    above = [""] if at and written[at - 1].strip() else []
    below = [""] if at < len(written) and written[at].strip() else []
    return [*above, *lines, *below]
