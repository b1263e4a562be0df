"""The view of the registry → every page that is made from data, in the order of the plan of the site."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from conventions.compose.vue import Fiche, Vue
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
    regles,
    territoires,
    texte,
    trame,
    versions,
)

Groupe = Callable[[Vue], Iterator[Page]]


def all_pages(vue: Vue, ecrites: Sequence[tuple[str, str]] = ()) -> Iterator[Page]:
    """Every generated page, one at a time; `ecrites` are the (title, address) of the hand-written ones, for the plan."""
    seen = list(ecrites)
    own = (page for item in vue.fiches.values() for page in du_departement(vue, item))
    for page in chain(*(groupe(vue, pages) for pages in COMMUNES), own, groupe(vue, CLAUSES)):
        seen.append((page.titre, page.url))
        yield page
    yield accueil.plan(seen)


def du_departement(vue: Vue, item: Fiche) -> Iterator[Page]:
    """The pages of one département. They see no other: nothing else can shape them."""
    seule = dataclasses.replace(vue, fiches={item.dossier.code: item})
    return groupe(seule, lambda vue: _du_departement(vue, item))


def groupe(vue: Vue, pages: Groupe) -> Iterator[Page]:
    """The pages of one group, their words explained."""
    return map(_mots(vue.registre.reference.mots).expliquer, pages(vue))


_mots = lru_cache(maxsize=2)(Mots)


def _du_departement(vue: Vue, item: Fiche) -> Iterator[Page]:
    yield fiche.fiche(vue, item)
    yield texte.feuille_de_route(vue, item)
    for one in (*item.precedentes, item):
        if not one.partagee:
            yield texte.texte(vue, one)
            yield from versions.pages(vue, one)
            yield from ecarts.pages(vue, one)


def _premieres(vue: Vue) -> Iterator[Page]:
    """The pages that lead to a département."""
    yield accueil.accueil(vue)
    yield accueil.departements(vue)


def _seules(vue: Vue) -> Iterator[Page]:
    yield regles.regles()
    yield comparer.comparer(vue)
    yield accueil.suivi(vue)
    yield recherche.recherche(vue)
    yield accessibilite.grille(vue)


COMMUNES: tuple[Groupe, ...] = (_premieres, objectifs.pages, territoires.pages, trame.pages, _seules)
"""The pages that are made of all the départements, or of none, in groups that know nothing of each other."""
CLAUSES: Groupe = clauses.pages
"""One more such group, the longest; the search does without it, for it finds clauses in the texts themselves."""
