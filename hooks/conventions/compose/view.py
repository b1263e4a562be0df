"""The registry seen at its date: of each département, the convention that binds it, its status and its clauses, computed once."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from conventions.compose.avenants import SuiteAvenant, suite_avenant
from conventions.compose.faits import version_on
from conventions.compose.parties import nom_partie
from conventions.compose.situation import A_CONFIRMER, Situation, badges_of, clauses_of, situation
from conventions.compose.timeline import TexteDate, dated_texts
from conventions.model.clause import Clause
from conventions.model.convention import Convention
from conventions.model.dossier import Dossier, Registry
from conventions.model.faits import EtatSignatures
from conventions.model.french import date_longue
from conventions.model.status import Statut
from conventions.model.telechargement import Telechargement
from conventions.model.trame import Trame


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
    fin: date | None = None
    """The day on which the convention of the next period took its place."""
    telechargements: tuple[Telechargement, ...] = ()
    """The documents made of its text that the site offers: none is needed to build it."""

    @property
    def partagee(self) -> bool:
        """Whether the convention is written in another département's file."""
        return self.dossier is not self.porteur

    def partie(self, cle: str) -> str:
        """The name of a party, be it one that has left."""
        known = self.convention.partie(cle) or self.porteur.origine.partie(cle)
        return nom_partie(self.porteur.departement, cle, known)

    def signataire(self, cle: str) -> str:
        """The name of a party as it signed the convention: its representative may be another person since."""
        return nom_partie(self.porteur.departement, cle, self.porteur.origine.partie(cle))

    @cached_property
    def parties(self) -> Mapping[str, str]:
        """The names of the parties, by key, those that joined or left included."""
        keys = [*self.situation.signatures, *(p.cle for p in self.convention.signataires)]
        return {cle: self.partie(cle) for cle in keys}

    @cached_property
    def _composees(self) -> dict[int, tuple[Clause, ...]]:
        return {id(self.convention): self.clauses}

    def clauses_de(self, convention: Convention) -> tuple[Clause, ...]:
        """The clauses of one of its texts, composed once; none where it is not made from the trame."""
        if (
            id(convention) not in self._composees
        ):  # its texts live as long as it does: no other object takes their place
            self._composees[id(convention)] = clauses_of(self.porteur, convention)
        return self._composees[id(convention)]

    @cached_property
    def changements(self) -> dict[int, Any]:
        """What each amendment changes, by number: found once for all that tells it (see `changed_clauses`)."""
        return {}

    @cached_property
    def garde(self) -> dict[str, Any]:
        """What its pages and its files make of it, by name, made once for them all."""
        return {}

    @cached_property
    def textes(self) -> tuple[TexteDate, ...]:
        """The dated texts of the convention, oldest first; none before it is in force."""
        return dated_texts(self.porteur, self.situation.au, self.fin)

    def suite(self, numero: int) -> SuiteAvenant:
        """Where that amendment stands."""
        return suite_avenant(self.porteur, numero, self.situation.au, self.fin)

    def signes_apres_effet(self, avenants: Sequence[int], du: date | None = None) -> list[date]:
        """The last signatures that came after their own effect: of these amendments, and of the convention for its first text."""
        s, suites = self.situation, [self.suite(n) for n in avenants]
        effects = [(x.signe_le, x.retroactif) for x in suites]
        if s.entree and (not avenants or du == s.entree):
            effects.append((s.faits.signatures.completes_le, s.faits.effet.retroactif))
        return [day for day, early in effects if day and early]


@dataclass(frozen=True)
class View:
    """Everything that the pages read."""

    registry: Registry
    fiches: Mapping[str, Fiche]
    """By code, in the order of codes."""

    @property
    def au(self) -> date:
        """The date of the site."""
        return self.registry.au

    def trame_de(self, fiche: Fiche) -> Trame:
        """The trame of its text; the current one for a text that follows none."""
        return fiche.porteur.trame or self.registry.trame

    def textes(self, periode: str) -> Iterator[Fiche]:
        """Every convention of that period, those of the archives included; one shared by two départements counts once."""
        for fiche in self.fiches.values():
            for one in (*fiche.precedentes, fiche):
                if not one.partagee and one.porteur.periode == periode:
                    yield one


def build_view(registry: Registry) -> View:
    """Compute every status and every text once."""
    own = {code: _own(d, registry.au) for code, d in registry.dossiers.items()}
    return View(registry, {code: _fiche(registry, code, own[registry.porteur(code)]) for code in own})


def build_fiche(registry: Registry, code: str) -> Fiche:
    """That of one département."""
    return _fiche(registry, code, _own(registry.dossiers[registry.porteur(code)], registry.au))


def _fiche(registry: Registry, code: str, porteur: Fiche) -> Fiche:
    earlier = _earlier(registry.archives.get(code, ()), porteur, registry.au)
    return dataclasses.replace(porteur, dossier=registry.dossiers[code], precedentes=earlier)


def _own(dossier: Dossier, au: date) -> Fiche:
    convention = version_on(dossier, au).convention
    clauses = clauses_of(dossier, convention)
    return Fiche(dossier, dossier, situation(dossier, au, clauses), convention, clauses)


def _earlier(archives: tuple[Dossier, ...], current: Fiche, au: date) -> tuple[Fiche, ...]:
    """The conventions of earlier periods, each as its own facts and the entry into force of the next one make it (article 8)."""
    result: list[Fiche] = []
    following = current
    for dossier in reversed(archives):
        fiche = _own(dossier, au)
        entry = following.situation.entree
        replaced = entry if entry and entry <= au else None
        own = dataclasses.replace(fiche.situation, badges=badges_of(dossier, au, replaced))
        ended = _ended(own, following.porteur.annees, replaced)
        following = dataclasses.replace(fiche, situation=ended, fin=replaced)
        result.insert(0, following)
    return tuple(result)


def _ended(own: Situation, next_period: str, replaced: date | None) -> Situation:
    """What the next convention ended by entering into force; until then an earlier one stays what its own facts make it.

    One that all have not signed will not be: its place is taken. Of one whose signatures nobody knows, nothing is said to be
    missing. One whose day had not come when it was replaced never applied.
    """
    given = own.faits.signatures
    unknown = given.etat is EtatSignatures.NON_PRECISEES
    if own.statut.close or (replaced is None and (given.completes or unknown)):
        return own
    if not (given.completes or unknown) or (replaced and own.entree and own.entree >= replaced):
        return dataclasses.replace(
            own, statut=Statut.JAMAIS_EN_VIGUEUR, entree=None, precision="", faits=own.faits.closed()
        )
    by = f"remplacée le {date_longue(replaced)} par la convention {next_period or 'suivante'}" if replaced else ""
    words = f"{by}\u202f; {A_CONFIRMER}" if unknown else by
    return dataclasses.replace(own, statut=Statut.TERMINEE, precision=words, faits=own.faits.closed())
