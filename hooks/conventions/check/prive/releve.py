"""A file → everything private in it, each told once: in its values as YAML gives them, then in what no value says, comments first."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from conventions.check.prive import Trace, traces
from conventions.source.reader import Document, Path, Position

_SIGNE = re.compile(r"[^\x00-$'-/:-?A-ÿœŒ’–—…\u202f€]")
"""A figure, an at-sign, a percent, an ampersand, a sign that French does not use."""
_MOT = re.compile(
    r"[acznlh(\[{<«/*\"“](?:(?<=[(\[{<«/*\"“])\s?[aà]|(?<=a)rr?oba[sz]|(?<=z)[ée]ro"
    r"|(?<!\w.)(?:(?<=a)t\b|(?<=c)hez\s|(?<=n)[ée]e?\s|(?<=l)ieu[\s-]?dit\b|(?<=h)ameau\b))",
    re.IGNORECASE,
)
"""A word that stands for one, or announces a birth or a place. A value with neither holds nothing private: it is not read again."""
_FIN = "\n\x1e\n"
"""Between two values: nothing is read across it."""


class Indice(NamedTuple):
    """Something private: the value that holds it (empty for a comment), where it stands in the file, and what it is."""

    chemin: Path
    place: Position
    trace: Trace


def releve(document: Document, valeurs: tuple[tuple[Path, str], ...]) -> tuple[Indice, ...]:
    """A value folded over two lines or written with escapes has no line of its own words: it is told where it begins."""
    source = "\n".join(document.lines)
    left: dict[tuple[str, str], list[tuple[Position, Trace]]] = {}
    for place, trace in _placed(source, document.lines):
        left.setdefault(trace.cle, []).append((place, trace))
    found = list(_values(document, valeurs, left))
    written = [Indice((), place, trace) for rest in left.values() for place, trace in rest]
    return tuple(sorted([*found, *written], key=lambda indice: indice.place))


def _placed(source: str, lines: list[str]) -> Iterator[tuple[Position, Trace]]:
    starts = [0, *itertools.accumulate(len(line) + 1 for line in lines)]
    for trace in traces(source):
        line = bisect_right(starts, trace.debut)
        yield Position(line, trace.debut - starts[line - 1] + 1), trace


def _values(
    document: Document,
    valeurs: tuple[tuple[Path, str], ...],
    left: dict[tuple[str, str], list[tuple[Position, Trace]]],
) -> Iterator[Indice]:
    """What the values hold, each taken from what was found in the file as written."""
    valeurs = tuple((chemin, text) for chemin, text in valeurs if _SIGNE.search(text) or _MOT.search(text))
    texts = [f"{chemin[-1]}: {text}{_FIN}" for chemin, text in valeurs]
    starts = list(itertools.accumulate(map(len, texts), initial=0))
    for trace in traces("".join(texts)):
        chemin = valeurs[bisect_right(starts, trace.debut) - 1][0]
        begins = document.position(chemin)
        same = left.get(trace.cle, [])
        rank = next((rank for rank, (place, _) in enumerate(same) if place.line >= begins.line), None)
        yield Indice(chemin, begins if rank is None else same.pop(rank)[0], trace)
