"""Where families can turn: the services of a département that receive the public."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conventions.model.enumeration import Enumeration
from conventions.model.french import INSECABLE

Position = tuple[float, float]
"""Latitude and longitude, in degrees."""


class NatureService(Enumeration):
    """What a service does for families: slug, words."""

    MEDIATION = "mediation", "Médiation familiale"
    ESPACE_RENCONTRE = "espace_rencontre", "Espace de rencontre"
    INFORMATION = "information", "Information et accès au droit"
    CONSEIL = "conseil", "Conseil conjugal et familial"
    PARENTALITE = "parentalite", "Soutien aux parents"
    PENSIONS = "pensions", "Pensions alimentaires"
    VICTIMES = "victimes", "Aide aux victimes"
    AUTRE = "autre", "Autre service"

    def __init__(self, _slug: str, libelle: str) -> None:
        self.libelle = libelle


class Joignable:
    """What has a telephone."""

    __slots__ = ()
    telephone: str

    @property
    def appel(self) -> str:
        """What a telephone opens: `tel:0472000000`; empty without a number."""
        return f"tel:{re.sub(r'[^0-9+]', '', self.telephone)}" if self.telephone else ""

    @property
    def numero(self) -> str:
        """The number as one reads it, figures by twos, never cut at the end of a line."""
        figures = re.sub(r"[\s.]", "", self.telephone)
        by_twos = len(figures) == 10 and ("." in self.telephone or figures == self.telephone)
        pairs = re.sub(r"(?<=\d\d)(?=(?:\d\d)+$)", " ", figures) if by_twos else self.telephone
        return re.sub(r"[\s.]+", INSECABLE, pairs)


@dataclass(frozen=True, slots=True)
class Service(Joignable):
    """Where families can turn: a service, its place and its own contacts, none of them a person's."""

    id: str
    nature: NatureService | None
    nom: str
    commune: str
    adresse: str
    telephone: str
    courriel: str
    page: str

    @property
    def lieu(self) -> str:
        """Its address, and the commune where the address does not end with it."""
        return ", ".join(x for x in (self.adresse, "" if self.adresse.endswith(self.commune) else self.commune) if x)


@dataclass(frozen=True, slots=True)
class ServiceSitue:
    """A line of `national/services.csv`: a service, where it stands, and the page that says so, read on `date`."""

    service: Service
    departement: str
    position: Position | None
    source: str
    date: str


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune of today, and where its centre is."""

    nom: str
    position: Position
