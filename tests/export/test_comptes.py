"""A built site counts alike wherever it counts: in its pages, in the JSON, in the CSV and in the workbook."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conventions.export.classeur import ADRESSE
from conventions.render.donnees import DOSSIER, TABLES
from tests.html_reader import lire, texte_visible


@pytest.fixture(scope="module", params=["site_exemple", "site"])
def bati(request: pytest.FixtureRequest) -> Path:
    """The site of the examples, and that of the real files."""
    found: Path = request.getfixturevalue(request.param)
    return found


def rows(bati: Path, nom: str) -> list[dict[str, Any]]:
    """Those of the JSON."""
    found: list[dict[str, Any]] = json.loads((bati / DOSSIER / f"{nom}.json").read_text(encoding="utf-8"))
    return found


def words(bati: Path, url: str) -> str:
    """What a page says, its narrow spaces as others."""
    return re.sub(r"\s+", " ", texte_visible(lire(bati / url / "index.html")))


def test_the_rows_of_each_table_are_as_many_everywhere(bati: Path) -> None:
    """The workbook keeps an empty row under the heads of a table that has none."""
    book = openpyxl.load_workbook(bati / ADRESSE, read_only=True)
    shown = lire(bati / DOSSIER / "index.html").xpath("//table[@id='toutes-les-tables']/tbody/tr")
    told = {row[0].text_content(): row[2].text_content() for row in shown}
    for table in TABLES:
        count = len(rows(bati, table.nom))
        with (bati / DOSSIER / f"{table.nom}.csv").open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file, delimiter=";"))[1:]
        cells = [
            row for row in book[table.nom].iter_rows(min_row=2, values_only=True) if any(v is not None for v in row)
        ]
        assert (len(lines), len(cells)) == (count, count), table.nom
        assert int("".join(filter(str.isdigit, told[table.titre]))) == count, table.nom


def test_who_has_signed_is_one_number_on_the_dashboard_and_in_the_tables(bati: Path) -> None:
    signed = {row["id"] for row in rows(bati, "conventions") if row["signatures"] in {"toutes", "document"}}
    count = sum(row["convention"] in signed for row in rows(bati, "departements"))
    told = words(bati, "suivi")
    expected = f"{count} départements ont une convention signée par toutes ses parties" if count else None
    assert expected is None or expected in told
    found = re.search(r"signées par toutes les parties(?: \(\d+ %\))? (\d+)", told)
    assert (int(found[1]) if found else 0) == count


def test_each_departement_has_the_status_of_its_sheet(bati: Path) -> None:
    """That of the map, of the first files and of the tables."""
    first = json.loads((bati / "donnees/v1/departements.json").read_text(encoding="utf-8"))
    tables = {row["code"]: row["statut"] for row in rows(bati, "departements")}
    assert {row["code"]: row["statut"] for row in first} == tables
    tiles = lire(bati / "suivi/index.html").xpath("//nav[contains(@class, 'carte')]//li")
    shown = [(tile.text_content().split()[0], re.search(r"statut-(\S+)", tile.get("class") or "")) for tile in tiles]
    assert {code: found[1] for code, found in shown if found} == tables


def test_the_meetings_and_actions_of_a_convention_are_those_of_its_pages(bati: Path) -> None:
    for action in rows(bati, "actions"):
        url, _, anchor = action["page"].partition("#")
        page = lire(bati / url / "index.html")
        assert action["intitule"] is None or action["intitule"] in texte_visible(page).replace("\u00ad", ""), action[
            "id"
        ]
        assert not anchor or page.xpath("//*[@id=$a]", a=anchor), action["id"]
