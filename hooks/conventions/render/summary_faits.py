"""Two situations of a convention → what changes of its effect and of its term, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from conventions.compose.situation import Situation
from conventions.model.faits import EtatSignatures
from conventions.model.french import date_longue


def fact_changes(old: Situation, new: Situation) -> Iterator[str]:
    """Signatures by document, then each date that changes; the signatures with a day of their own are told apart."""
    was, now = old.faits, new.faits
    by_document = [f.signatures.etat is EtatSignatures.DOCUMENT for f in (was, now)]
    if by_document[0] != by_document[1]:
        yield f"Le document signé {'atteste' if by_document[1] else 'n’atteste plus'} que toutes les parties ont signé"
    typed = [f.effet.le if f.effet.saisi else None for f in (was, now)]
    yield from _change("Date d’effet que donne le texte", typed[0], typed[1])
    yield from _change("Terme", was.terme.le, now.terme.le)
    yield from _change("Dernier terme possible", was.terme.dernier, now.terme.dernier)
    yield from _change("Dernier jour pour s’opposer au renouvellement", was.terme.opposition, now.terme.opposition)


def _change(name: str, before: date | None, after: date | None) -> Iterator[str]:
    if before and after and before != after:
        yield f"{name} : {date_longue(after)} au lieu du {date_longue(before)}"
    elif before != after and (only := after or before):
        yield f"{name} : {date_longue(only)}{'' if after else ', retiré'}"
