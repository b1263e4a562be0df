"""Every generated page as a plain Markdown file with its front matter: what any other generator builds the site from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import urljoin

import yaml

from conventions.compose.view import View
from conventions.model.cadre import FICTIF, modifier
from conventions.model.page import Page
from conventions.render.html import outline, to_html
from conventions.render.kinds import all_pages


def markdown_files(view: View, edition: str = "") -> Iterator[tuple[str, str]]:
    """(path, content) of each page: `departements/69-rhone/index.md`. The text is the one that the site shows.

    `edition` is the address where the folder docs/ is edited, if it has one.
    """
    for page in all_pages(view):
        yield page.uri, with_front_matter(_meta(page, edition, fictif=view.registry.fictif), page.markdown)


def with_front_matter(meta: Mapping[str, Any], markdown: str) -> str:
    """A page, its front matter first."""
    text: str = yaml.safe_dump(dict(meta), allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{text}---\n\n{markdown}\n"


def to_edit(edition: str, source: str) -> str:
    """The address where the file that a page is made from is edited; empty where there is none."""
    return urljoin(edition, f"../{source}") if edition and source else ""


def _meta(page: Page, edition: str, *, fictif: bool) -> dict[str, Any]:
    """All that a frame shows of the page, the notice of fictitious data included."""
    more = {
        "modifier": modifier(to_edit(edition, page.source), page.source),
        "avis": [asdict(FICTIF)] if fictif else [],
        "titres": outline(to_html(page.markdown).headings) if page.cadre.sommaire else [],
    }
    return page.meta | {cle: valeur for cle, valeur in more.items() if valeur}
