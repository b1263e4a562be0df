"""What is private is found under its disguises, and nothing else is: two tables, a corpus, and the cost."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from conventions import check
from conventions.model.problem import Problem
from conventions.source import reader
from conventions.source.registry import Reading, load, read_document
from tests.places import JOUR

ICI = Path(__file__).parent
RIEN = ICI.parent.parent / "hostile/rien"
PRIVE = {
    "courriel",
    "telephone",
    "compte-bancaire",
    "numero-personnel",
    "date-de-naissance",
    "adresse-personnelle",
    "nom-sans-accord",
}


def lignes(name: str) -> list[str]:
    text = (ICI / name).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line and not line.startswith("##")]


def fichier(ecrit: str) -> str:
    """The file that says it, as the value of the introduction or as a comment."""
    if ecrit.startswith("#"):
        return 'departement: "69"\ntrame: 2026-2029\n' + ecrit.replace("⏎", "\n") + "\n"
    return f'departement: "69"\ntrame: 2026-2029\nconvention:\n  introduction: {ecrit.replace("⏎", chr(10) + "    ")}\n'


@cache
def rien() -> Reading:
    return load(RIEN, JOUR)


def dites(source: str) -> list[Problem]:
    """What the rules of privacy say of that file, and of its YAML."""
    registry = rien().registry
    document = reader.parse(source.encode(), "departments/69-rhone.yml")
    lu = read_document(document, RIEN, registry.reference, dict(registry.trames))
    told = check.judge(lu, registry, RIEN).problems
    return [problem for problem in told if problem.rule in PRIVE or problem.rule.startswith("yaml")]


@pytest.mark.parametrize("cas", lignes("trouve.txt"))
def test_trouve(cas: str) -> None:
    regle, _, ecrit = cas.partition(" | ")
    assert {problem.rule for problem in dites(fichier(ecrit))} == {regle}


@pytest.mark.parametrize("ecrit", lignes("laisse.txt"))
def test_laisse(ecrit: str) -> None:
    assert dites(fichier(ecrit)) == []


@pytest.mark.parametrize("cas", lignes("noms.txt"))
@pytest.mark.parametrize(("famille", "cle"), [("membres", "fonction"), ("membres", "organisme"), ("services", "nom")])
def test_un_nom_hors_de_sa_place(cas: str, famille: str, cle: str) -> None:
    source = f'departement: "69"\ntrame: 2026-2029\nsuivi:\n  {famille}:\n    un: {{{cle}: "{cas[2:]}"}}\n'
    assert [problem.rule for problem in dites(source)] == (["nom-sans-accord"] if cas[0] == "+" else [])
