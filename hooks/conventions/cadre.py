"""A page made from the data → the whole document: its HTML inside the theme's frame."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment, FileSystemLoader

from conventions.compose.vue import Vue
from conventions.model.page import Page
from conventions.render.gabarits import relative
from conventions.render.html import to_html, toc


@dataclass(frozen=True, slots=True)
class Titre:
    """An entry of the contents list; `title` is HTML."""

    id: str
    title: str
    level: int
    children: tuple[Titre, ...] = ()

    @property
    def url(self) -> str:
        """Where it leads, on the page itself."""
        return f"#{self.id}"


@dataclass(frozen=True, slots=True)
class Sommaire:
    """The contents of a page."""

    items: tuple[Titre, ...] = ()


@dataclass(frozen=True, slots=True)
class PageCadree:
    """What the theme's templates read of a page, under the names that MkDocs gives to its own."""

    url: str
    title: str
    content: str
    canonical_url: str | None
    meta: Mapping[str, Any]
    toc: Sommaire = field(default_factory=Sommaire)
    edit_url: None = None

    @property
    def is_homepage(self) -> bool:
        """Whether it is the site's home."""
        return not self.url


@dataclass(frozen=True)
class Cadre:
    """The frame of every generated page.

    `remplir(page, base)` fills the theme's template, `modifier(source, url)` gives the edit link of a file's page,
    `decrire(page, racine, vue)` its structured data; `vue` holds the département whose page it is.
    """

    site_url: str
    remplir: Callable[[PageCadree, str], str]
    modifier: Callable[[str, str], dict[str, str]]
    decrire: Callable[[Page, str, Vue | None], str]

    def document(self, page: Page, vue: Vue | None = None) -> str:
        """The finished HTML of the page."""
        content = to_html(page.markdown)
        meta = {"title": page.titre, "description": page.description, **page.meta, **self._meta(page, vue)}
        address = urljoin(self.site_url, page.url) if self.site_url else None
        seen = PageCadree(page.url, page.titre, content, address, meta, contents(content))
        return self.remplir(seen, relative(page.url, ""))

    def _meta(self, page: Page, vue: Vue | None) -> dict[str, str]:
        described = {"donnees_structurees": self.decrire(page, self.site_url or relative(page.url, ""), vue)}
        return described | (self.modifier(page.source, page.url) if page.source else {})


class Gabarits(FileSystemLoader):
    """The theme's templates, without the indents that help to read them: those of the frame would weigh on every page."""

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """The source of a template; of the frame's, on lines that are neither empty nor indented."""
        source, path, fresh = super().get_source(environment, template)
        if template == "main.html" or template.startswith(("partials/", "ministere/")):
            source = "\n".join(line for line in map(str.strip, source.splitlines()) if line)
        return source, path, fresh


def contents(page: str) -> Sommaire:
    """The contents list of finished HTML."""
    return Sommaire(tuple(_entry(entry) for entry in toc(page)))


def _entry(entry: dict[str, Any]) -> Titre:
    return Titre(entry["id"], entry["name"], entry["level"], tuple(map(_entry, entry["children"])))
