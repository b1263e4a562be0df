"""A fault in a département's file stops the build, says where and what in French, and leaves an earlier site as it was."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.places import ROOT

Construire = Callable[..., subprocess.CompletedProcess[str]]
LIGNE = re.compile(r"^departments/[\w-]+\.yml:\d+:\d+: \S.+$", re.MULTILINE)


def empreintes(site: Path) -> dict[str, str]:
    """Every file of a site, by its SHA-256."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def departments(tmp_path: Path) -> Path:
    """The real files, to be spoilt."""
    folder = tmp_path / "departments"
    shutil.copytree(ROOT / "departments", folder)
    return folder


@pytest.fixture
def ancien(tmp_path: Path) -> Path:
    """A site that an earlier build left there."""
    site = tmp_path / "site"
    (site / "departements/69-rhone").mkdir(parents=True)
    (site / "index.html").write_text("<!doctype html><title>Avant</title>", encoding="utf-8")
    (site / "departements/69-rhone/index.html").write_bytes(b"\x00\xffavant")
    return site


class Faute(NamedTuple):
    """`before` becomes `after` in a file; the fault stands at `mark` (the end of the text that precedes it)."""

    name: str
    before: str
    after: str
    mark: str
    words: str


FAUTES = [
    Faute("69-rhone", 'departement: "69"', 'departement: "99"', "\ndepartement: ", "99"),
    Faute("69-rhone", "trame: 2026-2029", "trame: 2026-2029\ntexe: trame", "\ntrame: 2026-2029\n", "texte"),
    Faute("01-ain", "trame: 2026-2029", "trame: [2026-2029", "", "crochet"),
    Faute("2a-corse-du-sud", "trame: 2026-2029", "trame: 2026-2029\ntrame: 2026-2029", "\ntrame: 2026-2029\n", "déjà"),
    Faute(
        "976-mayotte",
        "  introduction:",
        "  introduction: Objectif 5 : aider",
        "introduction: Objectif 5 ",
        "guillemets",
    ),
    Faute("75-paris", "    cadre:", "    cadre: cdfs #", "    cadre: ", "cdsf"),
    Faute("48-lozere", "trame: 2026-2029", "trame: 2026-2029\ntexte: &a trame", "\ntexte: ", "ancre"),
]


@pytest.mark.echantillon(3)
@pytest.mark.parametrize("faute", FAUTES, ids=lambda faute: f"{faute.name}, {faute.words}")
@pytest.mark.lent
def test_a_fault_stops_the_build_and_the_earlier_site_keeps_every_byte(
    construire: Construire, departments: Path, ancien: Path, faute: Faute
) -> None:
    path = departments / f"{faute.name}.yml"
    text = path.read_text(encoding="utf-8")
    assert faute.before in text
    spoilt = text.replace(faute.before, faute.after, 1)
    path.write_text(spoilt, encoding="utf-8")
    kept = empreintes(ancien)
    result = construire(ancien, departments)
    told = result.stdout + result.stderr
    assert result.returncode != 0
    assert empreintes(ancien) == kept
    assert "Traceback" not in told
    before = spoilt[: spoilt.index(faute.mark) + len(faute.mark)].split("\n")
    place = f":{len(before)}:{len(before[-1]) + 1}: " if faute.mark else ":"
    expected = f"departments/{faute.name}.yml{place}"
    assert [e for e in LIGNE.findall(told) if e.startswith(expected) and faute.words in e], (expected, told)


def test_all_the_faults_are_told_in_one_run(construire: Construire, departments: Path, ancien: Path) -> None:
    for name in ("01-ain", "33-gironde", "976-mayotte"):
        path = departments / f"{name}.yml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("cadre:", "cadre: non #").replace("trame:", "trme:"), encoding="utf-8")
    result = construire(ancien, departments)
    told = LIGNE.findall(result.stdout + result.stderr)
    assert result.returncode != 0
    for name in ("01-ain", "33-gironde", "976-mayotte"):
        assert len([entry for entry in told if name in entry]) >= 2


@pytest.mark.lent
@pytest.mark.echantillon(2)
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"- une liste\n", b"departement: 69\n" * 2, b"\t:\n"])
def test_a_file_that_is_no_file_of_a_departement_stops_the_build(
    construire: Construire, departments: Path, ancien: Path, content: bytes
) -> None:
    (departments / "69-rhone.yml").write_bytes(content)
    kept = empreintes(ancien)
    result = construire(ancien, departments)
    assert result.returncode != 0
    assert empreintes(ancien) == kept
    assert [entry for entry in LIGNE.findall(result.stdout + result.stderr) if "69-rhone" in entry]


@pytest.mark.lent
def test_files_without_a_fault_replace_the_earlier_site(
    construire: Construire, departments: Path, ancien: Path
) -> None:
    """The tests above would pass with a build that never writes."""
    kept = empreintes(ancien)
    assert construire(ancien, departments).returncode == 0
    assert empreintes(ancien) != kept
    assert "Avant" not in (ancien / "index.html").read_text(encoding="utf-8")
