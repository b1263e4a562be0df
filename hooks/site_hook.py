"""The front door of the site: load → check → compose (on_config), then render → write (on_files).

The only module that knows MkDocs. A fault in the data stops the build in `on_config`, before MkDocs empties `site_dir`.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import logging
import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url, write_file

from conventions import check, vigilance
from conventions.cache import PageCache, fingerprint
from conventions.compose.vue import Vue, build_vue
from conventions.export.fichiers import data_files, pieces
from conventions.export.recherche import search_files
from conventions.export.robots import robots
from conventions.export.textes import text_files
from conventions.load.jour import build_date
from conventions.load.reference import FOLDER as REFERENCE
from conventions.load.registre import load
from conventions.load.trame import FOLDER as TRAMES
from conventions.model.page import Page as PageDeDonnees
from conventions.problem import Problem
from conventions.render.docs import rendre_page_ecrite
from conventions.render.donnees_structurees import DonneesStructurees
from conventions.render.gabarits import relative
from conventions.render.html import to_html, toc
from conventions.render.site import all_pages
from conventions.texte import date_longue

log = logging.getLogger("mkdocs.conventions")
a_completer = logging.getLogger("conventions.vigilance")
"""What the ministry has to see to: told at each build, and no obstacle to it (`--strict` counts the loggers of mkdocs alone)."""
serving = False


class PageComposee(Page):
    """A page whose Markdown this project has written: it comes with its HTML, its title and its front matter."""

    def __init__(self, page: PageDeDonnees, file: File, config: MkDocsConfig) -> None:
        # As UTF-8, and only until it is written: the texts of a thousand départements are not held as wide characters.
        self.source = page.markdown.encode()
        self.page = dataclasses.replace(page, markdown="")
        self.key = ""
        """Its name in the cache of finished pages, if an earlier build left it there."""
        super().__init__(page.titre, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""
        edition = edit_link(self.page.source, self.url, config) if self.page.source else {}
        donnees = config.extra["donnees_structurees"].page(self.page, config.site_url or relative(self.url, ""))
        self.meta = {
            "title": self.page.titre,
            "description": self.page.description,
            "donnees_structurees": donnees,
            **edition,
            **self.page.meta,
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing yet: `fill` makes the HTML when its turn to be written comes, so that it is never all in memory."""
        cache: PageCache = config.extra["construction"].cache
        self.key = cache.key(self.page, self.source, self.meta)
        self.finished = self.key in cache
        if self.finished:
            self.source = b""
            self.meta["template"] = "page-finie.html"
        self.content = ""

    def fill(self, cache: PageCache) -> None:
        """The finished page from the cache, or the HTML that the theme will frame."""
        self.content = cache.read(self.key) if self.finished else to_html(self.source.decode())
        self.toc = get_toc([] if self.finished else toc(self.content))  # type: ignore[arg-type]


def settings(config: MkDocsConfig) -> dict[str, Any]:
    """The ministry's settings, as `mkdocs.yml` holds them."""
    return config.extra["conventions"].get("reglages") or {}


def edit_link(source: str, url: str, config: MkDocsConfig) -> dict[str, str]:
    """The link that opens a département's file on the forge; where the forge is not set, the guide that names the file."""
    depot = settings(config).get("depot") or {}
    if depot.get("edition_url"):
        return {"lien_modifier": f"{depot['edition_url']}{source}", "libelle_modifier": "Proposer une modification"}
    guide = get_relative_url("contribuer/", url)
    return {"lien_modifier": guide, "libelle_modifier": f"Proposer une modification (fichier {source})"}


class Construction:
    """What one build knows, from `on_config` on."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.folder = folder
        reference = Path(os.environ.get("CONVENTIONS_REFERENCE") or REFERENCE)
        fictif = folder.resolve() != (root / "departments").resolve()
        trames = Path(os.environ.get("CONVENTIONS_TRAMES") or TRAMES)
        lecture = load(folder, build_date(), fictif=fictif, reference_folder=reference, trame_folder=trames)
        self.problems = check.check(lecture)
        self.vue: Vue = build_vue(lecture.registre)
        self.cache = PageCache(None, "")
        self.pages: list[PageDeDonnees] = []
        """The generated pages, without their text."""
        self.ecrites: list[tuple[str, str, str]] = []
        """(title, address, Markdown) of the hand-written ones."""

    @property
    def errors(self) -> list[Problem]:
        """The faults that stop a build, and that a preview shows on its pages."""
        return [p for p in self.problems if p.severity == "erreur"]

    def frame(self) -> dict[str, Any]:
        """What every page's frame shows: the date, the help numbers, the notice of fictitious data."""
        registre = self.vue.registre
        return {
            "aide": registre.reference.aides,
            "fictif": registre.fictif,
            "fautes": [str(p) for p in self.errors],
            "situation": f"Situation au {date_longue(registre.au)}",
            "csp_absente": serving,  # the preview's live reload is a script in the page
        }

    def open_cache(self, root: Path, config: MkDocsConfig) -> None:
        """The cache of this folder's pages, in `.cache/` or where CONVENTIONS_CACHE says (empty: none)."""
        where = os.environ.get("CONVENTIONS_CACHE", str(root / ".cache" / "pages"))
        name = hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:12]
        code = [*(root / "hooks").rglob("*.py"), *(p for p in (root / "overrides").rglob("*") if p.is_file())]
        settings = Path(config.config_file_path).read_bytes(), config.site_url, self.frame()
        self.cache = PageCache(Path(where) / f"{name}.sqlite" if where else None, fingerprint(code, settings))


def departments_folder(root: Path) -> Path:
    """`departments/`, or the folder that `CONVENTIONS_DEPARTMENTS` names."""
    return root / (os.environ.get("CONVENTIONS_DEPARTMENTS") or "departments")


def on_startup(*, command: str, dirty: bool) -> None:
    """A preview goes on when a file is at fault: its pages show the faults instead."""
    global serving  # noqa: PLW0603 — MkDocs tells its command once, and its events share nothing else
    serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load, check, compose. Every fault is told, and an error stops the build before anything is written."""
    root = Path(config.config_file_path or ".").resolve().parent
    construction = Construction(departments_folder(root), root)
    errors = construction.errors
    for warning in (p for p in construction.problems if p.severity == "avertissement"):
        log.info("%s", warning)
    if errors and not serving:
        listing = "\n".join(str(p) for p in errors)
        raise PluginError(f"{len(errors)} faute(s) dans les fichiers des départements :\n{listing}")
    prepare_frame(construction.vue, config)
    construction.open_cache(root, config)
    config.extra["construction"] = construction
    config.watch.append(str(construction.folder))
    return config


def prepare_frame(vue: Vue, config: MkDocsConfig) -> None:
    """What follows from the settings: warnings for those left empty, the state of accessibility, the pages' structured data."""
    if not vue.registre.fictif:
        for sentence in vigilance.avertissements(settings(config), vue.registre.reference.aides, vue.au):
            a_completer.warning("À compléter – %s.", sentence)
    settings(config).setdefault("accessibilite", {})["etat"] = vigilance.etat_accessibilite(settings(config))
    editeur = (settings(config).get("editeur") or {}).get("nom") or ""
    config.extra["donnees_structurees"] = DonneesStructurees(vue, config.site_name, editeur)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add every generated page and file. A page that would replace another is a bug: it stops the build."""
    construction: Construction = config.extra["construction"]
    written = _written(files)
    for page in all_pages(construction.vue, [(titre, url) for titre, url, _ in written]):
        file = _add(files, config, page.uri, "")
        file.inclusion = InclusionLevel.NOT_IN_NAV
        if page.source:
            file.edit_uri = f"../{page.source}"
        construction.pages.append(PageComposee(page, file, config).page)
    construction.ecrites = written
    for uri, text in data_files(construction.vue):
        _add(files, config, uri, text)
    _add(files, config, "robots.txt", robots(config.site_url or "", fictif=construction.vue.registre.fictif))
    for uri, data in pieces(construction.vue, construction.folder):
        _add(files, config, uri, data)
    return files


def _add(files: Files, config: MkDocsConfig, uri: str, content: str | bytes) -> File:
    if files.get_file_from_path(uri) is not None:
        raise PluginError(f"deux pages pour la même adresse : {uri}")
    file = File.generated(config, uri, content=content)
    files.append(file)
    return file


def _written(files: Files) -> list[tuple[str, str, str]]:
    """(title, address, Markdown) of the hand-written pages; the title is the first heading of the file."""
    written = []
    for file in files.documentation_pages():
        first = next((line for line in file.content_string.splitlines() if line.startswith("# ")), "")
        written.append((first.removeprefix("# ").partition("{")[0].strip() or file.name, file.url, file.content_string))
    return written


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The hand-written pages quote the ministry's settings."""
    if isinstance(page, PageComposee):
        return markdown
    grille = config.extra["construction"].vue.registre.reference.grille
    return rendre_page_ecrite(markdown, settings(config), grille)


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:  # noqa: ANN401 — a Jinja environment
    """Give the frame of every page what it shows."""
    env.globals |= config.extra["construction"].frame()
    return env


def on_page_context(context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:  # noqa: ANN401 — MkDocs's types
    """A page is filled when its turn to be written comes."""
    if isinstance(page, PageComposee):
        page.fill(config.extra["construction"].cache)
        context["donnees_structurees"] = page.meta["donnees_structurees"]
    elif page.url == "donnees/v1/":
        root = config.site_url or relative(page.url, "")
        description = str(page.meta.get("description"))
        context["donnees_structurees"] = config.extra["donnees_structurees"].jeu_de_donnees(description, root)
    return context


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Keep the finished page for the next build, and let go of its HTML."""
    if isinstance(page, PageComposee):
        if not page.finished:
            config.extra["construction"].cache.add(page.key, output)
        page.content, page.source = "", b""
    return output


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write what is too large to be held: the texts as data, the slices of the search. Then close the cache."""
    construction: Construction = config.extra["construction"]
    large = search_files(construction.vue, construction.pages, construction.ecrites)
    for uri, text in itertools.chain(text_files(construction.vue), large):
        write_file(text.encode(), str(Path(config.site_dir, uri)))
    construction.cache.close()
