"""What a person sees who opens the files of data in a spreadsheet set as in France: LibreOffice, without a window."""

from __future__ import annotations

from codecs import BOM_UTF8
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from conventions.render.donnees import DOSSIER, TABLES
from conventions.render.donnees.ecriture import as_csv, cell
from conventions.render.donnees.table import Colonne, Type
from tests.conftest import tirage
from tests.export.donnees import tables
from tests.export.tableur import CSV, avec_libreoffice, ouvrir
from tests.export.test_tables import FORMULES
from tests.places import EXEMPLE

pytestmark = avec_libreoffice
NOMS = tirage([table.nom for table in TABLES], 6)
"""Few of them in `make test`: the spreadsheet takes its time."""


@pytest.fixture(scope="module")
def ouverts(site_exemple: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each CSV, as the spreadsheet keeps them once opened; and those of a file of hostile cells."""
    folder = tmp_path_factory.mktemp("tableur")
    hostile = folder / "hostile.csv"
    hostile.write_bytes(BOM_UTF8 + as_csv([["protégé", "brut"], *([cell(one), one] for one in FORMULES)]))
    files = [*(site_exemple / DOSSIER / f"{nom}.csv" for nom in NOMS), hostile]
    made = ouvrir(files, "xlsx", folder, lu=CSV)
    return {one.stem: [*openpyxl.load_workbook(one).worksheets[0].iter_rows()] for one in made}


def shown(column: Colonne, value: Any) -> Any:  # noqa: ANN401 — JSON
    """What a cell of that column should hold."""
    if value is None or value == []:
        return None
    if column.type is Type.DATE:
        return datetime.fromisoformat(value)
    return (
        value if column.type in {Type.ENTIER, Type.NOMBRE} else cell(tuple(value) if isinstance(value, list) else value)
    )


@pytest.mark.parametrize("nom", NOMS)
def test_columns_accents_dates_and_numbers_are_read_as_such(
    nom: str, ouverts: dict[str, list[tuple[Any, ...]]]
) -> None:
    table = next(one for one in TABLES if one.nom == nom)
    head, *lines = ouverts[nom]
    assert [one.value for one in head] == [column.nom for column in table.colonnes]
    rows = tables(EXEMPLE)[nom]
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        for one, column in zip(line, table.colonnes, strict=True):
            assert one.data_type != "f"
            if column.type is not Type.TEXTE and column.type is not Type.LISTE:
                assert one.value == shown(column, row[column.nom]), (nom, one.coordinate)
            elif isinstance(one.value, str):
                assert one.value.split() == str(shown(column, row[column.nom])).split(), (nom, one.coordinate)


def test_no_cell_starts_a_formula(ouverts: dict[str, list[tuple[Any, ...]]]) -> None:
    """The same words without the apostrophe do: the test would see it."""
    _, *lines = ouverts["hostile"]
    assert [line[0].data_type for line in lines] == ["s"] * len(FORMULES)
    assert "f" in [line[1].data_type for line in lines]
