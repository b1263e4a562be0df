"""How a convention is kept up: what is late, which amendments wait for whom, which dates of its life are to come, each with its article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from conventions.compose.faits import years_without_meeting
from conventions.compose.parties import nom_partie
from conventions.compose.view import Fiche
from conventions.model.actes import EtatAvenant
from conventions.model.convention import EtatAction
from conventions.model.enumeration import Enumeration
from conventions.render.echeances import Echeance, awaits_assessment, echeances, end_of
from conventions.render.elements import url_avenant, url_feuille


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
    """Of the convention of today, as its file tells it; one of an earlier period has dates to come too, until it is replaced."""
    own = [one for one in (*item.precedentes, item) if not one.partagee]
    to_come = tuple(e for one in own for e in echeances(one.porteur, one.porteur.suivi, one.situation))
    if item.partagee or item.situation.statut.close:
        return Tenue(a_venir=to_come)
    return Tenue(tuple(_retards(item)), tuple(_avenants(item)), to_come)


def _retards(item: Fiche) -> Iterator[Retard]:
    s, dossier = item.situation, item.porteur
    if s.effet_prevu and s.effet_prevu < s.au and s.manquantes:
        yield Retard(GenreRetard.EFFET, s.effet_prevu, "le texte prévoyait de s’appliquer ce jour-là")
    for feuille in dossier.suivi.feuilles_de_route:
        place = f"{url_feuille(dossier.departement)}#feuille-{feuille.numero}"
        for a in feuille.actions:
            if a.echeance and a.echeance < s.au and a.etat not in {EtatAction.REALISEE, EtatAction.ABANDONNEE}:
                yield Retard(GenreRetard.ACTION, a.echeance, a.intitule or "action à intituler", place)
        end = end_of(dossier, item.convention, feuille)
        if end and end < s.au and awaits_assessment(dossier, dossier.suivi, item.convention, feuille):
            yield Retard(GenreRetard.BILAN, end, f"bilan de la feuille de route n°\u00a0{feuille.numero}", place)
    for year in years_without_meeting(dossier, s.au):
        yield Retard(GenreRetard.REUNION, date(year, 12, 31), str(year), url_feuille(dossier.departement))


def _avenants(item: Fiche) -> Iterator[AvenantEnCours]:
    dossier, au = item.porteur, item.situation.au
    for avenant in dossier.avenants:
        if item.suite(avenant.numero).etat is EtatAvenant.EN_COURS:
            missing = dossier.manquantes_de(avenant.numero)
            names = tuple(nom_partie(dossier.departement, cle, partie) for cle, partie in missing.items())
            given = [day for day in avenant.signatures.values() if day and day <= au]
            yield AvenantEnCours(avenant.numero, min(given, default=None), names, url_avenant(dossier, avenant.numero))
