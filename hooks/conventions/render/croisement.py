"""The texts of a period, each held against the trame → of each clause, the different answers: identical ones together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from conventions.compose.reponses import ORDRE, Sorte
from conventions.model.trame import Trame
from conventions.render.apport import Ajout, TexteCroise


@dataclass(frozen=True, slots=True)
class Commune:
    """One answer, as the first text words it, and (text, anchor of the clause) of those that give it, in the order of codes."""

    sorte: Sorte
    texte: str
    textes: tuple[tuple[TexteCroise, str], ...]


@dataclass(frozen=True, slots=True)
class ClauseCroisee:
    """One clause of the trame across the texts: its answers, the most frequent first, and what was inserted after it."""

    reponses: tuple[Commune, ...]
    ajouts: tuple[tuple[TexteCroise, Ajout], ...]

    def nombre(self, sorte: Sorte) -> int:
        """How many texts answer in that way."""
        return sum(len(r.textes) for r in self.reponses if r.sorte == sorte)


def cross(trame: Trame, textes: Iterable[TexteCroise]) -> Mapping[str, ClauseCroisee]:
    """Of each clause of the trame, by id. One pass over the texts, whatever their number."""
    groups: dict[str, dict[str, list[TexteCroise]]] = defaultdict(lambda: defaultdict(list))
    added: dict[str, list[tuple[TexteCroise, Ajout]]] = defaultdict(list)
    for texte in textes:
        for ident, reponse in texte.reponses.items():
            groups[ident][reponse.cle].append(texte)
        for ajout in texte.ajouts:
            added[ajout.apres].append((texte, ajout))
    return {
        c.id: ClauseCroisee(
            tuple(sorted((_commune(c.id, g) for g in groups[c.id].values()), key=_order)), tuple(added[c.id])
        )
        for c in trame.clauses
    }


def _commune(ident: str, group: list[TexteCroise]) -> Commune:
    first = group[0].reponses[ident]
    return Commune(first.sorte, first.texte, tuple((t, t.reponses[ident].ancre) for t in group))


def _order(answer: Commune) -> tuple[int, int]:
    """By sort, then the most frequent first; equal ones stay in the order of codes."""
    return ORDRE.index(answer.sorte), -len(answer.textes)
