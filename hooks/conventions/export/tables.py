"""A table of all the départements → one CSV and one JSON."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.render.collection import Collection
from conventions.render.donnees import url_csv, url_json
from conventions.render.donnees.ecriture import whole
from conventions.render.donnees.table import Table


def table_files(table: Table, collection: Collection) -> Iterator[tuple[str, bytes]]:
    """(address, content) of both its files."""
    as_csv, as_json = whole(table, collection.extraits(table))
    yield url_csv(table), as_csv
    yield url_json(table), as_json
