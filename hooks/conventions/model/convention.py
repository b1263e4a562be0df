"""What a département's file says: the convention (the contract) and its life."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from conventions.model.enumeration import Enumeration
from conventions.model.ids import nature
from conventions.model.renouvellement import Renouvellement
from conventions.model.service import Service
from conventions.model.vie import BonnePratique, Reunion, Sdsf


@dataclass(frozen=True, slots=True)
class Representant:
    """A person who signs for a party."""

    nom: str = ""
    prenom: str = ""
    titre: str = ""
    signe_le: date | None = None
    signe_a: str = ""
    mention: str = ""
    rang: int = field(default=0, compare=False)
    """Its place in the list of the file, where empty items count too."""

    @property
    def connu(self) -> bool:
        """Whether the file tells who it is: by name, by office or by delegation."""
        return bool(self.nom or self.prenom or self.titre or self.mention)


@dataclass(frozen=True, slots=True)
class Retrait:
    """A party that left the convention, and what it rests on."""

    le: date | None
    motif: str
    accord: str


@dataclass(frozen=True, slots=True)
class Partie:
    """A party to the convention, under the key that its author chose (`commune-villeurbanne`)."""

    cle: str
    nom: str = ""
    adresse: str = ""
    representants: tuple[Representant, ...] = ()
    insee: str = ""
    siren: str = ""
    logo: str = ""
    denomination: str = ""
    """How the text calls it after « ci-après »: « l’UDAF »."""
    mandat: str = ""
    """The act by which it lets itself be bound: « délibération n° 12 du 3 mars 2026 »."""
    seul: str = ""
    """Of a court: why one of its two heads signs for both; empty where both sign."""
    retiree: Retrait | None = None

    @property
    def nature(self) -> str:
        """What it is, read in its key: prefet, cour, caf or commune."""
        return nature(self.cle)

    def partie_au(self, au: date) -> bool:
        """Whether it has left by that day, by another act than an amendment."""
        return self.retiree is not None and (self.retiree.le or au) <= au


def signatures_attendues(partie: Partie) -> int:
    """How many people sign for a party: the two heads of a court, unless one signs for both."""
    return 2 if partie.nature == "cour" and not partie.seul else 1


@dataclass(frozen=True, slots=True)
class Action:
    """An action of a département for an objective; `description` is rich text."""

    id: str
    objectif: int
    intitule: str
    description: str
    engagement: str
    axes: tuple[str, ...]
    pilote: str
    bonne_pratique: BonnePratique | None = None
    partenaires: tuple[str, ...] = ()
    """The keys of the other parties that take part in it."""


@dataclass(frozen=True, slots=True)
class Objectif:
    """What a département adds to a shared objective, or a local one (number 5 and above)."""

    numero: int
    intitule: str
    engagements: Mapping[str, str]
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Instance:
    """The body that follows the convention (articles 1 and 3)."""

    cadre: str = ""
    frequence: str = ""
    reunions_par_an: int | None = None
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Redaction:
    """A local wording of a clause."""

    clause: str
    operation: Literal["remplace", "supprime", "ajoute"]
    texte: str
    motif: str


@dataclass(frozen=True, slots=True)
class Annexe:
    """A document annexed to the convention, or to an amendment."""

    cle: str
    titre: str
    fichier: str

    @property
    def nom(self) -> str:
        """What it is called: its title, else its key."""
        return self.titre or self.cle


@dataclass(frozen=True, slots=True)
class Convention:
    """The contract, as one text of one date: the original, or as amended."""

    signataires: tuple[Partie, ...] = ()
    sans: Mapping[str, str] = field(default_factory=dict)
    """Parties of the trame absent on purpose, each with its reason."""
    fait_a: str = ""
    fait_le: date | None = None
    exemplaires: int | None = None
    """How many originals were signed."""
    introduction: str = ""
    objectifs: tuple[Objectif, ...] = ()
    instance: Instance = Instance()
    redaction: tuple[Redaction, ...] = ()
    annexes: tuple[Annexe, ...] = ()
    entree_en_vigueur: date | None = None
    echeance: date | None = None
    avenants: tuple[int, ...] = ()
    """The amendments that this text holds, in the order of their effects: each has its own signatures."""
    titre: str = ""
    """The title of a text of one's own."""
    texte: str = ""
    """That text, as typed; empty where the convention is made from the trame, or only in its signed document."""
    renouvellement: Renouvellement | None = None
    hors_trame: bool = False
    """Whether it follows no trame: none then says who is expected to sign."""

    @property
    def actions(self) -> tuple[Action, ...]:
        """Every action, in the order of the objectives."""
        return tuple(a for o in self.objectifs for a in o.actions)

    def signe_le(self, person: Representant) -> date | None:
        """The day that person signed: the common one where the file gives no other, and names somebody."""
        return person.signe_le or (self.fait_le if person.connu else None)

    def partie(self, cle: str) -> Partie | None:
        """The party of that key."""
        return next((p for p in self.signataires if p.cle == cle), None)

    def redaction_de(self, clause: str) -> Redaction | None:
        """The local wording of that clause."""
        return next((r for r in self.redaction if r.clause == clause), None)


@dataclass(frozen=True, slots=True)
class Membre:
    """A member of the body; `nom` only with recorded consent."""

    id: str
    organisme: str
    fonction: str
    nom: str


class EtatAction(Enumeration):
    """Where an action of a roadmap stands: slug, words."""

    PREVUE = "prevue", "prévue"
    EN_COURS = "en_cours", "en cours"
    REALISEE = "realisee", "réalisée"
    ABANDONNEE = "abandonnee", "abandonnée"

    def __init__(self, _slug: str, libelle: str) -> None:
        self.libelle = libelle


@dataclass(frozen=True, slots=True)
class ActionPrevue:
    """An action of a roadmap."""

    id: str
    intitule: str
    objectif: int | None
    pilote: str
    echeance: date | None
    etat: EtatAction | None


@dataclass(frozen=True, slots=True)
class FeuilleDeRoute:
    """An operational roadmap: two years from its start (article 3, alinéa 8)."""

    numero: int
    debut: date | None
    actions: tuple[ActionPrevue, ...]


@dataclass(frozen=True, slots=True)
class Bilan:
    """An assessment: of a roadmap (`feuille-1`) or of the whole (`global`). `texte` is rich text."""

    id: str
    le: date | None
    texte: str


@dataclass(frozen=True, slots=True)
class Indicateur:
    """A published value of an indicator."""

    id: str
    indicateur: str
    annee: int | None
    valeur: str
    unite: str
    definition: str
    source: str
    par: str


@dataclass(frozen=True, slots=True)
class Suivi:
    """What goes on around the contract."""

    membres: tuple[Membre, ...] = ()
    services: tuple[Service, ...] = ()
    reunions: tuple[Reunion, ...] = ()
    feuilles_de_route: tuple[FeuilleDeRoute, ...] = ()
    bilans: tuple[Bilan, ...] = ()
    indicateurs: tuple[Indicateur, ...] = ()
    sdsf: Sdsf | None = None


@dataclass(frozen=True, slots=True)
class SignatureNumerique:
    """A digital signature that a PDF carries: whose, when, and whether the document is still the one that was signed."""

    nom: str
    le: date | None
    intacte: bool


@dataclass(frozen=True, slots=True)
class DocumentSigne:
    """The signed document: the original by its SHA-256 and reference, and its published copy."""

    fichier: str
    sha256: str
    reference: str
    signatures_masquees: bool
    le: date | None = None
    tous_ont_signe: bool = False
    """It bears the signature of all the parties, be it that their days are not known."""
    signatures: tuple[SignatureNumerique, ...] | None = ()
    """Those of the published copy; None where it carries some and what reads them is not installed."""
    sha256_original: str = ""
    """Of the file that was signed, where the published copy is another."""


@dataclass(frozen=True, slots=True)
class Publication:
    """Where the convention was officially published."""

    recueil: str
    reference: str
    url: str
    le: date | None
