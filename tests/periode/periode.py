"""The trial of a second period: the trames and the reference data that it reads, in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

HERE = Path(__file__).parent
PAQUET = HERE.parents[1] / "hooks/conventions"
DEPARTMENTS = HERE / "departments"


def prepare(where: Path) -> tuple[Path, Path]:
    """(trames, reference): those of 2026-2029, and the invented 2030-2033, which differs from it by the files of this folder."""
    trames, reference = where / "trame", where / "reference"
    shutil.copytree(PAQUET / "trame/2026-2029", trames / "2026-2029")
    shutil.copytree(PAQUET / "trame/2026-2029", trames / "2030-2033")
    shutil.copytree(HERE / "trame/2030-2033", trames / "2030-2033", dirs_exist_ok=True)
    shutil.copytree(PAQUET / "reference", reference)
    shutil.copytree(PAQUET / "reference/2026-2029", reference / "2030-2033")
    return trames, reference
