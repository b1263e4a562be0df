"""Of which département a document is: the one that its title, its parties or its headers name."""

from __future__ import annotations

import re
from collections import Counter

from conventions.importing.feuilles import numero_de_feuille
from conventions.importing.lu import Lecture
from conventions.importing.vocables import cles
from conventions.model.reference import Departement, Reference

_DEBUT = 60
"""Blocks that are looked into: the title, the parties."""
_AVANT = r"(?:departement|prefete?|prefecture|conseil departemental|caisse d allocations familiales|caf|convention|udaf|familiales)"

_TETE = 10
"""Blocks among which the title stands."""
NUMERO = re.compile(r"avenant\s+(?:n\s*[°o]\s*)?(\d{1,2})\b", re.IGNORECASE)
"""The number of an amendment, where one is named."""
_AVENANT = re.compile(r"\W*(?:projet d[’'])?avenant\s+(?:n\s*[°o]|\d|à la convention)", re.IGNORECASE)


def departements(lecture: Lecture, reference: Reference) -> list[Departement]:
    """Those that the document names most, the first being the surest; several where nothing tells them apart."""
    said = " ".join(
        " ".join(cles(text))
        for text in (*(b.texte for b in lecture.blocs[:_DEBUT]), *(t for w, t in lecture.hors if "page" in w))
    )
    votes = Counter[str]()
    for d in reference.departements.values():
        name, of = " ".join(cles(d.nom)), " ".join(cles(d.de))
        votes[d.code] = (
            3 * len(re.findall(rf"\b{_AVANT} {of}\b(?! et )", said))
            + len(re.findall(rf"\b{of}\b", said))
            + len(re.findall(rf"\b{name} {d.code.lower()}\b", said))
        )
    best = max(votes.values())
    return [reference.departements[c] for c, n in votes.items() if n == best] if best else []


def feuille(lecture: Lecture) -> int:
    """The number of the roadmap that it is by its title; 0 for any other document."""
    return next((n for b in lecture.blocs[:_TETE] if b.genre != "tableau" and (n := numero_de_feuille(b.texte))), 0)


def numero_d_avenant(lecture: Lecture) -> int:
    """Its number, by its title; 0 where it does not say it."""
    found = (NUMERO.search(b.texte) for b in lecture.blocs[:_TETE] if _AVENANT.match(b.texte))
    return next((int(one[1]) for one in found if one), 0)


def avenant(lecture: Lecture) -> bool:
    """Whether its title says that it amends a convention."""
    return any(_AVENANT.match(b.texte) for b in lecture.blocs[:_TETE])
