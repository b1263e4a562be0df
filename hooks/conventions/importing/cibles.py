"""What the words of an amendment point at: « l’article 3, alinéa 6 », « le deuxième alinéa de l’article 5 », and what they do to it."""

from __future__ import annotations

import re
from typing import Literal

from conventions.importing.vocables import cles
from conventions.model.ids import SUITES

Operation = Literal["remplace", "supprime", "ajoute"]
_SUFFIXES = "|".join(sorted(SUITES, key=len, reverse=True))
_RANGS = {
    **{mot: rang for rang, mot in enumerate(("premier", "deuxieme", "troisieme", "quatrieme", "cinquieme", "sixieme", "septieme", "huitieme", "neuvieme", "dixieme"), 1)},
    "second": 2,
    "1er": 1,
}  # fmt: skip
_ORDRE = rf"(?P<rang>{'|'.join(_RANGS)}|\d{{1,2}}e(?:me)?)"
_CITES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_ORDRE} alinea (?:de l |du )?(?P<ou>article (?P<art>\d{{1,2}})|preambule)",
        rf"alinea (?P<al>\d{{1,2}})(?: (?P<suite>{_SUFFIXES}))? (?:de l |du )?(?P<ou>article (?P<art>\d{{1,2}})|preambule)",
        rf"(?P<ou>article (?P<art>\d{{1,2}})|preambule) (?:en son |a son )?{_ORDRE} alinea",
        rf"(?P<ou>article (?P<art>\d{{1,2}})|preambule)(?: alinea (?P<al>\d{{1,2}})(?: (?P<suite>{_SUFFIXES}))?)?\b",
    )
)
_ENGAGEMENTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"objectif (?P<obj>\d) engagement (?P<lettre>[a-z])\b",
        r"engagement (?P<lettre>[a-z]) (?:de l )?objectif (?P<obj>\d)",
        r"engagement (?P<obj>\d) (?P<lettre>[a-z])\b",
        r"objectif (?P<obj>\d)\b",
    )
)
_OPERATIONS: tuple[tuple[Operation, re.Pattern[str]], ...] = (
    ("ajoute", re.compile(r"\b(?:est|sont|il est) (?:ainsi )?(?:complete|ajoute|insere)", re.IGNORECASE)),
    ("supprime", re.compile(r"\b(?:est|sont) (?:supprim|abrog|retir)", re.IGNORECASE)),
    (
        "remplace",
        re.compile(
            r"\b(?:est|sont) (?:ainsi |desormais )?(?:remplac|modifi|redig|reecrit|libell)|\bse lit\b|\bainsi redig",
            re.IGNORECASE,
        ),
    ),
)
PROPRE = re.compile(r"\A\W*article\s+(?:\d{1,2}(?:er)?|premier|[ivx]{1,4})\s*(?:[-–—:.]\s*|$|\n)", re.IGNORECASE)
"""How an article of the amendment itself begins: « Article 2 – … »."""
MOTS = re.compile(
    r"les?\s+mots?\s*:?\s*[«“\"]\s*(?P<avant>[^»”\"]+?)\s*[»”\"]\s*(?:est|sont)\s+remplacés?\s+par\s+(?:les?\s+mots?\s*:?\s*)?[«“\"]\s*(?P<apres>[^»”\"]+?)\s*[»”\"]",
    re.IGNORECASE | re.DOTALL,
)


def cible(texte: str) -> str:
    """The id of the clause, or of the whole article, that is named; empty if none is."""
    said = " ".join(
        cles(re.sub(r"\b(article\s+)1er\b", r"\g<1>1", PROPRE.sub("", texte, count=1), flags=re.IGNORECASE))
    )
    for pattern in _CITES:
        if found := pattern.search(said):
            return _clause(found.groupdict())
    for pattern in _ENGAGEMENTS:
        if found := pattern.search(said):
            parts = found.groupdict()
            return f"obj-{parts['obj']}" + (f"-{parts['lettre']}" if parts.get("lettre") else "")
    return ""


def _clause(parts: dict[str, str | None]) -> str:
    base = f"art-{parts['art']}" if parts["art"] else "preambule"
    rank = parts.get("al") or _rang(parts.get("rang") or "")
    if not rank:
        return base
    alinea = f"{base}-al-{rank}" if parts["art"] else f"{base}-{rank}"
    return f"{alinea}-{parts['suite']}" if parts.get("suite") else alinea


def _rang(mot: str) -> str:
    return str(_RANGS[mot]) if mot in _RANGS else mot.rstrip("em")


def operation(texte: str) -> Operation | None:
    """What a sentence does to what it names."""
    said = " ".join(cles(texte))
    return next((name for name, pattern in _OPERATIONS if pattern.search(said)), None)


def entre_guillemets(texte: str) -> tuple[int, int] | None:
    """Where the new words stand, if they follow a colon, or stand between quotation marks."""
    if found := re.search(r"[«“\"]\s*(?P<mots>.+?)\s*[»”\"]\W*\Z", texte, re.DOTALL):
        return found.span("mots")
    found = re.search(r":\s+(?P<mots>\w.{20,})\Z", texte, re.DOTALL)
    return found.span("mots") if found else None
