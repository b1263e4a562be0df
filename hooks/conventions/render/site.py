"""The view of the registry → every page that is made from data, in the order of the plan of the site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from conventions.compose.vue import Vue
from conventions.model.page import Page
from conventions.render.mots import Mots
from conventions.render.pages import (
    accessibilite,
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


def all_pages(vue: Vue, ecrites: Sequence[tuple[str, str]] = ()) -> Iterator[Page]:
    """Every generated page, one at a time; `ecrites` are the (title, address) of the hand-written ones, for the plan."""
    seen, mots = list(ecrites), Mots(vue.registre.reference.mots)
    for page in _pages(vue):
        seen.append((page.titre, page.url))
        yield mots.expliquer(page)
    yield accueil.plan(seen)


def _pages(vue: Vue) -> Iterator[Page]:
    yield accueil.accueil(vue)
    yield accueil.departements(vue)
    for item in vue.fiches.values():
        yield fiche.fiche(vue, item)
        yield texte.feuille_de_route(vue, item)
        for one in (*item.precedentes, item):
            if not one.partagee:
                yield texte.texte(vue, one)
                yield from versions.pages(vue, one)
                yield from ecarts.pages(vue, one)
    yield from objectifs.pages(vue)
    yield from territoires.pages(vue)
    yield from trame.pages(vue)
    yield from clauses.pages(vue)
    yield comparer.comparer(vue)
    yield accueil.suivi(vue)
    yield recherche.recherche(vue)
    yield accessibilite.grille(vue)
