"""`/donnees/v1/tables/`: every table of the open data, column by column, with its first rows; then each list of codes."""

from __future__ import annotations

from typing import Any

from conventions.model.cadre import Cadre
from conventions.model.french import FINE, INSECABLE, abrege
from conventions.model.page import Page
from conventions.render.collection import Collection
from conventions.render.donnees import DOSSIER, TABLES, url_csv, url_json, url_json_schema, url_table_schema
from conventions.render.donnees.codes import listes
from conventions.render.donnees.ecriture import cell, first_rows, sizes
from conventions.render.donnees.table import Colonne, Table, Valeur
from conventions.render.elements import fil
from conventions.render.templating import Md, render

URL = f"{DOSSIER}/"
LIGNES = 5
"""How many rows are shown of each table."""


def tables(collection: Collection) -> Page:
    """What there is, in what grain, with what in each column."""
    codes = [(nom, Md(f"liste-{nom}"), list(values.items())) for nom, values in listes(collection.registry).items()]
    text = render("tables.md", URL, tables=[_table(collection, t) for t in TABLES], listes=codes)
    cadre = Cadre(sommaire=3, fil=fil(("Données ouvertes", "donnees/v1/")))
    return Page(
        URL, "Les tables, colonne par colonne", text, "Ce que contient chaque table des données ouvertes.", cadre=cadre
    )


def _table(collection: Collection, table: Table) -> dict[str, Any]:
    found = collection.extraits(table)
    as_csv, as_json = sizes(table, found)
    rows = [[_shown(value) for value in row.values()] for row in first_rows(found, LIGNES)]
    count = sum(some.nombre for some in found)
    return {
        "nom": table.nom,
        "ancre": Md(table.nom),
        "titre": table.titre,
        "grain": table.grain,
        "nombre": _thousands(count),
        "lignes": "ligne" if count < 2 else "lignes",
        "csv": (url_csv(table), _size(as_csv)),
        "json": (url_json(table), _size(as_json)),
        "schemas": (url_table_schema(table), url_json_schema(table)),
        "colonnes": [_column(column) for column in table.colonnes],
        "apercu": rows,
    }


def _column(column: Colonne) -> dict[str, Any]:
    """Its name may be cut after an underscore; what it leads to is an anchor of the page, written plainly."""
    name = Md(column.nom.replace("_", "_<wbr>"))
    return {"nom": name, "c": column, "vers": Md(column.vers), "code": Md(column.code)}


def _shown(value: Valeur | list[str]) -> str:
    return abrege(cell(tuple(value) if isinstance(value, list) else value))


def _size(count: int) -> str:
    """« 435 ko », « 3 243 ko »: of a file, in thousands of bytes."""
    return f"{_thousands(max(1, round(count / 1000)))}{INSECABLE}ko"


def _thousands(count: int) -> str:
    return f"{count:,}".replace(",", FINE)
