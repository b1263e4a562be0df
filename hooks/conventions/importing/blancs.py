"""A clause and the words that a document has in its place → what stands in each blank, and how many of its own words were changed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from conventions.importing.attendu import Attendue
from conventions.importing.vocables import cles, mots_lus

_TROU = ""
_TROP = 400_000
"""Comparisons beyond which a clause is not looked into."""
_A_REMPLIR = re.compile(r"\W*(?:\[[^\]]*\]|\([^)]*\)|[.…_\s]+|à compléter|a completer|xx+)\W*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rempli:
    """Where the value of each blank stands in the words that were read."""

    places: dict[str, tuple[int, int]]
    ecarts: int
    """Words of the trame that are not there, or others in their place."""


def a_remplir(texte: str) -> bool:
    """Whether these words only hold the place of a value."""
    return not texte.strip() or _A_REMPLIR.fullmatch(texte) is not None


def remplir(attendue: Attendue, texte: str, debut: int = 0) -> Rempli | None:
    """Match the words between the blanks; None where it would take too long."""
    model = [w for rank, piece in enumerate(attendue.morceaux) for w in ((_TROU,) if rank else ()) + cles(piece)]
    read = [w for w in mots_lus(texte) if w.debut >= debut]
    if len(model) * len(read) > _TROP:
        return None
    pairs, gaps = _chemin(model, [w.cle for w in read])
    names = [b.nom for b in attendue.clause.blancs if b.place]
    places, rank = {}, 0
    for at, word in enumerate(model):
        if word == _TROU:
            before = max((j for i, j in pairs.items() if i < at), default=-1)
            after = min((j for i, j in pairs.items() if i > at), default=len(read))
            start = read[before].fin if before >= 0 else debut
            end = read[after].debut if after < len(read) else len(texte)
            places[names[rank]] = _rogne(texte, start, end, attendue.morceaux[rank], attendue.morceaux[rank + 1])
            rank += 1
    return Rempli(places, gaps)


def _chemin(model: list[str], read: list[str]) -> tuple[dict[int, int], int]:
    """The cheapest way from the one to the other: which word is which, and how many were changed. A blank takes any number of words."""
    rows: list[list[float]] = [[float(j) for j in range(len(read) + 1)]]
    for word in model:
        last = rows[-1]
        if word == _TROU:
            row = [last[0]]
            for j in range(1, len(read) + 1):
                row.append(min(last[j], row[j - 1] + 0.01))
        else:
            row = [last[0] + 1]
            for j, said in enumerate(read, 1):
                row.append(min(last[j - 1] + (0 if said == word else 1.5), last[j] + 1, row[j - 1] + 1))
        rows.append(row)
    return _remonte(model, read, rows)


def _remonte(model: list[str], read: list[str], rows: list[list[float]]) -> tuple[dict[int, int], int]:
    i, j, pairs, gaps = len(model), len(read), dict[int, int](), 0
    while i or j:
        here, word = rows[i][j], model[i - 1] if i else None
        if word == _TROU:
            if here == rows[i - 1][j]:
                i -= 1
            else:
                j -= 1
        elif i and j and word == read[j - 1] and here == rows[i - 1][j - 1]:
            i, j = i - 1, j - 1
            pairs[i] = j
        else:
            gaps += 1
            if i and here == rows[i - 1][j] + 1:
                i -= 1
            elif j and here == rows[i][j - 1] + 1:
                j -= 1
            else:
                i, j = i - 1, j - 1
    return pairs, gaps


def _rogne(texte: str, start: int, end: int, avant: str, apres: str) -> tuple[int, int]:
    """Without the signs that are the trame's: those that end the words before the blank, and begin those after it."""
    lead = set((re.search(r"\W*\Z", avant) or [""])[0]) | set(" \t\n\u00a0\u202f")
    tail = set((re.match(r"\W*", apres) or [""])[0]) | set(" \t\n\u00a0\u202f")
    if ";" in tail:
        tail |= set(".;")
    while start < end and texte[start] in lead:
        start += 1
    while end > start and texte[end - 1] in tail and not texte[start:end].endswith("etc."):
        end -= 1
    return start, end
