"""Blocks → the rich text that a long field holds: paragraphs, lists with their own marks, tables, emphasis, links, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from conventions.importing.lu import Bloc, Brin, marque_tapee
from conventions.model import inline
from conventions.model.french import mots

_SENS = re.compile(r"[\\*\[\]]")
Notes = Mapping[str, Sequence[Brin]]


def plat(texte: str) -> str:
    """A short value: one line, one space between two words."""
    return re.sub(r"[ \t\r\n]+", " ", texte).strip()


def brins_en_texte(brins: Sequence[Brin]) -> str:
    """The words with their emphasis, their links and the calls of notes, as they are typed in the file."""
    return "".join(map(_brin, brins)).strip()


def _brin(brin: Brin) -> str:
    if brin.note:
        return f"[^{brin.note}]"
    if brin.vide:
        return ""
    words = _echappe(brin.texte)
    bare = words.strip()
    if not bare:
        return words
    start = words[: len(words) - len(words.lstrip())]
    end = words[len(words.rstrip()) :]
    if brin.lien and not re.search(r"[\[\]]", bare):
        bare = bare if bare == brin.lien else f"[{bare}]({brin.lien})"
    sign = "***" if brin.gras and brin.italique else "**" if brin.gras else "*" if brin.italique else ""
    return f"{start}{sign}{bare}{sign}{end}"


def _echappe(texte: str) -> str:
    """The signs that would be taken for formatting, told to be signs; the others stay as they are."""
    if not _SENS.search(texte) or mots(inline.simple(inline.brins(texte))) == mots(texte):
        return texte
    return _SENS.sub(r"\\\g<0>", texte)


def riche(blocs: Sequence[Bloc], notes: Notes) -> str:
    """The whole text, its notes last."""
    parts: list[str] = []
    listed = False
    for bloc in blocs:
        said, item = _bloc(bloc)
        if said:
            parts.append(("\n" if item and listed else "\n\n") + said)
            listed = item
    text = "".join(parts).strip()
    called = list(dict.fromkeys(re.findall(r"\[\^([^\]\s]+)\]", text)))
    return "\n\n".join([text, *(f"[^{n}]: {brins_en_texte(notes[n])}" for n in called if n in notes)])


def _bloc(bloc: Bloc) -> tuple[str, bool]:
    """Its text, and whether it is an item of a list."""
    if bloc.genre == "tableau":
        return "\n".join(tableau(bloc)), False
    said = re.sub(r"[ \t]*\n[ \t]*", "\n", brins_en_texte(_allege(bloc)))
    if bloc.genre == "element":
        return f"{'  ' * bloc.niveau}{_tiret(bloc.marque)} {said}", True
    mark = marque_tapee(said)
    if mark:
        return f"{_tiret(mark.strip())} {said[len(mark) :]}", True
    return said.replace("\t", " "), False


def _allege(bloc: Bloc) -> Sequence[Brin]:
    """A heading is all bold by nature: its words alone."""
    return (
        [Brin(b.texte, lien=b.lien, note=b.note, vide=b.vide) for b in bloc.brins]
        if bloc.genre == "titre"
        else bloc.brins
    )


def _tiret(marque: str) -> str:
    return marque if re.match(r"\(?[\dA-Za-z]", marque) else "-"


def tableau(bloc: Bloc) -> Iterator[str]:
    """A table, a row a line; what its cells hold on several lines stands on one."""
    width = max((len(row) for row in bloc.lignes), default=0)
    for rank, row in enumerate(bloc.lignes):
        cells = [_cellule(cell) for cell in row] + [""] * (width - len(row))
        yield f"| {' | '.join(cells)} |"
        if rank == 0:
            yield "|" + "---|" * width


def _cellule(cell: Sequence[Bloc]) -> str:
    words = " ".join(
        brins_en_texte([Brin(b.texte, italique=b.italique, lien=b.lien, note=b.note) for b in one.brins])
        if not one.lignes
        else one.texte
        for one in cell
    )
    return plat(words).replace("|", r"\|")
