"""Passages → what they weigh in the index: the words that find them, what each is for the filters, the slices that hold them.

The passages of one département make a fragment, numbered from zero: fragments are joined end to end without being read again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from conventions.model.trame import Axe
from conventions.render.pages.recherche import GENRES
from conventions.search.passage import Passage
from conventions.search.words import mots

PAR_FICHIER = 12
SIGNES = 8
"""Signs in the name of a slice."""
TEXTE, CLES, RESSORT, TITRE, SUJET, LIEU = range(6)
"""Where a word stands in a passage, from the least to the most telling."""
Profil = tuple[int, int, int, int]
"""What a passage is for the filters: rank of its genre, objective, mask of its axes, number of words of its title."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """Consecutive passages. What there is of each word stands at the same rank of `mots`, `premiers`, `derniers`, `suites`."""

    profils: tuple[Profil, ...]
    tranches: tuple[str, ...]
    """The names of the slices."""
    mots: str
    premiers: str
    """Where it first stands: number of the passage × 8 + the place."""
    derniers: str
    """The number of the last passage."""
    suites: str
    """Its other places, as the index writes them: « ,16,9 »; « - » for none. Each is the step from the one before × 8 + the place."""


def fragment(
    passages: Sequence[Passage],
    axes: Sequence[Axe],
    vides: frozenset[str],
    sujets: Mapping[str, str],
) -> Fragment:
    """`vides` are the words that find nothing; `sujets`, by address, the everyday words of some pages."""
    first, last, others = dict[str, int](), dict[str, int](), dict[str, list[str]]()
    for number, p in enumerate(passages):
        for word, place in _places(p, sujets.get(p.url, "")).items():
            if word in vides:
                continue
            if word in first:
                others[word].append(f",{(number - last[word]) * 8 + place}")
            else:
                first[word], others[word] = number * 8 + place, []
            last[word] = number
    return Fragment(
        tuple(_profil(p, axes, vides) for p in passages),
        tuple(name for name, _ in tranches(passages)),
        " ".join(first),
        " ".join(map(str, first.values())),
        " ".join(map(str, last.values())),
        " ".join("".join(found) or "-" for found in others.values()),
    )


def tranches(passages: Sequence[Passage]) -> Iterator[tuple[str, str]]:
    """(name, JSON) of each slice."""
    for start in range(0, len(passages), PAR_FICHIER):
        text = en_json([_shown(p) for p in passages[start : start + PAR_FICHIER]])
        yield nom(text), text


def _shown(p: Passage) -> list[str]:
    shown = [p.url, p.titre, p.texte, p.place]
    return [*shown, p.parties] if p.parties else shown


def nom(text: str) -> str:
    """The name of a slice, after what it holds."""
    return hashlib.sha256(text.encode()).hexdigest()[:SIGNES]


def joindre(fragments: Iterable[Fragment]) -> dict[str, str]:
    """Word → the inside of its list, all fragments end to end: the step from the last passage that has it × 8 + the place."""
    lists, last = dict[str, list[str]](), dict[str, int]()
    start = 0
    for one in fragments:
        ranks = (map(int, column.split()) for column in (one.premiers, one.derniers))
        for word, first, end, others in zip(one.mots.split(), *ranks, one.suites.split(), strict=True):
            here = first + 8 * (start - last.get(word, 0))
            lists.setdefault(word, []).append(f"{here}" if others == "-" else f"{here}{others}")
            last[word] = start + end
        start += len(one.profils)
    return {word: ",".join(places) for word, places in lists.items()}


def _places(passage: Passage, sujet: str) -> dict[str, int]:
    """Word → where it stands: the most telling place wins."""
    places = dict.fromkeys(mots(passage.texte), TEXTE)
    places |= dict.fromkeys(mots(passage.cles), CLES)
    places |= dict.fromkeys(mots(passage.ressort), RESSORT)
    places |= dict.fromkeys(mots(passage.titre), CLES if passage.numerote else TITRE)
    places |= dict.fromkeys(mots(passage.lieux), LIEU)
    return places | {word: max(SUJET, places.get(word, SUJET)) for word in mots(sujet)}


def _profil(passage: Passage, axes: Sequence[Axe], vides: frozenset[str]) -> Profil:
    mask = sum(1 << rank for rank, axe in enumerate(axes) if axe.id in passage.axes)
    return list(GENRES).index(passage.genre), passage.objectif, mask, len(set(mots(passage.titre)) - vides)


def en_json(value: object) -> str:
    """As light as JSON can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
