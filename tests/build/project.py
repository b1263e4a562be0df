"""A small copy of the project, to be changed and built: three fictitious départements."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import alone, shared_folder
from tests.places import EXEMPLE, ROOT, SOURCE_DATE_EPOCH

LATER = str(int(SOURCE_DATE_EPOCH) + 2 * 86_400)


def copy_project(target: Path) -> Path:
    """The code, the theme, the texts, what the ministry edits; the data is three of the examples, in `donnees/`."""
    for name in ("hooks", "overrides", "docs", "national"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    (target / "donnees").mkdir()
    for code in ("67-bas-rhin", "68-haut-rhin", "2a-corse-du-sud"):
        shutil.copy(EXEMPLE / f"{code}.yml", target / "donnees")
    shutil.copytree(EXEMPLE / "pieces", target / "donnees/pieces")
    return target


def run(
    project: Path, site: Path, *options: str, store: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """`mkdocs build` of that project; without a store, nothing is known of earlier builds."""
    settings = {**os.environ, "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH, "CONVENTIONS_DEPARTMENTS": "donnees"}
    settings["CONVENTIONS_STORE"] = str(store) if store else ""
    command = [sys.executable, "-m", "mkdocs", "build", *options, "-f", str(project / "mkdocs.yml"), "-d", str(site)]
    return subprocess.run(
        command, cwd=project, env={**settings, **env}, check=False, capture_output=True, text=True, timeout=300
    )


def built(project: Path, site: Path, *options: str, store: Path | None = None, **env: str) -> Path:
    """The site, which must build."""
    done = run(project, site, *options, store=store, **env)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    """A change to one file of the project."""

    def change(project: Path) -> None:
        path = project / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    change.__name__ = Path(name).stem
    return change


def copy_model(factory: pytest.TempPathFactory, target: Path) -> Path:
    """A copy of the project and of what its first dirty build leaves beside it, which is made once for all the workers.

    What the interpreter has compiled is copied too. The site is in another place: it is a new one for the store.
    """
    model = shared_folder(factory) / "modele"
    with alone(model.with_suffix(".lock")):
        if not model.exists():
            making = model.with_suffix(".en-cours")
            built(copy_project(making / "projet"), making / "site", "--dirty", store=making / "store")
            making.rename(model)
    return shutil.copytree(model, target, dirs_exist_ok=True)


def differences(one: Path, other: Path) -> list[str]:
    """The files that are not the same, byte for byte, in both folders."""
    names = {p.relative_to(folder).as_posix() for folder in (one, other) for p in folder.rglob("*") if p.is_file()}
    _, mismatch, errors = filecmp.cmpfiles(one, other, sorted(names), shallow=False)
    return mismatch + errors
