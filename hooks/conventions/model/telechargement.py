"""A document that a sheet offers: made by « make documents », it stands at an address that does not change."""

from __future__ import annotations

from dataclasses import dataclass

FORMES = {"docx": "Word", "odt": "OpenDocument", "pdf": "PDF"}
"""What a reader calls a file of that extension, in the order in which they are offered."""
VIERGE = "convention-a-remplir"
"""The name of the trame that waits to be filled by a département."""


@dataclass(frozen=True, slots=True)
class Telechargement:
    """Its address on the site, its name, its weight, its digest."""

    adresse: str
    nom: str
    octets: int
    sha256: str

    @property
    def extension(self) -> str:
        """Of its file."""
        return self.adresse.rpartition(".")[2]
