"""The national template: clauses of official text, with their blanks, choices and grammatical variants."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Nature = Literal[
    "consigne",
    "blanc",
    "titre",
    "chapeau",
    "partie",
    "phrase",
    "alinea",
    "puce",
    "note",
    "objectif",
    "engagement",
    "action",
]


@dataclass(frozen=True, slots=True)
class Blanc:
    """A blank of a clause. `place` is the official placeholder it takes the place of, empty for the end of the clause.

    `forme`: `texte` (a plain value), `choix` (one of the listed values), `reference` (known from the reference data),
    `identites` (first and last name of each representative) or `personnes` (the same, then the function).
    """

    place: str
    nom: str
    intitule: str
    forme: Literal["texte", "choix", "reference", "identites", "personnes"] = "texte"
    champ: str = ""
    nombre: int = 1


@dataclass(frozen=True, slots=True)
class Accord:
    """A piece of official text that agrees with who signs: an accepted variant, never a deviation.

    It applies to everybody (`quand` empty), to a party known under another name (`nom`), or to a
    representative whose title starts with the given words (`titre`).
    """

    place: str
    par: str
    quand: Literal["", "nom", "titre"] = ""
    titre: str = ""


@dataclass(frozen=True, slots=True)
class Chaque:
    """The text of one party among several of the same kind (communes, others)."""

    natures: tuple[str, ...]
    texte: str


@dataclass(frozen=True, slots=True)
class Choix:
    """An item of a list among which a field chooses, by its value; `nom` is what pages call it."""

    champ: str
    valeur: str
    nom: str


@dataclass(frozen=True, slots=True, eq=False)
class ClauseTrame:
    """One clause of the official text, verbatim. One object a clause: compared, and hashed, as itself."""

    id: str
    nature: Nature
    texte: str
    section: str
    """Id of the title it stands under: `art-3`, `obj-1`, `preambule`… (its own for a title)."""
    rang: int | None = None
    """Rank of the alinéa in its section, read in its id."""
    lettre: str = ""
    """Letter of the commitment (`obj-1-b`)."""
    blancs: tuple[Blanc, ...] = ()
    accords: tuple[Accord, ...] = ()
    chaque: Chaque | None = None
    choix: Choix | None = None
    """What selects this item of a list."""
    facultative: bool = False
    annexe: str = ""
    note: tuple[str, str] | None = None
    """(the call in the text, id of the note)."""

    @property
    def fixe(self) -> bool:
        """Whether every convention that does not reword it has it word for word."""
        return self.nature not in {"blanc", "partie"} and not (self.blancs or self.accords or self.choix)


@dataclass(frozen=True, slots=True)
class Engagement:
    """A commitment of an objective."""

    id: str
    texte: str

    @property
    def lettre(self) -> str:
        """The letter by which it is cited."""
        return self.id.rsplit("-", 1)[-1]


@dataclass(frozen=True, slots=True)
class ObjectifNational:
    """A shared objective. `court` is a title for display, not a word of the trame."""

    id: str
    numero: int
    court: str
    texte: str
    engagements: tuple[Engagement, ...]


@dataclass(frozen=True, slots=True)
class Axe:
    """A field of the preamble; `simple` names it in everybody's words."""

    id: str
    nom: str
    simple: str
    clause: str
    texte: str
    cite_par_obj_2_b: bool


@dataclass(frozen=True, slots=True)
class Coquille:
    """A known slip of the official text and its intended reading."""

    clause: str
    officiel: str
    lecture: str


@dataclass(frozen=True, slots=True)
class Regle:
    """A date rule and the clause that founds it; it holds only while that clause keeps the trame's words."""

    clause: str
    mois: int = 0
    annees: int = 0
    par_an: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Trame:
    """The template of one period. One object a period: compared, and hashed, as itself."""

    periode: str
    titre: str
    source: str
    terme: date | None
    """End of the national framework (article 8, alinéa 2); None until it is published."""
    clauses: tuple[ClauseTrame, ...]
    objectifs: tuple[ObjectifNational, ...]
    axes: tuple[Axe, ...]
    coquilles: tuple[Coquille, ...]
    regles: dict[str, Regle]
    par_id: dict[str, ClauseTrame] = field(default_factory=dict, compare=False, repr=False)

    @property
    def nom(self) -> str:
        """What it is called."""
        return f"Trame nationale {self.periode}"

    @property
    def sections(self) -> dict[str, tuple[ClauseTrame, ...]]:
        """The clauses by section, in the order of the text; those of the head and the parties are in the section of no name."""
        found: dict[str, tuple[ClauseTrame, ...]] = {}
        for clause in self.clauses:
            found[clause.section] = (*found.get(clause.section, ()), clause)
        return found

    def objectif(self, numero: int) -> ObjectifNational | None:
        """The shared objective of that number."""
        return next((o for o in self.objectifs if o.numero == numero), None)

    @property
    def premier_local(self) -> int:
        """The number of the first objective that a département may add to the shared ones."""
        return len(self.objectifs) + 1

    def local(self, numero: int) -> bool:
        """Whether an objective of that number is a département's own."""
        return numero >= self.premier_local

    def choix(self, champ: str) -> dict[str, str]:
        """The values that a field may choose, each with its name, in the order of the text."""
        found = (clause.choix for clause in self.clauses)
        return {choix.valeur: choix.nom for choix in found if choix and choix.champ == champ}

    def axe(self, ident: str) -> Axe | None:
        """The field of that id."""
        return next((a for a in self.axes if a.id == ident), None)
