"""Two states of a text of one's own → which clause of the one is which of the other, and which have changed places.

By what they say: the rank that ends an anchor tells nothing, since a paragraph that is put in moves all those that follow. A
heading is known by its words but for its number, else by what stands under it.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import product

from conventions.compose.diff import text_of
from conventions.compose.propre import sans_numero
from conventions.model.clause import Clause, Conformite
from conventions.model.french import distinct, mots

_SEUIL = 0.4
"""From that share of words in common, a clause is the same, reworded."""
_ESSAIS = 4_000
"""Past that many comparisons, only equal words tell."""
_COURT = 4
"""A text of fewer words, found elsewhere, has not moved: it is said twice."""


def rapprocher(avant: Sequence[Clause], apres: Sequence[Clause]) -> tuple[tuple[Clause, ...], frozenset[str]]:
    """`avant`, each clause under the id that it has in `apres`, else one of its own; and the ids of those that have moved.

    Clauses of the trame keep their ids: these say what they are.
    """
    if not any(c.conformite is Conformite.PROPRE for c in avant) or not apres:
        return tuple(avant), frozenset()
    old, new = _Etat(avant), _Etat(apres)
    found = _paires(old, new)
    taken = Counter(clause.id for clause in apres)
    named = tuple(
        dataclasses.replace(c, id=apres[found[rank]].id if rank in found else distinct(c.id, taken))
        for rank, c in enumerate(avant)
    )
    return named, frozenset(apres[rank].id for rank in _deplacees(old, new, found))


class _Etat:
    """One text, clause by clause, each by its rank: its words, and the heading that it stands under (-1: none)."""

    def __init__(self, clauses: Sequence[Clause]) -> None:
        self.clauses = clauses
        self.mots = [mots(text_of(clause, {})) for clause in clauses]
        self.compte = [Counter(words) for words in self.mots]
        self.parent, self.titres = _parents(clauses)
        self.corps = [r for r, c in enumerate(clauses) if c.section != c.id and not c.niveau]
        self.autres = sorted(set(range(len(clauses))) - {*self.titres, *self.corps})
        """The title, the notes, the signatures and the annexes: each is known by its id."""
        self.sous: dict[int, list[int]] = defaultdict(list)
        for rank in self.corps:
            self.sous[self.parent[rank]].append(rank)
        self.nom = {rank: mots(sans_numero(clauses[rank].nom)) for rank in self.titres}

    def chemin(self, rank: int) -> tuple[tuple[str, ...], ...]:
        """The words of a heading and of those above it, without their numbers."""
        above = () if self.parent[rank] < 0 else self.chemin(self.parent[rank])
        return (*above, self.nom[rank])

    def entier(self, rank: int) -> Counter[str]:
        """All the words of a heading and of what stands under it."""
        return sum((self.compte[r] for r in self.sous[rank]), self.compte[rank].copy())


def _parents(clauses: Sequence[Clause]) -> tuple[list[int], list[int]]:
    open_headings, parents, headings = list[int](), list[int](), list[int]()
    for rank, clause in enumerate(clauses):
        if clause.niveau:
            open_headings = [r for r in open_headings if clauses[r].niveau < clause.niveau]
            headings.append(rank)
        parents.append(open_headings[-1] if open_headings else -1)
        if clause.niveau:
            open_headings.append(rank)
    return parents, headings


class _Paires(dict[int, int]):
    """The rank in the new text of each clause that it still has; `avant` is the same the other way round."""

    def __init__(self) -> None:
        super().__init__()
        self.avant: dict[int, int] = {}

    def __setitem__(self, avant: int, apres: int) -> None:
        super().__setitem__(avant, apres)
        self.avant[apres] = avant

    def libres(self, avant: Iterable[int], apres: Iterable[int]) -> tuple[list[int], list[int]]:
        """Those of either text that are in no pair."""
        return [r for r in avant if r not in self], [r for r in apres if r not in self.avant]


def _paires(old: _Etat, new: _Etat) -> _Paires:
    found = _Paires()
    long_old, long_new = ({r: e.mots[r] for r in e.corps if len(e.mots[r]) >= _COURT} for e in (old, new))
    _same(found, {r: old.clauses[r].id for r in old.autres}, {r: new.clauses[r].id for r in new.autres})
    _same(found, long_old, long_new, seuls=True)
    _headings(found, old, new)
    above = {-1: -1, **found}
    placed = {r: (above.get(old.parent[r]), old.mots[r]) for r in old.corps}
    _same(found, placed, {r: (new.parent[r], new.mots[r]) for r in new.corps})
    _same(found, long_old, long_new)
    for here, there in [(-1, -1), *((a, b) for a, b in found.items() if old.clauses[a].niveau)]:
        _alike(found, {r: old.compte[r] for r in old.sous[here]}, {r: new.compte[r] for r in new.sous[there]})
        _between(found, old.sous[here], new.sous[there])
    return found


def _same(found: _Paires, avant: Mapping[int, Hashable], apres: Mapping[int, Hashable], *, seuls: bool = False) -> None:
    """Pair those of equal keys, in order; `seuls`: only where nothing else has that key on either side."""
    old, new = found.libres(avant, apres)
    waiting = defaultdict[Hashable, deque[int]](deque)
    for rank in old:
        waiting[avant[rank]].append(rank)
    times = Counter(apres[rank] for rank in new)
    for rank in new:
        same = waiting[apres[rank]]
        if same and not (seuls and (len(same) > 1 or times[apres[rank]] > 1)):
            found[same.popleft()] = rank


def _headings(found: _Paires, old: _Etat, new: _Etat) -> None:
    """By their words, in their place then anywhere; else by what stands under them; else by their number."""
    named = [[r for r in e.titres if e.nom[r]] for e in (old, new)]
    _same(found, {r: old.chemin(r) for r in named[0]}, {r: new.chemin(r) for r in named[1]})
    _same(found, {r: old.nom[r] for r in named[0]}, {r: new.nom[r] for r in named[1]}, seuls=True)
    votes = Counter((old.parent[a], new.parent[b]) for a, b in found.items() if not old.clauses[a].niveau)
    for (here, there), _ in votes.most_common():
        if here >= 0 and there >= 0 and here not in found and there not in found.avant:
            found[here] = there
    _alike(found, {r: old.entier(r) for r in old.titres}, {r: new.entier(r) for r in new.titres})
    _same(found, {r: old.clauses[r].id for r in old.titres}, {r: new.clauses[r].id for r in new.titres})


def _alike(found: _Paires, avant: Mapping[int, Counter[str]], apres: Mapping[int, Counter[str]]) -> None:
    """Pair those that have most words in common, the closest first."""
    old, new = found.libres(avant, apres)
    if len(old) * len(new) > _ESSAIS:
        return
    shares = ((_share(avant[a], apres[b]), a, b) for a, b in product(old, new))
    for _, a, b in sorted((s for s in shares if s[0] >= _SEUIL), key=lambda s: (-s[0], abs(s[1] - s[2]))):
        if a not in found and b not in found.avant:
            found[a] = b


def _share(one: Counter[str], two: Counter[str]) -> float:
    whole = one.total() + two.total()
    return 2 * (one & two).total() / whole if whole else 0


def _between(found: _Paires, avant: Sequence[int], apres: Sequence[int]) -> None:
    """What stands alone between the same two clauses is the same, however reworded."""
    old, new = _gaps(avant, found), _gaps(apres, found.avant)
    for last, ranks in old.items():
        others = new.get(found.get(last, -1), [])
        for pair in zip(ranks, others, strict=True) if len(ranks) == len(others) else ():
            found[pair[0]] = pair[1]


def _gaps(ranks: Sequence[int], known: Mapping[int, int]) -> dict[int, list[int]]:
    """By clause that is paired (-1: none yet), those that follow it and are not."""
    gaps, last = defaultdict[int, list[int]](list), -1
    for rank in ranks:
        if rank in known:
            last = rank
        else:
            gaps[last].append(rank)
    return gaps


def _deplacees(old: _Etat, new: _Etat, found: _Paires) -> set[int]:
    """Those that no longer follow what they followed; what moves with its heading has not moved in its section."""
    order = [(a, found[a]) for a in sorted(found.keys() - set(old.autres))]
    kept = _croissante([b for _, b in order])
    moved = {b for _, b in order if b not in kept}
    parents = {b: found.get(old.parent[a], -1) for a, b in order}
    return {b for b in moved if not (parents[b] == new.parent[b] and new.parent[b] in moved)}


def _croissante(ranks: Sequence[int]) -> set[int]:
    """One of the longest increasing sequences among them."""
    tails, ends, before = list[int](), list[int](), dict[int, int]()
    for rank in ranks:
        at = bisect_left(tails, rank)
        tails[at : at + 1] = [rank]
        ends[at : at + 1] = [rank]
        before[rank] = ends[at - 1] if at else -1
    kept, last = set[int](), ends[-1] if ends else -1
    while last >= 0:
        kept.add(last)
        last = before[last]
    return kept
