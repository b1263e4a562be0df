"""The front door of the site: load → check → compose (on_config), then render → write (on_files).

The only module that knows MkDocs. A fault in the data stops the build in `on_config`, before MkDocs empties `site_dir`.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from conventions import vigilance
from conventions.atelier import coeurs
from conventions.cadre import Cadre, Gabarits, PageCadree
from conventions.compose.vue import Vue
from conventions.construction import Construction
from conventions.export.fichiers import data_files, pieces
from conventions.export.robots import robots
from conventions.production import Production, uri_html
from conventions.render.docs import rendre_page_ecrite
from conventions.render.donnees_structurees import DonneesStructurees
from conventions.render.gabarits import environment, relative

log = logging.getLogger("mkdocs.conventions")
a_completer = logging.getLogger("conventions.vigilance")
"""What the ministry has to see to: told at each build, and no obstacle to it (`--strict` counts the loggers of mkdocs alone)."""
serving = False


class PageFaite(File):
    """A generated page, which this project frames and writes itself: MkDocs knows it as the target of links, and no more.

    Through MkDocs's own pages, each would be read, framed and written one after the other, on one core.
    """

    def is_documentation_page(self) -> bool:
        """Not one to be read and framed."""
        return False

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 — MkDocs's signature
        """It is in its place already."""


def settings(config: MkDocsConfig) -> dict[str, Any]:
    """The ministry's settings, as `mkdocs.yml` holds them."""
    return config.extra["conventions"].get("reglages") or {}


def edit_link(source: str, url: str, config: MkDocsConfig) -> dict[str, str]:
    """The link that opens a département's file on the forge; where the forge is not set, the guide that names the file."""
    depot = settings(config).get("depot") or {}
    if depot.get("edition_url"):
        return {"lien_modifier": f"{depot['edition_url']}{source}", "libelle_modifier": "Proposer une modification"}
    guide = relative(url, "contribuer/")
    return {"lien_modifier": guide, "libelle_modifier": f"Proposer une modification (fichier {source})"}


def processes() -> int:
    """As many as there are cores; one for a preview, whose threads a copy of the process would not have."""
    return 1 if serving else coeurs()


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
    construction = Construction(departments_folder(root), root, processes())
    errors = construction.errors
    for warning in (p for p in construction.problems if p.severity == "avertissement"):
        log.info("%s", warning)
    if errors and not serving:
        listing = "\n".join(str(p) for p in errors)
        raise PluginError(f"{len(errors)} faute(s) dans les fichiers des départements :\n{listing}")
    prepare_frame(construction.vue, config)
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
    """Make and write every generated page and file. A page that would replace another is a bug: it stops the build."""
    _leave_out_the_theme(files, config)
    construction: Construction = config.extra["construction"]
    shown = construction.frame(serving=serving)
    config.extra["env"] = env = config.theme.get_env()
    env.loader = Gabarits(config.theme.dirs)
    env.globals |= shown
    construction.keep_templates(env, environment())
    reglages = (Path(config.config_file_path).read_bytes(), config.site_url, shown)
    production = Production(construction.vue, frame(env, config), construction.cache, Path(config.site_dir), reglages)
    pages = production.run(_written(files), processes())
    for page in pages:
        there = uri_html(page)
        _append(files, PageFaite(page.uri, None, config.site_dir, use_directory_urls=True, dest_uri=there))
    env.globals["adresses"] = [page.url for page in pages]
    for uri, text in data_files(construction.vue):
        _append(files, File.generated(config, uri, content=text))
    said = robots(config.site_url or "", fictif=construction.vue.registre.fictif)
    _append(files, File.generated(config, "robots.txt", content=said))
    for uri, data in pieces(construction.vue, construction.folder):
        _append(files, File.generated(config, uri, content=data))
    return files


def _leave_out_the_theme(files: Files, config: MkDocsConfig) -> None:
    """Material's own scripts and styles: no page asks for one."""
    kept = {config.docs_dir, config.theme.custom_dir}
    for file in [f for f in files if f.src_dir not in kept]:
        files.remove(file)


def frame(env: Environment, config: MkDocsConfig) -> Cadre:
    """The theme's frame, for pages that MkDocs does not see."""
    template = env.get_template("main.html")
    context = get_context(Navigation([], []), [], config)

    def fill(page: PageCadree, base_url: str) -> str:
        described = page.meta.get("donnees_structurees")
        return template.render(context, page=page, base_url=base_url, donnees_structurees=described)

    def edit(source: str, url: str) -> dict[str, str]:
        return edit_link(source, url, config)

    return Cadre(config.site_url or "", fill, edit, config.extra["donnees_structurees"].page)


def _append(files: Files, file: File) -> None:
    if files.get_file_from_path(file.src_uri) is not None:
        raise PluginError(f"deux pages pour la même adresse : {file.src_uri}")
    files.append(file)


def _written(files: Files) -> list[tuple[str, str, str]]:
    """(title, address, Markdown) of the hand-written pages; the title is the first heading of the file."""
    written = []
    for file in files.documentation_pages():
        first = next((line for line in file.content_string.splitlines() if line.startswith("# ")), "")
        written.append((first.removeprefix("# ").partition("{")[0].strip() or file.name, file.url, file.content_string))
    return written


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The hand-written pages quote the ministry's settings."""
    grille = config.extra["construction"].vue.registre.reference.grille
    return rendre_page_ecrite(markdown, settings(config), grille)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """The hand-written pages have the same frame as the others."""
    own: Environment = config.extra["env"]
    return own


def on_page_context(context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:  # noqa: ANN401 — MkDocs's types
    """Describe the page of the open data to machines."""
    if page.url == "donnees/v1/":
        root = config.site_url or relative(page.url, "")
        description = str(page.meta.get("description"))
        context["donnees_structurees"] = config.extra["donnees_structurees"].jeu_de_donnees(description, root)
    return context


def on_post_build(*, config: MkDocsConfig) -> None:
    """Leave to the next build what this one has made."""
    config.extra["construction"].cache.close()
