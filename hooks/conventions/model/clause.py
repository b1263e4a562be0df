"""A clause of a convention, composed: spans of fixed, filled and blank text. Everything that is published reads this list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from conventions.model.convention import Action
from conventions.model.trame import Nature

Conformite = Literal["verbatim", "completee", "corrigee", "sans-objet", "reecrite", "ajoutee", "supprimee"]

LIBELLES: dict[Conformite, str] = {
    "verbatim": "repris de la trame",
    "completee": "complété",
    "corrigee": "repris, coquille corrigée",
    "sans-objet": "sans objet",
    "reecrite": "réécrit",
    "ajoutee": "ajouté",
    "supprimee": "supprimé",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text: `fixe` (the trame's words), `rempli` (the département's), `blanc` (to be filled, under `intitule`).

    In the trame itself, a blank's `texte` is the official placeholder.
    """

    nature: Literal["fixe", "rempli", "blanc"]
    texte: str
    nom: str = ""
    intitule: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. `trame` is the id of the clause of the template it comes from, empty for a local one."""

    id: str
    trame: str
    nature: Nature
    section: str
    spans: tuple[Span, ...]
    conformite: Conformite = "verbatim"
    rang: int | None = None
    rang_signe: int | None = None
    """Rank of the alinéa in the signed text, where insertions and removals have moved it; else None."""
    lettre: str = ""
    motif: str = ""
    officiel: str = ""
    """The trame's words, for a clause that no longer has them."""
    action: Action | None = None
    lignes: tuple[tuple[Span, ...], ...] = ()
    """The lines of a list that the trame leaves open: signatures, annexes."""

    @property
    def texte(self) -> str:
        """Plain text of the clause, blanks left out."""
        return "".join(s.texte for s in self.spans if s.nature != "blanc")

    @property
    def blancs(self) -> tuple[Span, ...]:
        """What is still to be filled."""
        return tuple(s for line in (self.spans, *self.lignes) for s in line if s.nature == "blanc")

    @property
    def absente(self) -> bool:
        """Whether the text does not carry it: removed, or without object."""
        return self.conformite in {"supprimee", "sans-objet"}

    @property
    def ecart(self) -> bool:
        """Whether it departs from the trame."""
        return self.conformite in {"reecrite", "ajoutee", "supprimee"}
