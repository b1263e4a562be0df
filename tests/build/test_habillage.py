"""The State's design system is for its sites alone, on a .gouv.fr name: any other address stops the build, in French."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conventions.build.habillage import ASSETS, SHELL, inventory, missing, of_the_state, refusal, reserved
from tests.places import ROOT


@pytest.mark.parametrize(
    "address",
    [
        "https://conventions.gouv.fr/",
        "https://conventions.solidarites.gouv.fr/a/b/",
        "HTTPS://Conventions.GOUV.FR/",
        "https://conventions.gouv.fr:8443/",
        "http://localhost:8000/",
        "http://127.0.0.1:8000/",
        "http://[::1]:8000/",
    ],
)
def test_a_site_of_the_state_and_this_machine_may(address: str) -> None:
    assert reserved(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "",
        "/",
        "conventions.gouv.fr",
        "https://conventions.fr/",
        "https://gouv.fr.example.org/",
        "https://example.org/.gouv.fr",
        "https://conventions.gouv.fr@example.org/",
        "https://fauxgouv.fr/",
        "https://exemple.gitlab.io/conventions/",
        "http://192.168.1.10/",
        "http://localhost.example.org/",
        "http://[::1",
        "ftp://a.gouv.fr/",
        "javascript://x.gouv.fr/",
        "https://.gouv.fr/",
        "https://gouv.fr/",
        "https://exemple..gouv.fr/",
        "https://-a.gouv.fr/",
        "https://evil.com\\.gouv.fr/",
        "https://evil.com%2f.gouv.fr/",
        "https://ev il.gouv.fr/",
    ],
)
def test_no_other_may(address: str) -> None:
    sentence = reserved(address)
    assert sentence.startswith("Le système de design de l’État est réservé à ses sites, sous un nom en .gouv.fr")
    assert (address or "ADRESSE_DU_SITE") in sentence


@pytest.mark.parametrize("address", ["", "https://exemple.gitlab.io/conventions/"])
def test_the_build_stops_there_and_leaves_nothing(
    address: str, construire: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    done = construire(tmp_path / "site", config="mkdocs.dsfr.yml", ADRESSE_DU_SITE=address)
    assert done.returncode == 1
    assert "est réservé à ses sites, sous un nom en .gouv.fr" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.fixture
def projet(tmp_path: Path) -> Path:
    """A shell of the State, and what « make dsfr » has laid out for it."""
    (tmp_path / SHELL / "partials").mkdir(parents=True)
    (tmp_path / SHELL / "main.html").write_text('<p class="fr-logo">')
    (tmp_path / "requirements/dsfr").mkdir(parents=True)
    (tmp_path / "requirements/dsfr/package-lock.json").write_text("{}")
    assert "ne sont pas là" in missing(tmp_path)
    for name in ("dsfr.css", "icons/a.svg", "fonts/R.woff2"):
        (tmp_path / ASSETS / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / ASSETS / name).write_text(name)
    (tmp_path / ASSETS / ".fait-de").write_text(inventory(tmp_path))
    assert missing(tmp_path) == ""
    return tmp_path


def test_after_a_change_of_ours_the_build_says_make_dsfr(projet: Path) -> None:
    (projet / SHELL / "main.html").write_text('<p class="fr-logo fr-tag">')
    assert "les gabarits ont changé" in missing(projet)
    assert "make dsfr" in missing(projet)


@pytest.mark.parametrize("name", ["dsfr.css", "icons/a.svg", "fonts/R.woff2"])
def test_files_of_which_one_is_gone_or_cut_will_not_do(name: str, projet: Path) -> None:
    (projet / ASSETS / name).write_text("")
    assert f"({name})" in missing(projet)
    (projet / ASSETS / name).unlink()
    assert f"({name})" in missing(projet)
    assert "make dsfr" in missing(projet)


def test_a_mark_that_lists_no_file_will_not_do(projet: Path) -> None:
    (projet / ASSETS / ".fait-de").write_text(inventory(projet).partition("\n")[0])
    assert "make dsfr" in missing(projet)


def test_a_shell_of_the_state_is_known_by_what_it_holds(projet: Path) -> None:
    shell, copy = projet / SHELL, projet / "overrides/ministere"
    shutil.copytree(shell, copy)
    (projet / "autre").mkdir()
    assert [of_the_state(folder) for folder in (shell, shell / "partials/..", copy, projet / "autre")] == [
        True,
        True,
        True,
        False,
    ]
    assert refusal(shell / "partials/..", projet, "https://a.gouv.fr/") == ""
    assert "est réservé à ses sites" in refusal(shell / "partials/..", projet, "https://a.fr/")
    assert "est réservé à ses sites" in refusal(copy, projet, "https://a.fr/")
    assert "custom_dir: overrides/dsfr" in refusal(copy, projet, "https://a.gouv.fr/")


def test_of_the_two_shells_one_is_the_state_s() -> None:
    assert of_the_state(ROOT / SHELL)
    assert not of_the_state(ROOT / "overrides/material")
