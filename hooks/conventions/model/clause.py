"""A clause of a convention, composed: spans of fixed, filled and blank text. Everything that is published reads this list."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Flag, auto
from typing import Literal

from conventions.model import blocks, rich_text
from conventions.model.convention import Action
from conventions.model.enumeration import Enumeration
from conventions.model.trame import Nature


class TraitConformite(Flag):
    """What is true of every clause of a conformity."""

    OFFICIELLE = auto()
    """Its words are the trame's, in their intended reading at most."""
    ECART = auto()
    """It departs from the trame."""
    ABSENTE = auto()
    """The text does not carry it."""
    SIGNALEE = auto()
    """A mark tells it in the text."""


_AUCUN = TraitConformite(0)
_LOCALE = TraitConformite.ECART | TraitConformite.SIGNALEE


class Conformite(Enumeration):
    """What a convention did with a clause of the trame: slug, words, traits, and the words by which several are counted."""

    VERBATIM = "verbatim", "repris de la trame", TraitConformite.OFFICIELLE, "repris"
    CORRIGEE = (
        "corrigee",
        "repris, coquille corrigée",
        TraitConformite.OFFICIELLE | TraitConformite.SIGNALEE,
        "repris avec coquille corrigée",
    )
    COMPLETEE = "completee", "complété"
    REECRITE = "reecrite", "réécrit", _LOCALE
    AJOUTEE = "ajoutee", "ajouté", _LOCALE
    SUPPRIMEE = "supprimee", "supprimé", _LOCALE | TraitConformite.ABSENTE
    SANS_OBJET = "sans-objet", "sans objet", TraitConformite.ABSENTE
    PROPRE = "propre", "propre au département"

    def __init__(self, _slug: str, libelle: str, traits: TraitConformite = _AUCUN, compte: str = "") -> None:
        self.libelle = libelle
        self.compte = compte or libelle
        self.officielle = TraitConformite.OFFICIELLE in traits
        self.ecart = TraitConformite.ECART in traits
        self.absente = TraitConformite.ABSENTE in traits
        self.signalee = TraitConformite.SIGNALEE in traits

    @property
    def marque(self) -> str:
        """The class of its mark in a text."""
        return f"marque-{self.slug}"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text: `fixe` (the trame's words), `rempli` (the département's), `blanc` (to be filled, under `intitule`).

    In the trame itself, a blank's `texte` is the official placeholder.
    """

    nature: Literal["fixe", "rempli", "blanc"]
    texte: str
    nom: str = ""
    intitule: str = ""
    riche: bool = False
    """Whether its text is a rich one: paragraphs, lists, tables, emphasis, links, notes."""

    @property
    def blocs(self) -> tuple[blocks.Bloc, ...]:
        """What a rich text is made of; a plain one is a paragraph."""
        return rich_text.blocs(self.texte) if self.riche else (blocks.Paragraphe(self.texte),)

    @property
    def simple(self) -> str:
        """Its words, without any sign of formatting; a plain field is one line, however it was typed."""
        return rich_text.en_mots(self.texte) if self.riche else self.texte.replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. `trame` is the id of the clause of the template it comes from, empty for a local one."""

    id: str
    trame: str
    nature: Nature
    section: str
    spans: tuple[Span, ...]
    conformite: Conformite = Conformite.VERBATIM
    rang: int | None = None
    rang_signe: int | None = None
    """Rank of the alinéa in the signed text, where insertions and removals have moved it; else None."""
    lettre: str = ""
    motif: str = ""
    precision: str = ""
    """What is to be known beside its words: of a party, that it has left; of what is optional, that there is none."""
    officiel: str = ""
    """The trame's words, for a clause that no longer has them."""
    action: Action | None = None
    lignes: tuple[tuple[Span, ...], ...] = ()
    """The lines of a list that the trame leaves open: signatures, annexes."""
    nom: str = ""
    """How it is cited: a party by its name, a clause of one's own text by its place, « II.1 Le parquet, alinéa 2 »; empty where its id tells."""
    niveau: int = 0
    """Level of a heading, in a text of one's own."""

    @property
    def texte(self) -> str:
        """Plain text of the clause, blanks left out."""
        return "".join(s.simple for s in self.spans if s.nature != "blanc")

    @property
    def blancs(self) -> tuple[Span, ...]:
        """What is still to be filled."""
        return tuple(s for line in (self.spans, *self.lignes) for s in line if s.nature == "blanc")

    @property
    def absente(self) -> bool:
        """Whether the text does not carry it: removed, or without object."""
        return self.conformite.absente

    @property
    def ecart(self) -> bool:
        """Whether it departs from the trame."""
        return self.conformite.ecart
