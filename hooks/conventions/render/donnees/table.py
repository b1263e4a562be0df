"""What a table of the open data is: its columns, each with its type, what it says and what it refers to. Declared once.

Files, schemas, documentation and the test that refuses a breaking change are all made from these declarations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from conventions.compose.view import Fiche, View
from conventions.model import ids
from conventions.model.dossier import Registry
from conventions.model.enumeration import Enumeration

Valeur = str | int | float | bool | date | tuple[str, ...] | None
Ligne = Mapping[str, Valeur]
"""A row: every column of its table, None where there is nothing to say. A list is empty where it holds nothing."""


class Type(Enumeration):
    """What a column holds: slug, and words."""

    TEXTE = "texte", "texte"
    ENTIER = "entier", "nombre entier"
    NOMBRE = "nombre", "nombre décimal"
    DATE = "date", "date, AAAA-MM-JJ"
    BOOLEEN = "booleen", "oui ou non"
    LISTE = "liste", "liste de textes"

    def __init__(self, _slug: str, libelle: str) -> None:
        self.libelle = libelle


@dataclass(frozen=True, slots=True)
class Colonne:
    """One column. `code` names the list that its values come from, `vers` the table whose key they are."""

    nom: str
    description: str
    type: Type = Type.TEXTE
    requis: bool = False
    code: str = ""
    vers: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A kind of things, one a row; the first column is the key. What its rows are made from makes its class."""

    nom: str
    titre: str
    grain: str
    """« Une ligne par convention »: what a row stands for."""
    colonnes: tuple[Colonne, ...]

    @property
    def cle(self) -> str:
        """The column that no two rows share."""
        return self.colonnes[0].nom


@dataclass(frozen=True, slots=True)
class TableDeFiche(Table):
    """Its rows are made from one département, and see no other."""

    lignes: Callable[[View, Fiche], Iterable[Ligne]]


@dataclass(frozen=True, slots=True)
class TableDeTexte(TableDeFiche):
    """The same, from one convention: of today or of the archives, each once."""


@dataclass(frozen=True, slots=True)
class TableNationale(Table):
    """Its rows are made from what the ministry keeps."""

    lignes: Callable[[Registry], Iterable[Ligne]]


def cle(description: str) -> Colonne:
    """The key of a table."""
    return Colonne("id", description, requis=True)


def de_convention() -> Colonne:
    """The convention that a row is of."""
    return Colonne("convention", "La convention.", requis=True, vers="conventions")


def ident_convention(fiche: Fiche) -> str:
    """`69-2026-2029`: the département whose file holds it, and its period; `69-hors-trame` for one that follows no trame."""
    periode = fiche.porteur.periode
    return f"{fiche.porteur.code}-{'hors-trame' if periode == ids.HORS_TRAME else periode}"


def ident_partie(fiche: Fiche, cle: str) -> str | None:
    """`69-2026-2029/caf`; None without a key."""
    return f"{ident_convention(fiche)}/{cle}" if cle else None


def ou_rien(texte: str) -> str | None:
    """What is empty is nothing."""
    return texte or None
