"""The documents that a sheet offers: Word to negotiate and sign, PDF to keep, each with its kind and its weight."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from conventions.model.french import minuscule
from conventions.model.telechargement import FORMES, Telechargement
from conventions.render.templating import Md, relative

Offre = tuple[str, str, list[tuple[Md, str]]]
"""The name of a document, the same inside a sentence, then of each of its files the address and the words: « Word, 46 Ko »."""


def offres(found: Sequence[Telechargement], url: str) -> list[Offre]:
    """A line a document, in the order in which they were made."""
    return [
        (name, minuscule(name), [(Md(relative(url, one.adresse)), _dit(one)) for one in files])
        for name, files in groupby(found, lambda one: one.nom)
    ]


def _dit(one: Telechargement) -> str:
    return f"{FORMES[one.extension]}, {poids(one.octets)}"


def poids(octets: int) -> str:
    """« 46 Ko », « 1,2 Mo »."""
    kilos = max(1, round(octets / 1024))
    return f"{kilos}\u00a0Ko" if kilos < 1000 else f"{kilos / 1024:.1f}\u00a0Mo".replace(".", ",")
