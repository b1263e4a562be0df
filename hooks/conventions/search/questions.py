"""The questions that a page answers, as people ask them → their words, so that a question that resembles one leads to that page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from conventions.search.words import mots

PLEIN, FAIBLE = 5, 2
"""What a word counts for in the length of a question; one of its turn of phrase (`faibles`) counts less."""
ASSEZ = 2 * PLEIN - 1
"""A shorter question is a name, and resembles only a query that has no other word."""
CHIFFRES = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Questions:
    """Numbered from zero; those of one passage follow each other."""

    cibles: tuple[tuple[int, int], ...]
    """(passage, how many questions it answers); below zero, what is asked of a place."""
    longueurs: str
    """How long each question is (`longueur`), in base 36."""
    listes: Mapping[str, str]
    """Word → the numbers of its questions: the first, then the steps."""


def questions(asked: Mapping[int, Iterable[str]], vides: frozenset[str], faibles: frozenset[str]) -> Questions:
    """`faibles` are the words without meaning that count here, a little. `asked`: number of a passage → what it answers."""
    known = {number: _distinct(said, vides - faibles, faibles) for number, said in sorted(asked.items())}
    ordered = [(number, words) for number, found in known.items() for words in found]
    lists: dict[str, list[int]] = {}
    for rank, (_, words) in enumerate(ordered):
        for word in words:
            lists.setdefault(word, []).append(rank)
    return Questions(
        tuple((number, len(list(group))) for number, group in groupby(number for number, _ in ordered)),
        "".join(CHIFFRES[min(longueur(words, faibles), 35)] for _, words in ordered),
        {word: ",".join(map(str, _steps(ranks))) for word, ranks in lists.items()},
    )


def longueur(words: Iterable[str], faibles: frozenset[str]) -> int:
    """How long a question is. One that has only its turn of phrase is of no length."""
    known = set(words)
    full = len(known - faibles)
    return full and full * PLEIN + len(known & faibles) * FAIBLE


def _distinct(said: Iterable[str], muets: frozenset[str], faibles: frozenset[str]) -> list[tuple[str, ...]]:
    words = (tuple(dict.fromkeys(w for w in mots(one) if w not in muets)) for one in said)
    return [known for known in {tuple(sorted(found)): found for found in words}.values() if longueur(known, faibles)]


def _steps(ranks: Sequence[int]) -> list[int]:
    return [rank - before for before, rank in zip((0, *ranks), ranks, strict=False)]
