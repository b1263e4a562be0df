"""How far the country is: the dashboard, région by région, and every date to come."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from conventions.model.cadre import Cadre, Gabarit
from conventions.model.page import Page
from conventions.model.reference import Region
from conventions.render.abonnements import du_pays
from conventions.render.collection import Collection
from conventions.render.contribution import Standing
from conventions.render.echeances import LETTRE, SANS_TERME, SansTerme, sans_terme
from conventions.render.elements import en_tete, fil, imprimee
from conventions.render.graphique import barre
from conventions.render.pages.tableau_de_bord import a_venir, noms, par_jour, signees, tableau, taux
from conventions.render.templating import Md, render
from conventions.render.texte_integral import nom_clause

URL = "suivi/"
TITRE = "Suivi\u00a0: où en est le pays"


def suivi(collection: Collection) -> Page:
    """`/suivi/`: everything that can be counted, each figure with its list."""
    lignes = list(collection.lignes.values())
    values = tableau(collection, URL, lignes)
    text = render(
        "suivi.md",
        URL,
        collection=collection,
        regions=list(_regions(collection)),
        annees_regions=sorted(year for year, _, _ in values["annees"] if year < collection.au.year),
        vide=all(ligne.statut.vide for ligne in lignes),
        flux=du_pays(),
        en_tete=en_tete(collection.au),
        **values,
    )
    said = "Conventions signées, non signées ou dénoncées, retards, dates à venir\u00a0: le tableau de bord des 101 départements."
    return Page(
        URL,
        TITRE,
        text,
        said,
        cadre=Cadre(Gabarit.LARGE, fil=fil(), date_imprimee=imprimee(collection.au), flux=du_pays()),
    )


def _regions(collection: Collection) -> Iterator[dict[str, Any]]:
    """Of each région: what its départements have signed, at the end of each year too."""
    for region in collection.registry.reference.regions:
        lignes = [ligne for ligne in collection.lignes.values() if ligne.departement.region == region]
        done = signees(lignes)
        yield {
            "region": region,
            "total": len(lignes),
            "signees": done,
            "taux": taux(len(done), len(lignes)),
            "barre": _barre(lignes, done),
            "fin_de": lambda year, done=done: _fin_de(done, year),
            "url": url_region(region),
        }


def url_region(region: Region) -> str:
    """Its page, which has its own dashboard."""
    return f"regions/{region.slug}/"


def _barre(lignes: list[Standing], done: list[Standing]) -> Md:
    begun = [ligne for ligne in lignes if ligne.statut.en_cours]
    return barre([("reprise", len(done)), ("en-cours", len(begun))], len(lignes))


def _fin_de(done: list[Standing], year: int) -> int:
    """How many were signed at the end of that year; those whose day is not known are in none."""
    days = (ligne.faits.signatures.completes_le for ligne in done)
    return sum(day is not None and day.year <= year for day in days)


def echeances(collection: Collection) -> Page:
    """`/suivi/echeances/`: every date to come, with the article that it follows from."""
    url = f"{URL}echeances/"
    found = list(par_jour(a_venir(collection, list(collection.lignes.values()))))
    text = render(
        "echeances.md",
        url,
        en_tete=en_tete(collection.au),
        annees=[(y, [x for x in found if x[0].jour.year == y]) for y in dict.fromkeys(e.jour.year for e, _ in found)],
        periode=collection.registry.trame.periode,
        nom_clause=nom_clause,
        noms=partial(noms, url),
        flux=du_pays(),
        sans_terme=list(_sans_terme(collection)),
        lettre=LETTRE,
    )
    said = "Entrées en vigueur, termes, feuilles de route\u00a0: les dates à venir de toutes les conventions."
    trail = fil((TITRE, URL))
    return Page(
        url,
        "Les dates à venir",
        text,
        said,
        cadre=Cadre(fil=trail, date_imprimee=imprimee(collection.au), flux=du_pays()),
    )


def _sans_terme(collection: Collection) -> Iterator[tuple[SansTerme, list[Standing]]]:
    """The signed conventions of which no term is known, by the reason why."""
    signed = [ligne for ligne in signees(collection.lignes.values()) if not (ligne.partagee or ligne.statut.close)]
    reasons = [(sans_terme(ligne.faits.terme), ligne) for ligne in signed if not ligne.faits.fin]
    for reason in SANS_TERME.values():
        if found := [ligne for why, ligne in reasons if why == reason]:
            yield reason, found
