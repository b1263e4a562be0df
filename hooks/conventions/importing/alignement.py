"""The blocks of a document against the clauses of the trame: which is which, by their words, first in order, then wherever they stand."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from conventions.importing.attendu import Attendue
from conventions.importing.lu import Bloc, marque_tapee
from conventions.importing.vocables import cles, paires, sans_numero

SUR = 0.85
"""From that share of words in common, it is that clause, retyped."""
PROCHE = 0.62
"""From that one, found out of its place, it is still that clause."""
POSSIBLE = 0.34
"""From that one, between its neighbours, it is that clause, reworded."""
_FORT = 40
"""Words beyond which a clause weighs no more."""


class Lien(NamedTuple):
    """A clause found in a block, and how much of it."""

    clause: str
    note: float
    deplacee: bool = False


def texte_nu(bloc: Bloc) -> str:
    """The words of a block as they are compared: without the dash, number or letter that was typed before them."""
    said = bloc.texte
    return said[len(marque_tapee(said)) :]


def ressemblances(blocs: Sequence[Bloc], clauses: Sequence[Attendue]) -> list[dict[int, float]]:
    """Of each block, the share of words that it has in common with each clause, by rank, where it is worth telling."""
    index: dict[tuple[str, str], list[int]] = defaultdict(list)
    for rank, one in enumerate(clauses):
        for pair in one.paires:
            index[pair].append(rank)
    return [_notes(bloc, clauses, index) for bloc in blocs]


def _notes(bloc: Bloc, clauses: Sequence[Attendue], index: Mapping[tuple[str, str], list[int]]) -> dict[int, float]:
    said = texte_nu(bloc)
    found: dict[int, float] = {}
    for words, headings in ((cles(said), False), (cles(sans_numero(said)), True)):
        grams = paires(words)
        near = {rank for pair in grams for rank in index.get(pair, ())}
        for rank in near:
            one = clauses[rank]
            if (one.clause.nature in {"titre", "objectif"}) is headings and (
                note := _note(one, words, grams)
            ) >= POSSIBLE:
                found[rank] = note
    return found


def _note(one: Attendue, words: Sequence[str], grams: Counter[tuple[str, str]]) -> float:
    common = (one.paires & grams).total()
    if one.troue:
        return common / max(1, one.paires.total())
    if len(one.mots) == 1:
        return 1.0 if tuple(words) == one.mots else 0.0
    return 2 * common / (one.paires.total() + grams.total())


def aligner(blocs: Sequence[Bloc], clauses: Sequence[Attendue], connus: Mapping[int, str]) -> dict[int, Lien]:
    """Of each block that is a clause, which one. `connus`: those that a bookmark or a control names."""
    notes = ressemblances(blocs, clauses)
    ranks = {one.clause.id: rank for rank, one in enumerate(clauses)}
    for place, ident in connus.items():
        if ident in ranks:
            notes[place] = {ranks[ident]: max(1.5, notes[place].get(ranks[ident], 0))}
    order = _croissante([(b, c, n * _poids(clauses[c])) for b, row in enumerate(notes) for c, n in row.items()])
    found = {b: c for b, c in order if notes[b][c] >= PROCHE or _tenue(b, c, order)}
    moved = _deplacees(notes, found)
    return {b: Lien(clauses[c].clause.id, min(notes[b][c], 1.0), b in moved) for b, c in {**found, **moved}.items()}


def _poids(one: Attendue) -> float:
    return math.sqrt(min(len(one.mots), _FORT))


def _croissante(pairs: Sequence[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The heaviest set of pairs whose blocks and clauses both go up."""
    size = max((c for _, c, _ in pairs), default=0) + 2
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    nodes: list[tuple[int, int, int]] = []
    by_block: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for b, c, n in pairs:
        by_block[b].append((c, n))
    for b in sorted(by_block):
        made = []
        for c, n in by_block[b]:
            total, before = _plus_haut(best, c)
            nodes.append((b, c, before))
            made.append((c, total + n, len(nodes) - 1))
        for c, total, node in made:
            _hausse(best, c + 1, (total, node))
    _, at = _plus_haut(best, size - 1)
    out = []
    while at >= 0:
        b, c, at = nodes[at]
        out.append((b, c))
    return out[::-1]


def _plus_haut(tree: Sequence[tuple[float, int]], below: int) -> tuple[float, int]:
    """The heaviest chain that ends before that clause (a tree of prefixes)."""
    best, at = (0.0, -1), below
    while at > 0:
        best = max(best, tree[at])
        at -= at & -at
    return best


def _hausse(tree: list[tuple[float, int]], at: int, value: tuple[float, int]) -> None:
    while at < len(tree):
        tree[at] = max(tree[at], value)
        at += at & -at


def _tenue(block: int, clause: int, order: Sequence[tuple[int, int]]) -> bool:
    """Whether a weak likeness is held by its neighbours: the clause before it, or the one after it, is next to it."""
    known = dict(order)
    near = (known.get(block + step) for step in (-2, -1, 1, 2))
    return any(n is not None and 0 < abs(n - clause) <= 2 for n in near)


def _deplacees(notes: Sequence[Mapping[int, float]], found: Mapping[int, int]) -> dict[int, int]:
    """Those that stand elsewhere than in the trame's order, the surest first."""
    taken, moved = set(found.values()), dict[int, int]()
    rest = [(n, b, c) for b, row in enumerate(notes) if b not in found for c, n in row.items() if n >= PROCHE]
    for _, b, c in sorted(rest, key=lambda one: (-one[0], one[1])):
        if c not in taken and b not in moved:
            moved[b] = c
            taken.add(c)
    return moved
