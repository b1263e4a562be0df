"""The acts that change a signed convention or end it: amendments (article 6), denunciations and other ends (article 8), corrections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from conventions.model.convention import Annexe, DocumentSigne, Partie, Representant, signatures_attendues
from conventions.model.enumeration import Enumeration


@dataclass(frozen=True, slots=True)
class Avenant:
    """An amendment (article 6): binding when all parties of that day, and those that join, have signed."""

    numero: int
    objet: str
    signataires: Mapping[str, tuple[Representant, ...]]
    """By party, who signed this amendment for it, and when; without a name where the file gives the day alone."""
    rejoignent: tuple[str, ...]
    quittent: tuple[str, ...]
    effet_le: date | None = None
    """The day of effect that it fixes; None where it is that of the last signature."""
    document_signe: DocumentSigne | None = None
    annexes: tuple[Annexe, ...] = ()

    seuls: Mapping[str, str] = field(default_factory=dict)
    """Of each court, why one of its heads signs for both."""

    @property
    def signatures(self) -> dict[str, date | None]:
        """The day each party had signed: that of the last who signs for it; None while one of them has not."""
        return {cle: None if self.incomplete(cle) else max(self._jours(cle), default=None) for cle in self.signataires}

    def incomplete(self, cle: str) -> bool:
        """Whether someone has still to sign for that party; a day alone is that of all who sign for it."""
        people = self.signataires[cle]
        known = any(person.connu for person in people)
        expected = signatures_attendues(Partie(cle, seul=self.seuls.get(cle, ""))) if known else 1
        return len(self._jours(cle)) < max(expected, len(people))

    def _jours(self, cle: str) -> list[date]:
        return [person.signe_le for person in self.signataires[cle] if person.signe_le]


class EtatAvenant(Enumeration):
    """Where an amendment stands: slug, words."""

    EN_COURS = "signatures-en-cours", "en cours de signature"
    EN_ATTENTE = "attend-la-convention", "signé, en attente de la convention"
    A_VENIR = "effet-a-venir", "signé, pas encore en vigueur"
    EN_VIGUEUR = "applicable", "en vigueur"
    TERMINE = "termine", "terminé"
    """It was, until its convention ended."""
    SANS_EFFET = "sans-effet", "sans effet"

    def __init__(self, _slug: str, libelle: str) -> None:
        self.libelle = libelle


class Cause(Enumeration):
    """What ends a convention: slug, name, what the convention is by it, and why a party that leaves by it does."""

    DENONCIATION = "denonciation", "Dénonciation", "dénoncée", "dénonciation"
    LITIGE = "litige", "Cessation après litige", "cessation après litige", "cessation après litige"
    ACCORD = "accord", "Fin par accord des parties", "cessation par accord", "accord des parties"

    def __init__(self, _slug: str, libelle: str, precision: str, motif: str) -> None:
        self.libelle = libelle
        self.precision = precision
        self.motif = motif


@dataclass(frozen=True, slots=True)
class Fin:
    """A denunciation, a dispute or an agreement that ends the convention, whole or in part (article 8)."""

    id: str
    cause: Cause | None
    """None where the file does not say: no cause is made up."""
    par: str
    envoyee_le: date | None
    recue_le: date | None
    effet_le: date | None
    """The first day on which the convention no longer applies."""
    portee: Literal["convention", "partie", ""]
    """Whom it ends the convention for; empty where the file does not say: it then ends it for nobody."""
    motif: str
    fichier: str = ""
    """The letter or the act, where it is published."""

    @property
    def nom(self) -> str:
        """What it is called."""
        return self.cause.libelle if self.cause else "Fin, cause non précisée"

    @property
    def dernier_jour(self) -> date | None:
        """The last day that it leaves to the whole convention: the eve of its effect; None where it does not end it."""
        return self.effet_le - timedelta(days=1) if self.effet_le and self.portee == "convention" else None


@dataclass(frozen=True, slots=True)
class Rectification:
    """A recorded correction of the transcription: the law does not change, the page did."""

    id: str
    le: date | None
    clauses: tuple[str, ...]
    motif: str
