"""The tables → their schemas: Table Schema for the CSV, JSON Schema (draft 2020-12) for the JSON."""

from __future__ import annotations

from collections.abc import Collection as Values
from collections.abc import Iterator
from typing import Any

from conventions.export.lisible import lisible
from conventions.render.collection import Collection
from conventions.render.donnees import TABLES, url_csv, url_json, url_json_schema, url_table_schema
from conventions.render.donnees.codes import listes
from conventions.render.donnees.ecriture import LISTE
from conventions.render.donnees.table import Colonne, Table, Type

Schema = dict[str, Any]
_TABLE = {
    Type.TEXTE: "string",
    Type.ENTIER: "integer",
    Type.NOMBRE: "number",
    Type.DATE: "date",
    Type.BOOLEEN: "boolean",
    Type.LISTE: "string",
}
_JSON: dict[Type, Schema] = {
    Type.TEXTE: {"type": "string"},
    Type.ENTIER: {"type": "integer"},
    Type.NOMBRE: {"type": "number"},
    Type.DATE: {"type": "string", "format": "date"},
    Type.BOOLEEN: {"type": "boolean"},
    Type.LISTE: {"type": "array", "items": {"type": "string"}},
}
SCHEMAS = {
    file(table): schema(table)
    for table in TABLES
    for file, schema in ((url_csv, url_table_schema), (url_json, url_json_schema))
}
"""Of each file of a table, the address of the schema that describes it."""


def schema_files(collection: Collection) -> Iterator[tuple[str, str]]:
    """(address, content) of both schemas of every table."""
    codes = listes(collection.registry)
    for table in TABLES:
        for address, made in (
            (url_table_schema(table), table_schema(table, codes)),
            (url_json_schema(table), json_schema(table, codes)),
        ):
            yield address, lisible(made)


def table_schema(table: Table, codes: dict[str, Any]) -> Schema:
    """What validates its CSV. A list is one cell, whose items have no type of their own there."""
    alone = [c for c in table.colonnes if c.vers and c.type is not Type.LISTE]
    return {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "name": table.nom,
        "title": table.titre,
        "description": table.grain,
        "fields": [_field(table, column, codes.get(column.code, ())) for column in table.colonnes],
        "missingValues": [""],
        "primaryKey": [table.cle],
        "foreignKeys": [
            {
                "fields": [c.nom],
                "reference": {"resource": "" if c.vers == table.nom else c.vers, "fields": [_cle(c.vers)]},
            }
            for c in alone
        ],
    }


def _field(table: Table, column: Colonne, values: Values[str]) -> Schema:
    field: Schema = {"name": column.nom, "type": _TABLE[column.type], "description": _described(column)}
    if column.type is Type.BOOLEEN:
        field |= {"trueValues": ["oui"], "falseValues": ["non"]}
    if column.type is Type.NOMBRE:
        field |= {"decimalChar": ","}
    limits: Schema = {"required": True} if column.requis else {}
    limits |= {"unique": True} if column.nom == table.cle else {}
    if column.type is not Type.LISTE:
        limits |= {"enum": [*values]} if values else {}
    return field | ({"constraints": limits} if limits else {})


def _described(column: Colonne) -> str:
    """What it says, then what its values are."""
    more = f" Plusieurs valeurs sont séparées par « {LISTE} »." if column.type is Type.LISTE else ""
    code = f" Les valeurs sont dans la liste « {column.code} » de la table « codes »." if column.code else ""
    vers = f" Renvoie à la table « {column.vers} »." if column.vers else ""
    return f"{column.description}{more}{code}{vers}"


def json_schema(table: Table, codes: dict[str, Any]) -> Schema:
    """What validates its JSON: every key is there, null where there is nothing to say."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.titre,
        "description": table.grain,
        "type": "array",
        "items": {
            "type": "object",
            "required": [column.nom for column in table.colonnes],
            "properties": {column.nom: _property(column, codes.get(column.code, ())) for column in table.colonnes},
        },
    }


def _property(column: Colonne, values: Values[str]) -> Schema:
    one = dict(_JSON[column.type])
    if values and column.type is Type.LISTE:
        one["items"] = {"type": "string", "enum": [*values]}
    elif values:
        one["enum"] = [*values, *([] if column.requis else [None])]
    if not column.requis and column.type is not Type.LISTE:
        one["type"] = [one["type"], "null"]
    return one | {"description": _described(column)}


def _cle(nom: str) -> str:
    return next(table.cle for table in TABLES if table.nom == nom)
