"""Every shell step of both forges: read by shellcheck, and run, with what installs or builds replaced by what it would leave."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.history import change, git
from tests.places import COMMANDE, ROOT, SOURCE_DATE_EPOCH

SHELLCHECK = Path(sys.executable).parent / "shellcheck"
GITLAB = yaml.safe_load((ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8"))
STUBS = {
    "make": 'echo "make $*" >> "$JOURNAL"; if [ "$1" = site ]; then mkdir -p site; echo page > site/index.html; fi\n'
    'if [ "$1" = inventaire ]; then echo {} > site.cdx.json; fi',
    "apt-get": 'echo "apt-get $*" >> "$JOURNAL"',
}  # fmt: skip
"""What installs, builds, or takes an hour: what each would leave."""


def steps() -> Iterator[tuple[str, str]]:
    """(its name, its script) of each job of GitLab's pipeline, and of each step of GitHub's workflows."""
    for name, job in GITLAB.items():
        if isinstance(job, dict) and "script" in job:
            yield f"gitlab/{name}", "\n".join(job["script"])
    for path in sorted((ROOT / ".github/workflows").glob("*.yml")):
        for name, job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].items():
            for rank, step in enumerate(job["steps"]):
                if "run" in step:
                    yield f"{path.stem}/{name}/{rank}", step["run"]


STEPS = dict(steps())


@pytest.mark.parametrize("name", STEPS)
def test_chaque_etape_est_relue(name: str) -> None:
    command = [str(SHELLCHECK), "--shell=bash", "-"]
    told = subprocess.run(command, input=STEPS[name], capture_output=True, text=True, check=False)
    assert told.stdout == ""


@pytest.fixture
def chaine(depot: Path) -> Path:
    """A history with a proposal, the tools of the project, and what stands for the commands that are long."""
    (depot / "tools").mkdir()
    for script in ("compresser.sh", "venv.sh"):
        shutil.copy(ROOT / "tools" / script, depot / "tools")
    (depot / "tools/venv.sh").write_text(f"mkdir -p .venv/bin; ln -sf {COMMANDE} .venv/bin/conventions\n")
    (depot / ".ci").mkdir()
    (depot / ".ci/run").write_text('echo essais >> "$JOURNAL"\n')
    (depot / ".gitignore").write_text("/.venv/\n/bin/\n/site/\n/public/\n*.json\n*.md\n*.txt\n")
    git(depot, "add", ".")
    git(depot, "commit", "-q", "-m", "publié")
    change(depot, "69-rhone.yml", ("intitule: Médiation familiale à distance", "intitule: Médiation à distance"))
    git(depot, "update-ref", "refs/remotes/proposition", "HEAD")
    git(depot, "remote", "add", "origin", str(depot))
    git(depot, "update-ref", "refs/pull/7/head", "HEAD")
    (depot / "bin").mkdir()
    for name, script in STUBS.items():
        (depot / "bin" / name).write_text(f"#!/bin/sh\n{script}\n")
        (depot / "bin" / name).chmod(0o755)
    return depot


LEAVES = {
    "gitlab/verification": "gl-code-quality-report.json",
    "gitlab/resume": "resume.md",
    "gitlab/perimetre": "",
    "gitlab/site": "site/index.html",
    "gitlab/essais": "",
    "gitlab/pages": "public/index.html.gz",
}
"""What each job of GitLab has to leave."""


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.lent
def test_chaque_etape_s_execute(name: str, chaine: Path, tmp_path: Path) -> None:
    base = git(chaine, "rev-parse", "HEAD~1")
    files = {key: str(tmp_path / key) for key in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "JOURNAL")}
    env = {
        **os.environ, **files, "PATH": f"{chaine / 'bin'}:{os.environ['PATH']}", "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH,
        "BASE": base, "NUMERO": "7", "RUNNER_TEMP": str(tmp_path), "GITHUB_HEAD_REF": "69-rhone", "GITHUB_ACTOR": "caf69",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": base, "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": "69-rhone", "GITLAB_USER_LOGIN": "caf69",
    }  # fmt: skip
    env.pop("CONVENTIONS_DEPARTMENTS", None)
    if name.startswith("proposition/perimetre"):
        git(chaine, "update-ref", "refs/proposition", "HEAD")
    done = subprocess.run(["/bin/bash", "-e", "-c", STEPS[name]], cwd=chaine, env=env, capture_output=True, text=True, check=False)  # fmt: skip
    expected = 1 if name in {"gitlab/verification", "proposition/verification/3"} else 0
    assert done.returncode == expected, done.stdout + done.stderr
    assert (chaine / LEAVES.get(name, "")).exists()


def test_toutes_les_etapes_de_gitlab_disent_ce_qu_elles_laissent() -> None:
    assert {name for name in STEPS if name.startswith("gitlab/")} == LEAVES.keys()


def image(folder: Path, answer: str) -> subprocess.CompletedProcess[str]:
    """tools/image.sh, before a registry that gives this answer."""
    (folder / "tools").mkdir(exist_ok=True)
    for name in ("image.sh", "apt.sh"):
        shutil.copy(ROOT / "tools" / name, folder / "tools")
    (folder / "bin").mkdir(exist_ok=True)
    (folder / "bin/skopeo").write_text(f'#!/bin/sh\n[ "$4" = docker://python:3.11-bookworm ] || exit 3\n{answer}\n')
    (folder / "bin/skopeo").chmod(0o755)
    env = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}
    return subprocess.run(["sh", str(folder / "tools/image.sh")], env=env, capture_output=True, text=True, check=False)


def test_l_image_de_gitlab_se_fixe_par_son_empreinte(tmp_path: Path) -> None:
    pipeline = tmp_path / ".gitlab-ci.yml"
    shutil.copy(ROOT / ".gitlab-ci.yml", pipeline)
    before = pipeline.read_text(encoding="utf-8")
    for answer in ("exit 1", "echo rien", "echo sha256:abc"):
        assert image(tmp_path, answer).returncode != 0
        assert pipeline.read_text(encoding="utf-8") == before
    for digit in "ab":
        assert image(tmp_path, f"echo sha256:{digit * 64}").returncode == 0
        assert yaml.safe_load(pipeline.read_text(encoding="utf-8"))["default"]["image"] == f"python:3.11-bookworm@sha256:{digit * 64}"  # fmt: skip
