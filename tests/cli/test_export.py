"""`conventions export` of the data: the very bytes that the site publishes, for whatever extension it has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from conventions.build.donnees import RECHERCHE
from tests.cli.test_command import run
from tests.places import EXEMPLE

EXTENSIONS = ("csv", "ics", "json", "xlsx")


def files(folder: Path, extension: str) -> dict[str, bytes]:
    """Those that end so, but what the search of the pages reads."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob(f"*.{extension}")}
    return {uri: data for uri, data in found.items() if not uri.startswith(RECHERCHE)}


@pytest.mark.lent
@pytest.mark.echantillon(0)
@pytest.mark.parametrize("extension", EXTENSIONS)
def test_the_bytes_are_those_of_the_site(extension: str, site_exemple: Path, tmp_path: Path) -> None:
    done = run("export", extension, tmp_path, CONVENTIONS_DEPARTMENTS=str(EXEMPLE), CONVENTIONS_STORE="")
    assert (done.returncode, done.stderr) == (0, "")
    expected = files(site_exemple, extension)
    made = files(tmp_path, extension)
    assert made
    assert made.keys() == expected.keys()
    assert [uri for uri, data in made.items() if data != expected[uri]] == []
    assert sum(len(found) for _, _, found in os.walk(tmp_path)) == len(made)


@pytest.mark.lent
@pytest.mark.echantillon(0)
def test_what_the_site_does_not_publish_is_said_with_what_it_does(tmp_path: Path) -> None:
    done = run("export", "ods", tmp_path / "ici", CONVENTIONS_DEPARTMENTS=str(EXEMPLE))
    assert done.returncode == 2
    assert "« FORMAT » : 'ods' n’est pas admis" in done.stderr
    assert all(extension in done.stderr for extension in ("markdown", "zensical", "docx", *EXTENSIONS))
    assert not (tmp_path / "ici").exists()
