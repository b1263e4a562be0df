"""The search: what is found (passages), the words that find it (mots), and the small files that the browser reads (index)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from conventions.compose.vue import Vue
from conventions.export.recherche.index import index_files
from conventions.export.recherche.passages import passages
from conventions.load.communes import communes
from conventions.load.vocabulaire import vocabulaire
from conventions.model.page import Page


def search_files(vue: Vue, pages: Sequence[Page], ecrites: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """(address, JSON) of each file; `pages` are the generated ones, `ecrites` the (title, address, Markdown) of the others."""
    yield from index_files(vue, passages(vue, pages, ecrites), vocabulaire(), communes())
