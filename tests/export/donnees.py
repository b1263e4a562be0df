"""The tables of a folder, read back from the files that the site would publish."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from functools import cache
from pathlib import Path
from typing import Any

from conventions.export.tables import table_files
from conventions.render.collection import Collection
from conventions.render.donnees import DOSSIER, TABLES
from conventions.render.donnees.ecriture import BOM, PARTS, rows_of
from conventions.render.donnees.table import Table
from tests.helpers import view
from tests.places import ROOT

Rows = list[dict[str, Any]]
VIDE = ROOT / "departments"


@cache
def files(folder: Path) -> dict[str, str]:
    """Every file of the tables, by address."""
    together = brought(folder)
    return {uri: data.decode() for table in TABLES for uri, data in table_files(table, together)}


def brought(folder: Path) -> Collection:
    """The rows that its départements bring."""
    seen = view(folder, fictif=folder != VIDE)
    registry = dataclasses.replace(seen.registry, dossiers={}, archives={})
    rows = {code: rows_of(seen, fiche) for code, fiche in seen.fiches.items()}
    parts = {part: {code: found[part] for code, found in rows.items() if part in found} for part in PARTS}
    return Collection(registry, parts)


@cache
def tables(folder: Path) -> dict[str, Rows]:
    """The rows of each, as the JSON gives them."""
    made = files(folder)
    return {table.nom: json.loads(made[f"{DOSSIER}/{table.nom}.json"]) for table in TABLES}


def cells(text: str) -> list[list[str]]:
    """The cells of a CSV, its heads first."""
    return list(csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), delimiter=";"))


def table(nom: str) -> Table:
    """The table of that name."""
    return next(one for one in TABLES if one.nom == nom)
