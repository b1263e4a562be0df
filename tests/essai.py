"""A département's file given as text → its dossier and its clauses, for the tests of one rule."""

from __future__ import annotations

import dataclasses
from datetime import date

from conventions import fields, schema
from conventions.compose.clauses import compose
from conventions.load.dossier import build_dossier
from conventions.load.reference import load_reference
from conventions.load.trame import load_trame
from conventions.model.clause import Clause
from conventions.model.dossier import Dossier

REFERENCE = load_reference("2026-2029")
TRAME = load_trame("2026-2029")


def dossier(source: str = "", code: str = "01", texte: str = "trame", terme: date | None = None) -> Dossier:
    """The file of a département that says `source`; any fault of form or format fails the test."""
    document = fields.parse(f'departement: "{code}"\ntrame: 2026-2029\n{source}'.encode(), "departments/essai.yml")
    problems, faulty = schema.validate(document)
    assert [*document.problems, *problems] == []
    trame = dataclasses.replace(TRAME, terme=terme)
    return build_dossier(document, faulty, REFERENCE.departements[code], trame, texte)


def clauses(source: str = "", code: str = "01") -> dict[str, Clause]:
    """The clauses of its original text, by id."""
    made = dossier(source, code)
    return {c.id: c for c in compose(TRAME, made.departement, made.origine)}


def phrase(clause: Clause) -> str:
    """The clause as it reads, each blank as « … »."""
    return "".join("…" if s.nature == "blanc" else s.texte for s in clause.spans)
