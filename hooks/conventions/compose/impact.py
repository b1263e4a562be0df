"""Two trames → what changes from one to the next, and which conventions carry each clause that changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from conventions.compose.diff import Paire, pair_up
from conventions.compose.view import Fiche
from conventions.model.clause import Conformite
from conventions.model.trame import Trame


@dataclass(frozen=True, slots=True)
class Porteuse:
    """A convention of the old trame, and what it had done with the clause."""

    code: str
    nom: str
    conformite: Conformite


@dataclass(frozen=True, slots=True)
class Changement:
    """One clause that changes, and the conventions whose text carries it."""

    paire: Paire
    porteuses: tuple[Porteuse, ...]


def trame_changes(ancienne: Trame, nouvelle: Trame) -> tuple[Paire, ...]:
    """The clauses that are not the same in both, in the order of the new one; spaces and typography never count."""
    before, after = ({c.id: c.texte for c in trame.clauses if c.nature != "consigne"} for trame in (ancienne, nouvelle))
    return tuple(p for p in pair_up(before, after) if p.nature != "egale")


def impact(ancienne: Trame, nouvelle: Trame, fiches: Iterable[Fiche]) -> tuple[Changement, ...]:
    """What changes, and for whom. `fiches` are the conventions of the old trame."""
    texts = tuple(fiches)
    return tuple(Changement(pair, tuple(_carriers(pair.id, texts))) for pair in trame_changes(ancienne, nouvelle))


def _carriers(ident: str, fiches: Iterable[Fiche]) -> Iterator[Porteuse]:
    for fiche in fiches:
        found = [c for c in fiche.clauses if c.trame == ident and not c.absente]
        if found:
            yield Porteuse(fiche.porteur.code, fiche.porteur.departement.nom, found[0].conformite)
