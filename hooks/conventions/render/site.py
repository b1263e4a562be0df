"""The view of the registry → every page that is made from data, in the order of the plan of the site."""

from __future__ import annotations

from collections.abc import Sequence

from conventions.compose.vue import Vue
from conventions.model.page import Page
from conventions.render.pages import (
    accueil,
    clauses,
    comparer,
    ecarts,
    fiche,
    objectifs,
    recherche,
    territoires,
    texte,
    trame,
    versions,
)


def all_pages(vue: Vue, ecrites: Sequence[tuple[str, str]] = ()) -> list[Page]:
    """Every generated page; `ecrites` are the (title, address) of the hand-written ones, for the plan of the site."""
    pages = [accueil.accueil(vue), accueil.departements(vue)]
    for item in vue.fiches.values():
        pages += [fiche.fiche(vue, item), texte.feuille_de_route(vue, item)]
        for one in (*item.precedentes, item):
            if not one.partagee:
                pages += [texte.texte(vue, one), *versions.pages(vue, one), *ecarts.pages(vue, one)]
    pages += [
        *objectifs.pages(vue),
        *territoires.pages(vue),
        *trame.pages(vue),
        *clauses.pages(vue),
        comparer.comparer(vue),
        accueil.suivi(vue),
        recherche.recherche(vue),
    ]
    return [*pages, accueil.plan(pages, list(ecrites))]
