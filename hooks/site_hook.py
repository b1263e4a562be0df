"""The front door of the site: the only module that knows MkDocs, and what MkDocs is told of ours.

The site is built aside, and takes the place of the earlier one at the very end: whatever fails leaves that one whole.
"""

from __future__ import annotations

import atexit
import gc
import logging
import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from conventions import apercu, vigilance
from conventions.atelier import coeurs
from conventions.cadre import Cadre, Gabarits, PageCadree
from conventions.chantier import NEUF, Chantier, Occupe
from conventions.construction import Construction
from conventions.export.robots import robots
from conventions.production import Production
from conventions.render.docs import rendre_page_ecrite
from conventions.render.donnees_structurees import DonneesStructurees
from conventions.render.gabarits import environment, relative

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.conventions")
a_completer = logging.getLogger("conventions.vigilance")
"""What the ministry has to see to: told at each build, and no obstacle to it (`--strict` counts the loggers of mkdocs alone)."""
serving = False
ecoute = CountHandler(level=logging.WARNING)
"""What MkDocs says against the build in hand."""
en_cours: list[Chantier] = []
"""The build that has not ended."""


class Faite(File):
    """A page or a file that this project puts in its place itself: MkDocs knows it as the target of links, and no more.

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
    """As many as there are cores; one while a preview is served, whose threads a copy of the process would not have."""
    return coeurs() if threading.active_count() == 1 else 1


def departments_folder(root: Path) -> Path:
    """`departments/`, or the folder that `CONVENTIONS_DEPARTMENTS` names."""
    return root / (os.environ.get("CONVENTIONS_DEPARTMENTS") or "departments")


def on_startup(*, command: str, dirty: bool) -> None:
    """A preview goes on when a file is at fault: its pages show the faults instead."""
    global serving  # noqa: PLW0603 — MkDocs tells its command once, and its events share nothing else
    serving = command == "serve"


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build aside: MkDocs would first empty the site that is there."""
    gc.disable()  # looking for cycles would cost a build a sixth of its time, and free nothing
    site = Path(config.site_dir)
    try:
        en_cours.append(Chantier(site))
    except Occupe:
        raise PluginError(f"une autre construction de {site} est en cours\u00a0: attendez qu’elle finisse.") from None
    ecoute.counts.clear()
    logging.getLogger("mkdocs").addHandler(ecoute)
    config.site_dir = str(site / NEUF)
    config.watch.append(str(departments_folder(_root(config))))
    # No page asks for Material's own scripts and styles: they are not listed among the files to copy.
    config.extra["gabarits"] = config.theme.dirs
    config.theme.dirs = [str(config.theme.custom_dir)]
    return config


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or ".").resolve().parent


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Read, judge, make every generated page and file. Every fault is told, and an error leaves the earlier site as it was."""
    root = _root(config)
    construction = config.extra["construction"] = Construction(departments_folder(root), root, en_cours[-1])
    prepare_frame(construction, config)
    env = own_environment(construction, config)
    reglages = (Path(config.config_file_path).read_bytes(), config.site_url, construction.frame(serving=serving))
    cadre = frame(env, config)
    production = Production(construction.dossiers, cadre, construction.reserve, reglages, tolerant=serving)
    construction.lire(lambda: production.departements(processes()))
    tell(construction)
    pages = production.site(_written(files), processes())
    for page in pages:
        _append(files, Faite(page.uri, None, config.site_dir, use_directory_urls=True, dest_uri=page.html))
    env.globals["adresses"] = [page.url for page in pages]
    said = robots(config.site_url or "", fictif=construction.fonds.fictif)
    _append(files, File.generated(config, "robots.txt", content=said))
    for name in production.documents():
        _append(files, File(name, str(construction.folder), config.site_dir, use_directory_urls=True))
    for file in [f for f in files if f.abs_src_path and not f.is_documentation_page()]:
        construction.reserve.copier(file.dest_uri, Path(file.abs_src_path or ""))
        _replace(files, file, config)
    keep_written(files, construction, reglages, config)
    return files


def keep_written(files: Files, construction: Construction, reglages: object, config: MkDocsConfig) -> None:
    """The hand-written pages are MkDocs's to make; when none of them, nor anything that they may link to, has changed, they are kept."""
    written = list(files.documentation_pages())
    shaping = [(file.src_uri, file.content_string) for file in written], sorted(file.src_uri for file in files)
    ecrites = config.extra["ecrites"] = construction.written((reglages, shaping))
    if ecrites.connues:
        for file in written:
            _replace(files, file, config)
        config.nav = []  # it names pages that MkDocs no longer makes


def tell(construction: Construction) -> None:
    """Say every fault. A preview shows the errors on its pages; a build stops there."""
    apercu.fautes[:] = map(str, construction.errors)
    for warning in (p for p in construction.problems if p.severity == "avertissement"):
        log.info("%s", warning)
    for error in construction.errors if serving else ():
        log.warning("%s", error)
    if construction.errors and not serving:
        listing = "\n".join(str(p) for p in construction.errors)
        raise PluginError(f"{len(construction.errors)} faute(s) dans les fichiers des départements :\n{listing}")


def prepare_frame(construction: Construction, config: MkDocsConfig) -> None:
    """What follows from the settings: warnings for those left empty, the state of accessibility, the pages' structured data."""
    fonds = construction.fonds
    if not fonds.fictif:
        for sentence in vigilance.avertissements(settings(config), fonds.reference.aides, fonds.au):
            a_completer.warning("À compléter – %s.", sentence)
    settings(config).setdefault("accessibilite", {})["etat"] = vigilance.etat_accessibilite(settings(config))
    editeur = (settings(config).get("editeur") or {}).get("nom") or ""
    config.extra["donnees_structurees"] = DonneesStructurees(fonds.au, config.site_name, editeur)


def own_environment(construction: Construction, config: MkDocsConfig) -> Environment:
    """The templates of the frame, for every page."""
    env = config.theme.get_env()
    env.loader = Gabarits(config.extra["gabarits"])
    env.globals |= construction.frame(serving=serving)
    construction.keep_templates(env, environment())
    config.extra["env"] = env
    return env


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


def _replace(files: Files, file: File, config: MkDocsConfig) -> None:
    """The file is in its place already: MkDocs has only to know that it is there."""
    files.remove(file)
    files.append(Faite(file.src_uri, None, config.site_dir, use_directory_urls=True, dest_uri=file.dest_uri))


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
    grille = config.extra["construction"].fonds.reference.grille
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


def on_post_page(output: str, *, page: Page, config: MkDocsConfig) -> str:
    """Keep a hand-written page for the next build."""
    config.extra["ecrites"].page(page.file.dest_uri, output)
    return output


def on_post_build(*, config: MkDocsConfig) -> None:
    """The new site takes the place of the old one, unless MkDocs is about to refuse it (`--strict`)."""
    logger = logging.getLogger("mkdocs")
    logger.removeHandler(ecoute)
    if ecoute.get_counts() and config.strict:
        return
    # Pages with a fault must be made, and the fault told, at each build; `--quiet` would have hidden it.
    if not ecoute.get_counts() and logger.isEnabledFor(logging.WARNING):
        config.extra["ecrites"].garder()
    config.extra["construction"].finish()
    site = en_cours.pop().site
    gc.enable()
    if not serving:
        log.info("Le site est dans %s.", site)


def on_build_error(*, error: Exception) -> None:
    """Leave nothing half-built behind, and the earlier site as it was."""
    logging.getLogger("mkdocs").removeHandler(ecoute)
    abandon()
    gc.enable()


@atexit.register
def abandon() -> None:
    """Also what an interruption (Ctrl-C) leaves, of which MkDocs tells nobody."""
    while en_cours:
        en_cours.pop().abandon()


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ANN401 — MkDocs's types
    """A preview tells the faults of the files at the top of each page."""
    if served := server.get_app():
        server.set_app(apercu.montrer(served))
    return server
