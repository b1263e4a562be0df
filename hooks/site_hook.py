"""The front door of the site: load → check → compose (on_config), then render → write (on_files).

The only module that knows MkDocs. A fault in the data stops the build in `on_config`, before MkDocs empties `site_dir`.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_relative_url

from conventions import vigilance
from conventions.cache import Cache
from conventions.compose.vue import Vue
from conventions.construction import Construction, PagePrete
from conventions.export.fichiers import data_files, pieces
from conventions.export.robots import robots
from conventions.render.docs import rendre_page_ecrite
from conventions.render.donnees_structurees import DonneesStructurees
from conventions.render.gabarits import relative
from conventions.render.html import to_html, toc

log = logging.getLogger("mkdocs.conventions")
a_completer = logging.getLogger("conventions.vigilance")
"""What the ministry has to see to: told at each build, and no obstacle to it (`--strict` counts the loggers of mkdocs alone)."""
serving = False


class PageComposee(Page):
    """A page whose Markdown this project has written: it comes with its HTML, its title and its front matter."""

    def __init__(self, prete: PagePrete, file: File, config: MkDocsConfig) -> None:
        self.prete = prete
        self.finished = bool(prete.key)
        """Whether the cache holds it, framed."""
        super().__init__(prete.page.titre, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        page = self.prete.page
        self.markdown = ""
        self.meta = {"title": page.titre, "description": page.description, **page.meta}
        if not self.finished:
            root = config.site_url or relative(self.url, "")
            self.meta["donnees_structurees"] = config.extra["donnees_structurees"].page(page, root)
            self.meta |= edit_link(page.source, self.url, config) if page.source else {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing yet: `fill` makes the HTML when its turn to be written comes, so that it is never all in memory."""
        cache: Cache = config.extra["construction"].cache
        if not self.finished:
            self.prete.key = cache.key(self.prete.page, self.prete.source, self.meta)
            self.finished = self.prete.key in cache
        if self.finished:
            self.meta["template"] = "page-finie.html"
            self.prete.source = b""
        self.content = ""

    def fill(self, cache: Cache) -> None:
        """The finished page from the cache, or the HTML that the theme will frame."""
        self.content = cache.read(self.prete.key) if self.finished else to_html(self.prete.source.decode())
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
    frame = construction.frame(serving=serving)
    construction.open_cache(Path(config.config_file_path).read_bytes(), config.site_url, frame)
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
    construction.ecrites = _written(files)
    for prete in construction.ready(Path(config.site_dir)):
        file = _add(files, config, prete.page.uri, "")
        file.inclusion = InclusionLevel.NOT_IN_NAV
        if prete.page.source:
            file.edit_uri = f"../{prete.page.source}"
        PageComposee(prete, file, config)
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
    env.globals |= config.extra["construction"].frame(serving=serving)
    return env


def on_page_context(context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:  # noqa: ANN401 — MkDocs's types
    """A page is filled when its turn to be written comes."""
    if isinstance(page, PageComposee):
        page.fill(config.extra["construction"].cache)
        context["donnees_structurees"] = page.meta.get("donnees_structurees")
    elif page.url == "donnees/v1/":
        root = config.site_url or relative(page.url, "")
        description = str(page.meta.get("description"))
        context["donnees_structurees"] = config.extra["donnees_structurees"].jeu_de_donnees(description, root)
    return context


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Keep the finished page for the next build, and let go of its HTML."""
    if isinstance(page, PageComposee):
        if not page.finished:
            config.extra["construction"].cache.add(page.prete.key, output)
        page.content, page.prete.source = "", b""
    return output


def on_post_build(*, config: MkDocsConfig) -> None:
    """Write the search, and leave to the next build what this one has made."""
    config.extra["construction"].close(Path(config.site_dir))
