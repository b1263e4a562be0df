"""How a document calls a party, and which party some words call."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from conventions.importing.parties import Partie
from conventions.importing.vocables import cles
from conventions.model.reference import Departement

_LIBELLES = {
    "prefet": ("le préfet", "la préfète", "l’État", "le représentant de l’État"),
    "cour": ("les chefs de cour", "la cour d’appel"),
    "caf": ("la Caf", "la caisse d’allocations familiales"),
    "msa": ("la CMSA", "la MSA", "la caisse de mutualité sociale agricole"),
    "collectivite": ("le conseil départemental", "le Département"),
}
_OUTILS = {"le", "la", "les", "l", "de", "d", "du", "des", "pour"}


def libelles(party: Partie, departement: Departement) -> Iterator[str]:
    """How a table of signatures may call a party."""
    known = departement.denomination(party.cle)
    if known:
        yield from (known.designation, known.nom)
    yield from (party.valeurs[k] for k in ("denomination", "nom") if k in party.valeurs)
    if party.nature == "commune":
        yield f"la commune de {party.valeurs.get('nom', '')}"
    if not known or party.nature != "collectivite":
        yield from _LIBELLES.get(party.nature, ())


def designee(label: str, parties: Sequence[Partie], departement: Departement) -> Partie | None:
    """The party that these words call."""
    wanted = [w for w in cles(label) if w not in _OUTILS]
    best, found = 0.0, None
    for party in sorted(parties, key=_signee):
        for name in libelles(party, departement):
            words = [w for w in cles(name) if w not in _OUTILS]
            common = len(set(words) & set(wanted))
            share = 2 * common / (len(set(words)) + len(set(wanted)) or 1)
            if share > best:
                best, found = share, party
    return found if best >= 0.66 else None


def _signee(party: Partie) -> bool:
    """Whether it has signed already: of two that are called the same, the next is the other."""
    return any("signe_le" in one for one in party.representants)


def cle_nommee(label: str, parties: Sequence[Partie], departement: Departement) -> str:
    """The key of the party that these words call; empty if none is."""
    found = designee(label, parties, departement)
    return found.cle if found else ""


def cles_nommees(label: str, parties: Sequence[Partie], departement: Departement) -> tuple[list[str], list[str]]:
    """The keys of the parties that a list of names calls, and the names that call none. A name may hold an « et » of its own."""
    whole = {_mots(name): p.cle for p in parties for name in libelles(p, departement)}
    bits = re.split(r"(\s*[,;/]\s*|\s+et\s+)", label, flags=re.IGNORECASE)
    known: list[str] = []
    others: list[str] = []
    between = ""  # what stands between two names that call none: they stay as they were written
    while bits:
        end = next((n for n in range(len(bits), 1, -2) if _mots("".join(bits[:n])) in whole), 1)
        said = "".join(bits[:end]).strip(" .\u00a0")
        if cle := whole.get(_mots(said)) or cle_nommee(said, parties, departement):
            known.append(cle)
        elif cles(said):
            others.append(f"{others.pop()}{between}{said}" if between else said)
        between = "" if cle or not others else "".join(bits[end : end + 1])
        del bits[: end + 1]
    return known, others


def _mots(name: str) -> tuple[str, ...]:
    return tuple(w for w in cles(name) if w not in _OUTILS)
