"""Every file of data → the index of all, and the description of the tables as one package (Data Package)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from conventions.export import catalogue
from conventions.export.catalogue import LICENCE, RACINE, Fichier
from conventions.export.lieu import Lieu
from conventions.export.lisible import lisible
from conventions.render.donnees import TABLES, VERSION, url_csv, url_table_schema
from conventions.render.donnees.ecriture import SEPARATEUR
from conventions.render.donnees.table import Table

NOM = "conventions-departementales"
TITRE = "Conventions départementales de prévention et d’accompagnement des ruptures familiales"


def fichier(uri: str, data: bytes) -> Iterator[Fichier]:
    """That file, if it is one of data."""
    if uri.startswith(RACINE) or uri.endswith((".ics", ".atom")):
        yield Fichier(uri, len(data), hashlib.sha256(data).hexdigest())


def index_files(
    found: Iterable[Fichier], offered: Iterable[Fichier], au: date, lieu: Lieu, periodes: Collection[str]
) -> Iterator[tuple[str, str]]:
    """(address, content) of the package, of the catalogue, and of the index of all but itself, the documents that are `offered` too."""
    known = {one.adresse: one for one in found}
    package = lisible(_package(known, au, lieu.adresse))
    yield f"{RACINE}datapackage.json", package
    every = sorted([*known.values(), *fichier(f"{RACINE}datapackage.json", package.encode())], key=_place)
    described = catalogue.catalogue(TITRE, every, au, lieu, periodes)
    yield catalogue.ADRESSE, described
    every = sorted([*every, *fichier(catalogue.ADRESSE, described.encode()), *offered], key=_place)
    rows = ({"adresse": f.adresse, "octets": f.octets, "date": au.isoformat(), "sha256": f.sha256} for f in every)
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    yield f"{RACINE}fichiers.json", f"[\n{lines}\n]\n"


def _place(one: Fichier) -> str:
    return one.adresse


def _package(known: dict[str, Fichier], au: date, site_url: str) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "name": NOM,
        "title": TITRE,
        "description": "Qui a signé, quoi, quand ; ce que chacun fait ; ce que les textes changent à la trame nationale.",
        "version": f"{VERSION}.0.0",
        "created": f"{au.isoformat()}T00:00:00Z",
        **({"homepage": f"{site_url}{RACINE}"} if site_url else {}),
        "licenses": [
            {
                "name": "etalab-2.0",
                "title": "Licence Ouverte 2.0",
                "path": LICENCE,
            }
        ],
        "resources": [_resource(table, known[url_csv(table)]) for table in TABLES],
    }


def _resource(table: Table, found: Fichier) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.nom,
        "title": table.titre,
        "description": table.grain,
        "path": found.adresse.removeprefix(RACINE),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": found.octets,
        "hash": f"sha256:{found.sha256}",
        "dialect": {"delimiter": SEPARATEUR, "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True},
        "schema": url_table_schema(table).removeprefix(RACINE),
    }
