"""Settings of mkdocs.yml that our shell cannot take stop the build, in French and without a trace of Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.build.project import copy_project, run
from tests.places import ROOT


class _Loader(yaml.SafeLoader):
    """Reads `!ENV` as nothing."""


_Loader.add_constructor("!ENV", lambda *_: "")
CASES: dict[str, tuple[dict[str, Any], dict[str, Any], list[str]]] = {
    "form": (
        {
            "palette": "indigo",
            "icon": {"logo": "material/zzz"},
            "logo": None,
            "features": "navigation.tabs",
        },
        {"site_name": ""},
        [
            "site_name : vide",
            "theme.palette : 'indigo'",
            "« material/zzz » n’existe pas",
            "une liste de textes",
        ],
    ),
    "theme": ({"name": None}, {}, ["theme.name : « None » ; doit rester à material"]),
    "adresse": ({}, {"site_url": "ftp://conventions.exemple.fr/"}, ["qui commence par https://"]),
    "absent": (
        {"logo": "service/logo.svg", "favicon": "service/icone.svg"},
        {
            "extra_css": ["service/absente.css"],
            "extra": {"conventions": {"menu": [{"titre": "Ici", "url": "suivi/"}, {"titre": "Rien", "url": "rien/"}]}},
        },
        [
            "« service/logo.svg »",
            "« service/icone.svg »",
            "« service/absente.css »",
            "menu[2] : « Rien » mène à « rien/ »",
        ],
    ),
}


@pytest.fixture(scope="module")
def projet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("reglages") / "projet")


@pytest.mark.parametrize(("theme", "more", "words"), CASES.values(), ids=CASES)
def test_each_is_told_and_nothing_is_built(
    theme: dict[str, Any], more: dict[str, Any], words: list[str], projet: Path, tmp_path: Path
) -> None:
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), _Loader)
    (projet / "mkdocs.yml").write_text(yaml.safe_dump(config | {"theme": config["theme"] | theme} | more), "utf-8")
    done = run(projet, tmp_path / "site", "--strict")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert [one for one in words if one not in done.stderr] == []
    assert not (tmp_path / "site").exists()
