"""Whether a text that should name a function, a body or a service names a person."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from conventions.model.french import sans_accent

_MOT = r"[A-ZÀ-Ý][\w’'-]*"
PARTICULE = r"(?:(?:d[eu]|la|le|des|van|von|ben|el|al)\s|d[’'])"
CIVILITE = re.compile(
    rf"\b(?:M\.|Mr\.?|MM\.|Mmes?\.?|Mlle|Monsieur|Madame|Mademoiselle|Ma[iî]tre|Me|Dr|Docteur)\s(?:d[eu]\s|d[’']|van\s|von\s|ben\s|el\s|al\s)?(?P<nom>{_MOT}(?:[\s-]{PARTICULE}?{_MOT}){{0,3}})"
)
_INITIALE = re.compile(rf"(?!M\. l[ea] )(?:[A-Z]\.-?\s?){{1,2}}{PARTICULE}?[A-ZÀ-Ý][\wÀ-ÿ’'-]{{2,}}")
_PRENOM = re.compile(rf"(?P<prenom>{_MOT})\s(?P<nom>{PARTICULE}{{0,2}}{_MOT})")
_NOM_PRENOM = re.compile(rf"{_MOT},\s(?P<prenom>{_MOT})")
_SEGMENT = re.compile(r"\s*(?:[,;:/()–—]|\s-\s)\s*")
_LIEU = re.compile(
    r"\b(?:centre|maison|espace|[ée]cole|lyc[ée]e|coll[èe]ge|fondation|association|h[ôo]pital|institut|rue|avenue|place|cit[ée]|r[ée]sidence|foyer|"
    r"cr[èe]che|clinique|prix|salle|h[ôo]tel|biblioth[èe]que|m[ée]diath[èe]que|site|quartier|plan|universit[ée]|pavillon|b[âa]timent|gymnase|stade|halle|complexe|th[ée][âa]tre|cin[ée]ma|piscine|p[ôo]le|parc|gare|ehpad|chu|mjc)\b[^,;:()]*$",
    re.IGNORECASE,
)


@cache
def prenoms() -> frozenset[str]:
    """First names in use in France, in lower case, without accents."""
    text = (files("conventions") / "check" / "prive" / "prenoms.txt").read_text(encoding="utf-8")
    return frozenset(sans_accent(text).lower().split())


def nom_de_personne(text: str) -> str:
    """The person that it names; empty if it names none. « Simone » after « centre » is a centre. The format refuses what is longer."""
    text = text[:400]
    if found := CIVILITE.search(text):
        return found[0]
    if (found := _NOM_PRENOM.fullmatch(text)) and _prenom(found["prenom"]):
        return text
    for segment in _SEGMENT.split(text):
        if name := _segment(segment):
            return name
    return ""


def personne_nommee(before: str, name: str) -> bool:
    """Whether that name, after those words, is of someone rather than of a place."""
    return bool(_segment(name)) and not _LIEU.search(before)


def _segment(text: str) -> str:
    if found := _INITIALE.fullmatch(text):
        return found[0]
    words = text.split()
    if len(words) == 2 and text.islower() and text.replace(" ", "").isalpha() and _prenom(words[0]):
        return text
    if len(words) == 2 and words[0].isupper() and len(words[0]) > 2 and _prenom(words[1]):
        return text
    for found in _PRENOM.finditer(text):
        if _prenom(found["prenom"]) and not _LIEU.search(text[: found.start()]):
            return found[0]
    return ""


def mots(text: str) -> list[str]:
    """Its words, as first names are listed."""
    return re.findall(r"[a-z]+", sans_accent(text).lower())


def _prenom(word: str) -> bool:
    return all(part in prenoms() for part in re.split(r"[-’']", sans_accent(word).lower()))
