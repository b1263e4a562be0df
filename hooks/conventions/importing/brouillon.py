"""What is being read of a document: its blocks, what was found in them, and where each passage went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from conventions.importing.attendu import Attendue
from conventions.importing.lu import Bloc, Lecture, extrait, marque_tapee
from conventions.importing.parties import Partie
from conventions.model.reference import Departement
from conventions.model.trame import ClauseTrame, Trame

MOITIE = 0.5
"""Share of the clauses of the trame from which a document follows it."""


@dataclass(slots=True)
class Passage:
    """A run of blocks, and what was made of it."""

    blocs: list[Bloc]
    etat: str
    """reprise, remplie, réécrite, ajoutée, partie, action, objectif, signature, annexe, feuille, liaison, sans place…"""
    clause: str = ""
    note: float = 1.0
    va: str = ""
    """What is to be known of where it went."""

    @property
    def texte(self) -> str:
        """Its words."""
        return "\n".join(b.texte for b in self.blocs)


@dataclass(slots=True)
class Import:
    """What was read of a document."""

    departement: Departement
    donnees: dict[str, Any] = field(default_factory=dict)
    commentaires: dict[tuple[str, ...], list[str]] = field(default_factory=dict)
    passages: list[Passage] = field(default_factory=list)
    trouvees: int = 0
    attendues: int = 0
    absentes: list[str] = field(default_factory=list)
    """Clauses of the trame that the document does not have."""
    propre: str = ""
    """The text of one's own, where the document does not follow the trame."""

    @property
    def assez(self) -> bool:
        """Whether the document follows the trame: half of its clauses were found."""
        return self.trouvees >= MOITIE * self.attendues

    def dire(self, *chemin: str, mot: str) -> None:
        """Something not sure, told beside a value of the file."""
        self.commentaires.setdefault(chemin, []).append(mot)


@dataclass(slots=True)
class Brouillon:
    """A document being converted."""

    lecture: Lecture
    trame: Trame
    departement: Departement
    par_id: dict[str, Attendue]
    blocs: list[Bloc]
    fait: Import
    parties: list[Partie] = field(default_factory=list)
    objectifs: dict[int, dict[str, Any]] = field(default_factory=dict)
    redaction: dict[str, dict[str, str]] = field(default_factory=dict)
    contenu: dict[str, Any] = field(default_factory=dict)
    """The other values of the contract."""
    pilotes: list[tuple[tuple[str, ...], dict[str, Any], str]] = field(default_factory=list)
    """(where, action, how its pilot is called), until all the parties are known."""
    partenaires: list[tuple[dict[str, Any], str]] = field(default_factory=list)
    """(action, how its partners are called), the same."""
    comptes: Counter[str] = field(default_factory=Counter)
    annexes: dict[str, dict[str, str]] = field(default_factory=dict)
    membres: dict[str, dict[str, str]] = field(default_factory=dict)

    feuilles: dict[int, dict[str, Any]] = field(default_factory=dict)
    """The roadmaps, by number."""
    comptes_feuilles: Counter[str] = field(default_factory=Counter)

    def passage(self, blocs: list[Bloc], etat: str, clause: str = "", note: float = 1.0, va: str = "") -> None:
        """Say what was made of these blocks."""
        made = Passage(blocs, etat, clause, note, va)
        if not made.texte.strip():
            made.etat, made.va = "à remplir", ""
        self.fait.passages.append(made)

    def objectif(self, numero: int) -> dict[str, Any]:
        """What is known of that objective."""
        return self.objectifs.setdefault(numero, {})


def sans_marque(blocs: Sequence[Bloc], clause: ClauseTrame | None = None) -> list[Bloc]:
    """The blocks of a clause without the dash or number that its place gives it."""
    first, *others = blocs
    if clause is None or clause.nature in {"puce", "engagement", "alinea"}:
        first = extrait(first, len(marque_tapee(first.texte))) if first.genre != "tableau" else first
        first = Bloc("texte", first.brins) if first.genre == "element" else first
    return [first, *others]
