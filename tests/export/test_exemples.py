"""The worked examples of `docs/donnees/v1/exemples/index.md`, run as they are written, against the built files."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from openpyxl.formula.translate import Translator

from conventions.export.catalogue import RACINE
from conventions.export.classeur import ADRESSE
from tests.conftest import combien
from tests.export.tableur import EN_CSV, avec_libreoffice, ouvrir
from tests.places import NODE, ROOT

PAGE = ROOT / "docs/donnees/v1/exemples/index.md"

# Counted by hand in tests/exemple/departments, and not by a program.
SIGNES = 14
"""Every party of these has a `signe_le`: 13, 2A, 35, 48, 50, 64, 67 (whose convention is 68's too), 69, 75, 973, 974;
in 23 and 77 the document says that all have signed. The Doubs (25) and Mayotte (976) lack some; 29 and 59 have none."""
RECRITES = {
    "2026-2029/art-8-al-1": 3,  # 2A, 50, 77
    "2026-2029/art-8-al-2": 3,  # 25, 50, 77
    "2026-2029/art-1-al-3": 1,  # 69
    "2026-2029/art-1-al-5": 1,  # 973
}
"""Each `remplace` of a `redaction`, but those of 35, which only write a known slip as it is likely to be read."""
DETENTION = {
    ("Accueil des familles aux abords des établissements pénitentiaires", "Les chefs de cour (cour d’appel d’Aix-en-Provence)"),
    ("Temps parent-enfant en détention", "Les chefs de cour (cour d’appel de Bastia)"),
    ("Préparer la sortie en famille", "Les chefs de cour (cour d’appel de Rennes)"),
    ("Préparation des permissions de sortie", "Les chefs de cour (cour d’appel de Colmar)"),
    ("Médiation familiale à distance", "La Caf du Rhône"),
    ("Médiation familiale autour des parloirs", "Les chefs de cour (cour d’appel de Lyon)"),
    ("Liaison avec la maison d’arrêt", "Les chefs de cour (cour d’appel de Paris)"),
    ("Maintien des liens avec un parent détenu", "Les chefs de cour (cour d’appel de Saint-Denis de La Réunion)"),
}  # fmt: skip
"""Each action whose `axes` name `detention`, with the words of its `pilote` (`cour`, `caf`)."""
TENUES = {"2026": 12, "2027": 19}
"""Each `le` of `suivi.reunions`: in 2026, two of 35, 69 and 974, one of 13, 2A, 48, 64, 67 and 75; in 2027, four of 75,
three of 69, two of 13, 35, 67 and 973, one of 2A, 48, 64 and 974. None is after 15 January 2028."""
PREVUES = {"2": 4, "3": 1, "4": 1}
"""Each `reunions_par_an` of the text of today: 2 in 35, 67 (by an amendment), 77 and 976, 3 in 69 (by an amendment),
4 in 75, whose amendment that says 6 is not in force."""

Reponses = tuple[int, dict[str, int], set[tuple[str, str]], dict[str, int], dict[str, int]]
ATTENDUES: dict[str, Reponses] = {
    "site_exemple": (SIGNES, RECRITES, DETENTION, TENUES, PREVUES),
    "site": (0, {}, set(), {}, {}),
}


@pytest.fixture(scope="module", params=ATTENDUES)
def bati(request: pytest.FixtureRequest) -> tuple[Path, Reponses]:
    """The files of the examples, and those of the real départements, which have transmitted nothing; what is counted there."""
    folder: Path = request.getfixturevalue(request.param)
    return folder / RACINE, ATTENDUES[request.param]


def blocs(langage: str) -> str:
    """What the page shows in that language, end to end."""
    found = re.findall(rf"^```{langage}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert found
    return "".join(found)


def lancer(command: list[str], where: Path) -> list[Any]:
    """What the program says on its last line, in JSON."""
    done = subprocess.run(command, cwd=where, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    said: list[Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def reponses(found: list[Any]) -> Reponses:
    """The five answers, whatever says them."""
    signes, recrites, detention, tenues, prevues = found
    return signes, dict(recrites), {(title, who) for title, who in detention}, dict(tenues), dict(prevues)


def test_pandas(bati: tuple[Path, Reponses]) -> None:
    where, expected = bati
    counted = "[int(signes), recrites.to_dict(), detention.values.tolist(), tenues.to_dict(), prevues.to_dict()]"
    asked = f"{blocs('python')}\nimport json\nprint(json.dumps({counted}))"
    assert reponses(lancer([sys.executable, "-c", asked], where)) == expected


def test_duckdb(bati: tuple[Path, Reponses], monkeypatch: pytest.MonkeyPatch) -> None:
    where, expected = bati
    monkeypatch.chdir(where)
    base = duckdb.connect()
    (signes,), *others = [base.sql(query).fetchall() for query in _questions(base)]
    assert reponses([*signes, *others]) == expected


def _questions(base: duckdb.DuckDBPyConnection) -> list[str]:
    """The questions; what is asked before them is done."""
    macro, *questions = [statement.query for statement in duckdb.extract_statements(blocs("sql"))]
    base.execute(macro)
    return questions


def test_javascript(bati: tuple[Path, Reponses]) -> None:
    where, expected = bati
    asked = "console.log(JSON.stringify([signes, recrites, detention, tenues, prevues]));"
    said = lancer([str(NODE), "--input-type=module", "-e", blocs("javascript") + asked], where)
    assert reponses(said) == expected


EN_ANGLAIS = {
    "ARRONDI": "ROUND",
    "EQUIV": "MATCH",
    "GRANDE.VALEUR": "LARGE",
    "LIGNE": "ROW",
    "NB.SI.ENS": "COUNTIFS",
    "SI": "IF",
    "SIERREUR": "IFERROR",
    "SOMMEPROD": "SUMPRODUCT",
}
"""A workbook holds formulas in English, whatever the language in which they are typed."""


def en_anglais(formule: str) -> str:
    """What a French spreadsheet writes in the workbook when that is typed."""
    words = re.sub(r"[A-Z.]+(?=\()", lambda m: EN_ANGLAIS.get(m[0], m[0]), formule)
    return words.replace(";", ",").replace("VRAI", "TRUE")


def questions(where: Path, saved: Path) -> Path:
    """The published workbook, with the formulas typed in a sheet of its own."""
    book = openpyxl.load_workbook(where / ADRESSE)
    sheet = book.create_sheet("reponses", 0)
    for line in blocs("formule").splitlines():
        cells, formule = line.split(" ", 1)
        first, _, last = cells.partition(":")
        for (cell,) in sheet[f"{first}:{last or first}"]:
            cell.value = Translator(en_anglais(formule), first).translate_formula(cell.coordinate)
    book.active = 0
    book.save(saved)
    return saved


@avec_libreoffice
def test_formules(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Computed by LibreOffice, at once for each site."""
    sites = list(ATTENDUES)[: combien(1, epreuve=2)]
    books = [questions(request.getfixturevalue(site), tmp_path / f"{site}.xlsx") for site in sites]
    for site, made in zip(sites, ouvrir(books, EN_CSV, tmp_path), strict=True):
        rows = list(csv.reader(made.read_text(encoding="utf-8").splitlines(), delimiter=";"))
        tenues = {str(2026 + n): int(rows[n][7]) for n in range(4) if rows[n][7] != "0"}
        prevues = {str(1 + n): int(rows[n][8]) for n in range(4) if rows[n][8] != "0"}
        recrites = [(row[3], int(row[2])) for row in rows if row[3]]
        detention = [(row[5], row[6]) for row in rows if row[5]]
        assert reponses([int(rows[0][0]), recrites, detention, tenues, prevues]) == ATTENDUES[site]
