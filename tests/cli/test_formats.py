"""The faults in each format that `conventions check` writes, against golden files; no value commands the forge."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conventions.cli.formats import FORMATS
from conventions.model.problem import Problem
from tests.regles.checking import departments, deposit, run
from tests.regles.reading import read

ICI = Path(__file__).parent
REGLE = ICI.parent / "regles/yaml-syntaxe.md"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_formats(name: str, tmp_path: Path, comparer: Callable[[Path, str], None]) -> None:
    folder = departments(tmp_path)
    faulty = read(REGLE.read_text(encoding="utf-8")).cas["faute-plusieurs-a-la-fois"].apres
    assert faulty
    deposit(faulty, folder)
    problems, reading = run(folder)
    sources = {s.document.path: s.document.lines for s in reading.sources}
    comparer(ICI / f"formats/{name}.txt", FORMATS[name](problems, sources, 1))


def test_une_valeur_ne_commande_pas_la_forge() -> None:
    hostile = Problem("departments/69-rhone.yml", 1, 1, "x\n::set-output name=a::b\r\x1b[31m%0A", "a,b::c")
    line = FORMATS["github"]([hostile], {}, 1)
    assert line.count("\n") == 1
    assert line.startswith("::error file=departments/69-rhone.yml,line=1,col=1,title=a%2Cb%3A%3Ac::x%0A::set-output")
    assert "\x1b" not in line
