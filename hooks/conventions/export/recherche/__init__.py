"""The search: what is found (passages), the words that find it (mots), and the small files that the browser reads (index)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from conventions.compose.vue import Fiche, Vue
from conventions.export.recherche.index import Trouves, index_files, trouves
from conventions.export.recherche.passages import own_passages, passages
from conventions.model.page import Page
from conventions.render.ensemble import Ensemble


def found_of(vue: Vue, fiche: Fiche) -> tuple[Trouves, list[tuple[str, str]]]:
    """What one département brings to the search, and (address, JSON) of the files that hold it."""
    return trouves(vue.registre.trame, own_passages(vue, fiche))


def search_files(
    ensemble: Ensemble, pages: Sequence[Page], ecrites: Iterable[tuple[str, str, str]], propres: Sequence[Trouves]
) -> Iterator[tuple[str, str]]:
    """(address, JSON) of each other file; `pages` are the generated ones, `ecrites` the (title, address, Markdown) of the others.

    `propres` are what each département brings, in order.
    """
    yield from index_files(ensemble, passages(ensemble.registre, pages, ecrites), propres)
