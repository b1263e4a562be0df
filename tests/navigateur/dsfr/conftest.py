"""Under the State's design system: the tests that hold whatever the shell are the same functions, on its site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def site_exemple(site_dsfr: Path) -> Path:
    """The site of the fictitious conventions, under that shell."""
    return site_dsfr


@pytest.fixture
def mesurer(mesurer: Callable[[str, str, str], None]) -> Callable[[str, str, str], None]:
    """The figures say which shell they are of."""
    return lambda sorte, quoi, combien: mesurer(f"{sorte} (DSFR)", quoi, combien)
