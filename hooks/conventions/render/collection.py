"""What all the départements bring together: all that a page of the whole site may read of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from conventions.compose.view import View
from conventions.model.dossier import Registry
from conventions.model.reference import Departement
from conventions.model.service import Service
from conventions.model.status import Statut
from conventions.render.annonces import Annonce
from conventions.render.comparable import Comparable
from conventions.render.contribution import (
    ObjectifLocal,
    Section,
    Standing,
    TexteCroise,
    contribution,
    part_of,
)
from conventions.render.donnees.ecriture import PARTS, Extrait, national_rows, part_of_table, rows_of
from conventions.render.donnees.table import Table, TableNationale
from conventions.render.engagements import ActionCitee
from conventions.render.indicateurs import Valeur
from conventions.render.nouvelles import Nouvelle
from conventions.render.pratiques import Pratique
from conventions.render.tenue import Tenue


@dataclass(frozen=True)
class Collection:
    """By part, then by code of département, in the order of codes.

    A page that reads a part which it was not given stops the build: what it shows would not follow its changes.
    `registry` holds no dossier.
    """

    registry: Registry
    parts: Mapping[str, Mapping[str, Any]]
    atelier: bool = False
    """Whether the site has what the workshop runs in the browser."""

    @property
    def au(self) -> date:
        """The date of the site."""
        return self.registry.au

    @property
    def lignes(self) -> Mapping[str, Standing]:
        """Where each département stands."""
        return self.parts["ligne"]

    def actions(self) -> Iterator[tuple[Standing, ActionCitee]]:
        """Every action of every text in force."""
        return ((self.lignes[code], action) for code, found in self.parts["actions"].items() for action in found)

    def champs(self, lignes: Iterable[Standing]) -> Counter[str]:
        """Of each axis, how many actions of these départements concern it."""
        return sum((Counter(dict(self.parts["champs"][ligne.code])) for ligne in lignes), Counter[str]())

    def locaux(self) -> Iterator[tuple[Standing, ObjectifLocal]]:
        """Every local objective of every text in force."""
        return ((self.lignes[code], objectif) for code, found in self.parts["locaux"].items() for objectif in found)

    def comparables(self, periode: str) -> Iterator[Comparable]:
        """What can be compared of the texts of that period, beside those in force."""
        texts = (text for found in self.parts["comparables"].values() for text in found)
        return (one for period, found in texts if period == periode for one in found)

    def textes(self, periode: str) -> Iterator[TexteCroise]:
        """Every text of that period, those of the archives included, held against the trame."""
        return (text for found in self.parts["textes"].values() for text in found if text.periode == periode)

    def services(self) -> Iterator[tuple[str, Service]]:
        """Where families can turn, with the code of the département."""
        return ((code, service) for code, found in self.parts["services"].items() for service in found)

    def sections(self, periode: str, section: str) -> Iterator[Section]:
        """Of each of them, its answers to the clauses of that section."""
        return (one for found in self.parts[part_of(periode, section)].values() for one in found)

    def valeurs(self) -> Iterator[tuple[str, Valeur]]:
        """Every published value of an indicator, with the code of the département."""
        return ((code, valeur) for code, found in self.parts["valeurs"].items() for valeur in found)

    def pratiques(self) -> Iterator[tuple[Standing, Pratique]]:
        """Every action that a département marks as good or new."""
        return ((self.lignes[code], one) for code, found in self.parts["pratiques"].items() for one in found)

    def tenue(self, ligne: Standing) -> Tenue:
        """How its convention is kept up."""
        found: Tenue = self.parts["tenue"][ligne.code]
        return found

    def annonces(self, lignes: Iterable[Standing]) -> Iterator[tuple[Departement, Annonce]]:
        """Every date that calendars announce of these départements; one that two of them share is told once."""
        return ((d, one) for d in _porteurs(lignes) for one in self.parts["annonces"][d.code])

    def nouvelles(self, lignes: Iterable[Standing]) -> list[tuple[Departement, Nouvelle]]:
        """Everything that happened to these conventions, the newest first, told once too."""
        found = [(d, one) for d in _porteurs(lignes) for one in self.parts["nouvelles"][d.code]]
        return sorted(found, key=lambda told: (told[1].jour, told[1].ident), reverse=True)

    def extraits(self, table: Table) -> list[Extrait]:
        """The rows of that table, in the order of codes."""
        if isinstance(table, TableNationale):
            return [national_rows(table, self.registry)]
        return list(self.parts[part_of_table(table)].values())

    def comptes(self) -> list[tuple[Statut, int]]:
        """Of each legal status that occurs, how many départements are there: what applies, what is coming, what is over."""
        counts = Counter(ligne.statut for ligne in self.lignes.values())
        return [(statut, counts[statut]) for statut in Statut if counts[statut]]


def _porteurs(lignes: Iterable[Standing]) -> Iterable[Departement]:
    return {ligne.porteur.code: ligne.porteur for ligne in lignes}.values()


def collection(view: View) -> Collection:
    """Of a whole registry in memory."""
    sections = (part_of(t.periode, s) for t in view.registry.trames.values() for s in t.sections)
    parts: dict[str, dict[str, object]] = {part: {} for part in (*sections, *PARTS)}
    for code, fiche in view.fiches.items():
        for part, value in (contribution(view, fiche).parts() | rows_of(view, fiche)).items():
            parts.setdefault(part, {})[code] = value
    return Collection(replace(view.registry, dossiers={}, archives={}), parts)
