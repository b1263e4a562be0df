"""The State's design system is for its sites alone, on a .gouv.fr name: any other address stops the build, in French."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from conventions.build.habillage import ASSETS, SHELL, made_of, missing, reserved


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


def test_without_its_files_or_after_a_change_of_ours_the_build_says_make_dsfr(tmp_path: Path) -> None:
    (tmp_path / SHELL).mkdir(parents=True)
    (tmp_path / SHELL / "main.html").write_text('<p class="fr-logo">')
    (tmp_path / "requirements/dsfr").mkdir(parents=True)
    (tmp_path / "requirements/dsfr/package-lock.json").write_text("{}")
    assert "ne sont pas là" in missing(tmp_path)
    (tmp_path / ASSETS).mkdir(parents=True)
    (tmp_path / ASSETS / ".fait-de").write_text(made_of(tmp_path))
    assert missing(tmp_path) == ""
    (tmp_path / SHELL / "main.html").write_text('<p class="fr-logo fr-tag">')
    assert "ont changé" in missing(tmp_path)
    assert "make dsfr" in missing(tmp_path)
