"""The actions that a département marks as good or new: what it brings of them to the page of all."""

from __future__ import annotations

from dataclasses import dataclass

from conventions.compose.view import Fiche
from conventions.render.engagements import meneur, partenaires


@dataclass(frozen=True, slots=True)
class Pratique:
    """Such an action: where it stands, who leads it, why it is good, and what it gave."""

    id: str
    objectif: int
    axes: tuple[str, ...]
    intitule: str
    meneur: str
    """The whole name of who leads it; empty where nobody is named to."""
    pourquoi: str
    bilan: str
    partenaires: str
    """« La MSA et l’Udaf »; empty where it has none."""


def pratiques(item: Fiche) -> tuple[Pratique, ...]:
    """Those of the text of today."""
    return tuple(
        Pratique(
            a.id,
            a.objectif,
            a.axes,
            a.intitule,
            meneur(item, a.pilote) if a.pilote else "",
            told.pourquoi,
            told.bilan,
            partenaires(item, a),
        )
        for a in item.convention.actions
        if (told := a.bonne_pratique)
    )
