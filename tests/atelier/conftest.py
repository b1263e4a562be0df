"""The modules of the workshop, where Node can load them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.places import ROOT

LIBRARY = ROOT / ".cache/atelier/assets/atelier/yaml/index.js"
JAVASCRIPT = ROOT / "overrides/components/assets/javascripts"


@pytest.fixture(scope="session")
def modules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The modules of the workshop as they are published: their library stands beside Pyodide."""
    if not LIBRARY.is_file():
        pytest.skip("sans npm ni réseau, l’atelier n’est pas là (tools/atelier.py)")
    assets = tmp_path_factory.mktemp("edition") / "assets"
    (assets / "javascripts").mkdir(parents=True)
    (assets / "atelier").symlink_to(LIBRARY.parent.parent)
    for path in JAVASCRIPT.glob("atelier-*.js"):
        shutil.copy(path, assets / "javascripts")
    return assets / "javascripts"
