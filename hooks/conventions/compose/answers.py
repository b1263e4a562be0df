"""A text → of each clause of its trame, what it did with it. Texts of equal keys gave the same answer."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

from conventions.model.clause import Clause, Conformite
from conventions.model.enumeration import Enumeration
from conventions.model.french import mots

Reponses = Mapping[str, tuple[Clause, ...]]
"""The clauses of a text that answer to each clause of its trame, by its id."""


class Traitement(Enumeration):
    """What a text did with a clause: slug, the words that precede how many did, and a heading."""

    REPRISE = "reprise", "reprise par", "Reprise telle quelle"
    COMPLETEE = "completee", "complétée par", "Complétée"
    REECRITE = "reecrite", "réécrite par", "Réécrite"
    SUPPRIMEE = "supprimee", "supprimée par", "Supprimée"
    SANS_OBJET = "sans-objet", "sans objet pour", "Sans objet"
    A_COMPLETER = "a-completer", "pas encore remplie par", "Pas encore remplie"

    def __init__(self, _slug: str, compte: str, libelle: str) -> None:
        self.compte = compte
        self.libelle = libelle


def by_clause(clauses: Iterable[Clause]) -> Reponses:
    """The clauses that answer to each clause of the trame, by its id."""
    found: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        if clause.trame:
            found[clause.trame].append(clause)
    return {ident: tuple(answers) for ident, answers in found.items()}


def treatment_of(clauses: tuple[Clause, ...]) -> Traitement:
    """What was done with the clause."""
    states = {c.conformite for c in clauses}
    if Conformite.REECRITE in states:
        return Traitement.REECRITE
    if Conformite.SUPPRIMEE in states:
        return Traitement.SUPPRIMEE
    if states == {Conformite.SANS_OBJET}:
        return Traitement.SANS_OBJET
    if any(s.nature == "rempli" for c in clauses for line in (c.spans, *c.lignes) for s in line):
        return Traitement.COMPLETEE
    return Traitement.A_COMPLETER if any(c.blancs for c in clauses) else Traitement.REPRISE


def key_of(traitement: Traitement, clauses: tuple[Clause, ...]) -> str:
    """Two texts with the same key say the same: spaces and typography set aside, whatever reasons they give."""
    if traitement not in {Traitement.COMPLETEE, Traitement.REECRITE}:
        return traitement.slug
    words = [mots(c.texte) for c in clauses]
    lines = [[s.texte for s in line] for c in clauses for line in c.lignes]
    return f"{traitement.slug} {hashlib.sha256(repr((words, lines)).encode()).hexdigest()[:24]}"
