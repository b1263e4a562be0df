"""The tables → one workbook: a sheet that says how to read it, then a sheet a table, typed, its heads frozen and filtered."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec
from rustpy_xlsxwriter import write_worksheets

from conventions.model.french import date_longue
from conventions.render.collection import Collection
from conventions.render.donnees import TABLES
from conventions.render.donnees.ecriture import LISTE
from conventions.render.donnees.table import Colonne, Table, Type

ADRESSE = "donnees/v1/conventions.xlsx"
ACCUEIL = "Lisez-moi"
_DITES = "docProps/core.xml"
"""The part of a workbook that holds the hour at which it was made."""
_MAX_CELLULE = 32_767
_LARGEURS = {Type.TEXTE: 28.0, Type.LISTE: 28.0}
_LONGUES = {"apres", "avant", "description", "explication", "mots", "texte"}


def workbook_files(collection: Collection) -> Iterator[tuple[str, bytes]]:
    """(address, content) of the workbook."""
    sheets: list[tuple[str, Any]] = [(ACCUEIL, _read_me(collection)), *((t.nom, _rows(collection, t)) for t in TABLES)]
    out = io.BytesIO()
    write_worksheets(
        sheets,
        out,
        freeze_panes={"general": {"row": 1, "col": 1}, ACCUEIL: {"row": 1, "col": 0}},
        autofilter={t.nom: True for t in TABLES},
        bold_headers=True,
        datetime_format="dd/mm/yyyy",
        column_widths={ACCUEIL: [32.0, 100.0], **{t.nom: [*map(_width, t.colonnes)] for t in TABLES}},
    )
    yield ADRESSE, _dated(out.getvalue(), collection.au)


def _rows(collection: Collection, table: Table) -> Iterator[dict[str, Any]]:
    """Its rows, a département after the other; a row of nothing gives its heads to a table that has none."""
    days = [column.nom for column in table.colonnes if column.type is Type.DATE]
    lists = [column.nom for column in table.colonnes if column.type is Type.LISTE]
    found = collection.extraits(table)
    for some in found:
        yield from _typed(some.json, days, lists)
    if not any(some.nombre for some in found):
        yield {column.nom: None for column in table.colonnes}


def _typed(lines: bytes, days: list[str], lists: list[str]) -> list[dict[str, Any]]:
    """Rows of JSON, each value of its type."""
    rows: list[dict[str, Any]] = msgspec.json.decode(b"[%s]" % lines)
    for row in rows if days or lists else ():
        row |= {nom: date.fromisoformat(row[nom]) for nom in days if row[nom]}
        row |= {nom: LISTE.join(row[nom]) or None for nom in lists}
    if len(lines) > _MAX_CELLULE and max(map(len, lines.split(b"\n"))) > _MAX_CELLULE:
        return [{nom: _short(value) for nom, value in row.items()} for row in rows]
    return rows


def _short(value: Any) -> Any:  # noqa: ANN401 — what a cell holds
    """The same, cut where it is longer than a cell may be."""
    return f"{value[: _MAX_CELLULE - 1]}…" if isinstance(value, str) and len(value) > _MAX_CELLULE else value


def _width(column: Colonne) -> float:
    return 80.0 if column.nom in _LONGUES else _LARGEURS.get(column.type, 14.0)


def _read_me(collection: Collection) -> list[dict[str, Any]]:
    """What the workbook is, then what each sheet holds."""
    told = (
        ("Situation au", date_longue(collection.au)),
        ("Licence", "Licence Ouverte 2.0\u00a0: dites d’où viennent les données, et de quand elles datent."),
        ("Ce qui fait foi", "La version signée d’une convention, et elle seule."),
        ("Cellule vide", "Ce qui n’est pas connu, ou n’a pas lieu d’être."),
        ("Plusieurs valeurs", f"Elles sont séparées par « {LISTE} »."),
        ("Adresses", "Elles partent de la racine du site."),
        ("Codes", "La feuille « codes » les explique."),
        ("Personnes", "Les noms sont des données personnelles\u00a0: qui les réutilise suit les mêmes règles."),
    )
    fictitious = (
        (("Attention", "Site fictif\u00a0: ces conventions sont inventées."),) if collection.registry.fictif else ()
    )
    sheets = ((table.nom, table.grain) for table in TABLES)
    return [{"Feuille ou règle": name, "Ce qu’il faut savoir": words} for name, words in (*fictitious, *told, *sheets)]


def _dated(data: bytes, au: date) -> bytes:
    """The same workbook, as made on that day: the library writes the hour of the clock. What precedes is left as it is."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as book:
        start = book.getinfo(_DITES).header_offset
        later = [(info, book.read(info)) for info in book.filelist if info.header_offset >= start]
        for info, _ in later:
            book.filelist.remove(info)
            del book.NameToInfo[info.filename]
        book.start_dir = start
        for info, content in later:
            day = f"{au.isoformat()}T00:00:00Z".encode()
            dated = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", day, content) if info.filename == _DITES else content
            book.writestr(zipfile.ZipInfo(info.filename), dated, zipfile.ZIP_DEFLATED)
    return out.getvalue()
