"""A small project that publishes, and what a reader sees of it: a site whose every page is of one version."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

from tests.places import ROOT

PAGES = 40
"""Enough for a kill to fall in the middle of them."""


def project(folder: Path) -> Path:
    (folder / "tools").mkdir(parents=True)
    for script in ("publier.sh", "compresser.sh"):
        shutil.copy(ROOT / "tools" / script, folder / "tools")
    return folder


def build(folder: Path, version: str) -> None:
    """Its site, every page of which names the version."""
    shutil.rmtree(folder / "site", ignore_errors=True)
    for rank in range(PAGES):
        page = folder / "site" / ("index.html" if rank == 0 else f"{rank}/index.html")
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"version {version}\n" * 200)


def command(folder: Path, *words: object) -> list[str]:
    return ["sh", str(folder / "tools/publier.sh"), *map(str, words)]


def publish(folder: Path, *words: object, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(folder, *words), env={**os.environ, **env}, capture_output=True, text=True, check=False, timeout=120
    )


def served(host: Path) -> str:
    """The version that is served; every page has to be of it, and readable by all."""
    here = (host / "actuel").resolve(strict=True)
    pages = list(here.rglob("*.html"))
    versions = {page.read_text().splitlines()[0] for page in pages}
    assert len(pages) == PAGES
    assert len(versions) == 1, versions
    assert all(stat.S_IMODE(p.stat().st_mode) == (0o755 if p.is_dir() else 0o644) for p in [here, *here.rglob("*")])
    return versions.pop().removeprefix("version ")


def left_aside(host: Path) -> list[str]:
    """What a run that ended should not leave."""
    return sorted(p.name for p in [*host.glob("versions/.*"), *host.glob(".actuel.*")])


def versions(host: Path) -> int:
    return len([p for p in (host / "versions").iterdir() if not p.name.startswith(".")])
