"""The grid of the RGAA's criteria: what is checked, by what, and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

ETATS = {
    "respecte": "respecté",
    "a_verifier": "à vérifier par une personne",
    "sans_objet": "sans objet",
    "non_respecte": "non respecté",
}


@dataclass(frozen=True, slots=True)
class Critere:
    """One criterion: its number (`10.4`), a short title, its state (a key of ETATS), the means that checked it, a note."""

    numero: str
    titre: str
    etat: str
    par: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the thirteen themes, with its criteria in order."""

    numero: int
    nom: str
    criteres: tuple[Critere, ...]


@dataclass(frozen=True, slots=True)
class Grille:
    """The whole grid, on the day it was last gone through. `moyens` are the names of the checks, `fichiers` their tests."""

    au: date | None = None
    moyens: Mapping[str, str] = field(default_factory=dict)
    fichiers: Mapping[str, str] = field(default_factory=dict)
    themes: tuple[Theme, ...] = ()

    @property
    def criteres(self) -> tuple[Critere, ...]:
        """All of them, in order."""
        return tuple(c for theme in self.themes for c in theme.criteres)

    @property
    def comptes(self) -> Mapping[str, int]:
        """How many criteria are in each state."""
        counts = Counter(c.etat for c in self.criteres)
        return {etat: counts[etat] for etat in ETATS}

    @property
    def non_respectes(self) -> tuple[Critere, ...]:
        """What is known to be at fault."""
        return tuple(c for c in self.criteres if c.etat == "non_respecte")
