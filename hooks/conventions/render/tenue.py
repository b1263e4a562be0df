"""How a convention is kept up: what is late, which amendments wait for whom, which dates of its life are to come, each with its article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from conventions.compose.dates import date_rule, roadmap_end
from conventions.compose.faits import years_without_meeting
from conventions.compose.parties import nom_partie
from conventions.compose.view import Fiche
from conventions.model.actes import EtatAvenant
from conventions.model.convention import EtatAction, FeuilleDeRoute
from conventions.model.enumeration import Enumeration
from conventions.render.elements import url_avenant, url_feuille


class Echeance(NamedTuple):
    """A day, its name in addresses, what it is, and the clause of the trame that it follows from; empty where the text gives the day itself."""

    jour: date
    slug: str
    mots: str
    clause: str = ""


class GenreRetard(Enumeration):
    """What is late: slug, heading."""

    EFFET = "effet", "Date d’effet passée, signatures manquantes"
    ACTION = "action", "Actions de feuille de route dont la date est passée"
    BILAN = "bilan", "Bilans de feuille de route attendus"
    REUNION = "reunion", "Années sans réunion publiée"

    def __init__(self, _slug: str, libelle: str) -> None:
        self.libelle = libelle


@dataclass(frozen=True, slots=True)
class Retard:
    """Something that is late, since when, and where it is read; empty `url` for the sheet."""

    genre: GenreRetard
    depuis: date
    mots: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class AvenantEnCours:
    """An amendment that waits for signatures: since the first one, and of whom."""

    numero: int
    depuis: date | None
    manquantes: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Tenue:
    """All of it; empty for a convention that another file holds."""

    retards: tuple[Retard, ...] = ()
    avenants: tuple[AvenantEnCours, ...] = ()
    a_venir: tuple[Echeance, ...] = ()


def tenue(item: Fiche) -> Tenue:
    """Of the convention of today, as its file tells it."""
    if item.partagee or item.situation.statut.close:
        return Tenue()
    return Tenue(tuple(_retards(item)), tuple(_avenants(item)), tuple(_a_venir(item)))


def _retards(item: Fiche) -> Iterator[Retard]:
    s, dossier = item.situation, item.porteur
    if s.effet_prevu and s.effet_prevu < s.au and s.manquantes:
        yield Retard(GenreRetard.EFFET, s.effet_prevu, "le texte prévoyait de s’appliquer ce jour-là")
    for feuille in dossier.suivi.feuilles_de_route:
        place = f"{url_feuille(dossier.departement)}#feuille-{feuille.numero}"
        for a in feuille.actions:
            if a.echeance and a.echeance < s.au and a.etat not in {EtatAction.REALISEE, EtatAction.ABANDONNEE}:
                yield Retard(GenreRetard.ACTION, a.echeance, a.intitule or "action à intituler", place)
        end = _fin(item, feuille)
        if end and end < s.au and _attend_bilan(item, feuille):
            yield Retard(GenreRetard.BILAN, end, f"bilan de la feuille de route n°\u00a0{feuille.numero}", place)
    for year in years_without_meeting(dossier, s.au):
        yield Retard(GenreRetard.REUNION, date(year, 12, 31), str(year), url_feuille(dossier.departement))


def _fin(item: Fiche, feuille: FeuilleDeRoute) -> date | None:
    return roadmap_end(item.porteur, item.convention, feuille.debut) if feuille.debut else None


def _attend_bilan(item: Fiche, feuille: FeuilleDeRoute) -> bool:
    written = any(b.id == f"feuille-{feuille.numero}" for b in item.porteur.suivi.bilans)
    return not written and date_rule(item.porteur, item.convention, "bilan") is not None


def _avenants(item: Fiche) -> Iterator[AvenantEnCours]:
    dossier, au = item.porteur, item.situation.au
    for avenant in dossier.avenants:
        if item.suite(avenant.numero).etat is EtatAvenant.EN_COURS:
            missing = dossier.manquantes_de(avenant.numero)
            names = tuple(nom_partie(dossier.departement, cle, partie) for cle, partie in missing.items())
            given = [day for day in avenant.signatures.values() if day and day <= au]
            yield AvenantEnCours(avenant.numero, min(given, default=None), names, url_avenant(dossier, avenant.numero))


def _a_venir(item: Fiche) -> Iterator[Echeance]:
    """What the trame asks for while the convention binds, beside its own dates."""
    s, dossier = item.situation, item.porteur
    if not s.statut.force:
        return
    limit = s.denonciation_limite
    if limit and limit >= s.au and limit != s.faits.terme.opposition:
        yield Echeance(limit, "denonciation", "dernier jour pour dénoncer la convention", "art-8-al-5")
    for feuille in dossier.suivi.feuilles_de_route:
        end = _fin(item, feuille)
        if end and end >= s.au:
            words = f"fin de la feuille de route n°\u00a0{feuille.numero}, dont le bilan est ensuite dressé"
            yield Echeance(end, f"feuille-{feuille.numero}", words, "art-3-al-8")
    if not any(r.le.year == s.au.year for r in dossier.suivi.reunions) and date_rule(
        dossier, item.convention, "reunions"
    ):
        yield Echeance(
            date(s.au.year, 12, 31), "reunion", f"au moins une réunion de l’instance en {s.au.year}", "art-3-al-6"
        )
