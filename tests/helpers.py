"""What the tests of rules and pages read: a département's file given as text, and every page of a folder."""

from __future__ import annotations

import dataclasses
from datetime import date
from functools import cache
from pathlib import Path

from conventions.check import judge
from conventions.compose.clauses import compose
from conventions.compose.view import View, build_view
from conventions.model.clause import Clause
from conventions.model.dossier import Dossier, Registry
from conventions.model.page import Page
from conventions.model.problem import Problem
from conventions.render.html import to_html
from conventions.render.kinds import all_pages
from conventions.render.pages.texte import texte
from conventions.source import reader, schema
from conventions.source.dossier import build_dossier
from conventions.source.reference import load_reference
from conventions.source.registry import load, read_document
from conventions.source.trame import load_trame
from tests.places import EXEMPLE, JOUR

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


def composee(source: str, code: str) -> tuple[View, list[Problem]]:
    """The site of one département alone, whose file is `source` whole, and every fault told of it."""
    document = reader.parse(source.encode(), f"departments/{REFERENCE.departements[code].slug}.yml")
    lu = read_document(document, EXEMPLE, REFERENCE, {TRAME.periode: TRAME})
    assert lu.dossier is not None, lu.problems
    alone = Registry(REFERENCE, {TRAME.periode: TRAME}, {code: lu.dossier}, JOUR)
    return build_view(alone), list(judge(lu, alone, EXEMPLE).problems)


_SIGNEE = """\
departement: "01"
trame: 2026-2029
convention:
  signataires:
    prefet: {representants: [{nom: A, titre: préfète de l’Ain, signe_le: 2026-02-02}]}
    cour: {adresse: 1 rue du Modèle, representants: [{nom: B, titre: premier président, signe_le: 2026-02-03}, {nom: C, titre: procureur général, signe_le: 2026-02-03}]}
    caf: {adresse: 1 rue du Modèle, representants: [{nom: D, titre: directrice, signe_le: CAF}]}
    msa: {adresse: 1 rue du Modèle, representants: [{nom: E, titre: directeur, signe_le: 2026-02-05}]}
    collectivite: {adresse: 1 rue du Modèle, representants: [{nom: F, titre: présidente, signe_le: 2026-02-06}]}
"""


def signee(suite: str = "", caf: str = "2026-03-07") -> str:
    """The file of a convention that all have signed, the Caf last; `suite` goes on with it."""
    return _SIGNEE.replace("CAF", caf) + suite


def page_texte(view: View, code: str) -> str:
    """The full text of its convention, in HTML, as the site writes it."""
    return to_html(texte(view, view.fiches[code]).markdown).html


@cache
def view(folder: Path, *, fictif: bool) -> View:
    """A folder of départements, as seen on the day of the tests."""
    return build_view(load(folder, JOUR, fictif=fictif).registry)


@cache
def pages(folder: Path, *, fictif: bool) -> list[Page]:
    """Every page made from it."""
    return list(all_pages(view(folder, fictif=fictif)))
