"""The search: what is found (passages), the words that find it (mots), and the small files that the browser reads (index)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from conventions.compose.vue import Fiche, Vue
from conventions.export.recherche.index import counted, index_files
from conventions.export.recherche.passages import Propres, own_passages, passages
from conventions.load.communes import communes
from conventions.load.vocabulaire import vocabulaire
from conventions.model.page import Page
from conventions.render.ensemble import Ensemble


def found_of(vue: Vue, fiche: Fiche) -> Propres:
    """What is found of one département, its words counted."""
    return tuple(map(counted, own_passages(vue, fiche)))


def search_files(
    ensemble: Ensemble, pages: Sequence[Page], ecrites: Iterable[tuple[str, str, str]], propres: Iterable[Propres]
) -> Iterator[tuple[str, str]]:
    """(address, JSON) of each file; `pages` are the generated ones, `ecrites` the (title, address, Markdown) of the others.

    `propres` are what is found of each département, in order.
    """
    found = passages(ensemble.registre, pages, ecrites, propres)
    yield from index_files(ensemble, found, vocabulaire(), communes())
