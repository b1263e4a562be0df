"""The front door of the site: MkDocs's events, each a call, and what a generated page is to MkDocs. The only importer of mkdocs."""

from __future__ import annotations

import atexit
import gc
import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import CountHandler

from conventions.build import preview
from conventions.build.opening import Opened, Refused, Request, open_site
from conventions.build.site import Written
from conventions.build.work import Made, unpacked
from conventions.render.html import Heading
from conventions.render.written import rendre_page_ecrite

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.conventions")
reminders = logging.getLogger("conventions.a-completer")
"""What the ministry has to see to: told at each build, and no obstacle to it (`--strict` counts the loggers of mkdocs alone)."""
warned = CountHandler(level=logging.WARNING)
"""What MkDocs says against the build in hand."""
mode = {"serving": False, "dirty": False}
building: list[Opened] = []
"""The build that has not ended."""
PAGE_BY_PAGE = {"minify", "redirects"}
"""The plugins that see one page after the other: they lose nothing when some are not made again."""

# MkDocs warns that a dirty build is not to be trusted: this one is, and `--strict` would count the warning.
logging.getLogger("mkdocs.commands.build").addFilter(lambda record: "'dirty' build" not in str(record.msg))


class Generated(File):
    """A file that is made from the data. `kept`: the earlier site has it, and all that shapes it is the same."""

    kept = False

    def is_modified(self) -> bool:
        """Whether a dirty build has to make it."""
        return not self.kept


class GeneratedPage(Page):
    """A page that is made from the data: its Markdown and its HTML are there before MkDocs asks for them."""

    def __init__(self, made: Made, file: File, config: MkDocsConfig, addresses: dict[str, File]) -> None:
        super().__init__(made.titre, file, config)
        self.made, self.lost, self.level = made, list[str](), config.validation.links.not_found
        self.present_anchor_ids = set(made.anchors.split("\n"))
        self.links_to_anchors = {}
        for link in made.links.split("\n") if made.links else ():
            address, _, anchor = link.partition("#")
            target = addresses.get(address)
            if target is None:
                self.lost.append(link)
            elif anchor:
                self.links_to_anchors.setdefault(target, {})[anchor] = link

    def read_source(self, config: MkDocsConfig) -> None:
        """The Markdown that any other generator would be given, and what the frame shows."""
        self.body = unpacked(building[-1].site.contents[self.made.html])
        self.markdown, self.meta = self.body.markdown, dict(self.body.meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The HTML made beforehand; where a plugin has changed the Markdown, what MkDocs makes of that."""
        if self.markdown != self.body.markdown:
            self.lost.clear()
            super().render(config, files)
        else:
            self.content, self.toc = self.body.html, contents(self.body.headings)

    def validate_anchor_links(self, *, files: Files, log_level: int) -> None:
        """Links that lead nowhere are told as MkDocs tells its own, of pages that were kept too."""
        super().validate_anchor_links(files=files, log_level=log_level)
        for link in self.lost:
            said = f"Doc file '{self.file.src_uri}' contains a link '{link}', but the target is not found among the site's files."
            log.log(self.level, said)


def contents(headings: tuple[Heading, ...]) -> TableOfContents:
    """The contents list: headings of level 2, each with those of level 3 below it."""
    links: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(heading.name, heading.id, heading.level)
        (links[-1].children if heading.level > 2 and links else links).append(link)
    return TableOfContents(links)


def on_startup(*, command: str, dirty: bool) -> None:
    """A preview goes on when a file is at fault: its pages show the faults instead."""
    mode.update(serving=command == "serve", dirty=dirty)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and judge every file: a fault stops here, before MkDocs touches anything. The site is then built aside."""
    gc.disable()  # looking for cycles would cost a build a sixth of its time, and free nothing
    listen(strict=config.strict)
    root = Path(config.config_file_path or ".").resolve().parent
    theme = config.theme.custom_dir
    if theme:  # no page of ours asks for Material's scripts and styles: they are not listed among the files to copy
        config.theme.dirs = [config.theme.dirs[0], config.theme.dirs[-1]]
    raw = {key: value for settings in config.user_configs for key, value in settings.items() if key != "site_dir"}
    shaping = json.dumps(raw, sort_keys=True, default=lambda value: getattr(value, "__qualname__", str(type(value))))
    try:
        opened = open_site(
            Request(
                root,
                Path(config.site_dir),
                config.site_name,
                config.site_url or "",
                config.extra.get("conventions"),
                Path(theme) if theme else None,
                shaping,
                dirty=dirty(config),
                serving=mode["serving"],
            )
        )
    except Refused as refused:
        raise PluginError(str(refused)) from None
    building.append(opened)
    context, config.site_dir = opened.site.context, str(opened.site.staging.folder)
    config.watch += [str(context.folder), str(context.national), str(root / "hooks")]
    tell(opened)
    warned.counts.clear()
    return config


def dirty(config: MkDocsConfig) -> bool:
    """Whether what the earlier site has already may be kept: not with a plugin that gathers from all the pages."""
    gathering = [name for name in config.plugins if name not in PAGE_BY_PAGE and name not in config.hooks]
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
    problems = opened.site.check()
    errors = [p for p in problems if p.severity == "erreur"]
    preview.faults[:] = map(str, errors)
    for warning in (p for p in problems if p.severity == "avertissement"):
        log.info("%s", warning)
    for error in errors if mode["serving"] else ():
        log.warning("%s", error)
    if errors and not mode["serving"]:
        listing = "\n".join(map(str, errors))
        raise PluginError(f"{len(errors)} faute(s) dans les fichiers des départements :\n{listing}")
    for sentence in opened.reminders():
        reminders.warning("À compléter – %s.", sentence)


@event_priority(100)
def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Make every page and file that is not known; plugins see them as they see any other."""
    site = building[-1].site
    site.compose([_written(file) for file in files.documentation_pages()])
    for name, known in site.documents.items():
        _add(files, Generated(name, str(site.context.folder), config.site_dir, use_directory_urls=True), known)
    for uri, known in site.files.items():
        file = _add(files, Generated(uri, None, config.site_dir, use_directory_urls=True), known)
        file._content = site.contents.get(uri)  # noqa: SLF001 — a setter of MkDocs would forget that it may be kept
    pages = [(made, _page_file(made, files, config)) for made in site.pages]
    addresses = {"" if one.url == "./" else one.url: one for one in files}
    for made, page in pages:
        GeneratedPage(made, page, config, addresses)
    return files


def _page_file(made: Made, files: Files, config: MkDocsConfig) -> File:
    """`abs_src_path` names the file of the département, or the folder of all, for the plugins that ask for its history."""
    site = building[-1].site
    source = site.context.folder.parent / made.source
    file = Generated(made.uri, None, config.site_dir, use_directory_urls=True, inclusion=InclusionLevel.NOT_IN_NAV)
    file.abs_src_path = str(source if source.is_file() else site.context.folder)
    file.edit_uri = f"../{made.source}" if made.source else None
    return _add(files, file, made.digest)


def _add(files: Files, file: Generated, digest: str) -> Generated:
    """`Files.append` would replace a file of the same name without a word."""
    if files.get_file_from_path(file.src_uri) is not None:
        raise PluginError(f"deux fichiers pour la même adresse\u00a0: {file.src_uri}")
    file.kept = building[-1].site.keeps(file.dest_uri, digest)
    files.append(file)
    return file


def _written(file: File) -> Written:
    """A hand-written page; its title is its first heading."""
    first = next((line for line in file.content_string.splitlines() if line.startswith("# ")), "")
    title = first.removeprefix("# ").partition("{")[0].strip()
    return Written(title or file.name, "" if file.url == "./" else file.url, file.content_string)


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """The hand-written pages quote the ministry's settings."""
    if isinstance(page, GeneratedPage):
        return markdown
    opened = building[-1]
    return rendre_page_ecrite(markdown, opened.settings.reglages, opened.site.context.reference.grille)


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """What the frame shows on every page."""
    env.globals |= building[-1].frame(serving=mode["serving"])
    return env


def on_page_context(context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:  # noqa: ANN401 — MkDocs's types
    """Describe the page of the open data to machines."""
    if page.url == "donnees/v1/":
        described = building[-1].site.frame.structured.dataset(
            str(page.meta.get("description")), page.url, config.site_url or ""
        )
        page.meta["donnees_structurees"] = described
    return context


@event_priority(-100)
def on_post_build(*, config: MkDocsConfig) -> None:
    """The new site takes the place of the old one, unless MkDocs is about to refuse it (`--strict`)."""
    complaints = bool(warned.get_counts())
    if complaints and config.strict:
        return
    opened = building.pop()
    opened.site.finish(sure=not complaints)
    if not mode["serving"]:
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


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:  # noqa: ANN401 — MkDocs's types
    """A preview tells the faults of the files at the top of each page."""
    if served := server.get_app():
        server.set_app(preview.telling(served))
    return server
