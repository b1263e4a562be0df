"""What befalls a build from outside: a killed parent, a page in the place of another, a folder of sources as the site."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.build.project import built, copy_model, differences, replaced, run
from tests.places import SOURCE_DATE_EPOCH

pytestmark = pytest.mark.lent


@pytest.fixture
def lieu(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """The project, its site and its store, to be spoilt."""
    return copy_model(tmp_path_factory, tmp_path / "lieu")


def dirty(lieu: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return run(lieu / "projet", lieu / "site", "--dirty", *options, store=lieu / "store")


def children(pid: int) -> list[str]:
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return path.read_text().split() if path.exists() else []


def at_work(pid: str) -> bool:
    """Whether that process runs; one that ended may still wait for somebody to read its end."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="les processus de travail ne sont lancés que sous Linux")
@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_a_build_whose_parent_alone_is_ended_does_not_hold_the_place(sign: signal.Signals, lieu: Path) -> None:
    env = {**os.environ, "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH, "CONVENTIONS_DEPARTMENTS": "donnees"}
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", "mkdocs.yml", "-d", str(lieu / "site")]
    build = subprocess.Popen(command, cwd=lieu / "projet", env={**env, "CONVENTIONS_STORE": ""})
    until = time.monotonic() + 60
    while not children(build.pid) and build.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    workers = children(build.pid)
    assert workers, "cette construction n’a pas lancé d’autre processus"
    build.send_signal(sign)
    build.wait(60)
    done = dirty(lieu)
    assert done.returncode == 0, done.stderr
    assert sorted(p.name for p in lieu.iterdir()) == ["projet", "site", "store"]
    until = time.monotonic() + 20
    while any(map(at_work, workers)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not [pid for pid in workers if at_work(pid)]


def test_a_bug_on_one_file_stops_the_build_in_french(lieu: Path, tmp_path: Path) -> None:
    before = shutil.copytree(lieu / "site", tmp_path / "avant")
    project = lieu / "projet"
    replaced("mkdocs.yml", "  - hooks/site_hook.py\n", "  - hooks/site_hook.py\n  - panne.py\n")(project)
    (project / "panne.py").write_text(
        "from conventions.build import work\n\nwork.found_of = lambda view, fiche, _: {}[fiche.dossier.code]\n",
        "utf-8",
    )
    done = dirty(lieu)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "donnees/67-bas-rhin.yml:1:1: erreur du programme, à signaler avec ce message" in done.stderr
    assert differences(lieu / "site", before) == []


@pytest.mark.echantillon(2)
@pytest.mark.parametrize(
    "name",
    ["departements.md", "README.md", "departements/67-bas-rhin.md", "departements/67-bas-rhin/index.html", "objectifs"],
)
def test_a_hand_written_file_does_not_take_the_place_of_a_generated_one(name: str, lieu: Path, tmp_path: Path) -> None:
    before = shutil.copytree(lieu / "site", tmp_path / "avant")
    path = lieu / "projet/docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("# Collision\n", encoding="utf-8")
    done = dirty(lieu)
    assert done.returncode == 1
    assert "deux fichiers pour la même adresse" in done.stderr
    assert differences(lieu / "site", before) == []


def test_another_hook_is_part_of_what_shapes_a_page(lieu: Path, tmp_path: Path) -> None:
    hook = "def on_page_content(html, page, config, files):\n    return html + '<p>UN</p>'\n"
    project = lieu / "projet"
    replaced("mkdocs.yml", "  - hooks/site_hook.py\n", "  - hooks/site_hook.py\n  - ajout.py\n")(project)
    for words in ("UN", "DEUX"):
        (project / "ajout.py").write_text(hook.replace("UN", words), encoding="utf-8")
        assert dirty(lieu).returncode == 0
    assert differences(lieu / "site", built(project, tmp_path / "propre")) == []


def test_a_menu_made_by_itself_follows_the_hand_written_pages(lieu: Path, tmp_path: Path) -> None:
    project = lieu / "projet"
    shutil.rmtree(project / "overrides")
    (project / "mkdocs.yml").write_text(
        "site_name: Essai\ntheme: {name: material, font: false}\nhooks: [hooks/site_hook.py]\nplugins: []\n", "utf-8"
    )
    assert dirty(lieu).returncode == 0
    (project / "docs/neuve.md").write_text("# Une page neuve\n", encoding="utf-8")
    assert dirty(lieu).returncode == 0
    assert differences(lieu / "site", built(project, tmp_path / "propre")) == []
    (project / "docs/neuve.md").write_text("# Un autre titre\n", encoding="utf-8")
    assert dirty(lieu).returncode == 0
    assert differences(lieu / "site", built(project, tmp_path / "propre2")) == []


@pytest.mark.echantillon(2)
@pytest.mark.parametrize("name", ["donnees", "donnees/pieces", "national", "hooks", "overrides", ".."])
def test_the_site_never_takes_the_place_of_its_sources(name: str, lieu: Path, tmp_path: Path) -> None:
    before = shutil.copytree(lieu / "projet", tmp_path / "avant")
    done = run(lieu / "projet", lieu / "projet" / name)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert differences(lieu / "projet", before) == []


@pytest.mark.parametrize("name", [".#main.html", "main.html~"])
def test_what_an_editor_leaves_in_the_theme_stops_nothing(name: str, lieu: Path) -> None:
    path = lieu / "projet/overrides/material" / name
    if name.startswith(".#"):
        path.symlink_to("quelqu-un@ici.1:2")
    else:
        path.write_text("reste", encoding="utf-8")
    done = dirty(lieu)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"SOURCE_DATE_EPOCH": "hier"}, "SOURCE_DATE_EPOCH n’est pas un nombre de secondes"),
        ({"CONVENTIONS_DEPARTMENTS": "nulle"}, "le dossier des départements"),
        ({"CONVENTIONS_NATIONAL": "/nulle"}, "le dossier de ce que tient le ministère, /nulle, n’existe pas"),
    ],
)
def test_a_wrong_variable_is_told_in_french(env: dict[str, str], said: str, lieu: Path) -> None:
    done = run(lieu / "projet", lieu / "site", store=None, **env)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert said in done.stderr


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("use_directory_urls: true", "use_directory_urls: false", "use_directory_urls doit rester à true"),
        ("  conventions:\n    sous", "  convention:\n    sous", "attendu : « conventions »"),
    ],
)
def test_a_setting_that_cannot_be_is_told_in_french(old: str, new: str, said: str, lieu: Path) -> None:
    replaced("mkdocs.yml", old, new)(lieu / "projet")
    done = dirty(lieu)
    assert done.returncode == 1
    assert said in done.stderr


def test_a_site_that_is_a_file_is_told(lieu: Path) -> None:
    (lieu / "fichier").write_text("précieux", encoding="utf-8")
    done = run(lieu / "projet", lieu / "fichier")
    assert done.returncode == 1
    assert "n’est pas un dossier" in done.stderr
    assert (lieu / "fichier").read_text(encoding="utf-8") == "précieux"


def test_a_name_that_is_not_ascii_is_a_fault_of_that_file(lieu: Path) -> None:
    (lieu / "projet/donnees" / "caf\udce9.yml").write_text("departement: 69\n", encoding="utf-8")
    done = dirty(lieu)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "ce fichier n’a pas sa place ici" in done.stderr
