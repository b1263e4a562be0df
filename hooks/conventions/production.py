"""The registry seen at its date → every file of the site that is made from it, on every core; what has not changed is kept.

The pages of one département are one piece of work: they read nothing of the others. The pages that read all the
départements are made meanwhile, each kept under all that it shows.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from conventions.atelier import travail
from conventions.cache import Cache
from conventions.cadre import Cadre
from conventions.compose.vue import Fiche, Vue
from conventions.export.recherche import found_of, search_files
from conventions.export.recherche.passages import Propres
from conventions.export.textes import text_files_of, trame_files
from conventions.gele import degeler, geler
from conventions.model.page import Page
from conventions.render.pages.accueil import plan
from conventions.render.site import CLAUSES, COMMUNES, Groupe, du_departement, groupe

Fichiers = Iterable[tuple[str, str]]
Tache = Fiche | Groupe


@dataclass(frozen=True, slots=True)
class Fait:
    """A piece of work, done: its pages, without their text, and what it leaves to the cache under which names.

    Nothing is left under the name of what the cache holds already. `trouves` are what the search finds in it, which is
    more than pages for a département alone.
    """

    pages: tuple[Page, ...]
    gardes: tuple[tuple[str, bytes], ...]
    trouves: Propres = ()


class Production:
    """Writes into `site`. `cadre` frames the pages, and `reglages` is what shapes it: part of the name of all work."""

    def __init__(self, vue: Vue, cadre: Cadre, cache: Cache, site: Path, reglages: object) -> None:
        self.vue, self.cadre, self.cache, self.site = vue, cadre, cache, site
        self.reglages = reglages

    def run(self, ecrites: Sequence[tuple[str, str, str]], processus: int) -> list[Page]:
        """Every page, without its text. `ecrites` are the (title, address, Markdown) of the hand-written ones."""
        taches: list[Tache] = [*COMMUNES, CLAUSES, *self.vue.fiches.values()]
        with travail(self._faire, taches, processus) as faits:
            shared = [page for fait in islice(faits, len(COMMUNES) + 1) for page in self._garde(fait)]
            write(self.site, trame_files(self.vue))
            own = list(faits)
        write(self.site, search_files(self.vue, shared, ecrites, [fait.trouves for fait in own]))
        pages = [*shared, *(page for fait in own for page in self._garde(fait))]
        named = [*((titre, url) for titre, url, _ in ecrites), *((page.titre, page.url) for page in pages)]
        return [*pages, *self._garde(self._groupe([plan(named)]))]

    def _garde(self, fait: Fait) -> tuple[Page, ...]:
        for key, data in fait.gardes:
            self.cache.keep(key, data)
        return fait.pages

    def _faire(self, tache: Tache) -> Fait:
        return self._departement(tache) if isinstance(tache, Fiche) else self._groupe(groupe(self.vue, tache))

    def _groupe(self, pages: Iterable[Page]) -> Fait:
        """Frame each page and write it, unless the cache has it: its key is all that it shows."""
        made, kept = list[Page](), list[tuple[str, bytes]]()
        for page in pages:
            key = self.cache.key(self.reglages, _fields(page))
            known = self._connu(key)
            document = known or self.cadre.document(page)
            write(self.site, [(uri_html(page), document)])
            made.append(_without_text(page))
            kept.append((key, b"" if known else self._gele(document)))
        return Fait(tuple(made), tuple(kept))

    def _departement(self, fiche: Fiche) -> Fait:
        """Write the pages and the texts as data of one département."""
        key = self.cache.key(self.reglages, *self._shaping(fiche))
        known = self._connu(key)
        if known is not None:
            pages, files, found = known
            write(self.site, files)
            return Fait(pages, ((key, b""),), found)
        files, made = list(text_files_of(self.vue, fiche)), list[Page]()
        for page in du_departement(self.vue, fiche):
            files.append((uri_html(page), self.cadre.document(page)))
            made.append(_without_text(page))
        write(self.site, files)
        found = found_of(self.vue, fiche)
        return Fait(tuple(made), ((key, self._gele((tuple(made), files, found))),), found)

    def _connu(self, key: str) -> Any:  # noqa: ANN401 — what `_gele` was given
        data = self.cache.read(key)
        with suppress(ValueError):
            return degeler(data) if data else None

    def _gele(self, value: object) -> bytes:
        return geler(value) if self.cache.open else b""

    def _shaping(self, fiche: Fiche) -> Iterator[object]:
        """What the pages of a département are made of, beside what shapes every page: its files, and those it shares."""
        yield fiche.dossier.code
        yield [f.dossier.code for f in self.vue.fiches.values() if f.porteur.code == fiche.porteur.code]
        for d in (fiche.dossier, fiche.porteur, *(earlier.porteur for earlier in fiche.precedentes)):
            yield d.source, d.empreinte, d.texte, d.document_signe


def uri_html(page: Page) -> str:
    """The file of the finished page."""
    return f"{page.url}index.html"


def _fields(page: Page) -> dict[str, object]:
    """By name; not `asdict`, which copies to the last word."""
    return {f.name: getattr(page, f.name) for f in dataclasses.fields(page)}


def _without_text(page: Page) -> Page:
    return dataclasses.replace(page, markdown="")


def write(site: Path, files: Fichiers) -> None:
    """Write each file where no other stands."""
    made: set[str] = set()
    for uri, text in files:
        folder = f"{site}/{uri}".rpartition("/")[0]
        if folder not in made:
            Path(folder).mkdir(parents=True, exist_ok=True)
            made.add(folder)
        try:
            with (site / uri).open("x", encoding="utf-8", newline="\n") as out:
                out.write(text)
        except FileExistsError:
            raise FileExistsError(f"deux fichiers pour la même adresse\u00a0: {uri}") from None
