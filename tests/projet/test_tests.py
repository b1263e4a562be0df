"""The tests themselves: none is passed over, the quick ones are many, a sample is the same at every run."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.places import ROOT

pytestmark = pytest.mark.lent


def pytest_says(*options: str) -> subprocess.CompletedProcess[str]:
    """What pytest answers, in a process of its own."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options]
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)


def collected(*options: str) -> list[str]:
    """The tests that would be run."""
    done = pytest_says("--collect-only", "-q", *options)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr
    return [line for line in done.stdout.splitlines() if line.startswith("tests/")]


@pytest.fixture(scope="module")
def all_tests() -> list[str]:
    return collected("--epreuve")


def test_no_file_of_tests_is_passed_over(all_tests: list[str]) -> None:
    """By default pytest passes over any folder named « build »: ours holds the tests of a room."""
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py")}
    assert files == {line.partition(":")[0] for line in all_tests}


def test_the_quick_tests_are_many_and_ask_for_nothing_more(all_tests: list[str]) -> None:
    quick = collected("--rapide")
    assert len(quick) >= 1_000
    assert set(quick) < set(all_tests)
    assert not [line for line in quick if line.startswith(("tests/navigateur", "tests/rgaa"))]


def test_a_sample_is_the_same_at_every_run_and_a_case_that_is_asked_for_is_run(all_tests: list[str]) -> None:
    folder = "tests/hostile"
    first, second, whole = collected(folder), collected(folder), collected(folder, "--epreuve")
    assert first == second
    assert set(whole) == {line for line in all_tests if line.startswith(folder)}
    attacks = [line for line in whole if "test_les_mots_sont_montres" in line]
    drawn = [line for line in attacks if line in first]
    assert 0 < len(drawn) < len(attacks)
    left = next(line for line in attacks if line not in first)
    assert collected(left) == [left]


def test_what_cannot_go_together_is_refused_in_french() -> None:
    done = pytest_says("--accepter", "-n", "2", "tests/regles")
    assert done.returncode != 0
    assert "--accepter réécrit des fichiers que plusieurs tests partagent" in done.stderr
