"""A page to publish, before any generator: its address, its Markdown, and what its frame shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Page:
    """`url` is relative to the site's root and ends with a slash (empty: home). `source` is the file to edit."""

    url: str
    titre: str
    markdown: str
    description: str = ""
    source: str = ""
    meta: Mapping[str, Any] = field(default_factory=dict)
    """Front matter for the theme: breadcrumb, neighbours, layout, contents list."""
    sorte: str = ""
    """Its kind, by name."""

    @property
    def uri(self) -> str:
        """The Markdown file it would be: `departements/69-rhone/index.md`."""
        return f"{self.url}index.md"

    @property
    def html(self) -> str:
        """The file of the finished page."""
        return f"{self.url}index.html"
