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

from conventions import check
from conventions.compose.vue import Vue, build_vue
from conventions.export.fichiers import data_files, pieces
from conventions.load.jour import build_date
from conventions.load.reference import FOLDER as REFERENCE
from conventions.load.registre import load
from conventions.model.page import Page as PageDeDonnees
from conventions.render.docs import rendre_page_ecrite
from conventions.render.html import to_html, toc
from conventions.render.site import all_pages
from conventions.texte import date_longue

log = logging.getLogger("mkdocs.conventions")


class PageComposee(Page):
    """A page whose Markdown this project has written: it comes with its HTML, its title and its front matter."""

    def __init__(self, page: PageDeDonnees, file: File, config: MkDocsConfig) -> None:
        self.page = page
        super().__init__(page.titre, file, config)

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = self.page.markdown
        edition = edit_link(self.page.source, self.url, config) if self.page.source else {}
        self.meta = {"title": self.page.titre, "description": self.page.description, **edition, **self.page.meta}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = to_html(self.page.markdown)
        self.toc = get_toc(toc(self.content))  # type: ignore[arg-type]
        self.present_anchor_ids = None


def edit_link(source: str, url: str, config: MkDocsConfig) -> dict[str, str]:
    """The link that opens a département's file on the forge; where the forge is not set, the guide that names the file."""
    depot = (config.extra["conventions"].get("reglages") or {}).get("depot") or {}
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
        lecture = load(folder, build_date(), fictif=fictif, reference_folder=reference)
        self.problems = check.check(lecture)
        self.vue: Vue = build_vue(lecture.registre)


def departments_folder(root: Path) -> Path:
    """`departments/`, or the folder that `CONVENTIONS_DEPARTMENTS` names."""
    return root / (os.environ.get("CONVENTIONS_DEPARTMENTS") or "departments")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load, check, compose. Every fault is told, and an error stops the build before anything is written."""
    root = Path(config.config_file_path or ".").resolve().parent
    construction = Construction(departments_folder(root), root)
    errors = [p for p in construction.problems if p.severity == "erreur"]
    for warning in (p for p in construction.problems if p.severity == "avertissement"):
        log.info("%s", warning)
    if errors:
        listing = "\n".join(str(p) for p in errors)
        raise PluginError(f"{len(errors)} faute(s) dans les fichiers des départements :\n{listing}")
    config.extra["construction"] = construction
    config.watch.append(str(construction.folder))
    return config


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add every generated page and file. A page that would replace another is a bug: it stops the build."""
    construction: Construction = config.extra["construction"]
    for page in all_pages(construction.vue, _titles(files)):
        file = _add(files, config, page.uri, page.markdown)
        file.inclusion = InclusionLevel.NOT_IN_NAV
        if page.source:
            file.edit_uri = f"../{page.source}"
        PageComposee(page, file, config)
    for uri, text in data_files(construction.vue):
        _add(files, config, uri, text)
    for uri, data in pieces(construction.vue, construction.folder):
        _add(files, config, uri, data)
    return files


def _add(files: Files, config: MkDocsConfig, uri: str, content: str | bytes) -> File:
    if files.get_file_from_path(uri) is not None:
        raise PluginError(f"deux pages pour la même adresse : {uri}")
    file = File.generated(config, uri, content=content)
    files.append(file)
    return file


def _titles(files: Files) -> list[tuple[str, str]]:
    """The hand-written pages, by the first heading of their file."""
    titles = []
    for file in files.documentation_pages():
        first = next((line for line in file.content_string.splitlines() if line.startswith("# ")), "")
        titles.append((first.removeprefix("# ").partition("{")[0].strip() or file.name, file.url))
    return titles


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The hand-written pages quote the ministry's settings."""
    if isinstance(page, PageComposee):
        return markdown
    return rendre_page_ecrite(markdown, config.extra["conventions"].get("reglages") or {})


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:  # noqa: ANN401 — a Jinja environment
    """What every page's frame shows: the date, the help numbers, the notice of fictitious data."""
    vue: Vue = config.extra["construction"].vue
    env.globals |= {
        "aide": vue.registre.reference.aides,
        "fictif": vue.registre.fictif,
        "situation": f"Situation au {date_longue(vue.au)}",
    }
    return env
