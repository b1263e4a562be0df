"""The lock files follow pyproject.toml, hold a hash for each package, and name no host."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.places import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS: dict[str, list[str | dict[str, str]]] = PROJECT["dependency-groups"]


def group(name: str) -> list[str]:
    """What a group asks for, and those that it includes."""
    asked = [[one] if isinstance(one, str) else group(one["include-group"]) for one in GROUPS[name]]
    return [requirement for each in asked for requirement in each]


SITE = [*PROJECT["project"]["dependencies"], *group("build")]


def name(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement, maxsplit=1)[0].lower().replace("_", "-")


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [("site.txt", SITE), ("quick.txt", [*SITE, *group("quick")]), ("dev.txt", [*SITE, *group("dev")])],
)
def test_a_lock_holds_every_dependency(lock: str, wanted: list[str]) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    entries = re.findall(r"^([\w.-]+)==\S+.*((?:\n    --hash=sha256:[0-9a-f]{64}.*)+)", text, re.MULTILINE)
    assert len(entries) == len(re.findall(r"^[\w.-]+==", text, re.MULTILINE)), "un paquet n’a pas d’empreinte"
    missing = {name(requirement) for requirement in wanted} - {entry[0] for entry in entries}
    assert not missing, "« make lock » n’a pas été relancé après un changement de pyproject.toml"


def test_what_builds_the_project_is_of_one_version_by_its_hash() -> None:
    """No build is isolated: what it uses is what the lock has installed, and nothing that an index would offer that day."""
    system = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]
    assert system["requires"] == group("build")
    for requirement in system["requires"]:
        assert re.fullmatch(r"[\w-]+==[\w.]+", requirement)
        for lock in ("site", "quick", "dev"):
            locked = (ROOT / f"requirements/{lock}.txt").read_text(encoding="utf-8")
            assert re.search(rf"^{re.escape(requirement)} \\\n    --hash=sha256:[0-9a-f]{{64}}", locked, re.MULTILINE)
    installs = [line for line in (ROOT / "tools/venv.sh").read_text().splitlines() if "pip install" in line]
    assert all("--require-hashes" in line or "--no-build-isolation" in line for line in installs)


@pytest.mark.parametrize("lock", ["site.txt", "quick.txt", "dev.txt", "npm/package-lock.json"])
def test_a_lock_names_no_host(lock: str) -> None:
    assert "://" not in (ROOT / "requirements" / lock).read_text(encoding="utf-8")


def test_the_tests_run_with_the_versions_of_the_site() -> None:
    pin = re.compile(r"^[\w.-]+==\S+.*(?= \\$)", re.MULTILINE)
    site, quick, dev = (
        set(pin.findall((ROOT / "requirements" / f"{lock}.txt").read_text())) for lock in ("site", "quick", "dev")
    )
    assert site <= quick <= dev


def test_the_quick_tests_ask_for_little() -> None:
    """« make quick » has to run where the site is built, and soon: ten packages at most beside those of the site."""
    packages = re.compile(r"^([\w.-]+)==", re.MULTILINE)
    site, quick = (set(packages.findall((ROOT / "requirements" / f"{n}.txt").read_text())) for n in ("site", "quick"))
    assert len(quick - site) <= 10, quick - site
