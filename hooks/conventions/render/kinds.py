"""Every kind of page that is made from the data: a function and a line. The search, the plan and the tests know it from there."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain
from typing import Any, NoReturn

from conventions.compose.view import Fiche, View
from conventions.model.page import Page
from conventions.model.reference import Mot
from conventions.model.trame import Trame
from conventions.render.collection import Collection, collection
from conventions.render.contribution import part_of
from conventions.render.donnees.ecriture import PARTS
from conventions.render.glossary import Mots
from conventions.render.notes import aller_et_retour
from conventions.render.pages import (
    accessibilite,
    accueil,
    atelier,
    clauses,
    comparer,
    donnees,
    ecarts,
    engagements,
    fiche,
    indicateurs,
    nouvelles,
    objectifs,
    pratiques,
    recherche,
    regles,
    services,
    suivi,
    territoires,
    texte,
    trame,
    versions,
)
from conventions.render.pages.accueil import SITE


@dataclass(frozen=True)
class Kind:
    """A kind of page.

    `pages` makes its pages, one or several: of a département, of one of its texts, or of what they all bring, of which it
    sees the parts that it `reads`. `genre` is what the search calls them, empty for those that are found by their passages;
    `rubrique` their heading in the plan of the site, empty for those that another page lists.
    """

    nom: str
    pages: Callable[..., Page | Iterable[Page]]
    reads: tuple[str, ...] = ()
    genre: str = ""
    rubrique: str = ""


OF_DEPARTMENT = (
    Kind("fiche", fiche.fiche, rubrique="Départements"),
    Kind("feuille de route", texte.feuille_de_route),
    Kind("services", services.services),
)
"""The pages of a département. They see no other: nothing else can shape them."""

OF_TEXT = (
    Kind("texte", texte.texte),
    Kind("version", versions.versions),
    Kind("avenant", versions.avenants),
    Kind("écarts", ecarts.pages),
)
"""Those of each of its texts, earlier periods included, save a text that is written in another département's file."""

_ROW = ("ligne",)
_ACTIONS = ("ligne", "actions", "locaux")
_TABLEAU = ("ligne", "actions", "tenue", "textes")
OF_ALL = (
    Kind("accueil", accueil.accueil, _ROW, rubrique=SITE),
    Kind("tableau", accueil.departements, _ROW, "page", SITE),
    Kind("engagements", engagements.pays, _ACTIONS, "page", SITE),
    Kind("engagements d’une région", engagements.chaque_region, _ACTIONS, "page"),
    Kind("objectifs", objectifs.objectifs, _ACTIONS, "page", SITE),
    Kind("objectif", objectifs.chacun, _ACTIONS, "objectif", "Objectifs"),
    Kind("objectifs locaux", objectifs.locaux, _ACTIONS, "objectif", "Objectifs"),
    Kind("axes", objectifs.axes, _ACTIONS, "page", SITE),
    Kind("axe", objectifs.chaque_axe, _ACTIONS, "axe", "Champs d’action"),
    *(
        kind
        for t, nom, rubrique in zip(
            territoires.TERRITOIRES,
            ("région", "cour d’appel", "caisse de MSA"),
            ("Régions", "Cours d’appel", "Caisses de MSA"),
            strict=True,
        )
        for kind in (
            Kind(f"liste : {nom}", partial(territoires.index, t), _ROW, "page", SITE),
            Kind(nom, partial(territoires.chacun, t), (*_TABLEAU, "champs"), "territoire", rubrique),
        )
    ),
    Kind("Caf", territoires.cafs, ("ligne", "actions"), "page", SITE),
    Kind("trame", trame.accueil, (), "page", SITE),
    Kind("texte de la trame", trame.chacune, (), "", SITE),
    Kind("cadre national", trame.cadre, (), "page", SITE),
    Kind("glossaire", trame.glossaire, (), "page", SITE),
    Kind("tables", donnees.tables, PARTS, "page", SITE),
    Kind("format", trame.reference, (), "page", SITE),
    Kind("règles", regles.regles, (), "page", SITE),
    Kind("atelier", atelier.atelier, (), "page", SITE),
    Kind("comparaison", comparer.comparer, ("ligne", "comparables"), "page", SITE),
    Kind("suivi", suivi.suivi, _TABLEAU, "page", SITE),
    Kind("échéances", suivi.echeances, ("ligne", "tenue"), "page", SITE),
    Kind("nouvelles", nouvelles.index, ("nouvelles", "ligne"), "page", SITE),
    Kind("nouvelles d’un mois", nouvelles.chaque_mois, ("nouvelles", "ligne"), "page"),
    Kind("bonnes pratiques", pratiques.pratiques, ("ligne", "pratiques"), "page", SITE),
    Kind("indicateurs", indicateurs.index, ("ligne", "valeurs"), "page", SITE),
    Kind("indicateur", indicateurs.chacun, ("ligne", "valeurs"), "page"),
    Kind("recherche", recherche.recherche, _ROW, "", SITE),
    Kind("grille du RGAA", accessibilite.grille, (), "page", SITE),
    Kind("clauses", clauses.index, ("ligne", "textes"), "page", SITE),
)
"""The pages of all the départements, or of none."""

CLAUSE = Kind("clause", clauses.pages, ("ligne", "textes"))
"""One clause across the départements: made section by section, each of which has a part of its own to read."""

PLAN = Kind("plan du site", accueil.plan, (), "page")
"""Made last, from the names of the others."""

KINDS = {kind.nom: kind for kind in (*OF_DEPARTMENT, *OF_TEXT, *OF_ALL, CLAUSE, PLAN)}


def kinds_of_all(trames: Iterable[Trame]) -> list[Kind]:
    """Those of all, clauses by section, the longest last."""
    return [*OF_ALL, *(_of_section(*place) for place in clauses.sections(trames))]


def _of_section(periode: str, section: str) -> Kind:
    pages, reads = partial(clauses.pages, periode, section), (*CLAUSE.reads, part_of(periode, section))
    return dataclasses.replace(CLAUSE, pages=pages, reads=reads)


def pages_of_department(view: View, item: Fiche) -> Iterator[Page]:
    """The pages of one département."""
    alone = dataclasses.replace(view, fiches={item.dossier.code: item})
    mots = view.registry.reference.mots
    for kind in OF_DEPARTMENT:
        yield from _made(kind, mots, alone, item)
    for one in (*item.precedentes, item):
        for kind in OF_TEXT if not one.partagee else ():
            yield from _made(kind, mots, alone, one)


class _Read(dict[str, Mapping[str, Any]]):
    """The parts that a kind reads. A page that reads another would not follow its changes: it stops the build."""

    kind = ""

    def __missing__(self, part: str) -> NoReturn:
        raise KeyError(
            f"la sorte « {self.kind} » lit la partie « {part} » sans l’annoncer dans `reads` (render/kinds.py)"
        )


def pages_of_all(kind: Kind, collection: Collection) -> Iterator[Page]:
    """The pages of that kind. They see only the parts that it reads."""
    parts = _Read({part: collection.parts[part] for part in kind.reads})
    parts.kind = kind.nom
    seen = dataclasses.replace(collection, parts=parts)
    return _made(kind, collection.registry.reference.mots, seen)


def page_of_plan(named: Iterable[tuple[str, str, str]]) -> Page:
    """The plan of the site, from the (kind, title, address) of its pages; those of no kind are written by hand."""
    placed = [(KINDS[sorte].rubrique if sorte else SITE, titre, url) for sorte, titre, url in named]
    return dataclasses.replace(accueil.plan(placed), sorte=PLAN.nom)


def _made(kind: Kind, mots: tuple[Mot, ...], *given: Any) -> Iterator[Page]:  # noqa: ANN401 — what the kind is made of
    made = kind.pages(*given)
    for page in (made,) if isinstance(made, Page) else made:
        explained = _glossary(mots).expliquer(page)
        yield dataclasses.replace(explained, markdown=aller_et_retour(explained.markdown), sorte=kind.nom)


_glossary = lru_cache(maxsize=2)(Mots)


def all_pages(view: View, written: Iterable[tuple[str, str]] = ()) -> Iterator[Page]:
    """Every page of a registry in memory, one at a time; `written` are the (title, address) of the hand-written ones."""
    named, together = [("", titre, url) for titre, url in written], collection(view)
    own = (page for item in view.fiches.values() for page in pages_of_department(view, item))
    shared = (pages_of_all(kind, together) for kind in kinds_of_all(view.registry.trames.values()))
    for page in chain(own, chain.from_iterable(shared)):
        named.append((page.sorte, page.titre, page.url))
        yield page
    yield page_of_plan(named)
