"""A sheet → what is found of its table of who commits to what: the table, then the row of each party that leads actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conventions.compose.view import Fiche
from conventions.model.french import liste, pluriel
from conventions.render.elements import url_fiche
from conventions.render.engagements import rangees
from conventions.search.passage import Passage

_CLES = "engagement pilote promet s’engage signataire"


def promises(fiche: Fiche) -> Iterator[Passage]:
    """« caf rhône engagements » leads to what the Caf leads there, in one gesture."""
    rows, d = rangees(fiche), fiche.dossier.departement
    url = f"{url_fiche(d)}#engagements"
    if rows:
        total = pluriel(len(fiche.convention.actions), "action")
        yield Passage(
            url, f"{d.nom}\u00a0: les engagements", "convention", f"{total}, par signataire.", d.code, cles=_CLES
        )
    for row in rows:
        told = f"{pluriel(sum(map(len, row.actions.values())), 'action')}, {_objectives(row.actions)}."
        yield Passage(f"{url}-{row.cle}", f"{row.nom}\u00a0: ses engagements", "convention", told, d.code, cles=_CLES)


def _objectives(numbers: Iterable[int]) -> str:
    known = [str(n) for n in sorted(numbers)]
    return f"objectif {known[0]}" if len(known) == 1 else f"objectifs {liste(known)}"
