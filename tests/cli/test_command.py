"""The command as people run it: exit codes, which files, against what is published, how fast."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conventions.check import FAMILLES
from tests.conftest import combien
from tests.history import change, git
from tests.places import COMMANDE, EXEMPLE, ROOT, SOURCE_DATE_EPOCH


def run(*words: str | Path, where: Path = ROOT, **env: str) -> subprocess.CompletedProcess[str]:
    settings = {**os.environ, "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH, **env}
    return subprocess.run([COMMANDE, *words], cwd=where, env=settings, capture_output=True, text=True, check=False)


@pytest.mark.lent
def test_sans_faute_rend_zero() -> None:
    result = run("check", CONVENTIONS_DEPARTMENTS=str(EXEMPLE))
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("Aucune faute.")


@pytest.mark.lent
def test_une_faute_rend_un_et_un_avertissement_zero(tmp_path: Path) -> None:
    path = tmp_path / "departments/69-rhone.yml"
    path.parent.mkdir()
    path.write_text('departement: "69"\ntrame: 2026-2029\nconvention:\n  fait: {a: XXX}\n', encoding="utf-8")
    warned = run("check", where=tmp_path)
    assert warned.returncode == 0
    assert "1\u00a0avertissement : rien n’empêche la publication." in warned.stdout
    path.write_text('departement: "69"\ntrame: 2026-2029\nconvention:\n  fait: {le: 12/10/2026}\n', encoding="utf-8")
    assert run("check", where=tmp_path).returncode == 1


@pytest.mark.parametrize(
    "words",
    [(), ("chek",), ("check", "--format", "xml"), ("check", "absent.yml"), ("check", "README.md"), ("check", "--base", "nulle-part"), ("check", "--base", "--output=x"), ("new", "999"), ("new", "69"), ("perimeter", "nulle-part"), ("diff", "nulle-part"), ("export",), ("export", "docx"), ("export", "docx", "999"), ("export", "pdf", "999")],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.lent
def test_un_mauvais_usage_rend_deux_en_francais(words: tuple[str, ...]) -> None:
    result = run(*words)
    assert result.returncode == 2
    assert result.stdout == ""
    assert "conventions" in result.stderr
    assert not {"error", "usage:", "required", "invalid", "Traceback"} & set(result.stderr.replace("\n", " ").split())


def test_un_seul_fichier(tmp_path: Path) -> None:
    folder = tmp_path / "departments"
    folder.mkdir()
    for code, name in (("69", "69-rhone"), ("01", "01-ain")):
        (folder / f"{name}.yml").write_text(f'departement: "{code}"\ntrame: faute\n', encoding="utf-8")
    for path in ("departments/69-rhone.yml", str(folder / "69-rhone.yml")):
        result = run("check", path, "--format", "json", where=tmp_path)
        faults = json.loads(result.stdout)["fautes"]
        assert {f["fichier"] for f in faults} == {"departments/69-rhone.yml"}
        assert result.returncode == 1


def test_un_seul_fichier_dit_ce_que_d_autres_ecrivent_autrement(tmp_path: Path) -> None:
    folder = tmp_path / "departments"
    folder.mkdir()
    for code, name in (("69", "69-rhone"), ("42", "42-loire"), ("01", "01-ain")):
        cour = f"convention: {{signataires: {{cour: {{adresse: '{code} rue du Modèle, 69003 Lyon'}}}}}}"
        (folder / f"{name}.yml").write_text(f'departement: "{code}"\ntrame: 2026-2029\n{cour}\n', encoding="utf-8")
    result = run("check", "departments/69-rhone.yml", "--format", "json", where=tmp_path)
    (fault,) = json.loads(result.stdout)["fautes"]
    assert (fault["fichier"], fault["regle"]) == ("departments/69-rhone.yml", "institution-partagee")


def few(place: Path) -> None:
    """A folder of some of the examples."""
    shutil.copytree(EXEMPLE / "pieces", place / "departments/pieces")
    for name in ("01-ain", "2a-corse-du-sud", "48-lozere", "67-bas-rhin", "68-haut-rhin", "75-paris"):
        shutil.copy(EXEMPLE / f"{name}.yml", place / "departments")


@pytest.mark.lent
def test_ce_qui_est_connu_n_est_pas_refait(tmp_path: Path) -> None:
    """A second check takes what the first has found out of the store: it costs little more than its start."""
    few(tmp_path)
    first, second = (_processor("check", where=tmp_path, CONVENTIONS_STORE="store") for _ in range(2))
    assert second < min(2.0, first / 2), (first, second)


@pytest.mark.lent
def test_un_fichier_seul_n_attend_pas_les_autres(tmp_path: Path) -> None:
    """Without a store: the file named is read, judged and made into pages, and it alone."""
    few(tmp_path)
    one = _processor("check", "departments/67-bas-rhin.yml", where=tmp_path, CONVENTIONS_STORE="")
    assert one < _processor("check", where=tmp_path, CONVENTIONS_STORE="") / 2


@pytest.mark.lent
def test_un_bogue_d_une_page_est_une_faute_du_fichier(tmp_path: Path) -> None:
    """A check is the whole pass: a page that cannot be made is told, with what to send to who maintains the program."""
    (tmp_path / "sitecustomize.py").write_text(BOGUE, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])
    few(tmp_path)
    result = run("check", where=tmp_path, CONVENTIONS_STORE="", PYTHONPATH=path)
    told = [line for line in result.stdout.splitlines() if "erreur du programme" in line]
    assert (result.returncode, result.stderr) == (1, "")
    assert [line.partition(":")[0] for line in told] == ["departments/48-lozere.yml"]
    assert "erreur du programme, à signaler avec ce message" in told[0]
    assert "'essai', dans sitecustomize.broken" in told[0]


BOGUE = """
import conventions.build.work as work

whole = work.pages_of_department

def broken(view, fiche):
    if fiche.dossier.code == "48" and fiche.dossier.empreinte:
        raise KeyError("essai")
    return whole(view, fiche)

work.pages_of_department = broken
"""


def _processor(*words: str, where: Path, **env: str) -> float:
    """The processor seconds of the whole command."""
    before = os.times()
    result = run(*words, where=where, **env)
    after = os.times()
    assert result.returncode == 0, result.stdout[:2000] + result.stderr
    return after.children_user + after.children_system - before.children_user - before.children_system


@pytest.mark.lent
def test_la_base_est_le_point_de_depart_de_la_branche(depot: Path) -> None:
    """A branch that is behind is not blamed for what others have published since."""
    git(depot, "checkout", "-q", "-b", "branche")
    git(depot, "checkout", "-q", "main")
    (depot / "departments/70-haute-saone.yml").write_text('departement: "70"\ntrame: 2026-2029\n', encoding="utf-8")
    git(depot, "add", ".")
    git(depot, "commit", "-q", "-m", "ailleurs")
    git(depot, "checkout", "-q", "branche")
    assert run("check", "--base", "main", where=depot).returncode == 0
    change(depot, "69-rhone.yml", ("deux fois par an, au", "trois fois par an, au"))
    changed = run("check", "--base", "main", where=depot)
    assert changed.returncode == 1
    assert "a été signé, et devient" in changed.stdout


@pytest.mark.lent
def test_un_fichier_publie_ne_disparait_pas(depot: Path) -> None:
    (depot / "departments/13-bouches-du-rhone.yml").unlink()
    result = run("check", "--base", "HEAD", where=depot)
    assert result.returncode == 1
    assert "departments/13-bouches-du-rhone.yml:1:1: ce fichier est publié et disparaîtrait" in result.stdout


def test_chaque_message_mene_a_son_aide(tmp_path: Path) -> None:
    path = tmp_path / "departments/69-rhone.yml"
    path.parent.mkdir()
    path.write_text('departement: "69"\ntrame: 2026-2029\nconvention: x\n', encoding="utf-8")
    result = run("check", "--format", "json", where=tmp_path, ADRESSE_DU_SITE="https://conventions.example/a/")
    assert json.loads(result.stdout)["fautes"][0]["aide"] == "https://conventions.example/a/contribuer/regles/#format"


@pytest.mark.lent
def test_les_ancres_de_l_aide_existent(site: Path) -> None:
    page = (site / "contribuer/regles/index.html").read_text(encoding="utf-8")
    missing = [rule.id for _, rules in FAMILLES for rule in rules if f' id="{rule.id}"' not in page]
    assert missing == []


@pytest.mark.lent
def test_la_verification_ne_coute_pas_le_carre_du_nombre_de_fichiers(tmp_path: Path) -> None:
    """Three times the files: about three times the processor; a rule that read all the others would make it nine."""
    files = combien(50, epreuve=101)
    few, many = (_processor_of_check(number, tmp_path / str(number)) for number in (files, 3 * files))
    assert many < 6 * few, (few, many)


def _processor_of_check(number: int, place: Path) -> float:
    """The processor seconds of the whole command, over that many complete files."""
    make = [sys.executable, "-m", "tests.exemple.national", "--nombre", str(number), "--graine", "1"]
    subprocess.run([*make, str(place / "departments")], cwd=ROOT, check=True, capture_output=True)
    national = place / "departments-national"
    env = {"CONVENTIONS_NATIONAL": str(national)} if national.is_dir() else {}
    return _processor("check", where=place, **env)
