"""Every generated page as a plain Markdown file with its front matter: what any other generator builds the site from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import yaml

from conventions.compose.view import View
from conventions.model.cadre import FICTIF
from conventions.model.page import Page
from conventions.render.kinds import all_pages


def markdown_files(view: View) -> Iterator[tuple[str, str]]:
    """(path, content) of each page: `departements/69-rhone/index.md`. The text is the one that the site shows."""
    for page in all_pages(view):
        yield page.uri, f"---\n{_front_matter(page, fictif=view.registry.fictif)}---\n\n{page.markdown}\n"


def _front_matter(page: Page, *, fictif: bool) -> str:
    """All that a frame shows of the page, the notice of fictitious data included."""
    meta: dict[str, Any] = page.meta | ({"avis": [asdict(FICTIF)]} if fictif else {})
    text: str = yaml.safe_dump(meta, allow_unicode=True, sort_keys=False, width=10_000)
    return text
