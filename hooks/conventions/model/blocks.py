"""What a rich text is made of: paragraphs, lists, tables, notes, and the headings of a text of one’s own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraphe:
    """Words; each line break in them was typed."""

    texte: str


@dataclass(frozen=True, slots=True)
class Titre:
    """A heading, in a text of one's own only; `niveau` is the number of its signs."""

    niveau: int
    texte: str


@dataclass(frozen=True, slots=True)
class Element:
    """An item; `marque` is its number, letter or sign as typed, empty for the dash that asks for a bullet."""

    marque: str
    blocs: tuple[Bloc, ...]


@dataclass(frozen=True, slots=True)
class Liste:
    """Items of one kind, one after the other."""

    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Tableau:
    """Rows of cells, as many in each; `sens` says of each column how it is set: "" (as text), "centre" or "droite"."""

    entete: tuple[str, ...]
    lignes: tuple[tuple[str, ...], ...]
    sens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a call `[^1]` leads to."""

    nom: str
    texte: str


Bloc = Paragraphe | Titre | Liste | Tableau | Note
