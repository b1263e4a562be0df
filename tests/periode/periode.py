"""The trial of a second period: the trames and the reference data that it reads, in a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.places import NATIONAL

HERE = Path(__file__).parent
DEPARTMENTS = HERE / "departments"


def prepare(where: Path) -> Path:
    """What the ministry edits, with an invented period 2030-2033, which differs from 2026-2029 by the files of this folder."""
    national = where / "national"
    shutil.copytree(NATIONAL, national)
    for kind in ("trame", "reference"):
        shutil.copytree(NATIONAL / kind / "2026-2029", national / kind / "2030-2033")
    shutil.copytree(HERE / "trame/2030-2033", national / "trame/2030-2033", dirs_exist_ok=True)
    return national
