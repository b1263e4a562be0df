"""The registries that the tests of this folder read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conventions.model.dossier import Dossier, Registry
from tests.helpers import dossier, view
from tests.places import EXEMPLE


@pytest.fixture(scope="session")
def exemples() -> Registry:
    """The fictitious conventions, on their day."""
    return view(EXEMPLE, fictif=True).registry


@pytest.fixture(scope="session")
def lire() -> Callable[..., Dossier]:
    """Reads a file given as text; every fault of form or format fails the test."""
    return dossier
