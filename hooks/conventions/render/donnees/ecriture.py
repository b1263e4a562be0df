"""The rows of the tables → lines of CSV and of JSON. What a département brings is written once, with it.

CSV: semicolons, commas before decimals, « oui » and « non », as a French spreadsheet expects; no cell begins a formula.
JSON: a row an object, a row a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import Any

from conventions.compose.view import Fiche, View
from conventions.model.dossier import Registry
from conventions.render.donnees import TABLES
from conventions.render.donnees.conventions import conventions_de
from conventions.render.donnees.table import (
    Colonne,
    Ligne,
    Table,
    TableDeFiche,
    TableDeTexte,
    TableNationale,
    Type,
    Valeur,
)
from conventions.source import native

SEPARATEUR = ";"
LISTE = "|"
"""What separates the items of a list, in a cell."""
BOM = "\ufeff"
"""By which a spreadsheet knows that a file is in UTF-8."""
_FORMULE = frozenset("=+-@\t\r")
_json = native.to_json


def part_of_table(table: Table) -> str:
    """The name of the part that holds the rows of a département: of few tables do any change at a time."""
    return f"table {table.nom}"


PARTS = tuple(part_of_table(table) for table in TABLES if isinstance(table, TableDeFiche))


@dataclass(frozen=True, slots=True)
class Extrait:
    """Rows of a table, written: their number, as lines of CSV, as lines of JSON."""

    nombre: int
    csv: bytes
    json: bytes


def rows_of(view: View, fiche: Fiche) -> dict[str, Extrait]:
    """What a département brings, by part: those of its rows alone, none where it has none."""
    conventions = list(conventions_de(fiche))
    found = {}
    for table in TABLES:
        rows: list[Ligne] = []
        if isinstance(table, TableDeTexte):
            rows = [row for one in conventions for row in table.lignes(view, one)]
        elif isinstance(table, TableDeFiche):
            rows = list(table.lignes(view, fiche))
        if rows:
            found[part_of_table(table)] = written(table, rows)
    return found


def national_rows(table: TableNationale, registry: Registry) -> Extrait:
    """Those of what the ministry keeps."""
    return written(table, list(table.lignes(registry)))


def written(table: Table, rows: list[Ligne]) -> Extrait:
    """Rows of that table. A column that a row has not is a bug."""
    names = [column.nom for column in table.colonnes]
    values = [*map(itemgetter(*names), rows)]
    columns = map(_cells, table.colonnes, zip(*values, strict=True))
    return Extrait(
        len(rows),
        as_csv(zip(*columns, strict=True)),
        b",\n".join([_json(dict(zip(names, line, strict=True))) for line in values]),
    )


def _cells(column: Colonne, values: Iterable[Any]) -> Iterable[str]:
    """Those of a column: what most hold, text, goes the shortest way."""
    if column.type is Type.TEXTE:
        return [harmless(text) if text else "" for text in values]
    return map(cell, values)


def whole(table: Table, found: Sequence[Extrait]) -> tuple[bytes, bytes]:
    """The table as CSV and as JSON: its heads, then the rows that each brings, end to end."""
    head = as_csv([[column.nom for column in table.colonnes]])
    lines = b",\n".join(some.json for some in found)
    as_json = b"".join((b"[\n", lines, b"\n]\n")) if lines else b"[]\n"
    return b"".join((BOM.encode(), head, *(some.csv for some in found))), as_json


def sizes(table: Table, found: Sequence[Extrait]) -> tuple[int, int]:
    """How many bytes both have."""
    (empty_csv, empty_json), rows = whole(table, ()), [some for some in found if some.nombre]
    as_json = sum(len(some.json) + 2 for some in rows) + 3 if rows else len(empty_json)
    return len(empty_csv) + sum(len(some.csv) for some in rows), as_json


def first_rows(found: Sequence[Extrait], count: int) -> list[dict[str, Valeur]]:
    """The first rows of a table."""
    lines = (line.removesuffix(b",") for some in found for line in some.json.split(b"\n"))
    return [native.from_json(line) for line in islice(lines, count)]


def as_csv(lines: Iterable[Iterable[str]]) -> bytes:
    """Lines of cells, as RFC 4180 has them but for the separator: what `csv` writes, in half its time."""
    return "".join([f"{SEPARATEUR.join(map(_quoted, line))}\r\n" for line in lines]).encode()


def _quoted(text: str) -> str:
    held = SEPARATEUR in text or '"' in text or "\n" in text or "\r" in text
    return '"{}"'.format(text.replace('"', '""')) if held else text


def cell(value: Valeur) -> str:
    """A value, for a spreadsheet."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(value).replace(".", ",")
    return harmless(LISTE.join(value) if isinstance(value, tuple) else value)


def harmless(text: str) -> str:
    """The same after an apostrophe, where a spreadsheet would read a formula."""
    return f"'{text}" if text[:1] in _FORMULE else text
