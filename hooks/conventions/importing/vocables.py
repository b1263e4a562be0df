"""The words of a text, signs, case and accents set aside, each with its place: what two hands type of one sentence has the same ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from conventions.model.french import sans_accent

_MOT = re.compile(r"[^\W_]+(?:[\u0300-\u036f\u00ad]+[^\W_]*)*")
_NUMERO = re.compile(
    r"\s*(?:(?:chapitre|titre)\s+[\divx]+\s*[-–—:.]?\s*)?(?:(?:article|art\.?|objectif)\s*(?:n°\s*)?(?:\d{1,2}(?:er)?|premier|[ivx]{1,5})\b|(?:\d{1,2}|[ivx]{1,5})(?:[-.]\d{1,2})*\s*[.)–—-])\s*[-–—:.]*\s*",
    re.IGNORECASE,
)


class Mot(NamedTuple):
    """A word: what it is compared by, and where it stands in the text."""

    cle: str
    debut: int
    fin: int


@lru_cache(maxsize=8192)
def mots_lus(texte: str) -> tuple[Mot, ...]:
    """The words, in order."""
    return tuple(
        Mot(sans_accent(found[0].replace("\u00ad", "").casefold()), found.start(), found.end())
        for found in _MOT.finditer(texte)
    )


@lru_cache(maxsize=8192)
def cles(texte: str) -> tuple[str, ...]:
    """What its words are compared by."""
    return tuple(mot.cle for mot in mots_lus(texte))


def paires(mots: Sequence[str], *, bouts: bool = True) -> Counter[tuple[str, str]]:
    """Its words two by two; `bouts`: its first word and its last one count as such."""
    row = ["^", *mots, "$"] if bouts else list(mots)
    return Counter(pairwise(row))


def sans_numero(texte: str) -> str:
    """A heading without « Article 3 – », « Objectif 2 : » or « 4.1 »."""
    found = _NUMERO.match(texte)
    return texte[found.end() :] if found else texte


def numero_seul(texte: str) -> bool:
    """Whether it is only the number of a heading, whose words stand on the next line."""
    return bool(texte.strip()) and "rticle" in texte.casefold() and not sans_numero(texte).strip()
