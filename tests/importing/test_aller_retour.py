"""A convention written in Word and read back says the same, field by field; what exists is never written over."""

from __future__ import annotations

import io
import os
import subprocess
from pathlib import Path

import docx
import pytest

from conventions.importing.lecture import lire
from conventions.importing.lieu import departements
from tests.helpers import REFERENCE
from tests.importing.retour import dit, exemple, lieu, relu, suivent, word
from tests.places import COMMANDE, EXEMPLE, SOURCE_DATE_EPOCH


@pytest.mark.parametrize("code", suivent())
@pytest.mark.echantillon(4)
def test_written_in_word_and_read_back_it_says_the_same(code: str) -> None:
    fait, back = relu(word(code), code)
    assert dit(lieu(code), back.origine) == dit(lieu(code), exemple().fiches[code].convention)
    assert [p.texte for p in fait.passages if p.etat == "sans place"] == [docx_avis(code)]
    assert [d.code for d in departements(lire(word(code)), REFERENCE)] == [code]


def docx_avis(code: str) -> str:
    """The notice that fictitious data begins with: no word of a convention."""
    return next(p.text for p in docx.Document(io.BytesIO(word(code))).paragraphs if p.text.startswith("Site fictif."))


def test_the_command_writes_the_file_then_only_what_changes(tmp_path: Path) -> None:
    source, folder = tmp_path / "convention.docx", tmp_path / "departments"
    source.write_bytes(word("69"))

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "CONVENTIONS_DEPARTMENTS": str(folder), "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH}
        return subprocess.run([COMMANDE, "import", *words], env=env, cwd=tmp_path, capture_output=True, text=True, check=False)  # fmt: skip

    first = run(str(source))
    assert (first.returncode, first.stderr) == (0, "")
    written = folder / "69-rhone.yml"
    made = written.read_text(encoding="utf-8")
    assert "nom: Vauquelin" in made
    assert "77 sur 78" in first.stdout
    written.write_text(made.replace("Vauquelin", "Autre"), encoding="utf-8")
    second = run(str(source))
    assert "convention.signataires.prefet.representants.0.nom : « Autre » devient « Vauquelin »" in second.stdout
    assert "Autre" in written.read_text(encoding="utf-8")
    assert "caf" not in (tmp_path / "import/69-rhone.yml").read_text(encoding="utf-8").partition("signataires")[2]
    page = (tmp_path / "import/69-rhone-rapport-2.html").read_text(encoding="utf-8")
    assert "Ce qui change" in page
    refused = run(str(EXEMPLE / "69-rhone.yml"))
    assert (refused.returncode, "ni un document Word" in refused.stderr) == (2, True)


def test_a_text_that_does_not_follow_the_trame_is_one_of_its_own(tmp_path: Path) -> None:
    source, folder = tmp_path / "convention.docx", tmp_path / "departments"
    source.write_bytes(word("48"))
    env = {**os.environ, "CONVENTIONS_DEPARTMENTS": str(folder), "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH}
    ran = subprocess.run(
        [COMMANDE, "import", str(source)], env=env, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    made = (folder / "pieces/48/convention.md").read_text(encoding="utf-8")
    for kept in (
        "## Article 3 – Les tournées",
        "1. La préfecture réunit",
        "| Mende | mardi et samedi |",
        "b) un péril",
        "[^1]: ",
    ):
        assert kept in made
    assert "texte: pieces/48/convention.md" in (folder / "48-lozere.yml").read_text(encoding="utf-8")
