"""The words that name who signs → first name, name and function, as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conventions.importing.riche import plat

_CIVILITE = re.compile(
    r"\b(?:M\.|MM\.|Mme|Mmes|Mlle|Me|Madame|Monsieur|Mesdames|Messieurs|Maître)(?=[\s\u00a0])[\s\u00a0]*"
)
_ENTRE = re.compile(r",?\s+(?:et|ET)\s+(?=(?:(?:M\.|Mme|Madame|Monsieur|Maître)\s|[A-ZÀ-Ý]))")
_NOM = re.compile(r"[A-ZÀ-ÝŒ][\w’'.-]*(?:\s+(?:(?:de|du|des|la|le|von|van|d[’'])\s*)*[A-ZÀ-ÝŒ][\w’'.-]*){0,5}")
_FONCTION = re.compile(r"^(?:l[ea]|l[’']|son|sa)\s*|^(?=[a-zà-ÿ])", re.IGNORECASE)
_PARTICULE = {"de", "du", "des", "la", "le", "d’", "d'", "von", "van", "ben", "el"}

Personne = dict[str, str]


def personnes(texte: str, combien: int) -> list[Personne]:
    """Those that a sentence names, at most as many as are expected; their words as they are."""
    said = plat(texte).strip(" ,;")
    parts = [said]
    if combien > 1:
        parts = _ENTRE.split(said, maxsplit=combien - 1)
    return [p for p in map(personne, parts) if p]


def personne(texte: str) -> Personne:
    """One of them: « Karim Oullier, directeur général », « Mme Sylvie TASSIN, procureure générale », « son directeur, M. Oullier »."""
    said = plat(texte).strip(" ,;")
    civil = _CIVILITE.search(said)
    if civil and civil.start() > 3:
        titre, who = said[: civil.start()], said[civil.end() :]
        who, _, rest = who.partition(",")
        titre = re.sub(r"^(?:son|sa|le|la)\s+|^l[’']", "", titre.strip(" ,"), flags=re.IGNORECASE)
        return _fiche(who, titre if not rest.strip() else f"{titre}, {rest.strip()}")
    if civil:
        said = said[civil.end() :]
    who, _, titre = said.partition(",")
    if not titre and (found := _NOM.match(who)) and found.end() < len(who.strip()):
        who, titre = who[: found.end()], who[found.end() :]
    if not _NOM.fullmatch(who.strip()) and not civil:
        return {"titre": said} if said and not titre else _fiche(who, titre)
    return _fiche(who, titre)


def sans_civilite(texte: str) -> str:
    """« Odile Clair » for « Mme Odile Clair »."""
    return _CIVILITE.sub("", texte)


def _fiche(who: str, titre: str) -> Personne:
    prenom, nom = nom_et_prenom(who)
    made = {"prenom": prenom, "nom": nom, "titre": titre.strip(" ,;")}
    return {key: value for key, value in made.items() if value}


def nom_et_prenom(who: str) -> tuple[str, str]:
    """By the capitals of the name where only it has some, else the first word is the first name."""
    words = who.strip(" ,;").split()
    upper = [w.isupper() and len(w.strip(".")) > 1 for w in words]
    if any(upper) and not all(upper):
        first, last = upper.index(True), len(upper) - upper[::-1].index(True)
        while first and words[first - 1].lower() in _PARTICULE:
            first -= 1
        return " ".join(words[:first] + words[last:]), " ".join(words[first:last])
    return (" ".join(words[:1]), " ".join(words[1:])) if len(words) > 1 else ("", " ".join(words))


def incertain(person: Personne) -> bool:
    """Whether where the first name ends is a guess."""
    words = f"{person.get('prenom', '')} {person.get('nom', '')}".split()
    return len(words) > 2 and not person.get("nom", "").isupper()


def noms(lignes: Iterator[str]) -> Iterator[str]:
    """The lines that begin by what looks like a name."""
    return (line for line in lignes if _NOM.match(_CIVILITE.sub("", line).strip()))
