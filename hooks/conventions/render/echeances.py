"""The facts of a convention → its dates to come: entry into force, term, last day to oppose a renewal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from conventions.model.faits import NatureTerme, Terme
from conventions.model.french import minuscule
from conventions.render.contribution import Standing
from conventions.render.tenue import Echeance, Tenue

_RESERVE = ", si une lettre n’a pas empêché le renouvellement précédent"


def toutes(ligne: Standing, tenue: Tenue, au: date) -> list[Echeance]:
    """Every date to come: of its facts, then of how it is kept up."""
    return [*echeances(ligne, au), *tenue.a_venir]


def echeances(ligne: Standing, au: date) -> list[Echeance]:
    """Those of a convention that all have signed and that is not over; one that two départements share is told once."""
    if ligne.partagee or ligne.statut.close or not ligne.faits.signatures.completes:
        return []
    article = "" if ligne.faits.effet.saisi else "art-8-al-1"
    entry = [Echeance(ligne.entree, "entree", "entrée en vigueur", article)] if ligne.entree else []
    doubt = _RESERVE if ligne.faits.conteste else ""
    known = [*entry, *(e._replace(mots=f"{e.mots}{doubt}") for e in _ends(ligne))]
    return [echeance for echeance in known if echeance.jour >= au]


def _ends(ligne: Standing) -> Iterator[Echeance]:
    """What comes after its last renewal, if that took place."""
    end = ligne.faits.terme
    if ligne.faits.fin and (last := ligne.faits.fin.dernier_jour):
        yield Echeance(last, "terme", f"dernier jour de la convention ({minuscule(ligne.faits.fin.nom)})")
        return
    if end.opposition:
        words = f"dernier jour pour s’opposer au renouvellement ({_notice(end)})"
        yield Echeance(end.opposition, "opposition", words, "" if end.preavis else "art-8-al-5")
    if end.le:
        current = end.nature is NatureTerme.RENOUVELABLE and end.le != end.dernier
        article = "" if end.saisi or end.precedents else "art-8-al-2"
        yield Echeance(end.le, "terme", "terme en cours" if current else "terme de la convention", article)
    if end.dernier and end.dernier != end.le:
        yield Echeance(end.dernier, "dernier-terme", "dernier terme possible, si tous les renouvellements ont lieu")


def _notice(end: Terme) -> str:
    return f"préavis de {end.preavis}" if end.preavis else "article 8, alinéa 5"
