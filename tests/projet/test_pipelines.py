"""The pipelines of both forges: valid, without rights nor secrets for a fork, and their steps run on a real git history."""

from __future__ import annotations

import fnmatch
import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from conventions.cli.perimeter import outside
from tests.history import change, git
from tests.places import ROOT, SOURCE_DATE_EPOCH

Pipeline = dict[str, Any]
Construire = Callable[..., subprocess.CompletedProcess[str]]
SCHEMAS = Path(__file__).parent / "schemas"
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def read(path: Path) -> Pipeline:
    """YAML 1.2, where `on` is a word."""
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    return {("on" if key is True else key): value for key, value in loaded.items()}


def steps(workflow: Pipeline) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_github_suit_le_schema_publie(path: Path) -> None:
    schema = json.loads((SCHEMAS / "github-workflows.json").read_text())
    jsonschema.Draft7Validator(schema).validate(read(path))


def test_gitlab_suit_le_schema_publie() -> None:
    schema = json.loads((SCHEMAS / "gitlab-ci.json").read_text())
    jsonschema.Draft7Validator(schema).validate(read(ROOT / ".gitlab-ci.yml"))


def test_aucune_etape_ne_reprend_ce_qu_une_autre_a_fait() -> None:
    """What is published comes from the commit alone: a proposal cannot leave anything to the next build."""
    github = {
        path.name: [s["with"]["path"] for s in steps(read(path)) if "/cache@" in s.get("uses", "")]
        for path in WORKFLOWS
    }
    assert github == {"proposition.yml": [], "publication.yml": []}
    assert all("cache" not in word for path in WORKFLOWS for step in steps(read(path)) for word in step.get("with", {}))
    gitlab = {name: job["cache"]["paths"] for name, job in read(ROOT / ".gitlab-ci.yml").items() if "cache" in job}
    assert gitlab == {}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.name)
def test_les_actions_sont_fixees_par_leur_empreinte(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    used = re.findall(r"uses: (\S+)(.*)", text)
    assert used
    for action, comment in used:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action
    assert not re.search(r"\$\{\{\s*github\.(?:head_ref|event\.pull_request\.(?:title|body|head))", text)


def test_une_proposition_n_a_ni_secret_ni_droit_d_ecriture() -> None:
    path = ROOT / ".github/workflows/proposition.yml"
    workflow = read(path)
    assert set(workflow["on"]) == {"pull_request"}
    assert workflow["permissions"] == {}
    assert all(job["permissions"] == {"contents": "read"} for job in workflow["jobs"].values())
    assert "secrets." not in path.read_text(encoding="utf-8")
    assert all("${{" not in step.get("run", "") for step in steps(workflow)), (
        "une valeur passe par env, jamais dans le texte d’un script"
    )
    for step in steps(workflow):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"].get("persist-credentials") is False or "base.sha" in step["with"]["ref"]


def test_le_perimetre_est_juge_par_le_code_publie() -> None:
    job = read(ROOT / ".github/workflows/proposition.yml")["jobs"]["perimetre"]
    assert job["steps"][0]["with"]["ref"] == "${{ github.event.pull_request.base.sha }}"
    script = read(ROOT / ".gitlab-ci.yml")["perimetre"]["script"]
    assert script[1].startswith("git checkout")
    assert script.index('git checkout --quiet --detach "$CI_MERGE_REQUEST_DIFF_BASE_SHA"') < next(
        i for i, s in enumerate(script) if "venv.sh" in s
    )


def test_les_modeles_sont_les_memes_sur_les_deux_forges() -> None:
    github = {p.name: p.read_text() for p in (ROOT / ".github/PULL_REQUEST_TEMPLATE").glob("*.md")}
    gitlab = {p.name: p.read_text() for p in (ROOT / ".gitlab/merge_request_templates").glob("*.md")}
    github["Default.md"] = (ROOT / ".github/pull_request_template.md").read_text()
    assert github == gitlab
    assert {"nouvelle-convention.md", "correction.md", "signature.md", "avenant.md", "denonciation.md"} < set(github)


def owners(path: str) -> str:
    """The owner that the last matching line of CODEOWNERS gives."""
    found = ""
    for line in (ROOT / "CODEOWNERS").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pattern, who = line.split()
            glob = pattern.lstrip("/") + ("*" if pattern.endswith("/") else "")
            deep = "/" in path and "*.yml" in pattern and path.count("/") > pattern.count("/") - 1
            if pattern == "*" or (fnmatch.fnmatch(path, glob) and not deep):
                found = who
    return found


@pytest.mark.parametrize(
    "path",
    ["departments/69-rhone.yml", "departments/pieces/69/convention.pdf", "departments/archives/2026-2029/69-rhone.yml", "hooks/site_hook.py", "mkdocs.yml", ".github/workflows/proposition.yml", "CODEOWNERS", "docs/index.md"],
)  # fmt: skip
def test_codeowners_dit_comme_le_perimetre(path: str) -> None:
    alone = not outside(f":100644 100644 a b M\0{path}\0", "departments")
    assert owners(path).endswith("relecteurs" if alone else "mainteneurs")


@pytest.mark.parametrize(
    ("listing", "count"),
    [
        (
            ":100644 100644 a b M\0departments/69-rhone.yml\0:000000 100644 a b A\0departments/pieces/69/convention.pdf\0",
            0,
        ),
        (":100644 100644 a b M\0departments/69-rhone.yml\0:100644 100644 a b M\0departments/01-ain.yml\0", 2),
        (":100644 100644 a b M\0departments/69-rhone.yml\0:000000 100644 a b A\0departments/pieces/01/x.pdf\0", 2),
        (":000000 120000 a b A\0departments/pieces/69/x.pdf\0", 1),
        (":000000 160000 a b A\0departments/pieces/69\0", 1),
        (":000000 100755 a b A\0departments/69-rhone.yml\0", 1),
        (":100644 100644 a b M\0departments/69-rhone.yml\0:100644 100644 a b M\0hooks/site_hook.py\0", 1),
        (":000000 100644 a b A\0departments/pieces/69/a/b.pdf\0", 1),
    ],
)
def test_perimetre(listing: str, count: int) -> None:
    assert len(outside(listing, "departments")) == count


def run(script: str, repo: Path, **env: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH, "RUNNER_TEMP": str(repo.parent), **env}
    settings.pop("CONVENTIONS_DEPARTMENTS", None)
    return subprocess.run(
        ["bash", "-e", "-c", script], cwd=repo, env=settings, capture_output=True, text=True, check=False
    )


def script_of(name: str) -> str:
    workflow = read(ROOT / ".github/workflows/proposition.yml")
    return next(str(step["run"]) for step in steps(workflow) if step.get("name") == name)


def test_les_etapes_de_github_sur_un_vrai_historique(depot: Path) -> None:
    base = git(depot, "rev-parse", "HEAD")
    change(depot, "69-rhone.yml", ("deux fois par an, au", "trois fois par an, au"))
    summary, output = depot.parent / "resume.md", depot.parent / "sortie.txt"
    env = {"BASE": base, "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(output)}

    checked = run(script_of("Vérifier les fichiers"), depot, **env)
    assert checked.returncode == 1, checked.stderr
    assert checked.stdout.startswith("::error file=departments/69-rhone.yml,line=")
    assert "contrat-modifie" in checked.stdout

    told = run(script_of("Dire en mots ce qui change"), depot, **env)
    assert told.returncode == 0, told.stderr
    text = summary.read_text(encoding="utf-8")
    assert "#### Rhône &#40;69&#41;" in text
    assert "Article 3, alinéa 6" in text

    git(depot, "update-ref", "refs/proposition", "HEAD")
    judged = run(script_of("Un département, ou tout le projet ?"), depot, **env)
    assert judged.returncode == 0, judged.stderr
    assert output.read_text() == "mainteneur=non\n"


def test_le_perimetre_de_github_demande_un_mainteneur(depot: Path) -> None:
    base = git(depot, "rev-parse", "HEAD")
    (depot / "mkdocs.yml").write_text("site_name: autre\n")
    git(depot, "add", "mkdocs.yml")
    git(depot, "commit", "-q", "-m", "proposition")
    git(depot, "update-ref", "refs/proposition", "HEAD")
    output = depot.parent / "sortie.txt"
    env = {"BASE": base, "GITHUB_STEP_SUMMARY": str(depot.parent / "resume.md"), "GITHUB_OUTPUT": str(output)}
    judged = run(script_of("Un département, ou tout le projet ?"), depot, **env)
    assert judged.returncode == 0, judged.stderr
    assert output.read_text() == "mainteneur=oui\n"
    assert "::warning file=mkdocs.yml::" in judged.stdout


def test_les_etapes_de_gitlab_sur_un_vrai_historique(depot: Path) -> None:
    base = git(depot, "rev-parse", "HEAD")
    change(depot, "69-rhone.yml", ("deux fois par an, au", "trois fois par an, au"))
    jobs = read(ROOT / ".gitlab-ci.yml")
    for name in ("verification", "resume"):
        script = "\n".join(line for line in jobs[name]["script"] if "venv.sh" not in line)
        result = run(script, depot, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
        assert result.returncode == (1 if name == "verification" else 0), result.stderr
    report = json.loads((depot / "gl-code-quality-report.json").read_text())
    assert {"description", "check_name", "fingerprint", "severity", "location"} == set(report[0])
    assert len({entry["fingerprint"] for entry in report}) == len(report)
    assert "### Ce que la proposition change" in (depot / "resume.md").read_text()


def test_le_resume_en_mots(depot: Path) -> None:
    """The last two signatures, a reworded clause and a blank filled, told in words."""
    path = depot / "departments/69-rhone.yml"
    text = path.read_text(encoding="utf-8")
    unsigned = re.sub(r"(nom: (?:Oullier|Chazay), .*), signe_le: [0-9-]+\}", r"\1}", text)
    head, tail = unsigned.split("\navenants:", 1)
    path.write_text(head + "\n" + tail[tail.index("\nsuivi:") :].split("\ndocument_signe:")[0] + "\n", encoding="utf-8")
    git(depot, "commit", "-q", "-a", "-m", "avant")
    base = git(depot, "rev-parse", "HEAD")
    change(
        depot,
        "69-rhone.yml",
        ("titre: directeur général}", "titre: directeur général, signe_le: 2026-10-09}"),
        ("titre: directrice générale}", "titre: directrice générale, signe_le: 2026-10-12}"),
        ("deux fois par an, au", "trois fois par an, au"),
    )
    result = run(f".venv/bin/conventions diff {base} HEAD", depot)
    assert result.returncode == 0, result.stderr
    guide = (ROOT / "docs/contribuer/verifier.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"```text\n(Rhône .*?)```", guide, re.DOTALL)
    assert re.sub("[\u00a0\u202f]", " ", result.stdout.strip()) == re.sub("[\u00a0\u202f]", " ", shown.strip())


def test_une_valeur_hostile_reste_du_texte_dans_le_resume(depot: Path) -> None:
    base = git(depot, "rev-parse", "HEAD")
    hostile = "intitule: '<img src=x> @tous [x](https://example.org) | # titre'"
    change(depot, "69-rhone.yml", ("intitule: Médiation familiale à distance", hostile))
    text = run(f".venv/bin/conventions diff {base} HEAD --format markdown", depot).stdout
    assert "(at)tous" not in text
    assert "&#40;at&#41;tous" in text
    assert not set("<>[]|@`*_") & set(
        re.sub(r"&#\d+;", "", "".join(line[2:] for line in text.splitlines() if line.startswith("- ")))
    )


COMMANDS = ("::warning::", "::error::", "::set-output name=x::", "##[error]", "\x1b[2K")
"""What a forge or a terminal obeys where a line of a log begins with it."""


@pytest.fixture
def hostile(depot: Path) -> Path:
    """Names of files, keys and values that would each begin a line with a command."""
    folder = depot / "departments"
    for command in COMMANDS:
        (folder / f"x\n{command}y.pdf").write_bytes(b"x")
    text = "".join(f'"cle\\n{c.replace(chr(27), "")}": "v\\r\\n{c.replace(chr(27), "")}"\n' for c in COMMANDS)
    words = 'trame: "2026\\n::warning::x"\ntexte: "pieces/69/a\\n::warning::x.md"\n'
    (folder / "69-rhone.yml").write_text(f'departement: "69"\n{words}{text}', encoding="utf-8")
    return folder


def test_aucun_journal_ne_commande_la_forge(hostile: Path, tmp_path: Path, construire: Construire) -> None:
    build = construire(tmp_path / "site", hostile)
    checked = run(".venv/bin/conventions check", hostile.parent)
    compared = run(".venv/bin/conventions diff HEAD", hostile.parent)
    git(hostile.parent, "add", ".")
    git(hostile.parent, "commit", "-q", "-m", "proposition")
    judged = run(".venv/bin/conventions perimeter HEAD~1 HEAD", hostile.parent)
    assert (build.returncode, checked.returncode, judged.returncode) == (1, 1, 1)
    for done in (build, checked, compared, judged):
        log = done.stdout + done.stderr
        assert not [line for line in re.split(r"[\n\r]", log) if line.lstrip().startswith(COMMANDS)]
        assert "\x1b" not in log
