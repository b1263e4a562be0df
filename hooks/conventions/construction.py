"""One build: load → check → compose, then the pages one at a time; those of a département that has not changed from the cache.

It knows files and the cache, not the generator: `site_hook` gives it folders and takes pages.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conventions import check
from conventions.cache import Cache, fingerprint, packed
from conventions.compose.vue import Fiche, Vue, build_vue
from conventions.export.recherche import search_files
from conventions.export.textes import text_files_of, trame_files
from conventions.load.jour import build_date
from conventions.load.reference import FOLDER as REFERENCE
from conventions.load.registre import load
from conventions.load.trame import FOLDER as TRAMES
from conventions.model.page import Page
from conventions.problem import Problem
from conventions.render.pages.accueil import plan
from conventions.render.site import Lot, lots
from conventions.texte import date_longue


@dataclass
class PagePrete:
    """A page about to be framed. Its Markdown is held as UTF-8, and only until it is written: memory counts at a thousand."""

    page: Page
    """Without its text."""
    source: bytes = b""
    key: str = ""
    """Its name in the cache; known from the start when its département has not changed since."""


class Construction:
    """What one build knows."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder, self.root = folder, root
        self.sources = (
            Path(os.environ.get("CONVENTIONS_REFERENCE") or REFERENCE),
            Path(os.environ.get("CONVENTIONS_TRAMES") or TRAMES),
        )
        fictif = folder.resolve() != (root / "departments").resolve()
        reference, trames = self.sources
        lecture = load(folder, build_date(), fictif=fictif, reference_folder=reference, trame_folder=trames)
        self.problems = check.check(lecture)
        self.vue: Vue = build_vue(lecture.registre)
        self.cache = Cache(None, "")
        self.pages: list[Page] = []
        """The generated pages, without their text."""
        self.ecrites: list[tuple[str, str, str]] = []
        """(title, address, Markdown) of the hand-written ones."""
        self._nouveaux: list[tuple[str, list[PagePrete], bytes]] = []

    @property
    def errors(self) -> list[Problem]:
        """The faults that stop a build, and that a preview shows on its pages."""
        return [p for p in self.problems if p.severity == "erreur"]

    def frame(self, *, serving: bool) -> dict[str, Any]:
        """What every page's frame shows: the date, the help numbers, the notice of fictitious data."""
        registre = self.vue.registre
        return {
            "aide": registre.reference.aides,
            "fictif": registre.fictif,
            "fautes": [str(p) for p in self.errors],
            "situation": f"Situation au {date_longue(registre.au)}",
            "csp_absente": serving,  # the preview's live reload is a script in the page
        }

    def open_cache(self, *settings: object) -> None:
        """The cache of this folder's pages, in `.cache/` or where CONVENTIONS_CACHE says (empty: none)."""
        where = os.environ.get("CONVENTIONS_CACHE", str(self.root / ".cache" / "pages"))
        name = hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:12]
        folders = (self.root / "hooks", self.root / "overrides", *self.sources)
        shaping = {p for folder in folders for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"}
        self.cache = Cache(Path(where) / f"{name}.sqlite" if where else None, fingerprint(shaping, settings))

    def ready(self, site: Path) -> Iterator[PagePrete]:
        """Every generated page. The texts as data are written into `site` on the way: they are too large to be held."""
        write(site, trame_files(self.vue))
        seen = [(titre, url) for titre, url, _ in self.ecrites]
        for lot in lots(self.vue):
            for prete in self._lot(lot, site):
                seen.append((prete.page.titre, prete.page.url))
                self.pages.append(prete.page)
                yield prete
        yield _prete(plan(seen))

    def _lot(self, lot: Lot, site: Path) -> Iterator[PagePrete]:
        if lot.fiche is None:
            yield from map(_prete, lot.pages())
            return
        key = self.cache.key(*_empreintes(lot.fiche))
        kept = self.cache.lot(key)
        if kept is not None:
            pages, textes = kept
            write(site, textes)
            yield from (PagePrete(page, key=name) for page, name in pages)
            return
        textes = list(text_files_of(self.vue, lot.fiche))
        write(site, textes)
        made: list[PagePrete] = []
        self._nouveaux.append((key, made, packed(textes)))
        for page in lot.pages():
            made.append(_prete(page))
            yield made[-1]

    def close(self, site: Path) -> None:
        """Write the slices of the search, and leave to the next build what this one has made."""
        write(site, search_files(self.vue, self.pages, self.ecrites))
        for key, made, textes in self._nouveaux:
            self.cache.add_lot(key, [(prete.page, prete.key) for prete in made], textes)
        self.cache.close()


def _prete(page: Page) -> PagePrete:
    return PagePrete(dataclasses.replace(page, markdown=""), page.markdown.encode())


def _empreintes(fiche: Fiche) -> list[object]:
    """What the pages of a département are made of, beside what shapes every page: its files, and those it shares."""
    dossiers = (fiche.dossier, fiche.porteur, *(earlier.porteur for earlier in fiche.precedentes))
    return [fiche.dossier.code, *((d.source, d.empreinte, d.texte) for d in dossiers)]


def write(site: Path, files: Iterable[tuple[str, str]]) -> None:
    """Write each file where no other stands."""
    for uri, text in files:
        path = site / uri
        if path.exists():
            raise FileExistsError(f"deux fichiers pour la même adresse\u00a0: {uri}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
