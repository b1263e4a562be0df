"""What a document says, whatever its format: typed blocks in the order of the text, and what was met on the way and is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

Genre = Literal["titre", "texte", "element", "tableau"]


class Illisible(Exception):
    """The document cannot be read: the French sentence that says why."""


@dataclass(frozen=True, slots=True)
class Brin:
    """Words of one look. `controle` is the tag of the content control that they stand in (`?` if it has none)."""

    texte: str
    gras: bool = False
    italique: bool = False
    lien: str = ""
    controle: str = ""
    vide: bool = False
    """Whether the control only shows what is to be typed there."""
    note: str = ""
    """The note that is called here."""


@dataclass(frozen=True, slots=True)
class Bloc:
    """A paragraph, a heading, an item of a list or a table."""

    genre: Genre
    brins: tuple[Brin, ...] = ()
    niveau: int = 0
    marque: str = ""
    """The number or sign that the word processor sets before it; it is not in its words."""
    lignes: tuple[tuple[tuple[Bloc, ...], ...], ...] = ()
    """Of a table: its rows, of cells, of blocks."""
    signet: str = ""
    """The first bookmark that stands in it."""
    origine: str = ""
    """Where it was read: « paragraphe 12 », « page 3 »."""

    @property
    def texte(self) -> str:
        """Its words, as they are read; those of a table row by row."""
        if self.lignes:
            return "\n".join(" | ".join(" ".join(b.texte for b in cell) for cell in row) for row in self.lignes)
        return "".join(b.texte for b in self.brins if not b.vide)

    @property
    def controles(self) -> tuple[str, ...]:
        """The tags of its controls, each once, in order."""
        return tuple(dict.fromkeys(b.controle for b in self.brins if b.controle))


@dataclass(slots=True)
class EnCours:
    """The paragraph that a reader is in."""

    brins: list[Brin] = field(default_factory=list)
    signet: str = ""
    apres: list[Bloc] = field(default_factory=list)
    """Text boxes that are anchored in it."""


@dataclass(slots=True)
class Lecture:
    """A document, read."""

    format: str
    blocs: list[Bloc] = field(default_factory=list)
    notes: dict[str, tuple[Brin, ...]] = field(default_factory=dict)
    dits: list[str] = field(default_factory=list)
    """What the reader must know: tracked changes, comments, pages without text."""
    hors: list[tuple[str, str]] = field(default_factory=list)
    """(where, words) of what is not the running text: headers, deleted words, comments."""
    muettes: list[int] = field(default_factory=list)
    """The pages that are an image: what stands there was not read."""


_SIGNES = {0xAD: None, 0x0B: "\n", 0x2028: "\n", 0x2029: "\n", 0x200B: None, 0xFEFF: None}
"""What some programs leave in the words: hyphens that are not shown, line breaks of other kinds, spaces without width."""
_INVISIBLE = re.compile("[\u00ad\u000b\u2028\u2029\u200b\ufeff]")


def images(combien: int) -> list[str]:
    """What is told of the pictures: a table, or signatures, may be one."""
    said = "1 image n’a pas été lue" if combien == 1 else f"{combien} images n’ont pas été lues"
    return [f"{said} (un logo, ou un tableau, des signatures en image) : vérifier ce qui s’y voit"] if combien else []


def net(brins: Iterable[Brin]) -> tuple[Brin, ...]:
    """The same words, runs of one look put together, soft hyphens and spaces at both ends left out."""
    out: list[Brin] = []
    for one in brins:
        brin = replace(one, texte=one.texte.translate(_SIGNES)) if _INVISIBLE.search(one.texte) else one
        if out and not brin.note and not out[-1].note and replace(out[-1], texte="") == replace(brin, texte=""):
            out[-1] = replace(out[-1], texte=out[-1].texte + brin.texte)
        elif brin.texte or brin.note or brin.vide:
            out.append(brin)
    while out and not out[0].note and not out[0].vide and not (out[0].texte.strip()):
        out.pop(0)
    while out and not out[-1].note and not out[-1].vide and not (out[-1].texte.strip()):
        out.pop()
    if out:
        out[0] = replace(out[0], texte=out[0].texte.lstrip())
        out[-1] = replace(out[-1], texte=out[-1].texte.rstrip())
    return tuple(out)


def extrait(bloc: Bloc, debut: int, fin: int | None = None) -> Bloc:
    """The block of those characters of its words alone."""
    place, kept = 0, list[Brin]()
    for brin in bloc.brins:
        size = 0 if brin.vide else len(brin.texte)
        start, end = max(debut - place, 0), size if fin is None else min(fin - place, size)
        if start < end or (not size and debut <= place and (fin is None or place < fin)):
            kept.append(brin if brin.vide else replace(brin, texte=brin.texte[start:end]))
        place += size
    return replace(bloc, brins=net(kept))


_MARQUE = re.compile(
    r"\s*(?:[-–—•*·▪◦‣●○■□➢✓\uf0b7\uf0a7\uf0d8]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zA-Z]|[ivx]{1,4}|[IVX]{1,4})[.)°]|[IVX]{1,4}(?:[.-]\d{1,2}){0,2}\.?\s*[-–—)]|[IVX]{1,4}(?:\.\d{1,2}){1,2}\.?)[ \t\u00a0]+(?=\S)"
    r"|\s*\d{1,2}(?:\.\d{1,2})+[ \t\u00a0]+(?=[A-ZÀ-ÝŒ](?![A-ZÀ-ÝŒ]))"
)


def marque_tapee(texte: str) -> str:
    """The dash, number or letter that was typed before the words, with the spaces after it; empty if there is none."""
    found = _MARQUE.match(texte)
    return found[0] if found else ""


def a_plat(blocs: Sequence[Bloc]) -> str:
    """All the words of these blocks."""
    return "\n".join(b.texte for b in blocs)
