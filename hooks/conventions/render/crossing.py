"""The texts of a period, each held against the trame → of each clause, the different answers: identical ones together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from conventions.compose.answers import Traitement
from conventions.model.trame import ClauseTrame
from conventions.render.contribution import Ajout, Reponse, Section, TexteCroise


@dataclass(frozen=True, slots=True)
class Commune:
    """One answer, as the first text words it, and (text, anchor of the clause) of those that give it, in the order of codes."""

    traitement: Traitement
    texte: str
    textes: tuple[tuple[TexteCroise, str], ...]


@dataclass(frozen=True, slots=True)
class ClauseCroisee:
    """One clause of the trame across the texts: its answers, the most frequent first, and what was inserted after it."""

    reponses: tuple[Commune, ...]
    ajouts: tuple[tuple[TexteCroise, Ajout], ...]


def cross(clauses: Sequence[ClauseTrame], textes: Iterable[tuple[TexteCroise, Section]]) -> Mapping[str, ClauseCroisee]:
    """Of each of these clauses, by id. One pass over the texts, whatever their number."""
    groups: dict[str, dict[str, list[tuple[TexteCroise, Reponse]]]] = defaultdict(lambda: defaultdict(list))
    added: dict[str, list[tuple[TexteCroise, Ajout]]] = defaultdict(list)
    for texte, section in textes:
        for ident, reponse in section.reponses.items():
            groups[ident][reponse.cle].append((texte, reponse))
        for ajout in section.ajouts:
            added[ajout.apres].append((texte, ajout))
    return {
        c.id: ClauseCroisee(tuple(sorted(map(_commune, groups[c.id].values()), key=_order)), tuple(added[c.id]))
        for c in clauses
    }


def _commune(group: list[tuple[TexteCroise, Reponse]]) -> Commune:
    _, first = group[0]
    return Commune(first.traitement, first.texte, tuple((texte, reponse.ancre) for texte, reponse in group))


def _order(answer: Commune) -> tuple[int, int]:
    """By treatment, then the most frequent first; equal ones stay in the order of codes."""
    return answer.traitement.rang, -len(answer.textes)
