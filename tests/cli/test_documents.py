"""`conventions export documents`: what is missing or has changed is made, what is no longer is taken away, the rest is left."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import msgspec
import pytest

from conventions.build.executor import opened
from conventions.build.telechargements import LISTE, Faits
from conventions.cli import documents, fabrique, odt
from conventions.cli.parser import Parser
from conventions.model.telechargement import Telechargement
from tests.places import SOURCE_DATE_EPOCH

if any(map(documents.lacks, documents.BESOINS)):
    pytest.skip("l’option « documents » n’est pas installée", allow_module_level=True)

CODES = ("01", "67", "68")
"""One that has no file, one that has, one that is in the convention of the other."""
VIERGES = {
    "departements/01-ain/convention-a-remplir.docx",
    "departements/67-bas-rhin/convention-a-remplir.docx",
    "departements/68-haut-rhin/convention-a-remplir.docx",
}
CONVENTION = "departements/67-bas-rhin/2026-2029/convention"


FICHIERS = {
    "67-bas-rhin.yml": 'departement: "67"\ntrame: 2026-2029\nconvention:\n  instance: {frequence: "trois fois par an"}\n',
    "68-haut-rhin.yml": 'departement: "68"\ntrame: 2026-2029\nmeme_convention_que: "67"\n',
}


@pytest.fixture
def donnees(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three départements of the hundred and one; no LibreOffice, and PDFs that say only where they come from: `test_pdf.py` makes them."""
    folder = tmp_path / "departments"
    folder.mkdir()
    for name, source in FICHIERS.items():
        (folder / name).write_text(source, encoding="utf-8")
    monkeypatch.setenv("CONVENTIONS_DEPARTMENTS", str(folder))
    monkeypatch.setenv("CONVENTIONS_STORE", "")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SOURCE_DATE_EPOCH)
    monkeypatch.setattr(odt, "there", lambda: False)
    monkeypatch.setattr("conventions.documents.pdf.pdf", lambda _, origin: f"%PDF-1.7 {origin}".encode())
    every = fabrique._wanted
    monkeypatch.setattr(
        fabrique, "_wanted", lambda site, faulty: {c: f for c, f in every(site, faulty).items() if c in CODES}
    )
    return folder


def make(where: Path) -> int:
    parser = Parser()
    fabrique.declare(parser)
    return fabrique.run(parser.parse_args([str(where)]))


def files(where: Path) -> dict[str, int]:
    """Of each document, the moment at which it was written."""
    return {p.relative_to(where).as_posix(): p.stat().st_mtime_ns for p in where.rglob("*.*") if p.name != LISTE}


def test_only_what_has_changed_is_made_again(donnees: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = tmp_path / "documents"
    assert make(where) == 0
    first = files(where)
    assert set(first) == {*VIERGES, f"{CONVENTION}.docx", f"{CONVENTION}.pdf"}
    told = capsys.readouterr().out
    assert "3/3 " in told
    assert "5\u00a0documents dans" in told
    assert "dont 5 refaits" in told
    assert "textes/67-bas-rhin" in (where / f"{CONVENTION}.pdf").read_text(encoding="utf-8")

    assert make(where) == 0
    assert files(where) == first
    assert capsys.readouterr().out.endswith("dont 0 refaits\n")

    (where / f"{CONVENTION}.pdf").write_bytes(b"")  # stopped half way
    path = donnees / "68-haut-rhin.yml"
    path.write_text(path.read_text(encoding="utf-8") + "# relu\n", encoding="utf-8")
    assert make(where) == 0
    again = files(where)
    assert {name for name in first if again[name] != first[name]} == {n for n in first if "01-ain" not in n}

    path.unlink()
    (donnees / "67-bas-rhin.yml").write_text('departement: "67"\ntrame: faute\n', encoding="utf-8")
    assert make(where) == 1
    told = capsys.readouterr().out
    assert "67-bas-rhin.yml a des fautes" in told
    assert set(files(where)) == VIERGES
    listed = msgspec.json.decode((where / LISTE).read_bytes(), type=dict[str, Faits])
    assert {one.adresse for faits in listed.values() for one in faits.fichiers} == VIERGES


def test_what_cannot_be_made_is_refused_in_a_sentence(
    donnees: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "fichier").write_bytes(b"")
    monkeypatch.setattr(fabrique, "documents_of", lambda *_: [("a.docx", "A", b"")])
    assert make(tmp_path / "fichier") == 2
    assert "rien ne peut être écrit dans" in capsys.readouterr().err
    monkeypatch.setattr(fabrique, "template", lambda: donnees / "67-bas-rhin.yml")
    assert make(tmp_path / "documents") == 2
    assert "n’est pas un document Word" in capsys.readouterr().err

    def without_pango(_: str) -> None:
        raise OSError("cannot load library")

    monkeypatch.setattr(documents, "import_module", without_pango)
    assert make(tmp_path / "documents") == 2
    assert "apt install libpango" in capsys.readouterr().err
    monkeypatch.setattr(documents, "lacks", lambda _: True)
    assert make(tmp_path / "documents") == 2
    assert (
        "les documents Word et PDF demandent l’option « documents » : pip install '.[documents]'"
        in capsys.readouterr().err
    )


def test_work_for_many_goes_to_every_core_and_tells_where_it_is(
    donnees: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is asked of the executor is one task a département, all at once."""
    asked: list[int] = []

    def executor(scheduler: str, tasks: int) -> object:
        asked.append(tasks)
        return opened(scheduler, 1)

    monkeypatch.setattr(fabrique, "executor", executor)
    monkeypatch.setattr(fabrique, "documents_of", lambda _c, _s, lot: [(f"{lot.code}.docx", "La convention", b"x")])
    assert make(tmp_path / "documents") == 0
    assert asked == [len(CODES)]
    told = capsys.readouterr().out.splitlines()
    assert [line.partition(" ")[0] for line in told[:3]] == ["1/3", "2/3", "3/3"]
    assert donnees.exists()


def word(where: Path, address: str) -> Telechargement:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        target.writestr("word/document.xml", "<a/>")
    (where / address).parent.mkdir(parents=True, exist_ok=True)
    (where / address).write_bytes(made.getvalue())
    return Telechargement(address, "La convention", len(made.getvalue()), "")


SOFFICE = """#!/bin/sh
# What « soffice --convert-to odt --outdir DIR A.docx B.docx » does, but for one that it cannot open.
while [ "$1" != --outdir ]; do shift; done
out=$2; shift 2
for file; do name=$(basename "$file" .docx); [ "$name" = 1 ] || cp "$file" "$out/$name.odt"; done
"""


def test_the_opendocument_of_each_is_asked_of_libreoffice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tool = tmp_path / "bin/soffice"
    tool.parent.mkdir()
    tool.write_text(SOFFICE, encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}{os.pathsep}{os.environ['PATH']}")
    where = tmp_path / "documents"
    found = {
        "67": [word(where, "d/67/convention.docx"), word(where, "d/67/convention-a-remplir.docx")],
        "69": [word(where, "d/69/convention.docx"), Telechargement("d/69/convention.pdf", "La convention", 1, "")],
    }
    assert odt.there()
    made = dict(odt.made(where, found))
    assert {code: [one.adresse for one in files] for code, files in made.items()} == {"67": ["d/67/convention.odt"]}
    assert (where / "d/67/convention.odt").stat().st_size == made["67"][0].octets
    assert not (where / "d/69/convention.odt").exists()
    told = capsys.readouterr().out
    assert "OpenDocument : 1/2" in told
    assert "d/69/convention.docx : LibreOffice n’en a pas fait de fichier OpenDocument" in told
