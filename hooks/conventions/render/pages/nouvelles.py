"""What has changed, month by month, in words: the same news as the feeds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from conventions.model.cadre import Cadre, Renvoi, Voisins
from conventions.model.french import MOIS, pluriel
from conventions.model.page import Page
from conventions.model.reference import Departement
from conventions.render.abonnements import PAYS, du_pays
from conventions.render.collection import Collection
from conventions.render.elements import en_tete, fil, imprimee, url_fiche
from conventions.render.nouvelles import GenreNouvelle, Nouvelle
from conventions.render.pages.suivi import TITRE as SUIVI
from conventions.render.templating import render

URL = f"{PAYS}ce-qui-a-change/"
TITRE = "Ce qui a changé"
_COMPTES = {
    GenreNouvelle.CONVENTION: "toutes les parties ont signé dans {}",
    GenreNouvelle.SIGNATURE: "des signatures dans {}",
    GenreNouvelle.AVENANT: "des avenants dans {}",
    GenreNouvelle.FIN: "des dénonciations ou des fins dans {}",
    GenreNouvelle.RECTIFICATION: "des rectifications de la transcription dans {}",
}
"""Of each kind, the words that count its départements."""

Dites = list[tuple[Departement, Nouvelle]]


@dataclass(frozen=True, slots=True)
class Mois:
    """A month in which something has changed, and its news, the newest first."""

    premier: date
    dites: Dites

    @property
    def nom(self) -> str:
        """« juin 2026 »."""
        return nom_du_mois(self.premier)

    @property
    def url(self) -> str:
        """Its page, for good."""
        return f"{URL}{self.premier:%Y-%m}/"

    @property
    def groupes(self) -> list[tuple[GenreNouvelle, Dites]]:
        """By kind."""
        return [(g, found) for g in GenreNouvelle if (found := [x for x in self.dites if x[1].genre is g])]

    @property
    def phrase(self) -> str:
        """What has changed, in one sentence: of each kind, how many départements it concerns."""
        counts = ((genre, len({d.code for d, _ in found})) for genre, found in self.groupes)
        told = (_COMPTES[genre].format(pluriel(count, "département")) for genre, count in counts)
        return "\u202f; ".join(told)


def nom_du_mois(day: date) -> str:
    """« juin 2026 »."""
    return f"{MOIS[day.month - 1]}\u00a0{day.year}"


def index(collection: Collection) -> Page:
    """`/suivi/ce-qui-a-change/`: every month in which something has changed, the newest first."""
    found, now = _months(collection), collection.au.replace(day=1)
    text = render(
        "ce-qui-a-change.md",
        URL,
        en_tete=en_tete(collection.au),
        annees=[(y, [m for m in found if m.premier.year == y]) for y in dict.fromkeys(m.premier.year for m in found)],
        courant=nom_du_mois(now),
        calme=all(m.premier != now for m in found),
        flux=du_pays(),
    )
    return Page(
        URL, TITRE, text, "Conventions signées, avenants, dénonciations\u00a0: mois par mois.", cadre=_cadre(collection)
    )


def chaque_mois(collection: Collection) -> Iterator[Page]:
    """One page a month in which something has changed."""
    found = _months(collection)
    return (_page(collection, found, rank) for rank in range(len(found)))


def _page(collection: Collection, found: Sequence[Mois], rank: int) -> Page:
    mois = found[rank]
    before, after = (_renvoi(found, other) for other in (rank + 1, rank - 1))
    text = render("mois.md", mois.url, mois=mois, url_fiche=url_fiche, en_tete=en_tete(collection.au), index=URL)
    titre = f"{TITRE} en {mois.nom}"
    around = Voisins("mois", before, after)
    return Page(mois.url, titre, text, f"{titre}\u00a0: {mois.phrase}.", cadre=_cadre(collection, around, (TITRE, URL)))


def _renvoi(found: Sequence[Mois], rank: int) -> Renvoi | None:
    return Renvoi(found[rank].nom, found[rank].url) if 0 <= rank < len(found) else None


def _cadre(collection: Collection, around: Voisins | None = None, *steps: tuple[str, str]) -> Cadre:
    trail = fil((SUIVI, PAYS), *steps)
    return Cadre(fil=trail, voisins=around, date_imprimee=imprimee(collection.au), flux=du_pays())


def _months(collection: Collection) -> list[Mois]:
    """The newest first."""
    months: dict[date, Dites] = {}
    for d, one in collection.nouvelles(collection.lignes.values()):
        months.setdefault(one.jour.replace(day=1), []).append((d, one))
    return [Mois(first, found) for first, found in months.items()]
