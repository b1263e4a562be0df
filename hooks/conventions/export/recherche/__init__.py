"""The search: what is found (passages), the words that find it (mots, fragment), and the small files that the browser reads (index)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from conventions.compose.vue import Fiche, Vue
from conventions.export.recherche.index import Communs, Fichiers, Trouves, communs, trouves
from conventions.export.recherche.passages import own_passages, passages
from conventions.model.dossier import Registre
from conventions.model.page import Page


def found_of(vue: Vue, fiche: Fiche) -> tuple[Trouves, Fichiers]:
    """What one département brings to the search, and the files that hold it."""
    return trouves(vue.registre.trame, own_passages(vue, fiche))


def found_of_none(
    registre: Registre, pages: Sequence[Page], ecrites: Iterable[tuple[str, str, str]]
) -> tuple[Communs, Fichiers]:
    """What is found of no département: `pages` are the generated ones, `ecrites` the (title, address, Markdown) of the others."""
    return communs(registre.trame, list(passages(registre, pages, ecrites)))
