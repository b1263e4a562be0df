"""The view of the registry → every page that is made from data, in the order of the plan of the site."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain

from conventions.compose.vue import Fiche, Vue
from conventions.model.page import Page
from conventions.model.reference import Mot
from conventions.model.trame import Trame
from conventions.render.apport import partie_de
from conventions.render.ensemble import Ensemble, ensemble
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
class Groupe:
    """Pages that are made together, and the parts of what the départements bring that they read."""

    lit: tuple[str, ...]
    pages: Callable[[Ensemble], Iterator[Page]]


def all_pages(vue: Vue, ecrites: Sequence[tuple[str, str]] = ()) -> Iterator[Page]:
    """Every generated page, one at a time; `ecrites` are the (title, address) of the hand-written ones, for the plan."""
    seen, together = list(ecrites), ensemble(vue)
    own = (page for item in vue.fiches.values() for page in du_departement(vue, item))
    groups = [*COMMUNES, *groupes_clauses(vue.registre.trames.values())]
    for page in chain(own, *(du_groupe(together, one) for one in groups)):
        seen.append((page.titre, page.url))
        yield page
    yield accueil.plan(seen)


def du_departement(vue: Vue, item: Fiche) -> Iterator[Page]:
    """The pages of one département. They see no other: nothing else can shape them."""
    seule = dataclasses.replace(vue, fiches={item.dossier.code: item})
    return _explained(vue.registre.reference.mots, _du_departement(seule, item))


def du_groupe(ensemble: Ensemble, groupe: Groupe) -> Iterator[Page]:
    """The pages of one group. They see only the parts that it reads."""
    seen = dataclasses.replace(ensemble, parts={part: ensemble.parts[part] for part in groupe.lit})
    return _explained(ensemble.registre.reference.mots, groupe.pages(seen))


def _explained(mots: tuple[Mot, ...], pages: Iterable[Page]) -> Iterator[Page]:
    return map(_mots(mots).expliquer, pages)


_mots = lru_cache(maxsize=2)(Mots)


def _du_departement(vue: Vue, item: Fiche) -> Iterator[Page]:
    yield fiche.fiche(vue, item)
    yield texte.feuille_de_route(vue, item)
    for one in (*item.precedentes, item):
        if not one.partagee:
            yield texte.texte(vue, one)
            yield from versions.pages(vue, one)
            yield from ecarts.pages(vue, one)


def _premieres(ensemble: Ensemble) -> Iterator[Page]:
    """The pages that lead to a département."""
    yield accueil.accueil(ensemble)
    yield accueil.departements(ensemble)


def _seules(ensemble: Ensemble) -> Iterator[Page]:
    yield regles.regles()
    yield comparer.comparer(ensemble)
    yield accueil.suivi(ensemble)
    yield recherche.recherche(ensemble)
    yield accessibilite.grille(ensemble.registre.reference)


COMMUNES: tuple[Groupe, ...] = (
    Groupe(("ligne",), _premieres),
    Groupe(("ligne", "actions", "locaux"), objectifs.pages),
    Groupe(("ligne", "champs"), territoires.pages),
    Groupe((), trame.pages),
    Groupe(("ligne", "comparables"), _seules),
)
"""The pages that are made of all the départements, or of none, in groups that know nothing of each other."""


def groupes_clauses(trames: Iterable[Trame]) -> list[Groupe]:
    """More such groups, the longest; the search does without them, for it finds clauses in the texts themselves."""
    return [
        Groupe(("ligne", "textes"), clauses.index),
        *(
            Groupe(
                ("ligne", "textes", partie_de(trame.periode, section)), partial(clauses.pages, trame.periode, section)
            )
            for trame in trames
            for section in trame.sections
        ),
    ]
