"""Publishing: one site, then the next, never half of one; compressed copies beside the files; a version and its changes."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.places import ROOT
from tests.projet.test_pipelines import read, run


def test_publier_change_de_site_d_un_seul_coup(tmp_path: Path) -> None:
    project = tmp_path / "projet"
    (project / "tools").mkdir(parents=True)
    for script in ("publier.sh", "compresser.sh"):
        shutil.copy(ROOT / "tools" / script, project / "tools")
    command = ["sh", str(project / "tools/publier.sh"), str(tmp_path / "hote"), "2"]
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert "make site" in refused.stderr
    (project / "site").mkdir()
    for rank in range(4):
        (project / "site/index.html").write_text(f"version {rank}")
        subprocess.run(command, capture_output=True, check=True)
        current = tmp_path / "hote/actuel"
        assert current.is_symlink()
        assert (current / "index.html").read_text() == f"version {rank}"
        assert gzip.decompress((current / "index.html.gz").read_bytes()).decode() == f"version {rank}"
        assert not list((project / "site").glob("*.gz")), "le site construit lui-même n’en porte pas"
    assert len(list((tmp_path / "hote/versions").iterdir())) == 2


# Stands for the command, which a machine may lack: says how it was called.
BROTLI = """#!/bin/sh
test "$1 $2 $3 $4" = "-q 11 -f -k" || exit 2
shift 4
for file; do { echo brotli; cat "$file"; } > "$file.br"; done
"""


@pytest.mark.parametrize("brotli", ["", BROTLI])
def test_les_copies_compressees_ne_dependent_que_des_fichiers(tmp_path: Path, brotli: str) -> None:
    commands = tmp_path / "bin"
    commands.mkdir()
    for name in ("sh", "find", "gzip", "cat"):
        (commands / name).symlink_to(str(shutil.which(name)))
    if brotli:
        (commands / "brotli").write_text(brotli)
        (commands / "brotli").chmod(0o755)
    texts = {
        "index.html": b"<p>un</p>",
        "a b/style.css": b"p{}",
        "donnees/d.json": b"{}",
        "a.yml": b"a: 1",
        "p.mjs": b"1",
        "p.wasm": b"\0asm",
    }
    made = []
    for day in (0, 1_000_000_000):
        folder = tmp_path / str(day)
        for name, data in {**texts, "image.png": b"png", "p.zip": b"PK"}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
            os.utime(folder / name, (day, day))
        (folder / "index.html.gz").write_bytes(b"vieux")
        command = ["sh", str(ROOT / "tools/compresser.sh"), str(folder)]
        said = subprocess.run(command, env={"PATH": str(commands)}, capture_output=True, text=True, check=True).stderr
        assert said == "" if brotli else "brotli" in said
        made.append({str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()})
    assert made[0] == made[1]
    copies = {".gz", ".br"} if brotli else {".gz"}
    assert set(made[0]) == {*texts, "image.png", "p.zip", *(name + copy for name in texts for copy in copies)}
    for name, data in texts.items():
        assert made[0][name] == data
        assert gzip.decompress(made[0][f"{name}.gz"]) == data
        assert not brotli or made[0][f"{name}.br"] == b"brotli\n" + data


def test_la_version_a_ses_changements_dans_le_journal() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    journal = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"\n## [{version}] – " in journal
    assert "\n## À venir\n" in journal


MAKE = """#!/bin/sh
echo "$1 ${ADRESSE_DU_SITE:-}" >> ordre.txt
[ "$1" != documents ]
"""


@pytest.mark.parametrize("forge", ["github", "gitlab"])
def test_les_documents_se_font_avant_le_site_et_n_empechent_pas_de_le_publier(forge: str, tmp_path: Path) -> None:
    """The steps of the publication, up to the site, with a « make » that does not succeed in making documents."""
    if forge == "github":
        jobs = read(ROOT / ".github/workflows/publication.yml")["jobs"]["construction"]["steps"]
        lines = [(step["run"], step.get("env", {})) for step in jobs if "run" in step]
        assert {str(env) for script, env in lines if "make documents" in script or script == "make site"} == {
            "{'ADRESSE_DU_SITE': '${{ vars.ADRESSE_DU_SITE }}'}"
        }
    else:
        lines = [(line, {}) for line in read(ROOT / ".gitlab-ci.yml")["pages"]["script"]]
    (tmp_path / "bin").mkdir()
    for name, text in {"make": MAKE, "apt-get": "#!/bin/sh\nexit 1\n", "sudo": '#!/bin/sh\nexec "$@"\n'}.items():
        (tmp_path / "bin" / name).write_text(text, encoding="utf-8")
        (tmp_path / "bin" / name).chmod(0o755)
    for script, _ in lines[: [script for script, _ in lines].index("make site") + 1]:
        done = run(script, tmp_path, PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}")
        assert done.returncode == 0, done.stderr
    assert [line.split()[0] for line in (tmp_path / "ordre.txt").read_text().splitlines()] == ["documents", "site"]
