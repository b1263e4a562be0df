"""The workbook as another library reads it: a sheet a table, typed, frozen, filtered, without a formula, with what the JSON says."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conventions.export.classeur import ACCUEIL, ADRESSE, workbook_files
from conventions.render.donnees import TABLES
from conventions.render.donnees.table import Colonne, Type
from tests.export.donnees import VIDE, brought, tables
from tests.places import EXEMPLE

FOLDERS = pytest.mark.parametrize("folder", [EXEMPLE, VIDE], ids=["exemple", "vide"])


@cache
def workbook(folder: Path) -> bytes:
    ((where, data),) = workbook_files(brought(folder))
    assert where == ADRESSE
    return data


def expected(column: Colonne, value: Any) -> Any:  # noqa: ANN401 — JSON
    """What a cell holds: a date is one, a list is a text, nothing is nothing."""
    if column.type is Type.DATE and value:
        return datetime.combine(date.fromisoformat(value), datetime.min.time())
    return ("|".join(value) or None) if isinstance(value, list) else value


@FOLDERS
def test_each_sheet_holds_the_values_of_its_table(folder: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(folder)))
    assert book.sheetnames == [ACCUEIL, *(table.nom for table in TABLES)]
    rows = tables(folder)
    for table in TABLES:
        sheet = book[table.nom]
        head, *lines = sheet.iter_rows(values_only=True)
        assert list(head) == [column.nom for column in table.colonnes]
        wanted = [tuple(expected(c, row[c.nom]) for c in table.colonnes) for row in rows[table.nom]]
        assert lines == wanted, table.nom
        assert (sheet.freeze_panes, sheet.auto_filter.ref is None) == ("B2", False)


def test_no_cell_is_a_formula_and_dates_are_shown_as_in_france() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(EXEMPLE)))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert {"s", "n", "d", "b"} <= kinds
    assert book["reunions"]["C2"].number_format == "dd/mm/yyyy"


def test_the_first_sheet_says_what_it_is_and_explains_every_other() -> None:
    told = {row[0]: row[1] for row in openpyxl.load_workbook(io.BytesIO(workbook(EXEMPLE)))[ACCUEIL].values}
    assert told["Situation au"] == "15\u00a0janvier\u00a02028"
    assert "Attention" in told
    assert all(told[table.nom] == table.grain for table in TABLES)


def test_the_same_data_give_the_same_bytes_whatever_the_hour() -> None:
    one = workbook.__wrapped__(VIDE)
    with zipfile.ZipFile(io.BytesIO(one)) as book:
        assert book.testzip() is None
        assert b"T00:00:00Z" in book.read("docProps/core.xml")
        assert len(book.namelist()) == len(set(book.namelist()))
    assert workbook(VIDE) == one
