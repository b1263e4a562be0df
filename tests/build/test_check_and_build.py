"""What the check calls clean, the build builds: over generated folders, with documents, archives and shared conventions."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conventions.build.trial import Trial
from conventions.check import check
from conventions.model.problem import PROGRAMME, Problem
from conventions.source.registry import load, load_context
from tests.hostile.structures import abimer
from tests.places import EXEMPLE, JOUR

Construire = Callable[..., subprocess.CompletedProcess[str]]
MODELES = sorted(path.name for path in EXEMPLE.glob("*.yml"))
PARTAGEES = {"67-bas-rhin.yml": "68-haut-rhin.yml", "13-bouches-du-rhone.yml": "04-alpes-de-haute-provence.yml"}
"""Of a convention, the file that may share it."""


def generate(folder: Path, graine: int) -> Path:
    """A folder drawn from the examples, always the same for a number; most are clean."""
    hasard = random.Random(f"dossier/{graine}")
    folder.mkdir()
    for name in hasard.sample(MODELES, hasard.randrange(1, 5)):
        text = (EXEMPLE / name).read_text(encoding="utf-8")
        code = name.partition("-")[0]
        if (EXEMPLE / "pieces" / code).exists():
            shutil.copytree(EXEMPLE / "pieces" / code, folder / "pieces" / code)
        if hasard.random() < 0.15:
            text = abimer(hasard, text)
        (folder / name).write_text(text, encoding="utf-8")
        for accident, often in ((archive, 0.4), (share, 0.7), (logos, 0.1), (forget, 0.1)):
            if hasard.random() < often:
                accident(hasard, folder, name)
    return folder


def archive(hasard: random.Random, folder: Path, name: str) -> None:
    """An earlier convention, of a closed period or, by mistake, of that of today."""
    place = folder / "archives" / hasard.choice(["2023-2025", "2020-2022", "2017-2019", "2023-2025", "2026-2029"])
    place.mkdir(parents=True, exist_ok=True)
    code = name.partition("-")[0].upper()
    words = f'departement: "{code}"\ntrame: aucune\ntexte: document\ndocument_signe: {{reference: Préfecture}}\n'
    (place / name).write_text(words, encoding="utf-8")


def share(_: random.Random, folder: Path, name: str) -> None:
    """A second département, whose convention is that one."""
    if other := PARTAGEES.get(name):
        code, its = name.partition("-")[0], other.partition("-")[0]
        words = f'departement: "{its}"\ntrame: 2026-2029\nmeme_convention_que: "{code}"\n'
        (folder / other).write_text(words, encoding="utf-8")


def logos(hasard: random.Random, folder: Path, name: str) -> None:
    """A logo under the name of another, of the other type."""
    pictures = sorted((folder / "pieces" / name.partition("-")[0]).glob("*.png"))
    if not pictures:
        return
    picture = hasard.choice(pictures)
    twin = EXEMPLE / "pieces/69/logo-metropole.jpg"
    shutil.copy(twin, picture.with_suffix(".jpg"))
    path = folder / name
    before, found, after = path.read_text(encoding="utf-8").partition("    caf:\n")
    logo = f"      logo: {picture.with_suffix('.jpg').relative_to(folder)}\n"
    path.write_text(f"{before}{found}{logo if found else ''}{after}", encoding="utf-8")


def forget(hasard: random.Random, folder: Path, name: str) -> None:
    """A document that was not sent."""
    if there := sorted((folder / "pieces" / name.partition("-")[0]).glob("*")):
        hasard.choice(there).unlink()


def errors(folder: Path) -> list[Problem]:
    trial = Trial(load_context(folder, JOUR, fictif=True), None)
    return [problem for problem in trial.problems() if problem.severity == "erreur"]


@pytest.mark.lent
@pytest.mark.echantillon(1)
@pytest.mark.parametrize("graine", range(60))
def test_what_the_check_calls_clean_is_built(graine: int, tmp_path: Path, construire: Construire) -> None:
    folder = generate(tmp_path / "departments", graine)
    told = errors(folder)
    assert [p for p in told if p.rule == PROGRAMME] == []
    if not told:
        done = construire(tmp_path / "site", folder)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_good_part_of_the_folders_are_clean(tmp_path: Path) -> None:
    """Else the test above would say little."""
    folders = [generate(tmp_path / f"d{graine}", graine) for graine in range(5)]
    clean = [folder for folder in folders if not any(p.severity == "erreur" for p in check(load(folder, JOUR)))]
    assert 1 < len(clean) < len(folders)
