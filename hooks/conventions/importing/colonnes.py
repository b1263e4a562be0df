"""The lines of a page in the order in which they are drawn → running lines, and rows of cells where some stand side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_MEME = 2.5
"""Points within which two lines are at one height, or begin at one place."""


@dataclass(frozen=True, slots=True)
class Ligne:
    """A line, from its left end. `numero`: a number was drawn before it in the margin."""

    x: float
    y: float
    taille: float
    texte: str
    numero: bool = False


_HAUT, _LONGUE = 150, 10
"""Points that the next column climbs, at least, and the lines of the one before it: no cell of a table is so tall, save by chance."""

_EPARSES = 2
"""Lines that may stand at the right of the first column, at most: a title in the middle, the end of a line."""


def textes(lignes: Sequence[Ligne]) -> Iterator[list[Ligne]]:
    """The columns of a page that is set in several, each whole; the page itself where it is set in one."""
    start = 0
    for rank in range(1, len(lignes)):
        last, one = lignes[rank - 1], lignes[rank]
        beside = one.x > last.x + 3 * one.taille and one.y > last.y + _HAUT
        left = [x for x in lignes[start:rank] if x.y <= one.y + _MEME]
        aside = sum(1 for x in lignes[start:rank] if x.x > one.x - _MEME)
        if beside and len(left) >= _LONGUE and aside <= _EPARSES and _droite(lignes[rank:], one.x):
            yield list(lignes[start:rank])
            start = rank
    yield list(lignes[start:])


def _droite(lignes: Sequence[Ligne], x: float) -> bool:
    """Whether all that follows stands in that column, or further right: of a table, the next row comes back to the left."""
    return all(one.x > x - _MEME for one in lignes)


@dataclass(slots=True)
class Table:
    """Rows, of cells, of lines."""

    rangs: list[list[list[Ligne]]] = field(default_factory=list)


def morceaux(lignes: Sequence[Ligne]) -> Iterator[list[Ligne] | Table]:
    """Runs of lines, and tables, in order: a cell is drawn whole before the one at its right."""
    running: list[Ligne] = []
    table = Table()
    row: list[list[Ligne]] = []
    for one in lignes:
        last = row[-1][-1] if row else running[-1] if running else None
        beside = last is not None and one.x > last.x + 3 * one.taille and one.y >= last.y - _MEME
        if beside and not row:
            row = [_retire(running, one.y)]
        if beside and row:
            row.append([one])
        elif row and last and abs(one.x - row[-1][0].x) < 4 * _MEME and 0 < last.y - one.y < 2.6 * one.taille:
            row[-1].append(one)
        else:
            if row:
                if running:
                    yield from _suite(table)
                    table = Table()
                    yield running
                    running = []
                table.rangs.append(row)
                row = []
            running.append(one)
    if row:
        if running:
            yield from _suite(table)
            yield running
            running, table = [], Table()
        table.rangs.append(row)
    yield from _suite(table)
    if running:
        yield running


def _suite(table: Table) -> Iterator[Table]:
    if table.rangs:
        yield table


def _retire(running: list[Ligne], haut: float) -> list[Ligne]:
    """The lines of the first cell of a row: those that were drawn last, from that height down."""
    cell: list[Ligne] = []
    while running and running[-1].y <= haut + _MEME and (not cell or abs(running[-1].x - cell[0].x) < _MEME):
        cell.insert(0, running.pop())
    return cell
