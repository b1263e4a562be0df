"""What the tests of rules and pages read: a département's file given as text, and every page of a folder."""

from __future__ import annotations

import dataclasses
from datetime import date
from functools import cache
from pathlib import Path

from conventions.compose.clauses import compose
from conventions.compose.view import View, build_view
from conventions.model.clause import Clause
from conventions.model.dossier import Dossier
from conventions.model.page import Page
from conventions.render.kinds import all_pages
from conventions.source import reader, schema
from conventions.source.dossier import build_dossier
from conventions.source.reference import load_reference
from conventions.source.registry import load
from conventions.source.trame import load_trame
from tests.places import JOUR

REFERENCE = load_reference("2026-2029")
TRAME = load_trame("2026-2029")


def dossier(source: str = "", code: str = "01", texte: str = "trame", terme: date | None = None) -> Dossier:
    """The file of a département that says `source`; any fault of form or format fails the test."""
    document = reader.parse(f'departement: "{code}"\ntrame: 2026-2029\n{source}'.encode(), "departments/essai.yml")
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


@cache
def view(folder: Path, *, fictif: bool) -> View:
    """A folder of départements, as seen on the day of the tests."""
    return build_view(load(folder, JOUR, fictif=fictif).registry)


@cache
def pages(folder: Path, *, fictif: bool) -> list[Page]:
    """Every page made from it."""
    return list(all_pages(view(folder, fictif=fictif)))
