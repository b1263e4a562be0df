"""A dirty build gives, byte for byte, what a clean one gives, whatever changed; and a build that is refused changes nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conventions.build.staging import Staging
from tests.build.project import LATER, built, copy_model, differences, replaced, run
from tests.places import SOURCE_DATE_EPOCH

pytestmark = pytest.mark.lent


@pytest.fixture(scope="module")
def modele(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, with what a first dirty build leaves: site and store."""
    base = copy_model(tmp_path_factory, tmp_path_factory.mktemp("incremental"))
    built(base / "projet", base / "site", "--dirty", store=base / "store")
    return base


@pytest.fixture
def projet(modele: Path, tmp_path: Path) -> Iterator[Path]:
    """The project, to be changed; all that stands there is put back afterwards as it was."""
    for name in ("projet", "site", "store"):
        shutil.copytree(modele / name, tmp_path / "tel-quel" / name)
    yield modele / "projet"
    shutil.rmtree(modele / ".site.staging", ignore_errors=True)  # the site before, which a dirty build leaves aside
    for name in ("projet", "site", "store"):
        shutil.rmtree(modele / name)
        shutil.move(tmp_path / "tel-quel" / name, modele / name)


def dirty(projet: Path, *options: str, **env: str) -> subprocess.CompletedProcess[str]:
    """A dirty build over the first site."""
    return run(projet, projet.parent / "site", "--dirty", *options, store=projet.parent / "store", **env)


def append(path: Path, data: bytes) -> None:
    path.write_bytes(path.read_bytes() + data)


def sharing(projet: Path) -> None:
    shared = "departement: 2B\ntrame: 2026-2029\nmeme_convention_que: 2A\n"
    (projet / "donnees/2b-haute-corse.yml").write_text(shared, encoding="utf-8")


CHANGES: dict[str, Callable[[Path], object]] = {
    "rien": lambda _: None,
    "un département": replaced("donnees/67-bas-rhin.yml", "Dans le prolongement", "À la suite"),
    "un département qui partage la convention d’un autre": sharing,
    "un fichier qui n’annonce pas son département": replaced(
        "donnees/68-haut-rhin.yml", "departement: 68", '"departement": "68"'
    ),
    "une page écrite à la main": replaced("docs/comprendre/index.md", "# ", "# Pour bien "),
    "une page écrite à la main en moins": lambda projet: (projet / "docs/contribuer/modifier.md").unlink(),
    "un fichier du thème": lambda projet: append(
        projet / "overrides/components/assets/images/marque.svg", b"<!-- autre -->"
    ),
    "un document": lambda projet: append(projet / "donnees/pieces/2a/membres.pdf", b"\n% autre\n"),
    "un département de moins": lambda projet: (projet / "donnees/2a-corse-du-sud.yml").unlink(),
    "un gabarit de page": replaced("hooks/conventions/render/templates/fiche.md", "Dates", "Les dates"),
    "le cadre des pages": replaced("overrides/material/partials/footer.html", "Seule la version", "La seule version"),
    "la trame": replaced("national/trame/2026-2029/article-7.yml", "manifestations", "rencontres"),
    "les données de référence": replaced(
        "national/reference/2026-2029/departements.csv", "Strasbourg", "Strasbourg-Ville"
    ),
    "un numéro d’aide": replaced("national/aide.yml", "Police secours", "Police-secours"),
    "le code": replaced("hooks/conventions/model/french.py", "“", "„"),
    "un réglage": replaced("mkdocs.yml", "site_name: Conventions", "site_name: Les conventions"),
    "un fichier du site, touché": lambda projet: append(projet.parent / "site/index.html", b"touche"),
    "un fichier du site, effacé": lambda projet: (projet.parent / "site/departements/67-bas-rhin/index.html").unlink(),
    "un fichier étranger dans le site": lambda projet: (projet.parent / "site/etranger.html").write_text("x"),
}
UNTOUCHED = (
    "rien",
    "le code",
    "un fichier du site, touché",
    "un fichier du site, effacé",
    "un fichier étranger dans le site",
)
SAME: dict[str, list[str]] = {
    **{kind: [] for kind in UNTOUCHED},
    "un fichier qui n’annonce pas son département": ["contribuer/atelier/fichiers/68-haut-rhin.yml"],
}
"""What makes no page anew, and the files that it changes: no more than the one that was written, as the workshop opens it."""


@pytest.mark.echantillon(4)
@pytest.mark.parametrize("kind", CHANGES)
def test_a_warm_build_equals_a_clean_one(kind: str, projet: Path, tmp_path: Path) -> None:
    site = projet.parent / "site"
    before = shutil.copytree(site, tmp_path / "avant")
    CHANGES[kind](projet)
    done = dirty(projet)
    assert done.returncode == 0, done.stderr
    assert differences(site, built(projet, tmp_path / "propre")) == []
    assert (differences(site, before) == SAME.get(kind, [])) == (kind in SAME)


def test_only_what_changed_is_made_again(projet: Path) -> None:
    site = projet.parent / "site"
    times = {p: p.stat().st_mtime_ns for p in site.rglob("*.html")}
    replaced("donnees/67-bas-rhin.yml", "Dans le prolongement", "À la suite")(projet)
    assert dirty(projet).returncode == 0
    again = {p.relative_to(site).as_posix() for p in site.rglob("*.html") if times.get(p) != p.stat().st_mtime_ns}
    written = {"accessibilite/index.html", "comprendre/index.html", "contact/index.html", "404.html"}
    assert written <= again, "les pages écrites à la main sont toujours faites"
    made = {name for name in again if name.startswith(("departements/", "clauses/", "objectifs/", "suivi/"))}
    assert "departements/67-bas-rhin/2026-2029/index.html" in made
    assert all("67-bas-rhin" in name or name.startswith("clauses/2026-2029/art-2-al-1/") for name in made)


def test_the_date_of_the_build_shapes_the_pages(projet: Path, tmp_path: Path) -> None:
    assert dirty(projet, SOURCE_DATE_EPOCH=LATER).returncode == 0
    clean = built(projet, tmp_path / "propre", SOURCE_DATE_EPOCH=LATER)
    assert differences(projet.parent / "site", clean) == []


def broken_link(projet: Path) -> None:
    with (projet / "docs/contact/index.md").open("a", encoding="utf-8") as page:
        page.write("\n[Une page qui n’existe pas](nulle-part.md)\n")


def lost_page(projet: Path) -> None:
    """A page that generated ones link to, though none of them changes."""
    shutil.rmtree(projet / "docs/comprendre")
    replaced("mkdocs.yml", "  - comprendre/index.md\n", "")(projet)


def lost_anchor(projet: Path) -> None:
    """An anchor that a page which does not change no longer has."""
    with (projet / "docs/contact/index.md").open("a", encoding="utf-8") as page:
        page.write("\n[Le Bas-Rhin](../departements/67-bas-rhin/index.md#nulle-ancre)\n")


template_link = replaced(
    "hooks/conventions/render/templates/fiche.md", "{{ en_tete }}", '<a href="../../nulle-part/">x</a>'
)
template_anchor = replaced(
    "hooks/conventions/render/templates/fiche.md", "{{ en_tete }}", '<a href="../../trame/#nulle-ancre">x</a>'
)


def fault(projet: Path) -> None:
    replaced("donnees/67-bas-rhin.yml", "\ntrame:", "\ntrme:")(projet)


@pytest.mark.echantillon(2)
@pytest.mark.parametrize("options", [("--strict",), ("--strict", "--quiet"), ("--strict", "--clean")])
@pytest.mark.parametrize("change", [broken_link, lost_page, lost_anchor, template_link, template_anchor, fault])
def test_a_build_that_is_refused_changes_nothing_and_is_refused_again(
    change: Callable[[Path], None], options: tuple[str, ...], projet: Path, tmp_path: Path
) -> None:
    before = shutil.copytree(projet.parent / "site", tmp_path / "avant")
    change(projet)
    for _ in range(2):
        done = dirty(projet, *options)
        assert done.returncode == 1, done.stderr
        assert differences(projet.parent / "site", before) == []
        assert sorted(p.name for p in projet.parent.iterdir()) == ["projet", "site", "store"]


def test_a_link_to_an_anchor_of_a_page_that_is_kept_is_right(projet: Path) -> None:
    """The same as `lost_anchor`, with an anchor that is there."""
    with (projet / "docs/contact/index.md").open("a", encoding="utf-8") as page:
        page.write("\n[Le Bas-Rhin](../departements/67-bas-rhin/index.md#dates)\n")
    done = dirty(projet, "--strict")
    assert done.returncode == 0, done.stderr


def test_a_page_that_warned_does_not_count_as_made(projet: Path) -> None:
    """A build that is not strict publishes it; a strict one must refuse it still."""
    broken_link(projet)
    done = dirty(projet)
    assert (done.returncode, "nulle-part.md" in done.stderr) == (0, True)
    done = dirty(projet, "--strict")
    assert (done.returncode, "nulle-part.md" in done.stderr) == (1, True)


def test_two_builds_of_one_site_at_once_are_refused(projet: Path) -> None:
    other = Staging(projet.parent / "site")
    done = dirty(projet)
    other.abandon()
    assert done.returncode == 1
    assert "une autre construction de" in done.stderr
    assert dirty(projet).returncode == 0


def test_where_nothing_can_be_written_the_build_says_so(projet: Path, tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("un fichier", encoding="utf-8")
    done = run(projet, tmp_path / "fichier" / "site")
    assert done.returncode == 1
    assert "choisissez une autre place" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_told_in_french(projet: Path) -> None:
    replaced("mkdocs.yml", "    sous_titre:", "    sou_titre:")(projet)
    done = dirty(projet)
    assert done.returncode == 1
    assert "le réglage « sou_titre » n’existe pas ; attendu : « sous_titre »" in done.stderr


def test_with_a_plugin_that_gathers_from_all_pages_a_dirty_build_is_a_clean_one(projet: Path) -> None:
    replaced("mkdocs.yml", "plugins: []", "plugins: [material/search]")(projet)
    replaced("donnees/67-bas-rhin.yml", "Dans le prolongement", "À la suite")(projet)
    for _ in range(2):
        done = dirty(projet)
        assert done.returncode == 0, done.stderr
        assert "elles sont toutes refaites" in done.stderr
        index = (projet.parent / "site/search/search_index.json").read_text(encoding="utf-8")
        assert "departements/68-haut-rhin/" in index


def test_a_killed_build_leaves_the_site_whole(projet: Path, tmp_path: Path) -> None:
    """Killed at several moments; the next build equals a clean one."""
    site = projet.parent / "site"
    replaced("donnees/67-bas-rhin.yml", "Dans le prolongement", "À la suite")(projet)
    clean = built(projet, tmp_path / "propre")
    before = shutil.copytree(site, tmp_path / "avant")
    for delay in (0.3, 0.6, 0.9, 1.2, 1.5):
        killed(projet, delay)
        assert differences(site, before) == [] or differences(site, clean) == []
    assert dirty(projet).returncode == 0
    assert differences(site, clean) == []


def killed(projet: Path, delay: float) -> None:
    code = f"""
import os, signal, sys, threading
threading.Timer({delay}, lambda: os.killpg(0, signal.SIGKILL)).start()
from mkdocs.__main__ import cli
cli(["build", "-q", "--dirty", "-f", {str(projet / "mkdocs.yml")!r}, "-d", {str(projet.parent / "site")!r}])
"""
    env = {
        **os.environ,
        "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH,
        "CONVENTIONS_DEPARTMENTS": "donnees",
        "CONVENTIONS_STORE": str(projet.parent / "store"),
    }
    command = [sys.executable, "-c", code]
    subprocess.run(command, cwd=projet, env=env, check=False, capture_output=True, start_new_session=True)
