"""The front door of the site: MkDocs's events, each a call."""

from __future__ import annotations

import atexit
import gc
import logging
import shutil
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from conventions.build import preview
from conventions.build.addresses import shared_addresses
from conventions.build.opening import Opened, Refused, open_site
from conventions.model.french import pluriel
from conventions.model.problem import Problem
from conventions.render.feuilles import feuille
from conventions.render.written import rendre_page_ecrite
from conventions.source.settings import departments_folder
from site_pages import GeneratedPage, add_generated, add_theme, asked, refuse_absent, use_theme, written

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.conventions")
reminders = logging.getLogger("conventions.a-completer")
"""What the ministry has to see to: told at each build, and no obstacle to it (`--strict` counts the loggers of mkdocs alone)."""
warned = CountHandler(level=logging.WARNING)
"""What MkDocs says against the build in hand."""
mode = {"serving": False, "dirty": False, "reminded": False}
building: list[Opened] = []
"""The build that has not ended."""
SOON = 0.15
"""Seconds from one look at the files of the départements to the next."""
aside = set[Path]()
"""What a preview has to take away with it."""
PAGE_BY_PAGE = {"minify", "redirects"}
"""The plugins that see one page after the other: they lose nothing when some are not made again."""

# MkDocs warns that a dirty build is not to be trusted: this one is, and `--strict` would count the warning.
logging.getLogger("mkdocs.commands.build").addFilter(lambda record: "'dirty' build" not in str(record.msg))
# What the library says of a hostile document is not for the screen: the check says it in French.
logging.getLogger("pypdf").addHandler(logging.NullHandler())


def on_startup(*, command: str, dirty: bool) -> None:
    """A preview goes on when a file is at fault: its pages show the faults instead."""
    mode.update(serving=command == "serve", dirty=dirty)
    with suppress(ValueError):  # not in the main thread
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))  # `_end` is then called


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and judge every file: a fault stops here, before MkDocs touches anything. The site is then built aside."""
    gc.disable()  # looking for cycles would cost a build a sixth of its time, and free nothing
    listen(strict=config.strict)
    try:
        opened = open_site(asked(config, dirty=dirty(config), serving=mode["serving"]))
    except Refused as refused:
        raise PluginError(str(refused)) from None
    building.append(opened)
    config.site_dir = str(opened.site.staging.folder)
    config.watch += map(str, opened.watched)
    tell(opened)
    warned.counts.clear()
    return config


def dirty(config: MkDocsConfig) -> bool:
    """Whether what the earlier site has already may be kept: not with a plugin that gathers from all the pages."""
    own = {name for name in config.hooks if Path(name).name == Path(__file__).name}
    gathering = [name for name in config.plugins if name not in PAGE_BY_PAGE | own]
    if mode["dirty"] and gathering:
        log.info(
            "Le module « %s » réunit ce qu’il lit de toutes les pages\u00a0: elles sont toutes refaites.", gathering[0]
        )
    return mode["dirty"] and not gathering


def listen(*, strict: bool) -> None:
    """Hear what MkDocs warns of, under `--quiet` too: a strict build must not go through because nothing is shown."""
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warned)
    if strict and logger.level > logging.WARNING:
        for handler in logger.handlers:
            if not isinstance(handler, CountHandler):
                handler.setLevel(logger.level)
        logger.setLevel(logging.WARNING)


def tell(opened: Opened) -> None:
    """Say every fault. A preview shows the errors on its pages; a build stops there."""
    if not mode["reminded"]:
        for sentence in opened.reminders():
            reminders.warning("À compléter – %s.", sentence)
    mode["reminded"] = mode["serving"]  # a preview says it once
    if mode["serving"] and opened.outdated:
        log.info("Le code ou un gabarit de hooks/ a changé\u00a0: arrêtez l’aperçu et relancez-le pour le voir.")
    problems = opened.problems(editing=mode["serving"])
    preview.faults.clear()
    for warning in (p for p in problems if p.severity == "avertissement"):
        log.info("%s", warning)
    refuse([p for p in problems if p.severity == "erreur"])


def refuse(errors: list[Problem]) -> None:
    """Stop a build at these; a preview goes on, and shows them."""
    preview.faults += errors
    for error in errors if mode["serving"] else ():
        log.warning("%s", error)
    if errors and not mode["serving"]:
        listing = "\n".join(map(str, errors))
        count = pluriel(len(errors), "faute")
        raise PluginError(f"{count} dans les fichiers ; le site n’a pas changé\u00a0:\n{listing}")


@event_priority(100)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Make every page and file that is not known; plugins see them as they see any other."""
    site = building[-1].site
    site.compose([written(file) for file in files.documentation_pages()])
    refuse([*site.bugs, *(() if preview.faults else shared_addresses(site.owned))])
    add_theme(files, config)
    add_generated(files, site, config)
    return files


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The hand-written pages quote the ministry's settings."""
    if isinstance(page, GeneratedPage):
        return markdown
    opened = building[-1]
    return rendre_page_ecrite(markdown, opened.settings.reglages, opened.site.context.reference.grille)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """What the frame shows on every page, and how its style sheets are written."""
    env.filters["feuille"] = feuille
    use_theme(env, config)
    if not preview.faults:  # their pages are not there
        refuse_absent(files, config, building[-1].settings)
    env.globals |= building[-1].frame(serving=mode["serving"])
    return env


def on_page_context(context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:  # noqa: ANN401 — MkDocs's types
    """What the frame reads of the page beside, and what only MkDocs knows: where to edit it."""
    page.meta.update(building[-1].beside(page.url, page.meta, page.edit_url or ""))
    return context


@event_priority(-100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """The new site takes the place of the old one, unless MkDocs is about to refuse it (`--strict`)."""
    complaints = bool(warned.get_counts())
    if complaints and config.strict:
        return
    opened = building.pop()
    opened.site.finish(sure=not complaints)
    if mode["serving"]:
        aside.add(opened.site.staging.around)
    else:
        log.info("Le site est dans %s.", opened.site.staging.site)
    _end()


def on_build_error(*, error: Exception) -> None:
    """Leave nothing half-built behind, and the earlier site as it was."""
    _end()


@atexit.register
def _end() -> None:
    """Also what an interruption (Ctrl-C) leaves, of which MkDocs tells nobody."""
    logging.getLogger("mkdocs").removeHandler(warned)
    while building:
        building.pop().site.abandon()
    gc.enable()


@atexit.register
def _leave() -> None:
    """The site of a preview goes with it: so does what stands beside."""
    for folder in aside:
        shutil.rmtree(folder, ignore_errors=True)


atexit.register(gc.freeze)  # Python would look for cycles once more in all that ends with the process


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ANN401 — MkDocs's types
    """A preview tells the faults of the files at the top of each page; it looks for a saved file more often than for a template."""
    observer, folder = server.observer, departments_folder(Path(config.config_file_path or ".").resolve().parent)
    usual, observer._timeout = observer._timeout, SOON  # noqa: SLF001 — of the watches to come; there is no other way
    server.watch(str(folder))
    observer._timeout = usual  # noqa: SLF001
    if served := server.get_app():
        server.set_app(preview.telling(served, urlsplit(config.site_url or "/").path))
    return server
