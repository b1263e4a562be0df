"""The automatic numbers of a Word document (`numbering.xml`): what is read before each paragraph, which its words do not hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from conventions.importing.archive import Element
from conventions.importing.ooxml import fils, q, val

_PUCE = "-"


@dataclass(frozen=True, slots=True)
class Niveau:
    """One level of a list."""

    format: str
    texte: str
    debut: int


@dataclass(slots=True)
class Numerotation:
    """The lists of a document, and where each has come to."""

    listes: dict[str, dict[int, Niveau]] = field(default_factory=dict)
    comptes: dict[str, dict[int, int]] = field(default_factory=dict)

    def marque(self, liste: str, niveau: int) -> str:
        """The number of the next paragraph of that list; a dash for a bullet."""
        levels = self.listes.get(liste, {})
        here = levels.get(niveau)
        if here is None or here.format == "none":
            return ""
        counts = self.comptes.setdefault(liste, {})
        counts[niveau] = counts.get(niveau, here.debut - 1) + 1
        for deeper in [n for n in counts if n > niveau]:
            del counts[deeper]
        if here.format == "bullet":
            return _PUCE
        return re.sub(r"%(\d)", lambda found: self._rang(levels, counts, int(found[1]) - 1), here.texte)

    @staticmethod
    def _rang(levels: dict[int, Niveau], counts: dict[int, int], niveau: int) -> str:
        level = levels.get(niveau)
        return ecrit(counts.get(niveau, level.debut), level.format) if level else ""


def numerotation(root: Element | None) -> Numerotation:
    """Read the part."""
    made = Numerotation()
    if root is None:
        return made
    shapes = {a.get(q("abstractNumId"), ""): _niveaux(a) for a in root.iter(q("abstractNum"))}
    for num in root.iter(q("num")):
        levels = dict(shapes.get(val(fils(num, "abstractNumId")), {}))
        made.listes[num.get(q("numId"), "")] = levels
    return made


def _niveaux(shape: Element) -> dict[int, Niveau]:
    found = {}
    for level in shape.iter(q("lvl")):
        rank, start = level.get(q("ilvl"), "0"), val(fils(level, "start"))
        if rank.isdecimal():
            found[int(rank)] = Niveau(
                val(fils(level, "numFmt")) or "decimal",
                val(fils(level, "lvlText"))[:40],
                int(start) if start.isdecimal() and len(start) < 6 else 1,
            )
    return found


def ecrit(nombre: int, forme: str) -> str:
    """A rank as its list writes it."""
    if forme in {"lowerLetter", "upperLetter"} and 0 < nombre <= 26:
        letter = chr(96 + nombre)
        return letter.upper() if forme == "upperLetter" else letter
    if forme in {"lowerRoman", "upperRoman"} and 0 < nombre < 100:
        return _romain(nombre) if forme == "upperRoman" else _romain(nombre).lower()
    return str(nombre)


def _romain(nombre: int) -> str:
    out = ""
    for value, sign in ((90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while nombre >= value:
            out, nombre = out + sign, nombre - value
    return out
