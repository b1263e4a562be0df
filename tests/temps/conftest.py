"""The registries that the tests of this folder read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from conventions.load.registre import load
from conventions.model.dossier import Registre

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def exemples() -> Registre:
    """The fictitious conventions, on their day."""
    day = date.fromisoformat((ROOT / "tests/exemple/date").read_text().strip())
    return load(ROOT / "tests/exemple/departments", day, fictif=True).registre
