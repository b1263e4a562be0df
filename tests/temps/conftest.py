"""The registries that the tests of this folder read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from conventions.source import reader
from conventions.source import schema
from conventions.source.dossier import build_dossier
from conventions.source.reference import load_reference
from conventions.source.registry import load
from conventions.source.trame import load_trame
from conventions.model.dossier import Dossier, Registry

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def exemples() -> Registry:
    """The fictitious conventions, on their day."""
    day = date.fromisoformat((ROOT / "tests/exemple/date").read_text().strip())
    return load(ROOT / "tests/exemple/departments", day, fictif=True).registry


@pytest.fixture(scope="session")
def lire() -> Callable[..., Dossier]:
    """Reads a file given as text; every fault of form or format fails the test."""
    trames = {"2026-2029": load_trame("2026-2029")}
    reference = load_reference("2026-2029")

    def read(source: str, code: str = "01") -> Dossier:
        document = reader.parse(f"departement: {code}\ntrame: 2026-2029\n{source}".encode(), "departments/essai.yml")
        problems, faulty = schema.validate(document)
        assert not [*document.problems, *problems]
        return build_dossier(document, faulty, reference.departements[code], trames["2026-2029"])

    return read
