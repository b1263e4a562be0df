"""What a département says beside its contract: meetings held, what it judges good or new, the schéma of its services."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BonnePratique:
    """What makes an action good or new, and what it gave: the département's own judgement, no words of the contract."""

    pourquoi: str
    bilan: str


@dataclass(frozen=True, slots=True)
class Sdsf:
    """The département's schéma des services aux familles: its title and its address."""

    titre: str
    url: str

    @property
    def nom(self) -> str:
        """What it is called."""
        return self.titre or "Schéma départemental des services aux familles"


@dataclass(frozen=True, slots=True)
class Reunion:
    """A meeting of the body that was held, and its minutes if they are published."""

    le: date
    compte_rendu: str = ""
