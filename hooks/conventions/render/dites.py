"""The clauses of a text as the files of data tell them: how each is cited, and its words. Told once for all these files."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from conventions.compose.communes import une_fois
from conventions.compose.diff import text_of, wording_of
from conventions.compose.view import Fiche, View
from conventions.model.clause import Clause
from conventions.model.convention import Convention
from conventions.render.differences import clause_names
from conventions.render.pages.versions import noms
from conventions.render.texte_integral import citation

SANS_LISTE = frozenset({"logos", "signatures"})
"""Clauses whose lines are told elsewhere: they count where they are reworded."""


class Dite(NamedTuple):
    """One clause."""

    clause: Clause
    nom: str
    texte: str
    """Empty where it is removed or without object."""


def dites(view: View, fiche: Fiche, convention: Convention) -> Mapping[int, Dite]:
    """Those of one of its texts that count, by identity, in the order of the text."""
    kept = fiche.garde.setdefault("dites", {})
    if id(convention) not in kept:
        names, keys = clause_names(fiche.porteur.departement, convention), noms(view, fiche)
        kept[id(convention)] = {
            id(clause): _dite(clause, names, keys)
            for clause in fiche.clauses_de(convention)
            if clause.id not in SANS_LISTE or clause.ecart
        }
    found: Mapping[int, Dite] = kept[id(convention)]
    return found


def _dite(clause: Clause, names: Mapping[str, str], keys: Mapping[str, str]) -> Dite:
    if clause.action is None and clause.id not in names:
        return seule(clause)
    return Dite(clause, names.get(clause.id) or citation(clause), text_of(clause, keys))


@une_fois
def seule(clause: Clause) -> Dite:
    """One that needs no name of a party or of an axis."""
    return Dite(clause, citation(clause), wording_of(clause) if clause.id in SANS_LISTE else text_of(clause, {}))
