"""The questions that a page answers, as people ask them → their words, so that a question that resembles one leads to that page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from conventions.search.words import mots

PLEINS = 2
"""Fewer words than that resemble anything."""
CHIFFRES = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Questions:
    """Numbered from zero; those of one passage follow each other."""

    cibles: tuple[tuple[int, int], ...]
    """(passage, how many questions it answers); below zero, what is asked of a place."""
    longueurs: str
    """How many words each question has, in base 36."""
    listes: Mapping[str, str]
    """Word → the numbers of its questions: the first, then the steps."""


def questions(asked: Mapping[int, Iterable[str]], vides: frozenset[str], faibles: frozenset[str]) -> Questions:
    """`faibles` are the words without meaning that count here, a little. `asked`: number of a passage → what it answers. What has less than two words of its own is not a question, but a name."""
    known = {
        number: _distinct(said, vides - faibles, vides, PLEINS if number >= 0 else 1)
        for number, said in sorted(asked.items())
    }
    ordered = [(number, words) for number, found in known.items() for words in found]
    lists: dict[str, list[int]] = {}
    for rank, (_, words) in enumerate(ordered):
        for word in words:
            lists.setdefault(word, []).append(rank)
    return Questions(
        tuple((number, len(list(group))) for number, group in groupby(number for number, _ in ordered)),
        "".join(CHIFFRES[min(len(set(words) - vides), 35)] for _, words in ordered),
        {word: ",".join(map(str, _steps(ranks))) for word, ranks in lists.items()},
    )


def _distinct(said: Iterable[str], muets: frozenset[str], vides: frozenset[str], pleins: int) -> list[tuple[str, ...]]:
    words = (tuple(dict.fromkeys(w for w in mots(one) if w not in muets)) for one in said)
    return [
        known
        for known in {tuple(sorted(found)): found for found in words}.values()
        if len(set(known) - vides) >= pleins
    ]


def _steps(ranks: Sequence[int]) -> list[int]:
    return [rank - before for before, rank in zip((0, *ranks), ranks, strict=False)]
