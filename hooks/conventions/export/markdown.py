"""Every generated page as a plain Markdown file with its front matter: what any other generator builds the site from."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from conventions.compose.view import View
from conventions.model.page import Page
from conventions.render.kinds import all_pages


def markdown_files(view: View) -> Iterator[tuple[str, str]]:
    """(path, content) of each page: `departements/69-rhone/index.md`. The text is the one that the site shows."""
    for page in all_pages(view):
        yield page.uri, f"---\n{_front_matter(page)}---\n\n{page.markdown}\n"


def _front_matter(page: Page) -> str:
    known = {"title": page.titre, "description": page.description}
    text: str = yaml.safe_dump({k: v for k, v in known.items() if v}, allow_unicode=True, sort_keys=False, width=10_000)
    return text
