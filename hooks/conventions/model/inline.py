"""The words of a rich text, inside a paragraph, an item or a cell: emphasis, links, calls of notes. Everything else is the text as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from conventions.model.french import typographie

_PROFONDEUR = 4
# Each alternative stops at a sign that it cannot hold, and is bounded where it could run over others: the cost is linear.
_SIGNES = re.compile(
    r"\\(?P<echappe>[\\*_\[\]()|#+.!<>`~-])"
    r"|\[\^(?P<note>[^\[\]\s^]{1,20})\]"
    r"|(?<!!)\[(?P<mots>[^\[\]]{1,400})\]\((?P<cible>https://(?:[^\s()<>\"\\]|\([^\s()<>\"\\]{0,200}\)){1,400})\)"
    r"|<(?P<adresse>https://[^\s<>\"\\]{1,400})>"
    r"|\*\*\*(?=[^\s*])(?P<tout>[^*]+)(?<=\S)\*\*\*"
    r"|\*\*(?=[^\s*])(?P<gras>(?:[^*]|\*(?!\*))+)(?<=\S)\*\*"
    r"|(?<![\w*])\*(?=[\w«“\"(\[])(?P<italique>[^*]+)(?<=[^\s(])\*(?![\w*])"
)


@dataclass(frozen=True, slots=True)
class Brin:
    """A run of words: plain text, emphasis (its words in `brins`), a link (with its `cible`) or the call of a note."""

    genre: Literal["texte", "gras", "italique", "lien", "note"]
    texte: str = ""
    cible: str = ""
    brins: tuple[Brin, ...] = ()

    @property
    def simple(self) -> str:
        """Its words, without any sign of formatting; a link is followed by its address."""
        if self.genre == "note":
            return f"\N{NO-BREAK SPACE}[{self.texte}]"
        words = self.texte + simple(self.brins)
        return f"{words} ({self.cible})" if self.genre == "lien" and words != self.cible else words


@lru_cache(maxsize=4096)
def brins(texte: str, profondeur: int = 0) -> tuple[Brin, ...]:
    """The runs, in order. A line break stays in the text: it was wanted."""
    if profondeur > _PROFONDEUR:
        return (_plain(texte),)
    return tuple(_runs(texte, profondeur))


def simple(runs: tuple[Brin, ...]) -> str:
    """The words of these runs."""
    return "".join(run.simple for run in runs)


def _runs(texte: str, profondeur: int) -> Iterator[Brin]:
    plain, end = "", 0
    for found in _SIGNES.finditer(texte):
        plain += texte[end : found.start()]
        end = found.end()
        if found["echappe"]:
            plain += found["echappe"]
            continue
        if plain:
            yield _plain(plain)
        plain = ""
        yield _made(found, profondeur + 1)
    if plain := plain + texte[end:]:
        yield _plain(plain)


def _made(found: re.Match[str], profondeur: int) -> Brin:
    if found["note"]:
        return Brin("note", found["note"])
    if found["mots"]:
        return Brin("lien", cible=found["cible"], brins=brins(found["mots"], profondeur))
    if found["adresse"]:
        return Brin("lien", found["adresse"], found["adresse"])
    if found["tout"]:
        return Brin("gras", brins=(Brin("italique", brins=brins(found["tout"], profondeur)),))
    genre: Literal["gras", "italique"] = "gras" if found["gras"] else "italique"
    return Brin(genre, brins=brins(found["gras"] or found["italique"], profondeur))


def _plain(texte: str) -> Brin:
    return Brin("texte", typographie(texte))
