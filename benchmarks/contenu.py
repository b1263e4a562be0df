"""N fictitious départements → their files, and the same pages as Markdown for the other generators."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

RACINE = Path(__file__).parent.parent
ATELIER = RACINE / ".cache/benchmarks"
JOUR = (RACINE / "tests/SOURCE_DATE_EPOCH").read_text(encoding="utf-8").strip()


@dataclass(frozen=True)
class Contenu:
    """The files of `nombre` départements."""

    nombre: int
    donnees: Path

    @property
    def env(self) -> dict[str, str]:
        """What the project's commands need to read them."""
        national = self.donnees.with_name(f"{self.donnees.name}-national")
        named = {"CONVENTIONS_NATIONAL": str(national)} if national.exists() else {}
        return {"CONVENTIONS_DEPARTMENTS": str(self.donnees), "SOURCE_DATE_EPOCH": JOUR, **named}


def ecrire(nombre: int) -> Contenu:
    """The files, from a seed: the same at each run."""
    folder = ATELIER / f"donnees-{nombre}"
    for old in (folder, folder.with_name(f"{folder.name}-national")):
        shutil.rmtree(old, ignore_errors=True)
    command = [sys.executable, "-m", "tests.exemple.national", "--nombre", str(nombre), "--graine", "1", str(folder)]
    subprocess.run(command, cwd=RACINE, check=True, stdout=subprocess.DEVNULL)
    return Contenu(nombre, folder)


def exporter(contenu: Contenu, suite: str = "") -> Path:
    """Every page of the site as Markdown: those that the project makes, and those written by hand."""
    pages = ATELIER / f"pages-{contenu.nombre}{suite}"
    shutil.rmtree(pages, ignore_errors=True)
    shutil.copytree(
        RACINE / "docs", pages, ignore=lambda _, names: [n for n in names if "." in n and not n.endswith(".md")]
    )
    subprocess.run(
        [Path(sys.executable).with_name("conventions"), "export", "markdown", str(pages)],
        cwd=RACINE,
        env={**os.environ, **contenu.env},
        check=True,
    )
    return pages
