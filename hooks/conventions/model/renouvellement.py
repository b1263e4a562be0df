"""What the parties wrote of renewal, where it is not the trame's « nouvelle convention » (article 8, alinéa 2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Duree:
    """« 1 an », « 2 mois », « 15 jours »: a length, as written and as it counts."""

    mots: str
    mois: int = 0
    jours: int = 0


@dataclass(frozen=True, slots=True)
class AccordExpres:
    """An express renewal that was agreed: by whom, when, until when, in which document."""

    numero: int
    par: tuple[str, ...]
    le: date | None
    jusqu_au: date | None
    fichier: str


@dataclass(frozen=True, slots=True)
class Renouvellement:
    """Tacit or express, how many times and for how long each; `accords` are the express ones that were agreed."""

    tacite: bool
    duree: Duree | None
    fois: int | None
    """How many times; None without limit."""
    preavis: Duree | None = None
    accords: tuple[AccordExpres, ...] = ()
