"""The tables of all the départements → one CSV and one JSON each."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.render.collection import Collection
from conventions.render.donnees import TABLES, url_csv, url_json
from conventions.render.donnees.ecriture import whole


def table_files(collection: Collection) -> Iterator[tuple[str, str]]:
    """(address, content) of both files of every table."""
    for table in TABLES:
        as_csv, as_json = whole(table, collection.extraits(table))
        yield url_csv(table), as_csv
        yield url_json(table), as_json
