"""What people type (reference/synonymes.yml) → words without meaning, groups of synonyms, and the everyday words of some pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent.parent / "reference" / "synonymes.yml"


@dataclass(frozen=True, slots=True)
class Vocabulaire:
    """Words as people write them, with their accents."""

    vides: str
    synonymes: tuple[tuple[str, ...], ...]
    pages: Mapping[str, str]
    """Address of a page → the everyday words that lead to it."""


@cache
def vocabulaire() -> Vocabulaire:
    """Read once, when first needed."""
    data = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return Vocabulaire(data["mots_vides"], tuple(map(tuple, data["synonymes"])), data["pages"])
