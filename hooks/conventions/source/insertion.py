"""A département's file, a key that it lacks → the same file with it, every other line as it was."""

from __future__ import annotations

import re
from copy import deepcopy

from conventions.source import reader
from conventions.source.document import Path
from conventions.source.nodes import node_at
from conventions.source.reader import Value

_FIN_DE_LIGNE = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


def inserted(data: bytes, chemin: tuple[str, ...], value: dict[str, Value], lines: list[str]) -> bytes | None:
    """With `lines`, which say that value, at the place that the format gives to the last key of that path.

    None where the file cannot take them there (it is one line in braces…), or where it would no longer say the same.
    """
    before = reader.parse(data, "")
    *parents, key = chemin
    holder = sous(before.value, parents)
    if not before.lisible or not holder or holder.get(key) is not None:
        return None
    text = data.decode("utf-8")
    written = _FIN_DE_LIGNE.split(text)[:-1] if text.endswith(("\n", "\r")) else _FIN_DE_LIGNE.split(text)
    ending = "\r\n" if "\r\n" in text else "\n"
    margin = " " * (before.cles[(*parents, next(iter(holder)))].column - 1)
    lines = [margin + line for line in lines]
    if key in holder:
        at, added = before.cles[chemin].line, lines[1:]
    else:
        at = _place(before, tuple(parents), key, written)
        added = lines if parents else _apart(lines, written, at)
    if at == len(written) and written and not written[-1].endswith(("\n", "\r")):
        written[-1] += ending
    made = "".join([*written[:at], *(line + ending for line in added), *written[at:]]).encode()
    after = reader.parse(made, "")
    wanted = deepcopy(before.value)
    sous(wanted, parents)[key] = value
    return made if after.lisible and after.value == wanted else None


def sous(value: Value, chemin: Path | list[str]) -> dict[str, Value]:
    """The map that stands at that path; an empty one where there is none."""
    for key in chemin:
        value = value.get(str(key)) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _place(document: reader.Document, parents: tuple[str, ...], key: str, written: list[str]) -> int:
    """After how many lines: before the first of the keys that follow it in the format, and the comment that is about that one."""
    order, held = list(node_at(parents)["properties"]), sous(document.value, parents)
    later = [k for k in held if k in order and order.index(k) > order.index(key)]
    lines = [document.cles[(*parents, k)].line for k in later] or _apres(document, parents)
    at = min(lines, default=len(written) + 1) - 1
    while 0 < at < len(written) and written[at - 1].lstrip().startswith("#"):
        at -= 1
    while parents and not later and at and not written[at - 1].strip():
        at -= 1
    return at


def _apres(document: reader.Document, parents: tuple[str, ...]) -> list[int]:
    """The lines of the keys that follow the whole of that map."""
    start = document.cles[parents].line if parents else 0
    return [p.line for path, p in document.cles.items() if p.line > start and path[: len(parents)] != parents]


def _apart(lines: list[str], written: list[str], at: int) -> list[str]:
    """An empty line before and after, unless there is one, or nothing."""
    above = [""] if at and written[at - 1].strip() else []
    below = [""] if at < len(written) and written[at].strip() else []
    return [*above, *lines, *below]
