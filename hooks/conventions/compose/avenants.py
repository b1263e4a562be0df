"""An amendment at a date → where it stands, the day it was signed and the day it takes effect (article 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from conventions.compose.dates import typed_effects
from conventions.compose.faits import entry_into_force, last_day, living_amendments, never_in_force, signatures
from conventions.model.actes import EtatAvenant
from conventions.model.dossier import Dossier
from conventions.model.french import date_longue


@dataclass(frozen=True, slots=True)
class SuiteAvenant:
    """What has come of an amendment. Both days are None while a party has not signed it."""

    etat: EtatAvenant
    signe_le: date | None = None
    effet: date | None = None

    @property
    def libelle(self) -> str:
        """Where it stands, in words: « signé, entre en vigueur le 1er janvier 2027 »."""
        if self.etat is EtatAvenant.A_VENIR and self.effet:
            return f"signé, entre en vigueur le {date_longue(self.effet)}"
        return f"{self.etat.libelle}, effet rétroactif" if self.retroactif else self.etat.libelle

    @property
    def retroactif(self) -> bool:
        """Whether it takes effect before the day of its last signature."""
        return self.effet is not None and self.signe_le is not None and self.effet < self.signe_le


@lru_cache(maxsize=256)
def suite_avenant(dossier: Dossier, numero: int, au: date, remplacee_le: date | None = None) -> SuiteAvenant:
    """That amendment at `au`. None takes effect before the convention that it amends, but to move its day, nor after its end.

    `remplacee_le`: the day on which the convention of the next period took the place of this one.
    """
    etape, last = dossier.etapes[numero], last_day(dossier, au, remplacee_le)
    over = last is not None and last < au
    if etape.du is None or etape.signe_le is None:
        waiting = etape.manquantes and not etape.defaillante and not over
        days = [day for day in dossier.avenant(numero).signatures.values() if day and not etape.manquantes]
        return SuiteAvenant(EtatAvenant.EN_COURS if waiting else EtatAvenant.SANS_EFFET, max(days, default=None))
    entry = entry_into_force(dossier)
    if entry is None and signatures(dossier).manquantes:
        return SuiteAvenant(EtatAvenant.SANS_EFFET if over else EtatAvenant.EN_ATTENTE, etape.signe_le)
    if never_in_force(dossier, au) or numero not in living_amendments(dossier):
        return SuiteAvenant(EtatAvenant.SANS_EFFET, etape.signe_le)
    effect = etape.du if numero in typed_effects(dossier) else max(etape.du, entry or etape.du)
    if last and effect > last:
        return SuiteAvenant(EtatAvenant.SANS_EFFET, etape.signe_le)
    due = EtatAvenant.TERMINE if over else EtatAvenant.EN_VIGUEUR
    return SuiteAvenant(due if max(effect, etape.signe_le) <= au else EtatAvenant.A_VENIR, etape.signe_le, effect)
