"""A text → of each clause of its trame, what it did with it. Texts of equal keys gave the same answer."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from conventions.model.clause import Clause
from conventions.model.french import mots

Sorte = Literal["reprise", "completee", "reecrite", "supprimee", "sans-objet", "a-completer"]
ORDRE: tuple[Sorte, ...] = ("reprise", "completee", "reecrite", "supprimee", "sans-objet", "a-completer")
Reponses = Mapping[str, tuple[Clause, ...]]
"""The clauses of a text that answer to each clause of its trame, by its id."""
AJOUT = re.compile(r"-(?:bis|ter|quater|quinquies|sexies)$")
"""The end of the id of a clause that was inserted: what precedes names the clause that it follows."""


def by_clause(clauses: Iterable[Clause]) -> Reponses:
    """The clauses that answer to each clause of the trame, by its id."""
    found: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        if clause.trame:
            found[clause.trame].append(clause)
    return {ident: tuple(answers) for ident, answers in found.items()}


def sort_of(clauses: tuple[Clause, ...]) -> Sorte:
    """What was done with the clause."""
    states = {c.conformite for c in clauses}
    if states & {"reecrite"}:
        return "reecrite"
    if states & {"supprimee"}:
        return "supprimee"
    if states == {"sans-objet"}:
        return "sans-objet"
    if any(s.nature == "rempli" for c in clauses for line in (c.spans, *c.lignes) for s in line):
        return "completee"
    return "a-completer" if any(c.blancs for c in clauses) else "reprise"


def key_of(sorte: Sorte, clauses: tuple[Clause, ...]) -> str:
    """Two texts with the same key say the same: spaces and typography set aside, whatever reasons they give."""
    if sorte not in {"completee", "reecrite"}:
        return sorte
    words = [mots(c.texte) for c in clauses]
    lines = [[s.texte for s in line] for c in clauses for line in c.lignes]
    return f"{sorte} {hashlib.sha256(repr((words, lines)).encode()).hexdigest()[:24]}"
