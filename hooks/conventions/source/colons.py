"""A key without its colon: `le 2026-05-01`, `- nom A`, `caf` above its own keys.

The parser reads such a line as the end of the text before it: moved there, it would make a valid file that says something else.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from conventions.model.french import abrege
from conventions.source.cles import NATURES
from conventions.source.nodes import property_names
from conventions.source.prescan import outside_blocks
from conventions.source.suggestions import nearest

_LINE = re.compile(
    r"""(?P<tete> *(?:- +)*)(?P<cle>[A-Za-zÀ-ÿ0-9_-]*[A-Za-zÀ-ÿ0-9_][A-Za-zÀ-ÿ0-9_-]*|"[^"]*"|'[^']*')(?: *; *| +|$)(?P<reste>(?![:#=]).*)"""
)
_FLOW = re.compile(
    r"""(?<=[{,]) *(?P<cle>[a-z0-9_-]+)(?P<reste> +(?:"[^"]*"|'[^']*'|[^\s:,{}\[\]"'][^,{}\[\]]*)| *(?=[{\[]))"""
)


@dataclass(frozen=True)
class Coloned:
    """A file with one colon more."""

    lines: list[str]
    line: int
    column: int
    message: str


def known(word: str) -> bool:
    """Whether the word is a key of the format, or begins as that of a party does."""
    return word in property_names() or word.partition("-")[0] in NATURES


@cache
def _meant(word: str) -> str:
    """The key that the word may be: itself, or the one that it nearly is; empty if none."""
    return next(filter(known, (word, word.lower())), "") or nearest(word, sorted(property_names()), 0.85)


def coloned(lines: list[str], near: Collection[int]) -> Iterator[Coloned]:
    """The file with each colon that may be missing, those of the lines nearest to `near` first."""
    for number, text in sorted(outside_blocks(lines), key=lambda one: min(abs(one[0] - n) for n in near)):
        for column, word, written, mended in _candidates(text):
            message = f"il manque sans doute les deux-points après « {word} » : écrire « {abrege(written, 60)} »"
            yield Coloned([*lines[: number - 1], mended, *lines[number:]], number, column, message)


def _candidates(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Each word of the line that may be a key: (column, word, what to write, the line mended)."""
    if found := _LINE.match(text):
        rest = found["reste"].rstrip()
        key = _meant(found["cle"]) or (found["cle"] if rest[:1] in {"", "{", "[", "|", ">"} else "")
        value = f'"{rest}"' if ": " in rest and rest[0] not in "{[\"'" else rest
        written = f"{key}: {value}".rstrip()
        if key and (rest or "-" not in found["tete"]):
            yield found.end("tete") + 1, found["cle"], written, found["tete"] + written
    for found in _FLOW.finditer(text):
        if known(found["cle"]):
            start, end = found.span("cle")
            rest = found["reste"].strip() or text[end:].rstrip("} ")
            yield start + 1, found["cle"], f"{found['cle']}: {rest}", f"{text[:end]}:{text[end:]}"
