"""Under the State's design system: the tests that hold whatever the shell are the same functions, on its site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import build_once
from tests.navigateur.conftest import build_samples

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def site_exemple(site_dsfr: Path) -> Path:
    """The site of the fictitious conventions, under that shell."""
    return site_dsfr


@pytest.fixture(scope="session")
def site_national(tmp_path_factory: pytest.TempPathFactory, national: Path) -> Path:
    """The whole country, of which `make epreuve` alone looks at pages."""
    address = {"ADRESSE_DU_SITE": "http://localhost/"}
    return build_once("site_national_dsfr", tmp_path_factory, national, config="mkdocs.dsfr.yml", **address)


@pytest.fixture(scope="session")
def site_des_composants(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shell = {"HABILLAGE": "mkdocs.dsfr.yml", "ADRESSE_DU_SITE": "http://localhost/"}
    return build_samples(tmp_path_factory, "site_composants_dsfr", **shell)


@pytest.fixture
def limite() -> int:
    """What a first view may weigh: Marianne and the official sheet come with it."""
    return 230_000


@pytest.fixture
def mesurer(mesurer: Callable[[str, str, str], None]) -> Callable[[str, str, str], None]:
    """The figures say which shell they are of."""
    return lambda sorte, quoi, combien: mesurer(f"{sorte} (DSFR)", quoi, combien)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What the other shell has shown of a page, this one shows of fewer: but for one page of each kind, by axe (`test_partout.py`)."""
    for item in items:
        marker = item.get_closest_marker("echantillon")
        if HERE in item.path.parents and marker:
            item.add_marker(pytest.mark.echantillon(min(2, marker.args[0])), append=False)
