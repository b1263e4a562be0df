"""What the pages and files made from the data are to MkDocs: with `site_hook`, the only importer of mkdocs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from logging import getLogger
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import write_file

import site_theme
from conventions.build.habillage import ASSETS, of_the_state, refusal
from conventions.build.opening import ATELIER, Refused, Request
from conventions.build.site import Site, Written
from conventions.build.squelette import SKELETON, Changed
from conventions.build.work import Body, Made, unpacked
from conventions.model.settings import Settings
from conventions.render.html import Heading, outline
from conventions.source.suggestions import nearest
from conventions.source.theme_settings import absent, shell_faults

log = getLogger("mkdocs.conventions")
THEME: list[str] = []
"""The folders of the theme that our shell extends, if it extends one."""
OWN = "\0"
"""Stands for what the body of the page has."""


class Generated(File):
    """A file that is made from the data. `kept`: the earlier site has it, and all that shapes it is the same."""

    kept = False
    site: Site

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 — MkDocs's signature
        """Write what was made of it; a document of a département is copied, what is kept is there already."""
        data = self.site.contents.get(self.src_uri) if self._content is None else None
        if data is None:
            super().copy_file(dirty)
            return
        try:  # the folder of most files is there: to ask first would take as long as to write
            Path(self.abs_dest_path).write_bytes(data)
        except FileNotFoundError:
            write_file(data, self.abs_dest_path)

    def is_modified(self) -> bool:
        """Whether a dirty build has to make it."""
        return not self.kept


class _Own:
    """What a page shows, as its body has it, until a plugin gives something else: MkDocs would hold every page of a site at once."""

    def __set_name__(self, _: type, name: str) -> None:
        self.field = {"content": "html"}.get(name, name)
        self.given = f"_given_{name}"

    def __get__(self, page: GeneratedPage, _: type) -> str | None:
        given: str | None = page.__dict__.get(self.given)
        return getattr(page.body, self.field) if given == OWN else given

    def __set__(self, page: GeneratedPage, value: str | None) -> None:
        own = value is not None and value == getattr(page.body, self.field)
        page.__dict__[self.given] = OWN if own else value


class GeneratedPage(Page):
    """A page that is made from the data: its Markdown and its HTML are there before MkDocs asks for them."""

    markdown = _Own()
    content = _Own()
    _last: tuple[Made, Body] | None = None
    """The page that was last asked for its body, and this body."""

    def __init__(self, made: Made, file: File, config: MkDocsConfig, site: Site, addresses: dict[str, File]) -> None:
        super().__init__(made.titre, file, config)
        if self.edit_url and config.edit_uri and file.edit_uri and not config.repo_url:
            self.edit_url = urljoin(config.edit_uri, file.edit_uri)  # MkDocs would leave its « docs/../ »
        self.made, self.site, self.addresses, self.level = made, site, addresses, config.validation.links.not_found
        self.present_anchor_ids = set(made.anchors.split("\n"))

    def read_source(self, config: MkDocsConfig) -> None:
        """The Markdown that any other generator would be given, and what the frame shows."""
        self.markdown, self.meta = self.body.markdown, dict(self.body.meta)

    @property
    def body(self) -> Body:
        """What it shows."""
        if GeneratedPage._last is None or GeneratedPage._last[0] is not self.made:
            GeneratedPage._last = self.made, unpacked(self.site.contents.get(self.made.html) or b"")
        return GeneratedPage._last[1]

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """The HTML made beforehand; where a plugin has changed the Markdown, what MkDocs makes of that."""
        if self.markdown != self.body.markdown:
            super().render(config, files)
        else:
            self.content, self.toc = self.body.html, contents(self.body.headings)

    def validate_anchor_links(self, *, files: Files, log_level: int) -> None:
        """Links that lead nowhere are told as MkDocs tells its own, of pages that were kept too."""
        lost = self._follow() if self.links_to_anchors is None else ()  # else MkDocs made the HTML, and told of them
        super().validate_anchor_links(files=files, log_level=log_level)
        self.links_to_anchors = None  # those of a whole site weigh
        for link in lost:
            said = f"Doc file '{self.file.src_uri}' contains a link '{link}', but the target is not found among the site's files."
            log.log(self.level, said)

    def _follow(self) -> list[str]:
        """Note the links to anchors, as MkDocs does; those to no file of the site."""
        lost, self.links_to_anchors = list[str](), {}
        for link in self.made.links.split("\n") if self.made.links else ():
            address, _, anchor = link.partition("#")
            target = self.addresses.get(address)
            if target is None:
                lost.append(link)
            elif anchor:
                self.links_to_anchors.setdefault(target, {})[anchor] = link
        return lost


def contents(headings: tuple[Heading, ...]) -> TableOfContents:
    """The contents list, as MkDocs has it."""
    return TableOfContents([_link(entry) for entry in outline(headings)])


def _link(entry: Mapping[str, Any]) -> AnchorLink:
    link = AnchorLink(entry["title"], entry["url"].removeprefix("#"), entry["level"])
    link.children = [_link(below) for below in entry["children"]]
    return link


def asked(config: MkDocsConfig, *, dirty: bool, serving: bool) -> Request:
    """What MkDocs asks for. The components stand beside the templates of the shell, whichever it is: templates and files to copy.

    The theme's own are added apart (`site_theme`).

    Raises `Refused`.
    """
    if "conventions" not in config.extra and (
        near := [name for name in config.extra if nearest(name, ["conventions"])]
    ):
        raise Refused(f"mkdocs.yml : extra.{near[0]} n’existe pas ; attendu : « conventions »")
    root = Path(config.config_file_path or ".").resolve().parent
    theme, components = config.theme.custom_dir, root / "overrides/components"
    if theme and (said := _faults(config, Path(theme))):
        raise Refused(said)
    if not config.use_directory_urls:
        raise Refused("use_directory_urls doit rester à true\u00a0: les adresses publiées sont celles de dossiers")
    THEME.clear()
    if theme:
        own, *themes, last = config.theme.dirs
        THEME.extend(themes)
        config.theme.dirs = [own, str(components), str(root / ATELIER), last]
    if theme and of_the_state(Path(theme)):
        _of_the_state(config, Path(theme), root)
    return Request(
        root=root,
        site=Path(config.site_dir),
        name=config.site_name,
        site_url=config.site_url or "",
        settings=config.extra.get("conventions"),
        theme=(Path(theme), components) if theme else (),
        shaping=_shaping(config, root),
        dirty=dirty,
        serving=serving,
    )


def _faults(config: MkDocsConfig, shell: Path) -> str:
    """What that shell cannot take of the settings of MkDocs and of Material."""
    main, dirs = shell / "main.html", tuple(map(Path, config.theme.dirs))
    extends = not main.is_file() or f'{{% extends "{SKELETON}" %}}' in main.read_text(encoding="utf-8")
    found = shell_faults(config, lambda name: any((folder / name).is_file() for folder in dirs), extends=extends)
    return "\n".join(f"mkdocs.yml : {fault}" for fault in found)


def _of_the_state(config: MkDocsConfig, shell: Path, root: Path) -> None:
    """Under the State's design system: for its sites alone; MkDocs finds the official files in a folder of theirs."""
    if said := refusal(shell, root, config.site_url or ""):
        raise Refused(said)
    config.theme.dirs.insert(-1, str(root / ASSETS))


def _shaping(config: MkDocsConfig, root: Path) -> str:
    """The settings as MkDocs has understood them, and as they are written: those of themes and plugins are objects by now."""
    known = {name: value for name, value in config.items() if name not in {"site_dir", "strict"}}
    understood = json.dumps(
        known, sort_keys=True, default=lambda value: getattr(value, "__qualname__", str(type(value)))
    )
    return "\0".join([understood, *(path.read_text(encoding="utf-8") for path in sorted(root.glob("mkdocs*.yml")))])


def use_theme(env: Environment, config: MkDocsConfig) -> None:
    """Find the templates of the theme that ours extend."""
    if THEME:
        *own, last = config.theme.dirs
        try:
            site_theme.use(env, [*own, *THEME, last], Path(THEME[0]), config)
        except Changed as changed:
            raise PluginError(str(changed)) from None


def add_theme(files: Files, config: MkDocsConfig) -> None:
    """Its files, where we have none of that name."""
    for folder in THEME:
        for uri in site_theme.assets(Path(folder)):
            if files.get_file_from_path(uri) is None:
                files.append(File(uri, folder, config.site_dir, use_directory_urls=True))


def refuse_absent(files: Files, config: MkDocsConfig, settings: Settings) -> None:
    """Refuse settings that name what the site has not, once every plugin has added its own."""
    known = {"", *config.theme.static_templates}.union(*((file.url, file.dest_uri) for file in files))
    if faults := list(absent(config, settings, lambda address: address.removeprefix("./") in known)):
        raise PluginError("\n".join(f"mkdocs.yml : {fault}" for fault in faults))


class _Places:
    """The files of the site, and the folders that they stand in: no other file may stand in the place of either."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._files, self._folders = set[str](), set[str]()
        for uri in taken:
            self.take(uri)

    def take(self, uri: str) -> bool:
        """Whether the place was free."""
        free = uri not in self._files and uri not in self._folders
        self._files.add(uri)
        above = uri.rpartition("/")[0]
        while above and above not in self._folders:  # what is above a folder that is known was looked at with it
            free = free and above not in self._files
            self._folders.add(above)
            above = above.rpartition("/")[0]
        return free


def add_generated(files: Files, site: Site, config: MkDocsConfig) -> None:
    """Every document, file and page of the site; a page last, for it says what it links to."""
    places = _Places(file.dest_uri for file in files)
    for name, known in site.documents.items():
        _add(
            files,
            Generated(name, str(site.context.folder), config.site_dir, use_directory_urls=True),
            known,
            site,
            places,
        )
    for uri, known in site.telechargements.items():
        file = Generated(uri, str(site.telecharges.resolve()), config.site_dir, use_directory_urls=True)
        _add(files, file, known, site, places)
    for uri, known in site.files.items():
        _add(files, Generated(uri, None, config.site_dir, use_directory_urls=True), known, site, places)
    sources = {source: _source(source, site) for source in {made.source for made in site.pages}}
    pages = [
        (made, _add(files, _page_file(made, sources[made.source], config), made.digest, site, places))
        for made in site.pages
    ]
    addresses = {"" if one.url == "./" else one.url: one for one in files}
    for made, page in pages:
        GeneratedPage(made, page, config, site, addresses)


def _source(name: str, site: Site) -> str:
    """The file of the département, or the folder of all, for the plugins that ask for its history."""
    source = site.context.folder.parent / name
    return str(source if source.is_file() else site.context.folder)


def _page_file(made: Made, source: str, config: MkDocsConfig) -> Generated:
    file = Generated(made.uri, None, config.site_dir, use_directory_urls=True, inclusion=InclusionLevel.NOT_IN_NAV)
    file.abs_src_path = source
    file.edit_uri = f"../{made.source}" if made.source else None
    return file


def _add(files: Files, file: Generated, digest: str, site: Site, places: _Places) -> Generated:
    """`Files.append` would replace a file of the same name without a word."""
    if not places.take(file.dest_uri) or files.get_file_from_path(file.src_uri) is not None:
        raise PluginError(f"deux fichiers pour la même adresse\u00a0: {file.dest_uri}")
    file.site = site
    file.kept = site.keeps(file.dest_uri, digest)
    files.append(file)
    return file


def written(file: File) -> Written:
    """A hand-written page."""
    return Written.read(file.name, "" if file.url == "./" else file.url, file.content_string)
