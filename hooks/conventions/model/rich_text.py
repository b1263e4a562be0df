"""A rich text as typed → its blocks: the one definition for every long field of the contract, and for a text of one's own.

Nothing that was typed is lost or renumbered. A line that was cut stays cut, a list keeps its own numbers, letters and signs,
and what is none of the shapes below is a paragraph of the words as they are. The cost is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from textwrap import dedent

from conventions.model import inline
from conventions.model.blocks import Bloc, Element, Liste, Note, Paragraphe, Tableau, Titre
from conventions.model.french import FINE

NIVEAUX = 8
"""Lists inside lists, at most: what is deeper is text."""
_MARQUE = re.compile(
    r"(?P<signe>[-*+•·▪◦‣–—])[ \t\u00a0]+(?=\S)"
    r"|(?P<ouvre>\(?)(?P<valeur>\d{1,4}(?:\.\d{1,3})*|[a-zA-Z]{1,2}|[ivxlc]{1,7}|[IVXLC]{1,7})"
    r"(?P<ferme>[.)]|(?<=\d)[°º]\)?)[ \t\u00a0]+(?=\S)"
)
_TITRE = re.compile(r"(?P<dieses>#{1,6})[ \t]+(?P<texte>\S.*)")
_SOULIGNE = re.compile(r"={3,}|-{3,}")
_COLONNES = re.compile(r"\|?[ \t]*:?-{1,60}:?[ \t]*(?:\|[ \t]*:?-{1,60}:?[ \t]*){0,40}\|?")
_NOTE = re.compile(r"\[\^(?P<nom>[^\[\]\s^]{1,20})\]:[ \t]*(?P<texte>.*)")
COLONNES = 40
"""Columns of a table, at most: a wider row is words."""
_CELLULE = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Extrait:
    """A block, what was typed of it, and its line from 1."""

    bloc: Bloc
    source: str
    ligne: int


@dataclass(frozen=True, slots=True)
class _Marque:
    """What begins an item: where its sign stands, the sign, its kind, its rank in an order (0 if unknown), and the words after it."""

    retrait: int
    signe: str
    genre: str
    rang: int
    reste: str


@lru_cache(maxsize=4096)
def blocs(texte: str, *, titres: bool = False) -> tuple[Bloc, ...]:
    """The blocks of a text, in order, its notes where they stand. `titres`: whether headings mean something."""
    return tuple(part.bloc for part in parties(texte, titres=titres))


def parties(texte: str, *, titres: bool = False) -> Iterator[Extrait]:
    """The same, each block with what was typed of it."""
    lines = dedent(texte.replace("\r\n", "\n").expandtabs(4)).split("\n")
    return _Lecture([line.rstrip() for line in lines], 0, titres=titres).parties()


def simple(found: Sequence[Bloc]) -> str:
    """The words of these blocks, a line each, with their numbers and signs: what is searched, compared and exported.

    An item stands two spaces to the right of the one that holds it; semicolons stand between the cells of a table.
    """
    return "\n".join(line for bloc in found for line in _lignes(bloc))


@lru_cache(maxsize=4096)
def en_mots(texte: str) -> str:
    """Those of a whole text."""
    return simple(blocs(texte))


def une_ligne(texte: str) -> str:
    """The words of a rich text, on one line."""
    return aplati(en_mots(texte))


def aplati(mots: str) -> str:
    """These lines as one."""
    return re.sub(r" *\n *", " ", mots)


def sur_une_ligne(found: Sequence[Bloc]) -> bool:
    """Whether it is a mere run of words, that can stand inside a sentence."""
    return not found or (len(found) == 1 and isinstance(found[0], Paragraphe))


def _lignes(bloc: Bloc) -> Iterator[str]:
    if isinstance(bloc, Paragraphe | Titre):
        yield inline.simple(inline.brins(bloc.texte))
    elif isinstance(bloc, Note):
        yield f"[{bloc.nom}] {inline.simple(inline.brins(bloc.texte))}"
    elif isinstance(bloc, Tableau):
        for row in (bloc.entete, *bloc.lignes):
            yield f"{FINE}; ".join(inline.simple(inline.brins(cell)) or "–" for cell in row)
    elif isinstance(bloc, Liste):
        for element in bloc.elements:
            first, *others = simple(element.blocs).split("\n")
            yield f"{element.marque or '–'} {first}"
            yield from (f"  {line}" for line in others)


class _Lecture:
    """Reads the lines of one container, at its depth in the lists."""

    def __init__(self, lines: Sequence[str], niveau: int, *, titres: bool = False) -> None:
        self.lines = lines
        self.niveau = niveau
        self.titres = titres
        self.ici = 0

    def parties(self) -> Iterator[Extrait]:
        """What the lines hold."""
        while self.ici < len(self.lines):
            if not self.lines[self.ici]:
                self.ici += 1
                continue
            start = self.ici
            bloc = self._bloc() or self._paragraphe()
            yield Extrait(bloc, "\n".join(self.lines[start : self.ici]), start + 1)

    def _bloc(self) -> Bloc | None:
        """What begins at this line and is no paragraph; None, and nothing is read, for any other."""
        line = self.lines[self.ici].lstrip()
        if self.titres and (bloc := self._titre(line)):
            return bloc
        if note := _NOTE.fullmatch(line):
            return self._note(note)
        if self._tabulaire(self.ici):
            return self._tableau()
        marque = self._element(self.ici)
        return self._liste(marque) if marque else None

    def _titre(self, line: str) -> Bloc | None:
        following = self.lines[self.ici + 1].strip() if self.ici + 1 < len(self.lines) else ""
        if found := _TITRE.fullmatch(line):
            self.ici += 1
            return Titre(len(found["dieses"]), _sans_fermeture(found["texte"]))
        if _SOULIGNE.fullmatch(following) and not _marque(self.lines[self.ici]):
            self.ici += 2
            return Titre(1 if following[0] == "=" else 2, line)
        return None

    def _note(self, found: re.Match[str]) -> Note:
        lines = [found["texte"]]
        self.ici += 1
        while (more := self._pleine(self.ici)) < len(self.lines) and self.lines[more].startswith(" "):
            lines.append(self.lines[more].strip())
            self.ici = more + 1
        return Note(found["nom"], "\n".join(lines).strip())

    def _pleine(self, ici: int) -> int:
        """The first line from there on that is not empty."""
        while ici < len(self.lines) and not self.lines[ici]:
            ici += 1
        return ici

    def _tabulaire(self, ici: int) -> bool:
        """Whether a table begins there: a row, then the line of dashes that makes a table of it."""
        if not _rangee(self.lines[ici]) or ici + 1 >= len(self.lines):
            return False
        return _rangee(self.lines[ici + 1]) and bool(_COLONNES.fullmatch(self.lines[ici + 1].strip()))

    def _tableau(self) -> Tableau:
        start = self.ici
        while self.ici < len(self.lines) and _rangee(self.lines[self.ici]):
            self.ici += 1
        head, dashes, *rows = [_cells(line) for line in self.lines[start : self.ici]]
        width = max(map(len, (head, *rows)))
        filled = [(*row, *[""] * (width - len(row))) for row in (head, dashes[:width], *rows)]
        return Tableau(filled[0], tuple(filled[2:]), tuple(map(_sens, filled[1])))

    def _paragraphe(self) -> Paragraphe:
        lines = []
        while True:
            lines.append(self.lines[self.ici].strip())
            self.ici += 1
            if self.ici >= len(self.lines) or not self.lines[self.ici] or self._commence(self.ici):
                return Paragraphe("\n".join(lines))

    def _commence(self, ici: int) -> bool:
        """Whether something else than the words of a paragraph begins there."""
        line = self.lines[ici].lstrip()
        return bool(
            (self.titres and _TITRE.fullmatch(line))
            or _NOTE.fullmatch(line)
            or self._tabulaire(ici)
            or self._element(ici)
        )

    def _element(self, ici: int) -> _Marque | None:
        """What begins an item there. A number alone (« 2027. Il ferme ») begins none, unless what follows goes on from it."""
        found = _marque(self.lines[ici])
        if found is None or self.niveau >= NIVEAUX:
            return None
        if found.genre in "-+•·▪◦‣–—":
            return found
        following = self._fin(ici, found)
        return found if following > ici + 1 or self._suivant(following, found) or self._premier(ici, found) else None

    def _premier(self, ici: int, found: _Marque) -> bool:
        """Whether it is the first of an order, inside another item, below its first words: « - A. un » has its letter among them."""
        return self.niveau > 0 and ici > 0 and found.rang == 1

    def _suivant(self, ici: int, found: _Marque) -> _Marque | None:
        """The next item of the same list, which begins there or after empty lines: it goes on from this one."""
        place = self._pleine(ici)
        other, apart = _marque(self.lines[place]) if place < len(self.lines) else None, place > ici
        if other is None or other.genre != found.genre or abs(other.retrait - found.retrait) > 1:
            return None
        if not found.rang or not other.rang:
            return other
        step = other.rang - found.rang
        return other if step == 1 or (step in {0, 2} and not apart) else None

    def _fin(self, ici: int, found: _Marque) -> int:
        """The first line after the item: what belongs to it is set further to the right."""
        end = ici = ici + 1
        while ici < len(self.lines):
            line = self.lines[ici]
            if line and len(line) - len(line.lstrip()) < found.retrait + 2:
                break
            ici += 1
            end = ici if line else end
        return end

    def _liste(self, found: _Marque) -> Liste:
        elements, following = [], found
        while True:
            end = self._fin(self.ici, following)
            inside = dedent("\n".join(self.lines[self.ici + 1 : end])).split("\n") if end > self.ici + 1 else []
            lecture = _Lecture([following.reste, *inside], self.niveau + 1)
            elements.append(_tire(following, tuple(part.bloc for part in lecture.parties())))
            self.ici = end
            after = self._suivant(end, following)
            if after is None:
                return Liste(_bullets(elements))
            self.ici = self._pleine(self.ici)
            following = after


def _tire(found: _Marque, inside: tuple[Bloc, ...]) -> Element:
    """« I. - Objet » : a lone dash after a number is part of it, and asks for no bullet."""
    first = inside[0] if inside else None
    lone = isinstance(first, Liste) and len(first.elements) == 1 and found.reste.startswith("- ")
    if isinstance(first, Liste) and lone and len(found.genre) > 1:
        return Element(f"{found.signe} -", (*first.elements[0].blocs, *inside[1:]))
    return Element(found.signe, inside)


def _bullets(elements: list[Element]) -> tuple[Element, ...]:
    """A dash asks for a bullet, and so do several stars; a star alone calls a note, a plus adds: they stay."""
    starred = len(elements) > 1 and all(e.marque == "*" for e in elements)
    return tuple(Element("" if starred or e.marque == "-" else e.marque, e.blocs) for e in elements)


def _sans_fermeture(titre: str) -> str:
    """The words of a heading, without the signs that close it; the spaces between them are one."""
    bare = titre.rstrip("#")
    return " ".join(re.split(r"[ \t]+", (bare.rstrip(" \t") if bare.endswith((" ", "\t")) else titre)))


def _marque(line: str) -> _Marque | None:
    bare = line.lstrip()
    found = _MARQUE.match(bare)
    if found is None:
        return None
    sign, rest, indent = found[0].strip(" \t\u00a0"), bare[found.end() :], len(line) - len(bare)
    if found["signe"]:
        return _Marque(indent, sign, sign, 0, rest)
    kind = "1" if found["valeur"][0].isdigit() else "a" if found["valeur"].islower() else "A"
    return _Marque(indent, sign, f"{found['ouvre']}{kind}{found['ferme']}", _rang(found["valeur"]), rest)


def _rang(valeur: str) -> int:
    """The rank that a number or a lone letter gives; that of roman figures matters only for the first."""
    if valeur[0].isdigit():
        return int(valeur.rpartition(".")[2])
    return 1 if valeur in {"i", "I"} else 0 if len(valeur) > 1 else ord(valeur.lower()) - 96


def _rangee(line: str) -> bool:
    return 1 <= line.count("|") <= COLONNES + 1


def _cells(line: str) -> tuple[str, ...]:
    cells = _CELLULE.split(bare := line.strip().removeprefix("|"))
    return tuple(cell.strip() for cell in (cells[:-1] if bare.endswith("|") and cells[-1] == "" else cells))


def _sens(dashes: str) -> str:
    return "centre" if dashes.startswith(":") and dashes.endswith(":") else "droite" if dashes.endswith(":") else ""
