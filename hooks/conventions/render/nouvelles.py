"""A convention → its news: what happened, on its true day, under an address that never changes. What is to come is no news."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from conventions.compose.view import Fiche
from conventions.model import ids
from conventions.model.actes import Avenant, Fin, Rectification
from conventions.model.convention import Convention
from conventions.model.dossier import Etape
from conventions.model.enumeration import Enumeration
from conventions.model.french import liste, majuscule
from conventions.render.elements import adresse_texte, url_fiche
from conventions.render.vie import avenant_en_mots, fin_en_mots, rectification_en_mots


class GenreNouvelle(Enumeration):
    """What happened: slug, heading of several."""

    CONVENTION = "convention", "Nouvelles conventions"
    SIGNATURE = "signature", "Signatures"
    AVENANT = "avenant", "Avenants"
    FIN = "fin", "Dénonciations et fins"
    RECTIFICATION = "rectification", "Rectifications de la transcription"

    def __init__(self, _slug: str, libelle: str) -> None:
        self.libelle = libelle


@dataclass(frozen=True, slots=True)
class Nouvelle:
    """`ident` is its own for good, in the whole site; `url`, the page that says more; `objectifs`, those that it touches."""

    jour: date
    genre: GenreNouvelle
    ident: str
    mots: str
    url: str
    objectifs: tuple[int, ...]


Brute = tuple[date | None, str, str, str, tuple[int, ...]]
"""Day, what follows the convention in its id, words, address, objectives."""


def nouvelles(item: Fiche) -> tuple[Nouvelle, ...]:
    """In order of time, earlier conventions included; what has no known day is told by the sheet alone."""
    if "nouvelles" not in item.garde:
        found = [one for fiche in (*item.precedentes, item) for one in _of(fiche, item.situation.au)]
        item.garde["nouvelles"] = tuple(sorted(found, key=lambda one: (one.jour, one.ident)))
    told: tuple[Nouvelle, ...] = item.garde["nouvelles"]
    return told


def _of(item: Fiche, au: date) -> Iterator[Nouvelle]:
    d, periode = item.porteur.departement, item.porteur.periode
    for genre, (day, name, words, url, served) in _events(item):
        if day and day <= au:
            place = url or url_fiche(d)
            yield Nouvelle(day, genre, f"{d.code}/{periode}/{name}", majuscule(words), place, served)


def _events(item: Fiche) -> Iterator[tuple[GenreNouvelle, Brute]]:
    dossier, served = item.porteur, _served(item.porteur.origine)
    yield from ((GenreNouvelle.SIGNATURE, one) for one in _signatures(item, served))
    if day := item.situation.faits.signatures.completes_le:
        text = adresse_texte(dossier.departement, dossier.periode) if item.clauses else ""
        words = "nouvelle convention\u00a0: toutes les parties ont signé"
        yield GenreNouvelle.CONVENTION, (day, "convention", words, text, served)
    for avenant in dossier.avenants:
        yield from ((GenreNouvelle.AVENANT, one) for one in _amendment(item, avenant))
    for fin in dossier.fins:
        yield from ((GenreNouvelle.FIN, one) for one in _end(item, fin, _served(item.convention)))
    yield from ((GenreNouvelle.RECTIFICATION, _correction(item, r)) for r in dossier.rectifications)


def _signatures(item: Fiche, served: tuple[int, ...]) -> Iterator[Brute]:
    by_day: dict[date, list[str]] = {}
    for cle, day in item.situation.faits.signatures.jours.items():
        if day:
            by_day.setdefault(day, []).append(item.signataire(cle))
    for day, names in by_day.items():
        yield day, f"signature-{day}", f"signature par {liste(names)}", "", served


def _amendment(item: Fiche, avenant: Avenant) -> Iterator[Brute]:
    """Its last signature; then its effect, where that is another day."""
    served = _touched(item.porteur.etapes[avenant.numero])
    for rank, (day, words, url) in enumerate(avenant_en_mots(item, avenant)):
        yield day, f"avenant-{avenant.numero}{'-effet' if rank else ''}", words, url, served


def _end(item: Fiche, fin: Fin, served: tuple[int, ...]) -> Iterator[Brute]:
    """The letter; then the effect, which comes last."""
    told = list(fin_en_mots(item, fin))
    for rank, (day, words, _) in enumerate(told, 1):
        effect = fin.effet_le is not None and rank == len(told)
        yield day, f"fin-{fin.id}{'-effet' if effect else ''}", words, "", served


def _correction(item: Fiche, correction: Rectification) -> Brute:
    day, words, url = rectification_en_mots(item, correction)
    numbers = {number for clause in correction.clauses if (number := ids.numero_de(clause))}
    return day, f"rectification-{correction.id}", words, url, tuple(sorted(numbers))


def _served(text: Convention) -> tuple[int, ...]:
    """The objectives that its actions serve."""
    return tuple(sorted({action.objectif for action in text.actions}))


def _touched(etape: Etape) -> tuple[int, ...]:
    """The objectives of which an amendment changes the actions or the words."""
    before, after = (_by_objective(text) for text in (etape.avant, etape.apres))
    return tuple(sorted(n for n in before.keys() | after.keys() if before.get(n) != after.get(n)))


def _by_objective(text: Convention) -> dict[int, list[object]]:
    found: dict[int, list[object]] = {o.numero: [o] for o in text.objectifs}
    for local in text.redaction:
        if number := ids.numero_de(local.clause):
            found.setdefault(number, []).append(local)
    return found
