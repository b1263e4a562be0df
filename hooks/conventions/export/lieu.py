"""Where a site is published, and by whom: what files that leave it for good say of their place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lieu:
    """The address of the site, empty while nobody knows it; its name; the name of its publisher, else that of the site."""

    adresse: str = ""
    nom: str = ""
    editeur: str = ""

    @property
    def racine(self) -> str:
        """What the identifiers of texts begin with: the address, else the root of whatever site it will be."""
        return self.adresse or "/"


NULLE_PART = Lieu()
"""A site whose address and publisher are not known."""
