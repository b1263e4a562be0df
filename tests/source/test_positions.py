"""A fault stands where it is written, whatever stands empty before it: an item with nothing in it counts as a line does."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conventions.check import judge
from conventions.model.problem import Problem
from conventions.source import nodes, reader
from conventions.source.document import unfolded
from conventions.source.registry import load, read_document
from tests.places import JOUR

TETE = ['departement: "69"', "trame: 2026-2029"]
CLES = {"signataires": "prefet", "objectifs": "1", "avenants": "1", "feuilles_de_route": "1", "accords": "1"}
"""A name that each map admits; « x » in the others."""


def lists(node: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of every list of the format, once each."""
    node = nodes.resolved(node)
    if node.get("type") == "array":
        yield path
        return
    for name, below in node.get("properties", {}).items():
        yield from lists(below, (*path, name)) if name != "modifie" else ()
    if isinstance(node.get("additionalProperties"), dict):
        yield from lists(node["additionalProperties"], (*path, CLES.get(path[-1], "x")))


LISTES = sorted(lists(nodes.schema()))
VIDES = {"vide": ["-"], "deux vides": ["-", '- ""'], "trois vides": ["-", '- ""', "-"]}


def problems(lines: list[str]) -> list[Problem]:
    context = load(Path(__file__).parent.parent / "hostile/rien", JOUR)
    document = reader.parse("\n".join(lines).encode(), "departments/69-rhone.yml")
    source = read_document(document, context.folder, context.registry.reference, context.registry.trames)
    return list(judge(source, context.registry, context.folder).problems)


def written(path: tuple[str, ...], items: list[str]) -> list[str]:
    """The file with that list."""
    above = [f"{'  ' * depth}{key}:" for depth, key in enumerate(path)]
    return [*TETE, *above, *(f"{'  ' * len(path)}{item}" for item in items)]


def test_every_list_of_the_format_is_tried() -> None:
    names = {path[-1] for path in LISTES}
    assert {"representants", "axes", "retire", "clauses", "reunions", "publication"} <= names


@pytest.mark.parametrize("before", VIDES)
@pytest.mark.parametrize("path", LISTES, ids=".".join)
def test_a_wrong_item_is_told_at_its_line(path: tuple[str, ...], before: str) -> None:
    lines = written(path, [*VIDES[before], "- [[]]"])
    told = {p.line for p in problems(lines) if p.rule == "format" and p.line > len(TETE) + len(path)}
    assert told == {n for n, line in enumerate(lines, 1) if line.strip().startswith("- [[")}


DATES = [
    (("suivi", "reunions"), "- le: 2026-02-30"),
    (("convention", "signataires", "prefet", "representants"), "- {nom: Exemple, signe_le: 2026-02-30}"),
    (("publication",), "- {recueil: Recueil, le: 2026-02-30}"),
]


@pytest.mark.parametrize("before", VIDES)
@pytest.mark.parametrize(("path", "item"), DATES)
def test_a_date_that_is_none_is_set_aside(path: tuple[str, ...], item: str, before: str) -> None:
    lines = written(path, [*VIDES[before], item])
    assert [p.line for p in problems(lines) if "2026-02-30" in p.message] == [len(lines)]


RULES = [
    ("date-future", ("convention", "signataires", "prefet", "representants"), "- {nom: Exemple, signe_le: 2099-01-01}"),
    ("titre-d-ailleurs", ("convention", "signataires", "prefet", "representants"), "- {nom: A, titre: préfet du Nord}"),
    ("clause-inconnue", ("rectifications", "r1", "clauses"), "- art-99-al-1"),
    ("retrait-inconnu", ("avenants", "1", "retire"), "- signataires.inconnue"),
]


@pytest.mark.parametrize("before", VIDES)
@pytest.mark.parametrize(("rule", "path", "item"), RULES)
def test_a_rule_tells_the_line_of_the_item(rule: str, path: tuple[str, ...], item: str, before: str) -> None:
    lines = written(path, [*VIDES[before], item])
    assert [p.line for p in problems(lines) if p.rule == rule] == [len(lines)]


def test_empty_meetings_are_not_the_same_meeting() -> None:
    lines = written(("suivi", "reunions"), ["- le:", "- le:", "-"])
    assert [p for p in problems(lines) if p.rule == "doublon"] == []


def test_the_same_person_twice_is_told_at_the_second() -> None:
    path = ("convention", "signataires", "prefet", "representants")
    lines = written(path, ["-", "- {nom: Exemple, prenom: A}", "-", "- {nom: Exemple, prenom: A}"])
    assert [p.line for p in problems(lines) if p.rule == "doublon-probable"] == [len(lines)]


@pytest.mark.parametrize("sign", [">", ">-", ">+", "> # replié"])
@pytest.mark.parametrize("graine", range(20))
def test_a_line_of_a_folded_text_is_found_in_the_file(sign: str, graine: int) -> None:
    drawn = random.Random(graine)
    lines = [drawn.choice(["  mot{}", "  mot{}", "    mot{}", ""]).format(rank) for rank in range(30)]
    source = ["a: 1", f"b: {sign}", "  debut", *lines, "c: 2"]
    document = reader.parse("\n".join(source).encode(), "essai.yml")
    folded = str(document.value["b"]).split("\n")
    for number, text in enumerate(folded, 1):
        if text.strip():
            found = unfolded(document.lines, document.valeurs["b",].line, number)
            assert text.split()[0] == source[found - 1].split()[0]
