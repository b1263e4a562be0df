"""Every rule against golden files: one that fires, with its exact messages, and one that does not.

`tests/fautes/REGLE/faute….yml` beside `faute….txt`; `juste….yml` has no fault at all. A folder holds the file as published
(`avant.yml`) and as proposed (`apres.yml`). Files that git cannot hold well (links, pictures, weights) are made by `fabrique`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import fabrique
from conventions import check
from conventions.source import reader
from conventions.cli.formats import FORMATS
from conventions.source.reference import load_reference
from conventions.source.registry import Reading, load, read_document
from conventions.model.problem import Problem

FAUTES = Path(__file__).parent / "fautes"
JOUR = date(2026, 11, 23)
RULES = {rule.id: rule for _, rules in check.FAMILLES for rule in rules}
CASES = sorted(p for p in FAUTES.glob("*/*") if p.suffix == ".yml" or p.is_dir())
MADE = sorted(fabrique.CAS)


def departments(tmp_path: Path) -> Path:
    folder = tmp_path / "departments"
    folder.mkdir()
    return folder


def deposit(source: Path, folder: Path) -> Path:
    """The file under the name of its département."""
    found = re.search(rb'^departement: *"?([0-9A-Z]+)', source.read_bytes(), re.MULTILINE)
    code = found[1].decode() if found else "69"
    slug = load_reference("2026-2029").departements[code.zfill(2)].slug
    target = folder / f"{slug}.yml"
    target.write_bytes(source.read_bytes())
    return target


def run(folder: Path, avant: Path | None = None) -> tuple[list[Problem], Reading]:
    reading = load(folder, JOUR)
    before = {}
    if avant:
        path = reading.sources[0].document.path
        document = reader.parse(avant.read_bytes(), path)
        before[path] = read_document(document, folder, reading.registry.reference, dict(reading.registry.trames))
    return check.check(reading, before), reading


def told(problems: list[Problem]) -> str:
    return "".join(f"{p} [{p.rule}]\n" for p in problems)


def judge(rule: str, name: str, problems: list[Problem], comparer: Callable[[Path, str], None]) -> None:
    if name.startswith("juste"):
        assert told(problems) == ""
        return
    assert rule in {p.rule for p in problems}, told(problems)
    severity = "avertissement" if RULES[rule].avertit else "erreur"
    assert all(p.severity == severity for p in problems if p.rule == rule)
    comparer(FAUTES / rule / f"{name}.txt", told(problems))


@pytest.mark.parametrize("case", CASES, ids=lambda p: f"{p.parent.name}/{p.stem}")
def test_regle(case: Path, tmp_path: Path, comparer: Callable[[Path, str], None]) -> None:
    folder = departments(tmp_path)
    if case.is_dir():
        deposit(case / "apres.yml", folder)
        problems, _ = run(folder, case / "avant.yml")
    else:
        deposit(case, folder)
        problems, _ = run(folder)
    judge(case.parent.name, case.stem, problems, comparer)


@pytest.mark.parametrize("case", MADE)
def test_regle_sur_les_fichiers(case: str, tmp_path: Path, comparer: Callable[[Path, str], None]) -> None:
    rule, _, name = case.partition("/")
    folder = departments(tmp_path)
    fabrique.CAS[case](folder)
    problems, _ = run(folder)
    judge(rule, name, problems, comparer)


def test_chaque_regle_a_ses_deux_cas() -> None:
    cases = [f"{p.parent.name}/{p.stem}" for p in CASES] + MADE
    for rule in RULES:
        names = [c.partition("/")[2] for c in cases if c.startswith(f"{rule}/")]
        assert any(n.startswith("faute") for n in names), f"{rule} : aucun cas fautif"
        assert any(n.startswith("juste") for n in names), f"{rule} : aucun cas juste"
    assert {c.partition("/")[0] for c in cases} <= RULES.keys()


def test_pas_de_message_attendu_orphelin() -> None:
    cases = {f"{p.parent.name}/{p.stem}" for p in CASES} | set(MADE)
    assert {f"{p.parent.name}/{p.stem}" for p in FAUTES.glob("*/*.txt")} <= cases


def test_aide_de_chaque_regle() -> None:
    assert len(RULES) == sum(len(rules) for _, rules in check.FAMILLES), "deux règles ont le même identifiant"
    for rule in RULES.values():
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.id)
        assert rule.titre
        assert rule.aide.endswith((".", "»"))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_formats(name: str, tmp_path: Path, comparer: Callable[[Path, str], None]) -> None:
    folder = departments(tmp_path)
    deposit(FAUTES / "yaml-syntaxe/faute-plusieurs-a-la-fois.yml", folder)
    problems, reading = run(folder)
    sources = {f.document.path: f.document.lines for f in reading.sources}
    comparer(FAUTES.parent / f"formats/{name}.txt", FORMATS[name](problems, sources, 1))


def test_une_valeur_ne_commande_pas_la_forge() -> None:
    hostile = Problem("departments/69-rhone.yml", 1, 1, "x\n::set-output name=a::b\r\x1b[31m%0A", "a,b::c")
    line = FORMATS["github"]([hostile], {}, 1)
    assert line.count("\n") == 1
    assert line.startswith("::error file=departments/69-rhone.yml,line=1,col=1,title=a%2Cb%3A%3Ac::x%0A::set-output")
    assert "\x1b" not in line
