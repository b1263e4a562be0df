"""The tables of the open data, in the order of their documentation. A table is a declaration, a function, and a line here."""

from __future__ import annotations

from conventions.render.donnees.actes import AVENANTS, FINS, MODIFICATIONS, RECTIFICATIONS, SIGNATURES
from conventions.render.donnees.codes import CODES
from conventions.render.donnees.contenu import ACTIONS, CLAUSES, CLAUSES_TRAME, ENGAGEMENTS, OBJECTIFS
from conventions.render.donnees.conventions import CONVENTIONS, PARTIES, VERSIONS
from conventions.render.donnees.suivi import (
    ACTIONS_PREVUES,
    BILANS,
    ECHEANCES,
    FEUILLES,
    FINANCEMENTS,
    INDICATEURS,
    REUNIONS,
)
from conventions.render.donnees.table import Table
from conventions.render.donnees.territoires import DEPARTEMENTS, INSTITUTIONS, SERVICES

DOSSIER = "donnees/v1/tables"
VERSION = 1
"""That of the addresses and of the meaning of columns: it is in DOSSIER. A column more, at the end, asks for no other."""

TABLES: tuple[Table, ...] = (
    DEPARTEMENTS,
    CONVENTIONS,
    PARTIES,
    SIGNATURES,
    OBJECTIFS,
    ENGAGEMENTS,
    ACTIONS,
    CLAUSES,
    CLAUSES_TRAME,
    AVENANTS,
    MODIFICATIONS,
    VERSIONS,
    FINS,
    RECTIFICATIONS,
    FEUILLES,
    ACTIONS_PREVUES,
    BILANS,
    REUNIONS,
    INDICATEURS,
    FINANCEMENTS,
    ECHEANCES,
    SERVICES,
    INSTITUTIONS,
    CODES,
)


def url_csv(table: Table) -> str:
    """Where the CSV of a table is."""
    return f"{DOSSIER}/{table.nom}.csv"


def url_json(table: Table) -> str:
    """Where its JSON is."""
    return f"{DOSSIER}/{table.nom}.json"


def url_table_schema(table: Table) -> str:
    """Where its Table Schema is, which describes the CSV."""
    return f"{DOSSIER}/{table.nom}.tableschema.json"


def url_json_schema(table: Table) -> str:
    """Where its JSON Schema is."""
    return f"{DOSSIER}/{table.nom}.schema.json"
