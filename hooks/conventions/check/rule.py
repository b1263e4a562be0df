"""What a rule is given, what it answers, and the words that explain it on the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from conventions.check.prive import Trace, traces
from conventions.check.prive.releve import Indice, releve
from conventions.model import ids
from conventions.model.convention import Convention
from conventions.model.dossier import Dossier, Registry, parties_attendues
from conventions.model.problem import Problem
from conventions.model.reference import Departement
from conventions.source import convention as parse
from conventions.source.document import margin, unfolded
from conventions.source.dossier import prune
from conventions.source.nodes import riche
from conventions.source.reader import Document, Position, Value
from conventions.source.reader import Path as Chemin


class Finding(NamedTuple):
    """One fault: where it stands, what is wrong, and whether the key is at fault rather than its value."""

    chemin: Chemin
    message: str
    cle: bool = False
    place: Position | None = None
    """Where it stands, if that is not the start of a value: a comment, a word in a long text."""
    fichier: str = ""
    """The file in which that place is, named from the folder, if it is another one."""


@dataclass(frozen=True)
class Examination:
    """One file under examination: its text with positions, what it means, and all the others."""

    document: Document
    dossier: Dossier
    registry: Registry
    folder: Path
    faulty: frozenset[Chemin] = field(default_factory=frozenset)
    """What the format refused already: no rule speaks of it again."""
    avant: Examination | None = None
    """The same file as published, where the check is asked to compare."""

    def textes(self) -> tuple[tuple[Chemin, Convention], ...]:
        """What is written as contract: the original, then what each amendment changes, each with its place in the file."""
        return self._textes

    @cached_property
    def _textes(self) -> tuple[tuple[Chemin, Convention], ...]:
        return (("convention",), self.dossier.origine), *self._modifies()

    def entier(self, place: Chemin) -> Convention | None:
        """The whole contract that what is written there is part of; None where the amendment is refused, or they are too many."""
        if place == ("convention",):
            return self.dossier.origine
        return next((etape.apres for number, etape in self.dossier.etapes.items() if str(number) == place[1]), None)

    def _modifies(self) -> Iterator[tuple[Chemin, Convention]]:
        for numero in self.entries("avenants"):
            place: Chemin = ("avenants", numero, "modifie")
            raw = None if self.refused(place) else prune(self.valeur(place), set(self.faulty), place)
            if isinstance(raw, dict):
                yield place, parse.convention(raw)

    @cached_property
    def redigees(self) -> frozenset[str]:
        """The clauses that the original or an amendment words, adds or removes."""
        return frozenset(r.clause for _, texte in self.textes() for r in texte.redaction)

    def parties(self) -> tuple[str, ...]:
        """Every party that the file knows: of the original, and those that amendments bring in."""
        joined = [cle for a in self.dossier.avenants for cle in a.rejoignent]
        return tuple(dict.fromkeys([*parties_attendues(self.dossier.departement, self.dossier.origine), *joined]))

    @cached_property
    def parties_clauses(self) -> frozenset[str]:
        """The clauses of all these parties."""
        return frozenset(map(ids.partie, self.parties()))

    def departements(self) -> tuple[Departement, ...]:
        """The département, and those that share its convention (`meme_convention_que`)."""
        code, others = self.dossier.code, self.registry.dossiers.values()
        return (self.dossier.departement, *(d.departement for d in others if d.meme_convention_que == code))

    def refused(self, chemin: Chemin) -> bool:
        """Whether the format refused what stands there, or what holds it; or whether it is written twice."""
        above = [chemin[:depth] for depth in range(1, len(chemin) + 1)]
        return any(p in self.faulty or (*p[:-1], f"{p[-1]}\0") in self.document.valeurs for p in above)

    def valeur(self, chemin: Chemin) -> Value:
        """The value that the file holds at that place; None where it holds none."""
        node: Value = self.document.value
        for step in chemin:
            if isinstance(node, dict) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                node = node[step]
            else:
                return None
        return node

    def ligne(self, chemin: Chemin, number: int) -> Position:
        """Where that line (from 1) of a text stands: inside the block that `|` or `>` opens, else where the text begins."""
        line, column = self.document.position(chemin)
        lines = self.document.lines
        opened = lines[line - 1][column - 1 : column] if number > 0 and line <= len(lines) else ""
        place = line + number if opened == "|" else unfolded(lines, line, number) if opened == ">" else 0
        if not 0 < place <= len(lines):
            return Position(line, column)
        return Position(place, margin(lines[place - 1]) + 1)

    def elements(self, *chemin: str) -> Iterator[tuple[Chemin, Value]]:
        """The items of a list that hold what the format admits, each with its place."""
        found = self.valeur(chemin)
        for rank, item in enumerate(found if isinstance(found, list) else ()):
            if item is not None and (*chemin, rank) not in self.faulty:
                yield (*chemin, rank), item

    @cached_property
    def valeurs(self) -> tuple[tuple[Chemin, str], ...]:
        """Every text of the file, with its place."""
        found: list[tuple[Chemin, str]] = []
        _texts(self.document.value, (), found)
        return tuple(found)

    @cached_property
    def riches(self) -> tuple[tuple[Chemin, str], ...]:
        """Every rich text among them: paragraphs, lists, tables, emphasis, links and notes mean something there."""
        return tuple((chemin, text) for chemin, text in self.valeurs if riche(chemin))

    @cached_property
    def textes_propres(self) -> tuple[tuple[Chemin, str], ...]:
        """The texts of one's own that the file names, each with the place of its name: the first, then those of amendments."""
        dossier = self.dossier
        first: list[tuple[Chemin, str]] = [(("texte",), dossier.origine.texte)] if dossier.texte_propre else []
        later: list[tuple[Chemin, str]] = [
            (("avenants", str(numero), "texte"), etape.apres.texte)
            for numero, etape in dossier.etapes.items()
            if self.valeur(("avenants", str(numero), "texte"))
        ]
        return (*first, *later)

    @cached_property
    def privees(self) -> tuple[Indice, ...]:
        """Everything private that the file holds, comments included."""
        return releve(self.document, self.valeurs)

    @cached_property
    def privees_propres(self) -> tuple[tuple[Chemin, str, list[Trace]], ...]:
        """The same of each text of one's own, with its place and its words: read once, whatever the number of rules that ask."""
        return tuple((chemin, text, traces(text)) for chemin, text in self.textes_propres)

    @cached_property
    def source(self) -> str:
        """The whole file as written, comments included."""
        return "\n".join(self.document.lines)

    @cached_property
    def _lower(self) -> str:
        return self.source.lower()

    def mentions(self, *words: str) -> bool:
        """Whether one of these (in lower case) is somewhere in the file: what makes a slow search worth running."""
        return any(word in self._lower for word in words)

    def entries(self, *chemin: str | int) -> dict[str, Value]:
        """What stands under the keys of a map; nothing where there is none."""
        found = self.valeur(chemin)
        return found if isinstance(found, dict) else {}


def _texts(value: Value, chemin: Chemin, found: list[tuple[Chemin, str]]) -> None:
    if isinstance(value, str):
        found.append((chemin, value))
    elif value is not None:
        for step, below in value.items() if isinstance(value, dict) else enumerate(value):
            _texts(below, (*chemin, step), found)


Findings = Callable[[Examination], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """One rule. `id` is the anchor of its help on the site; `titre` and `aide` are that help. It never blocks if `avertit`."""

    id: str
    titre: str
    aide: str
    avertit: bool = False
    constats: Findings | None = None
    """None for what is found before the rules run: form, format, files."""

    def __call__(self, examination: Examination) -> Iterator[Problem]:
        for chemin, message, cle, place, file in self.constats(examination) if self.constats else ():
            line, column = place or examination.document.position(chemin, key=cle)
            severity: Literal["erreur", "avertissement"] = "avertissement" if self.avertit else "erreur"
            path = f"{examination.folder.name}/{file}" if file else examination.document.path
            yield Problem(path, line, column, message, self.id, severity)


def rule(ident: str, titre: str, aide: str, *, avertit: bool = False) -> Callable[[Findings], Rule]:
    """Make a rule of the function that finds its faults."""
    return lambda constats: Rule(ident, titre, aide, avertit, constats)
