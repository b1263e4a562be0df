"""The view of the registry → every page that is made from data, in the order of the plan of the site."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
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


def all_pages(vue: Vue, ecrites: Sequence[tuple[str, str]] = ()) -> Iterator[Page]:
    """Every generated page, one at a time; `ecrites` are the (title, address) of the hand-written ones, for the plan."""
    seen = list(ecrites)
    own = (page for item in vue.fiches.values() for page in du_departement(vue, item))
    for page in chain(premieres(vue), own, communes(vue)):
        seen.append((page.titre, page.url))
        yield page
    yield accueil.plan(seen)


def premieres(vue: Vue) -> Iterator[Page]:
    """The pages that lead to a département."""
    return _explained(vue, iter([accueil.accueil(vue), accueil.departements(vue)]))


def du_departement(vue: Vue, item: Fiche) -> Iterator[Page]:
    """The pages of one département. They see no other: nothing else can shape them."""
    seule = dataclasses.replace(vue, fiches={item.dossier.code: item})
    return _explained(vue, _du_departement(seule, item))


def communes(vue: Vue) -> Iterator[Page]:
    """The pages that are made of all the départements, or of none."""
    return _explained(vue, _communes(vue))


def _explained(vue: Vue, pages: Iterator[Page]) -> Iterator[Page]:
    return map(_mots(vue.registre.reference.mots).expliquer, pages)


_mots = lru_cache(maxsize=2)(Mots)


def _du_departement(vue: Vue, item: Fiche) -> Iterator[Page]:
    yield fiche.fiche(vue, item)
    yield texte.feuille_de_route(vue, item)
    for one in (*item.precedentes, item):
        if not one.partagee:
            yield texte.texte(vue, one)
            yield from versions.pages(vue, one)
            yield from ecarts.pages(vue, one)


def _communes(vue: Vue) -> Iterator[Page]:
    yield from objectifs.pages(vue)
    yield from territoires.pages(vue)
    yield from trame.pages(vue)
    yield regles.regles()
    yield from clauses.pages(vue)
    yield comparer.comparer(vue)
    yield accueil.suivi(vue)
    yield recherche.recherche(vue)
    yield accessibilite.grille(vue)
