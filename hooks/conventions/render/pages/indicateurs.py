"""`/suivi/indicateurs/`: what départements publish of each indicator, by définition, région and year; what is not given is counted."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.model.cadre import Cadre, Gabarit
from conventions.model.page import Page
from conventions.model.reference import DefinitionIndicateur, Region
from conventions.render.collection import Collection
from conventions.render.contribution import Standing
from conventions.render.elements import URL_INDICATEURS as URL
from conventions.render.elements import en_tete, fil, imprimee, url_indicateur
from conventions.render.indicateurs import DE_LA_TRAME, Rangee, Valeur, groupes
from conventions.render.pages.suivi import TITRE as TITRE_SUIVI
from conventions.render.pages.suivi import URL as URL_SUIVI
from conventions.render.pages.tableau_de_bord import taux
from conventions.render.templating import render

TITRE = "Les indicateurs"
FAMILLES = {
    "espaces_de_rencontre": "Espaces de rencontre",
    "mediation_familiale": "Médiation familiale",
    "financement": "Financement",
}


def index(collection: Collection) -> Page:
    """The list: those that the trame asks for, then the others, each with how many départements give it."""
    known = collection.registry.reference.indicateurs
    asked = [known[i] for i in DE_LA_TRAME if i in known]
    lists = [("Ce que la trame demande de suivre", "trame", asked)]
    for famille in dict.fromkeys(i.famille for i in known.values()):
        rest = [i for i in known.values() if i.famille == famille and i not in asked]
        if rest:
            lists.append((FAMILLES.get(famille, famille), famille.replace("_", "-"), rest))
    text = render(
        "indicateurs.md",
        URL,
        en_tete=en_tete(collection.au),
        total=len(collection.lignes),
        listes=[(nom, slug, [_compte(collection, i) for i in found]) for nom, slug, found in lists],
        taux=taux,
    )
    said = "Délais d’attente, temps de trajet, enveloppes financières\u00a0: ce que les départements publient, et ce qu’ils ne disent pas."
    return Page(URL, TITRE, text, said, cadre=_cadre(collection))


def chacun(collection: Collection) -> Iterator[Page]:
    """One page an indicator."""
    return (_page(collection, i) for i in collection.registry.reference.indicateurs.values())


def _cadre(collection: Collection, *steps: tuple[str, str]) -> Cadre:
    trail = fil((TITRE_SUIVI, URL_SUIVI), *steps)
    return Cadre(Gabarit.LARGE, fil=trail, date_imprimee=imprimee(collection.au))


def _publiees(collection: Collection, indicateur: DefinitionIndicateur) -> list[tuple[str, Valeur]]:
    return [(code, v) for code, v in collection.valeurs() if v.indicateur == indicateur.id]


def _compte(
    collection: Collection, indicateur: DefinitionIndicateur
) -> tuple[DefinitionIndicateur, str, int, int, list[int]]:
    """An indicator, its page, how many départements give it, how many definitions there are, and its years."""
    found = _publiees(collection, indicateur)
    years = sorted({v.annee for _, v in found if v.annee is not None})
    return (
        indicateur,
        url_indicateur(indicateur.id),
        len({code for code, _ in found}),
        len({v.sens for _, v in found}),
        years,
    )


def _page(collection: Collection, indicateur: DefinitionIndicateur) -> Page:
    found, url = _publiees(collection, indicateur), url_indicateur(indicateur.id)
    given = {code for code, _ in found}
    silent = [ligne for code, ligne in collection.lignes.items() if code not in given]
    made = groupes(indicateur, found)
    text = render(
        "indicateur.md",
        url,
        i=indicateur,
        en_tete=en_tete(collection.au),
        groupes=[(g, list(_regions(collection, g.rangees))) for g in made],
        lignes=collection.lignes,
        annees=list(_annees(collection, found)),
        donnes=len(given),
        total=len(collection.lignes),
        silencieux=silent,
        taux=taux,
    )
    said = f"{indicateur.libelle}\u00a0: les valeurs publiées par département, avec leur définition et leur année."
    return Page(url, indicateur.libelle, text, said, cadre=_cadre(collection, (TITRE, URL)))


def _annees(collection: Collection, found: list[tuple[str, Valeur]]) -> Iterator[tuple[int, int, list[Standing]]]:
    """Of each year: how many départements give it, and which do not."""
    for year in sorted({v.annee for _, v in found if v.annee is not None}):
        given = {code for code, v in found if v.annee == year}
        silent = [ligne for code, ligne in collection.lignes.items() if code not in given]
        yield year, len(given), silent


def _regions(
    collection: Collection, rows: tuple[Rangee, ...]
) -> Iterator[tuple[Region, list[tuple[Standing, Rangee]]]]:
    """The rows of each région that has some, in the order of codes of départements."""
    for region in collection.registry.reference.regions:
        own = [(collection.lignes[r.code], r) for r in rows if collection.lignes[r.code].departement.region == region]
        if own:
            yield region, own
