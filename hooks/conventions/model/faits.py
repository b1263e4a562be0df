"""The three facts of a convention, never merged: who has signed, from which day it takes effect, until when it runs.

Status, sentences, dates and data follow from all three; none of them stands for another.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from conventions.model.actes import Fin
from conventions.model.enumeration import Enumeration


class EtatSignatures(Enumeration):
    """Who has signed: slug, and whether that is everybody."""

    AUCUNE = "aucune", False
    NON_PRECISEES = "non-precisees", False
    """A signed document is known, and the file says neither who signed it nor that all did."""
    CERTAINES = "certaines", False
    TOUTES = "toutes", True
    DOCUMENT = "document", True
    """All, by the signed document alone: a day of signature at least is not known."""

    def __init__(self, _slug: str, completes: bool) -> None:  # noqa: FBT001 — the value of a member
        self.completes = completes


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signatures given by a day; `jours` holds every party to the original, and None for one whose day is not known."""

    etat: EtatSignatures
    jours: Mapping[str, date | None]
    completes_le: date | None
    """The day on which all had signed, where it is known."""

    @property
    def completes(self) -> bool:
        """Whether all have signed."""
        return self.etat.completes

    @property
    def manquantes(self) -> tuple[str, ...]:
        """Keys of the parties that have not signed; none where that is not known."""
        if self.completes or self.etat is EtatSignatures.NON_PRECISEES:
            return ()
        return tuple(cle for cle, jour in self.jours.items() if jour is None)


@dataclass(frozen=True, slots=True)
class Effet:
    """The day from which the text says that it applies. Nothing is in force by it before all have signed."""

    le: date | None
    saisi: bool
    """Typed, where the text gives another day than the last signature (article 8, alinéa 1)."""
    retroactif: bool
    """Earlier than the day on which all had signed."""
    avenant: int = 0
    """The amendment that gave it, signed before the day of the text had come; 0 where none did."""


class NatureTerme(Enumeration):
    """How the convention ends by itself."""

    AUCUN = "aucun"
    FIXE = "fixe"
    RENOUVELABLE = "renouvelable"


@dataclass(frozen=True, slots=True)
class Terme:
    """The last day of the convention by its own words; that day is one of its days."""

    nature: NatureTerme
    le: date | None = None
    """The current one; None where it is not known."""
    saisi: bool = False
    """Typed, where the text gives another than the end of the national framework (article 8, alinéa 2)."""
    precedents: tuple[date, ...] = ()
    """The terms that a renewal has passed, oldest first; with no current one, the one after which nothing is known of a renewal."""
    dernier: date | None = None
    """The last one that renewals can reach; None where their number has no limit."""
    opposition: date | None = None
    """The last day to oppose the next tacit renewal."""
    preavis: str = ""
    """What that day rests on: the notice as written; empty for article 8, alinéa 5."""
    tacites: tuple[date, ...] = ()
    """Those of the terms passed after which it was renewed by itself, by the rule of that day."""
    comptes: int = 0
    """How many renewals its present rule has made."""

    @property
    def incertain(self) -> bool:
        """Whether a term has passed that the words renew by a rule that nobody has typed."""
        return self.le is None and bool(self.precedents)


@dataclass(frozen=True, slots=True)
class Faits:
    """All three, on a day."""

    signatures: Signatures
    effet: Effet
    terme: Terme
    fin: Fin | None = None
    """The act that ends it no later than that term."""
    conteste: bool = False
    """Whether a letter came before a tacit renewal that has passed: what is told since then is so only if it took place."""

    def closed(self) -> Faits:
        """The same once an act has ended the convention, or will: nothing can be renewed any more."""
        over = dataclasses.replace(self.terme, dernier=self.terme.le, opposition=None)
        return dataclasses.replace(self, terme=over)
