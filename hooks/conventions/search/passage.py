"""What search can find: one passage of a page, with all that finds it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Something to find.

    `cles` are words that find it as well without being shown; `lieux`, the places that it is known by; `ressort`, the
    larger ones that it belongs to.
    """

    url: str
    titre: str
    genre: str
    texte: str = ""
    departement: str = ""
    objectif: int = 0
    """All local objectives are found under one number, the first that is not the trame's."""
    axes: tuple[str, ...] = ()
    cles: str = ""
    lieux: str = ""
    ressort: str = ""
    place: str = ""
    """Where it stands in the document, in words: « article 2, objectif 1 »."""
    numerote: bool = False
    """Whether its title is only the number of a clause, which does not tell what it says."""
    noms: tuple[str, ...] = ()
    """The whole names that lead straight to it: the words of its address, its title, its heading."""
    repond: tuple[str, ...] = ()
    """The questions that it answers, as people ask them."""
    parties: str = ""
    """Of a sheet: the ranks, in base 36, of the parts that it has among those that one asks of a place (`ici`, in the vocabulary)."""
