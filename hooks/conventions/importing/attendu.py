"""What a document made from the trame is expected to say: its clauses as this département words them, as they are looked for."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from conventions.compose.spans import agree
from conventions.importing.vocables import cles, paires, sans_numero
from conventions.model.reference import Departement
from conventions.model.trame import ClauseTrame, Trame

_AILLEURS = {"mention", "logos", "signatures", "annexes", "obj-x"}
"""Clauses that hold no words of their own in a convention."""


@dataclass(frozen=True, slots=True)
class Attendue:
    """A clause, looked for."""

    clause: ClauseTrame
    texte: str
    """Its words, agreed; its blanks still hold their placeholders."""
    morceaux: tuple[str, ...]
    """Its words between its blanks."""
    paires: Counter[tuple[str, str]]
    mots: tuple[str, ...]

    @property
    def troue(self) -> bool:
        """Whether a value stands inside it."""
        return len(self.morceaux) > 1


def attendues(trame: Trame, departement: Departement) -> tuple[Attendue, ...]:
    """Those that have words of their own, in the order of the text; the parties have their own way."""
    return tuple(
        attendue(c, departement)
        for c in trame.clauses
        if c.id not in _AILLEURS and c.nature not in {"partie", "consigne"}
    )


def attendue(clause: ClauseTrame, departement: Departement) -> Attendue:
    """One of them."""
    texte = agree(clause, clause.texte, departement, None)
    places = [re.escape(b.place) for b in clause.blancs if b.place]
    pieces = tuple(re.split("|".join(places), texte)) if places else (texte,)
    bare = sans_numero(texte) if clause.nature in {"titre", "objectif"} else texte
    if len(pieces) == 1:
        words = cles(bare)
        return Attendue(clause, texte, pieces, paires(words), words)
    grams = sum((paires(cles(p), bouts=False) for p in pieces), Counter[tuple[str, str]]())
    return Attendue(clause, texte, pieces, grams, tuple(w for p in pieces for w in cles(p)))
