"""The registry seen at its date: of each département, the convention that binds it, its status and its clauses, computed once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from conventions.compose.parties import nom_partie
from conventions.compose.situation import LEGAUX, Situation, clauses_of, situation
from conventions.compose.temps import TexteDate, dated_texts
from conventions.model.clause import Clause
from conventions.model.convention import Action, Convention
from conventions.model.dossier import Dossier, Registre


@dataclass(frozen=True)
class Fiche:
    """One département and the convention that binds it: its own file's, or that of the département it shares one with."""

    dossier: Dossier
    porteur: Dossier
    situation: Situation
    convention: Convention
    clauses: tuple[Clause, ...]
    precedentes: tuple[Fiche, ...] = ()
    """The conventions of earlier periods, oldest first."""

    @property
    def partagee(self) -> bool:
        """Whether the convention is written in another département's file."""
        return self.dossier is not self.porteur

    def partie(self, cle: str) -> str:
        """The name of a party, be it one that has left."""
        known = self.convention.partie(cle) or self.porteur.origine.partie(cle)
        return nom_partie(self.porteur.departement, cle, known)

    @property
    def parties(self) -> Mapping[str, str]:
        """The names of the parties, by key, those that joined or left included."""
        keys = [*self.situation.signatures, *(p.cle for p in self.convention.signataires)]
        return {cle: self.partie(cle) for cle in keys}

    @cached_property
    def textes(self) -> tuple[TexteDate, ...]:
        """The dated texts of the convention, oldest first; none before it is in force."""
        return dated_texts(self.porteur)


@dataclass(frozen=True)
class Vue:
    """Everything that the pages read."""

    registre: Registre
    fiches: Mapping[str, Fiche]
    """By code, in the order of codes."""

    @property
    def au(self) -> date:
        """The date of the site."""
        return self.registre.au

    def textes(self, periode: str) -> Iterator[Fiche]:
        """Every convention of that period, those of the archives included; one shared by two départements counts once."""
        for fiche in self.fiches.values():
            for one in (*fiche.precedentes, fiche):
                if not one.partagee and one.porteur.periode == periode:
                    yield one

    def actions(self) -> Iterator[tuple[Fiche, Action]]:
        """Every action of every text in force; a convention shared by two départements counts once."""
        for fiche in self.fiches.values():
            if not fiche.partagee:
                for action in fiche.convention.actions:
                    yield fiche, action

    def comptes(self) -> list[tuple[str, str, int]]:
        """(slug, words, number of départements) of each legal status that occurs, from the furthest to the nearest."""
        counts = Counter(f.situation.statut for f in self.fiches.values())
        return [(slug, LEGAUX[slug], counts[slug]) for slug in LEGAUX if counts[slug]]


def build_vue(registre: Registre) -> Vue:
    """Compute every status and every text once."""
    own = {code: _own(d, registre.au) for code, d in registre.dossiers.items()}
    fiches = {}
    for code, dossier in registre.dossiers.items():
        other = own.get(dossier.meme_convention_que, own[code])
        fiches[code] = Fiche(dossier, other.porteur, other.situation, other.convention, other.clauses)
    return Vue(registre, fiches)


def _own(dossier: Dossier, au: date) -> Fiche:
    convention = dossier.version_au(au).convention
    clauses = clauses_of(dossier, convention)
    return Fiche(dossier, dossier, situation(dossier, au, clauses), convention, clauses)
