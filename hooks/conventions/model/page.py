"""A page to publish, before any generator: its address, its Markdown, and what its frame shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from conventions.model.cadre import Cadre


@dataclass(frozen=True, slots=True)
class Page:
    """`url` is relative to the site's root and ends with a slash (empty: home). `source` is the file to edit."""

    url: str
    titre: str
    markdown: str
    description: str = ""
    source: str = ""
    cadre: Cadre = field(default_factory=Cadre)
    """What its frame shows beside."""
    sorte: str = ""
    """Its kind, by name."""

    @property
    def uri(self) -> str:
        """The Markdown file it would be: `departements/69-rhone/index.md`."""
        return f"{self.url}index.md"

    @property
    def meta(self) -> dict[str, Any]:
        """Its front matter: all that a frame reads of it."""
        known = {"title": self.titre, "description": self.description, "source": self.source}
        return {cle: valeur for cle, valeur in known.items() if valeur} | self.cadre.meta()

    @property
    def html(self) -> str:
        """The file of the finished page."""
        return f"{self.url}index.html"
