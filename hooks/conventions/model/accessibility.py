"""The grid of the RGAA's criteria: what is checked, by what, and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from conventions.model.enumeration import Enumeration


class EtatCritere(Enumeration):
    """The state of a criterion: slug, words, and what is said of one or of several (« 1 est respecté »)."""

    RESPECTE = "respecte", "respecté", "est respecté", "sont respectés"
    A_VERIFIER = (
        "a_verifier",
        "à vérifier par une personne",
        "est à vérifier par une personne",
        "sont à vérifier par une personne",
    )
    SANS_OBJET = "sans_objet", "sans objet", "est sans objet", "sont sans objet"
    NON_RESPECTE = "non_respecte", "non respecté", "n’est pas respecté", "ne sont pas respectés"

    def __init__(self, _slug: str, libelle: str, un: str, plusieurs: str) -> None:
        self.libelle = libelle
        self.un = un
        self.plusieurs = plusieurs


@dataclass(frozen=True, slots=True)
class Critere:
    """One criterion: its number (`10.4`), a short title, its state, that under the State's shell, what checked it, a note."""

    numero: str
    titre: str
    etat: EtatCritere
    dsfr: EtatCritere
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
    def comptes(self) -> tuple[Mapping[EtatCritere, int], Mapping[EtatCritere, int]]:
        """How many criteria are in each state, under each shell."""
        both = Counter(c.etat for c in self.criteres), Counter(c.dsfr for c in self.criteres)
        ours, theirs = ({etat: counts[etat] for etat in EtatCritere} for counts in both)
        return ours, theirs

    @property
    def non_respectes(self) -> tuple[Critere, ...]:
        """What is known to be at fault."""
        return tuple(c for c in self.criteres if c.etat is EtatCritere.NON_RESPECTE)
