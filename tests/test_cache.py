"""The cache of finished pages is safe by construction: whatever changed, a warm build gives the bytes of a clean one."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import ROOT, SOURCE_DATE_EPOCH

pytestmark = pytest.mark.lent
LATER = str(int(SOURCE_DATE_EPOCH) + 2 * 86_400)


def built(projet: Path, site: Path, cache: str, date: str = SOURCE_DATE_EPOCH, *, strict: bool = False) -> Path:
    settings = {**os.environ, "SOURCE_DATE_EPOCH": date, "CONVENTIONS_CACHE": cache}
    settings["CONVENTIONS_DEPARTMENTS"] = "donnees"
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict" if strict else "-q",
        "-f",
        str(projet / "mkdocs.yml"),
        "-d",
        str(site),
    ]
    done = subprocess.run(command, cwd=projet, env=settings, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture(scope="module")
def modele(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project whose data is three of the fictitious files, with what a first build leaves: site and cache."""
    base = tmp_path_factory.mktemp("cache")
    copy = base / "projet"
    for name in ("hooks", "overrides", "docs"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", copy)
    (copy / "donnees").mkdir()
    for code in ("67-bas-rhin", "68-haut-rhin", "2a-corse-du-sud"):
        shutil.copy(ROOT / f"tests/exemple/departments/{code}.yml", copy / "donnees")
    shutil.copytree(ROOT / "tests/exemple/departments/pieces", copy / "donnees/pieces")
    built(copy, base / "avant", str(base / "cache"))
    return base


@pytest.fixture
def projet(modele: Path, tmp_path: Path) -> Iterator[Path]:
    """The project, to be changed, and put back as it was; beside it, the first site and a cache of one's own."""
    kept = tmp_path / "tel-quel"
    shutil.copytree(modele / "projet", kept, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(modele / "cache", tmp_path / "cache")
    (tmp_path / "avant").symlink_to(modele / "avant")
    yield modele / "projet"
    shutil.rmtree(modele / "projet")
    shutil.move(kept, modele / "projet")


def append(path: Path, data: bytes) -> None:
    path.write_bytes(path.read_bytes() + data)


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(projet: Path) -> None:
        path = projet / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


CHANGES = {
    "rien": lambda _: None,
    "un département": replaced("donnees/67-bas-rhin.yml", "Dans le prolongement", "À la suite"),
    "un département qui partage la convention d’un autre": lambda projet: (
        projet / "donnees/2b-haute-corse.yml"
    ).write_text("departement: 2B\ntrame: 2026-2029\nmeme_convention_que: 2A\n", encoding="utf-8"),
    "un fichier qui n’annonce pas son département": replaced(
        "donnees/68-haut-rhin.yml", "departement: 68", '"departement": "68"'
    ),
    "une page écrite à la main": replaced("docs/comprendre/index.md", "# ", "# Pour bien "),
    "un document": lambda projet: append(projet / "donnees/pieces/2a/membres.pdf", b"\n% autre\n"),
    "un département de moins": lambda projet: (projet / "donnees/2a-corse-du-sud.yml").unlink(),
    "un gabarit de page": replaced("hooks/conventions/render/templates/fiche.md", "Dates", "Les dates"),
    "le cadre des pages": replaced("overrides/partials/footer.html", "Seule la version", "La seule version"),
    "la trame": replaced("national/trame/2026-2029/article-7.yml", "manifestations", "rencontres"),
    "les données de référence": replaced(
        "national/reference/2026-2029/departements.csv", "Strasbourg", "Strasbourg-Ville"
    ),
    "un numéro d’aide": replaced("national/aide.yml", "Police secours", "Police-secours"),
    "le code": replaced("hooks/conventions/model/french.py", "“", "„"),
    "un réglage": replaced("mkdocs.yml", "site_name: Conventions", "site_name: Les conventions"),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_a_warm_build_equals_a_clean_one(kind: str, projet: Path, tmp_path: Path) -> None:
    """Twice: into a folder of its own, from the cache alone; then, after the change, into that same folder."""
    warm = built(projet, tmp_path / "chaud", str(tmp_path / "cache"))
    assert differences(warm, tmp_path / "avant") == []
    CHANGES[kind](projet)
    built(projet, warm, str(tmp_path / "cache"))
    clean = built(projet, tmp_path / "propre", "")
    assert differences(warm, clean) == []
    assert (differences(warm, tmp_path / "avant") == []) == (
        kind in {"rien", "le code", "un fichier qui n’annonce pas son département"}
    )


def test_the_date_of_the_build_shapes_the_pages(projet: Path, tmp_path: Path) -> None:
    warm = built(projet, tmp_path / "chaud", str(tmp_path / "cache"), LATER)
    assert differences(warm, built(projet, tmp_path / "propre", "", LATER)) == []


def test_a_fault_of_a_hand_written_page_is_told_at_each_build(projet: Path, tmp_path: Path) -> None:
    with (projet / "docs/contact/index.md").open("a", encoding="utf-8") as page:
        page.write("\n[Une page qui n’existe pas](nulle-part.md)\n")
    for _ in range(2):
        with pytest.raises(AssertionError, match="nulle-part"):
            built(projet, tmp_path / "chaud", str(tmp_path / "cache"), strict=True)
    assert not list((tmp_path / "chaud").rglob("*.html"))


def test_a_damaged_cache_is_made_again(projet: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "cache").glob("*.sqlite"):
        path.write_bytes(b"x" * 5000)
    assert differences(built(projet, tmp_path / "chaud", str(tmp_path / "cache")), tmp_path / "avant") == []


def differences(one: Path, other: Path) -> list[str]:
    """The files that are not the same, byte for byte, in both folders."""
    names = {p.relative_to(folder).as_posix() for folder in (one, other) for p in folder.rglob("*") if p.is_file()}
    _, mismatch, errors = filecmp.cmpfiles(one, other, sorted(names), shallow=False)
    return mismatch + errors
