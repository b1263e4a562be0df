"""Lots of files → every page and file of the site that is made from them.

The work on one département reads nothing of the others, and leaves what it brings to the pages of all. These are made
afterwards, each group under the name of all that it reads.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from conventions.cadre import Cadre
from conventions.compose.vue import Vue, build_fiche
from conventions.export.fichiers import data_files, documents_of, logos_of
from conventions.export.recherche import found_of, found_of_none
from conventions.export.recherche.index import annuaire, lieux
from conventions.export.textes import text_files_of, trame_files
from conventions.lots import Dossiers, Lot
from conventions.model.dossier import Registre
from conventions.model.page import Page
from conventions.ouvrage import Fait, Ouvrage, Ouvre, Reserve
from conventions.render.apport import apport
from conventions.render.ensemble import Ensemble
from conventions.render.pages.accueil import plan
from conventions.render.site import COMMUNES, Groupe, du_departement, du_groupe, groupes_clauses

TROUVES = "trouves"
"""The part that the search alone reads: what is found of a département."""
PEU = 2
"""So few lots are sooner made here than in copies of the process."""
Ecrites = Sequence[tuple[str, str, str]]
"""(title, address, Markdown) of each hand-written page."""


@dataclass(frozen=True)
class Tache:
    """Something made of what all the départements bring: the parts that it reads, and what it is made of besides."""

    nom: str
    lit: tuple[str, ...]
    faire: Callable[[Ouvrage, Ensemble], None]
    de: object = None


class Production:
    """`cadre` frames the pages, and `reglages` is what shapes it: part of the name of all work.

    `tolerant` makes the pages of a file at fault all the same: a preview shows what there is.
    """

    def __init__(self, dossiers: Dossiers, cadre: Cadre, reserve: Reserve, reglages: object, *, tolerant: bool) -> None:
        self.dossiers, self.cadre, self.reserve = dossiers, cadre, reserve
        self.reglages, self.tolerant = reserve.cache.key("reglages", reglages), tolerant
        self._faits: dict[str, Fait] = {}
        self._parts: dict[str, Mapping[str, Any]] = {}

    def departements(self, processus: int) -> list[Fait]:
        """What is made of each lot."""
        lots, autour = self.dossiers.lots(), (self.dossiers.autour, self.dossiers.partages)
        keys = [self.reserve.cache.key("lot", self.reglages, autour, lot) for lot in lots]
        done = list(self.reserve.faire(keys, lots, self._lot, processus, PEU))
        self._faits = {lot.code: fait for lot, fait in zip(lots, done, strict=True) if lot.code}
        return done

    def site(self, ecrites: Ecrites, processus: int) -> list[Page]:
        """Make the pages of all, once every lot is made; gives every page of the site, without its text."""
        clauses = groupes_clauses(self.dossiers.fonds.trames.values())
        groups = [Tache(str(rank), g.lit, partial(self._pages, g)) for rank, g in enumerate((*COMMUNES, *clauses))]
        taches = [Tache("donnees", ("ligne",), _donnees), *groups]
        done = self.reserve.faire([self._key(t) for t in taches], taches, self._commune, processus)
        shared = [page for fait in islice(done, len(taches) - len(clauses)) for page in fait.pages]
        # The search, while the longest groups go on elsewhere.
        self._recherche(shared, ecrites)
        shared += [page for fait in done for page in fait.pages]
        pages = [*shared, *(page for fait in self._faits.values() for page in fait.pages)]
        named = [*((titre, url) for titre, url, _ in ecrites), *((page.titre, page.url) for page in pages)]
        return [*pages, *self._seule(Tache("plan", (), partial(self._plan, named), named)).pages]

    def documents(self) -> list[str]:
        """The départements' documents to publish, by their path from the folder."""
        return list(dict.fromkeys(name for fait in self._faits.values() for name in fait.documents))

    def _lot(self, lot: Lot) -> Ouvre:
        registre, cartes = self.dossiers.lire(lot)
        faulty = any(p.severity == "erreur" for carte in cartes for p in carte.problems)
        if not lot.code or (faulty and not self.tolerant):
            return Fait(tuple(cartes)), {}
        ouvrage, folder = Ouvrage(self.reserve), self.dossiers.fonds.folder
        fiche = build_fiche(registre, lot.code)
        vue = Vue(registre, {lot.code: fiche})
        _files(ouvrage, text_files_of(vue, fiche))
        for page in du_departement(vue, fiche):
            ouvrage.page(page, "", partial(self.cadre.document, page, vue))
        own = [registre.dossiers[lot.code], *registre.archives.get(lot.code, ())]
        for uri, data in logos_of(own, folder):
            ouvrage.file(uri, data)
        found, slices = found_of(vue, fiche)
        _files(ouvrage, slices)
        for part, value in {**apport(vue, fiche).parts(), TROUVES: found}.items():
            ouvrage.part(part, value)
        return ouvrage.fait(tuple(cartes), tuple(documents_of(own, folder))), ouvrage.laisse

    def _key(self, tache: Tache) -> str:
        read = [(part, [fait.parts.get(part) for fait in self._faits.values()]) for part in tache.lit]
        return self.reserve.cache.key("commune", self.reglages, tache.nom, list(self._faits), read, tache.de)

    def _seule(self, tache: Tache) -> Fait:
        return next(self.reserve.faire([self._key(tache)], [tache], self._commune, 1))

    def _commune(self, tache: Tache) -> Ouvre:
        fonds, ouvrage = self.dossiers.fonds, Ouvrage(self.reserve)
        registre = Registre(fonds.reference, fonds.trames, {}, fonds.au, fonds.fictif)
        tache.faire(ouvrage, Ensemble(registre, {part: self._part(part) for part in tache.lit}))
        return ouvrage.fait(), ouvrage.laisse

    def _part(self, part: str) -> Mapping[str, Any]:
        if part not in self._parts:
            found = ((code, fait.parts.get(part)) for code, fait in self._faits.items())
            self._parts[part] = {code: self.reserve.part(digest) for code, digest in found if digest}
        return self._parts[part]

    def _pages(self, groupe: Groupe, ouvrage: Ouvrage, ensemble: Ensemble) -> None:
        for page in du_groupe(ensemble, groupe):
            self._page(ouvrage, page)

    def _plan(self, named: Sequence[tuple[str, str]], ouvrage: Ouvrage, _: Ensemble) -> None:
        self._page(ouvrage, plan(named))

    def _page(self, ouvrage: Ouvrage, page: Page) -> None:
        """Most pages of a group that is made again are the same: such a page is kept under the name of all that it shows."""
        fields = {f.name: getattr(page, f.name) for f in dataclasses.fields(page)}  # `asdict` copies to the last word
        key = self.reserve.cache.key("page", self.reglages, fields)
        ouvrage.page(page, key, partial(self.cadre.document, page))

    def _recherche(self, shared: Sequence[Page], ecrites: Ecrites) -> None:
        found = [(page.url, page.titre, page.description) for page in shared]
        of_none = self._seule(Tache("communs", (), partial(_communs, shared, ecrites), (found, ecrites)))
        parts = {**self._seule(Tache("lieux", (), _lieux)).parts, **of_none.parts}

        def write(ouvrage: Ouvrage, ensemble: Ensemble) -> None:
            read = {part: self.reserve.part(digest) for part, digest in parts.items()}
            own = tuple(self._part(TROUVES).values())
            _files(ouvrage, annuaire(ensemble, read["communs"], read["lieux"], own))

        self._seule(Tache("recherche", ("ligne", TROUVES), write, parts))


def _donnees(ouvrage: Ouvrage, ensemble: Ensemble) -> None:
    _files(ouvrage, data_files(ensemble.lignes.values()))
    _files(ouvrage, trame_files(ensemble.registre))


def _lieux(ouvrage: Ouvrage, _: Ensemble) -> None:
    places, files = lieux()
    ouvrage.part("lieux", places)
    _files(ouvrage, files)


def _communs(shared: Sequence[Page], ecrites: Ecrites, ouvrage: Ouvrage, ensemble: Ensemble) -> None:
    found, files = found_of_none(ensemble.registre, shared, ecrites)
    ouvrage.part("communs", found)
    _files(ouvrage, files)


def _files(ouvrage: Ouvrage, files: Iterable[tuple[str, str]]) -> None:
    for uri, text in files:
        ouvrage.file(uri, text.encode())
