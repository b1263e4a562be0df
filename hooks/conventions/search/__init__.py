"""The search: what is found (passages), the words that find it (words, fragment), and the small files that the browser reads (index)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from conventions.compose.view import Fiche, View
from conventions.model.reference import Reference
from conventions.model.trame import Trame
from conventions.render.collection import Collection
from conventions.search.departement import own_passages
from conventions.search.index import Common, Files, Found, Places, common, directory, found, places
from conventions.search.passages import Named, passages, titres
from conventions.search.promises import promises

__all__ = ["Common", "Files", "Found", "Named", "Places", "directory", "found_of", "found_of_none", "places", "titres"]


def found_of(view: View, fiche: Fiche, anchors: Mapping[str, str]) -> tuple[Found, Files]:
    """What one département brings to the search, and the files that hold it; `anchors` are those of each of its pages, a line each."""
    return found(view.registry.trame, (*own_passages(view, fiche, anchors), *promises(fiche)))


def found_of_none(
    reference: Reference, trames: Sequence[Trame], pages: Sequence[Named], written: Iterable[tuple[str, str, str]]
) -> tuple[Common, Files]:
    """What is found of no département: `pages` are the generated ones, `written` the (title, address, Markdown) of the others."""
    current = max(trames, key=lambda t: t.periode)
    return common(current, list(passages(reference, current, trames, pages, written)))


def directory_of(collection: Collection, shared: Common, communes: Places) -> Files:
    """The directory, the words, and the slices of the sheets, from what every département brings."""
    return directory(collection, shared, communes, tuple(collection.parts["trouves"].values()))
