"""The institutions of the 101 départements, as frozen for one period of the trame."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from conventions.model.accessibility import Grille
from conventions.model.contact import Contact, Interlocuteur, Organisme, interlocuteurs
from conventions.model.problem import Problem
from conventions.model.service import Commune, ServiceSitue


@dataclass(frozen=True, slots=True)
class Region:
    """A région: its INSEE code, its name, and the slug of its page."""

    code: str
    nom: str
    slug: str


@dataclass(frozen=True, slots=True)
class Cour:
    """A court of appeal; `libelle` is « cour d’appel d’Agen », `de` is « d’Agen »."""

    slug: str
    nom: str
    libelle: str
    de: str


@dataclass(frozen=True, slots=True)
class CaisseMsa:
    """A caisse de mutualité sociale agricole."""

    slug: str
    nom: str


@dataclass(frozen=True, slots=True)
class ServiceEtat:
    """The State's service for solidarity: DDETS, DDETSPP, DEETS, DRIEETS-UD or DGCOPOP."""

    sigle: str
    libelle: str


@dataclass(frozen=True, slots=True)
class Denomination:
    """How a text names a party which is not the one that the trame names: « la Ville de Paris », feminine."""

    cle: str
    nom: str
    genre: Literal["f", "m"]
    designation: str


@dataclass(frozen=True, slots=True)
class Departement:
    """A département and the institutions it is known by. `de` reads « de l’Ain », `dans` « dans le département de l’Ain »."""

    code: str
    nom: str
    slug: str
    de: str
    dans: str
    chef_lieu: str
    region: Region
    cour: Cour
    caf: str
    msa: CaisseMsa | None
    msa_absente: str
    """Why no CMSA can sign here (overseas, by law); empty where one can."""
    service: ServiceEtat
    collectivite: str
    denominations: tuple[Denomination, ...]
    case: tuple[int, int]
    """Column and row of its tile on the home page's map."""

    @property
    def nom_et_code(self) -> str:
        """« Rhône (69) »."""
        return f"{self.nom} ({self.code})"

    @property
    def lieu(self) -> str:
        """Where one is there: « dans le Rhône », « en Guyane », « à Paris »."""
        if self.code in {"2A", "2B", "971", "972", "973"}:
            return f"en {self.nom}"
        for article, dans in (("du ", "dans le "), ("des ", "dans les "), ("de l’", "dans l’"), ("de la ", "dans la ")):
            if self.de.startswith(article):
                return dans + self.de.removeprefix(article)
        return f"{'à' if self.code in {'75', '974', '976'} else 'en'} {self.nom}"

    @property
    def institutions(self) -> dict[str, str]:
        """What the parties of the trame mean here, by key."""
        msa = self.msa.nom if self.msa else ""
        return {"cour": self.cour.libelle, "caf": self.caf, "msa": msa, "collectivite": self.collectivite}

    @property
    def parties(self) -> tuple[str, ...]:
        """Keys of the parties that the trame expects here, in the order of the text."""
        collectivites = [d.cle for d in self.denominations if d.cle.startswith("collectivite")]
        msa = [] if self.msa_absente else ["msa"]
        return ("prefet", "cour", "caf", *msa, *(collectivites or ["collectivite"]))

    def denomination(self, cle: str) -> Denomination | None:
        """The special name of the party `cle` in this département, if it has one."""
        return next((d for d in self.denominations if d.cle == cle), None)


@dataclass(frozen=True, slots=True)
class Sigle:
    """An acronym, and what it stands for."""

    sigle: str
    nom: str
    note: str
    a_verifier: bool
    """Whether no source of this project says what it stands for."""


@dataclass(frozen=True, slots=True)
class Mot:
    """A word explained in plain French; `aussi` are its other forms and acronyms.

    `sur_place`: it is also explained in the pages where it appears, not in the glossary alone.
    """

    id: str
    terme: str
    aussi: tuple[str, ...]
    definition: str
    sur_place: bool = False


@dataclass(frozen=True, slots=True)
class Aide:
    """Where to turn: a national number, and the day it was last verified."""

    numero: str
    nom: str
    precision: str
    urgence: bool
    verifie_le: str
    mode: str = "appel"
    """`appel`, or `sms` for a number that one writes to."""
    champs: tuple[str, ...] = ()
    """The axes whose pages begin with it."""

    @property
    def lien(self) -> str:
        """What a telephone opens: `tel:3919`, `sms:114`."""
        return f"{'sms' if self.mode == 'sms' else 'tel'}:{''.join(c for c in self.numero if c.isdecimal())}"


@dataclass(frozen=True, slots=True)
class DefinitionIndicateur:
    """An indicator that départements may publish values of."""

    id: str
    famille: str
    libelle: str
    unite: str
    base: str
    national_2023: str


@dataclass(frozen=True, slots=True)
class Reference:
    """All the reference data of one period."""

    departements: dict[str, Departement]
    """By code, in the order of codes (2A and 2B between 19 and 21)."""
    sigles: tuple[Sigle, ...]
    indicateurs: dict[str, DefinitionIndicateur]
    mots: tuple[Mot, ...] = ()
    aides: tuple[Aide, ...] = ()
    grille: Grille = field(default_factory=Grille)
    contacts: tuple[Contact, ...] = ()
    services: tuple[ServiceSitue, ...] = ()
    """Those of the open-data file that the ministry may give."""
    communes: Mapping[str, tuple[Commune, ...]] = field(default_factory=dict)
    """By code of département, the communes whose place is known; none without that file."""
    problems: tuple[Problem, ...] = ()
    """The faults of what the ministry edits."""

    def interlocuteurs(self, d: Departement) -> tuple[Interlocuteur, ...]:
        """Whom families call first there: its Caf, and its MSA where it has one."""
        names = {Organisme.CAF: d.caf, Organisme.MSA: d.msa.nom if d.msa else ""}
        return tuple(interlocuteurs(self.contacts, d.code, {o: nom for o, nom in names.items() if nom}))

    def aides_du_champ(self, axe: str) -> tuple[Aide, ...]:
        """The help numbers that the page of an axis begins with, in order."""
        return tuple(aide for aide in self.aides if axe in aide.champs)

    @property
    def regions(self) -> tuple[Region, ...]:
        """The régions, by name."""
        return tuple(sorted({d.region for d in self.departements.values()}, key=lambda r: r.nom))

    @property
    def cours(self) -> tuple[Cour, ...]:
        """The courts of appeal, by name."""
        return tuple(sorted({d.cour for d in self.departements.values()}, key=lambda c: c.nom))

    @property
    def caisses_msa(self) -> tuple[CaisseMsa, ...]:
        """The CMSA, by name."""
        return tuple(sorted({d.msa for d in self.departements.values() if d.msa}, key=lambda m: m.nom))
