"""The view of the registry → every page that is made from data, in the order of the plan of the site."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

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


@dataclass(frozen=True)
class Lot:
    """Pages that are made of the same data: those of one département, or (`fiche` None) of all."""

    fiche: Fiche | None
    pages: Callable[[], Iterator[Page]]


def all_pages(vue: Vue, ecrites: Sequence[tuple[str, str]] = ()) -> Iterator[Page]:
    """Every generated page, one at a time; `ecrites` are the (title, address) of the hand-written ones, for the plan."""
    seen = list(ecrites)
    for lot in lots(vue):
        for page in lot.pages():
            seen.append((page.titre, page.url))
            yield page
    yield accueil.plan(seen)


def lots(vue: Vue) -> Iterator[Lot]:
    """Every page but the plan. The pages of a département see no other: nothing else can shape them."""
    mots = Mots(vue.registre.reference.mots)
    yield Lot(None, lambda: map(mots.expliquer, _premieres(vue)))
    for code, item in vue.fiches.items():
        seule = dataclasses.replace(vue, fiches={code: item})
        yield Lot(item, partial(_explained, mots, seule, item))
    yield Lot(None, lambda: map(mots.expliquer, _communes(vue)))


def _explained(mots: Mots, vue: Vue, item: Fiche) -> Iterator[Page]:
    return map(mots.expliquer, _du_departement(vue, item))


def _premieres(vue: Vue) -> Iterator[Page]:
    yield accueil.accueil(vue)
    yield accueil.departements(vue)


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
