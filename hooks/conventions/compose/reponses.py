"""Every text of a period → of each clause of the trame, what the départements did with it: identical answers together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from conventions.compose.vue import Fiche
from conventions.model.clause import Clause
from conventions.model.trame import Trame
from conventions.texte import mots

Sorte = Literal["reprise", "completee", "reecrite", "supprimee", "sans-objet", "a-completer"]
ORDRE: tuple[Sorte, ...] = ("reprise", "completee", "reecrite", "supprimee", "sans-objet", "a-completer")
_AJOUT = re.compile(r"-(?:bis|ter|quater|quinquies|sexies)$")


@dataclass(frozen=True, slots=True)
class Reponse:
    """One answer, and the texts that give it, in the order of codes. `clauses` are those of the first of them."""

    sorte: Sorte
    clauses: tuple[Clause, ...]
    fiches: tuple[Fiche, ...]
    ids: tuple[str, ...]
    """Of each text, the id of the clause to go to."""


@dataclass(frozen=True, slots=True)
class ClauseCroisee:
    """One clause of the trame across the texts: its answers, the most frequent first, and what was inserted after it."""

    reponses: tuple[Reponse, ...]
    ajouts: tuple[tuple[Fiche, Clause], ...]

    def nombre(self, sorte: Sorte) -> int:
        """How many texts answer in that way."""
        return sum(len(r.fiches) for r in self.reponses if r.sorte == sorte)


def cross(trame: Trame, fiches: Iterable[Fiche]) -> Mapping[str, ClauseCroisee]:
    """Of each clause of the trame, by id. One pass over the texts, whatever their number."""
    groups: dict[str, dict[tuple[object, ...], list[tuple[Fiche, tuple[Clause, ...]]]]] = defaultdict(dict)
    added: dict[str, list[tuple[Fiche, Clause]]] = defaultdict(list)
    for fiche in fiches:
        for ident, clauses in _by_clause(fiche).items():
            groups[ident].setdefault(_key(clauses), []).append((fiche, clauses))
        for clause in fiche.clauses:
            if clause.conformite == "ajoutee":
                added[_AJOUT.sub("", clause.id)].append((fiche, clause))
    return {
        c.id: ClauseCroisee(tuple(sorted((_answer(g) for g in groups[c.id].values()), key=_order)), tuple(added[c.id]))
        for c in trame.clauses
    }


def _by_clause(fiche: Fiche) -> dict[str, tuple[Clause, ...]]:
    found: dict[str, list[Clause]] = defaultdict(list)
    for clause in fiche.clauses:
        if clause.trame:
            found[clause.trame].append(clause)
    return {ident: tuple(clauses) for ident, clauses in found.items()}


def _key(clauses: tuple[Clause, ...]) -> tuple[object, ...]:
    """Two texts with the same key say the same: spaces and typography set aside, whatever reasons they give."""
    sorte = _sort(clauses)
    if sorte in {"reprise", "supprimee", "sans-objet", "a-completer"}:
        return (sorte,)
    return (
        sorte,
        *(mots(c.texte) for c in clauses),
        *(tuple(s.texte for s in line) for c in clauses for line in c.lignes),
    )


def _sort(clauses: tuple[Clause, ...]) -> Sorte:
    states = {c.conformite for c in clauses}
    if states & {"reecrite"}:
        return "reecrite"
    if states & {"supprimee"}:
        return "supprimee"
    if states == {"sans-objet"}:
        return "sans-objet"
    if any(s.nature == "rempli" for c in clauses for line in (c.spans, *c.lignes) for s in line):
        return "completee"
    return "a-completer" if any(c.blancs for c in clauses) else "reprise"


def _answer(group: list[tuple[Fiche, tuple[Clause, ...]]]) -> Reponse:
    first = group[0][1]
    return Reponse(_sort(first), first, tuple(f for f, _ in group), tuple(c[0].id for _, c in group))


def _order(answer: Reponse) -> tuple[int, int]:
    """By sort, then the most frequent first; equal ones stay in the order of codes."""
    return ORDRE.index(answer.sorte), -len(answer.fiches)
