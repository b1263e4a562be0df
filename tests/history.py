"""A real git history: what is published, then what a proposal makes of it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.places import COMMANDE, EXEMPLE


def git(repo: Path, *words: str) -> str:
    """What that command of git says."""
    command = ["git", "-c", "user.name=essai", "-c", "user.email=essai@example.org", "-C", str(repo), *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def published(repo: Path) -> Path:
    """The examples, committed; `.venv/bin/conventions` is there, as the steps of the pipelines call it."""
    repo.mkdir()
    git(repo, "init", "-q", "-b", "main")
    shutil.copytree(EXEMPLE, repo / "departments")
    git(repo, "add", ".")
    git(repo, "commit", "-q", "-m", "publié")
    (repo / ".venv/bin").mkdir(parents=True)
    (repo / ".venv/bin/conventions").symlink_to(COMMANDE)
    return repo


def change(repo: Path, name: str, *pairs: tuple[str, str]) -> None:
    """A commit that replaces these words in the file of a département."""
    path = repo / "departments" / name
    text = path.read_text(encoding="utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after, 1)
    path.write_text(text, encoding="utf-8")
    git(repo, "commit", "-q", "-a", "-m", "proposition")
