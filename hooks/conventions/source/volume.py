"""The texts that a file holds, and how much its amendments make of them: each gives the whole convention anew, on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conventions.source.reader import Value

MAX_VOLUME = 4_000_000
"""The weight of all the texts of a file, in signs. A long convention with three amendments has a tenth of it."""
_VALUE = 200
"""What a value weighs beside its signs: it is a paragraph of its own."""


def excess(value: Mapping[str, Value]) -> str:
    """The sentence for a file whose amendments make too much text; empty for all others."""
    written = value.get("avenants")
    amendments = [a for a in written.values() if isinstance(a, dict)] if isinstance(written, dict) else []
    count = len(amendments)
    found = [*texts_of(value.get("convention")), *(text for a in amendments for text in texts_of(a.get("modifie")))]
    weight = sum(map(len, found)) + _VALUE * len(found)
    most = MAX_VOLUME // max(weight, 1) - 1
    if count <= most or count < 2:
        return ""
    return (
        f"{count} avenants à une convention si longue font trop de texte à publier, car chacun la redonne entière ; "
        f"{most} au plus : les réunir en un seul, ou mettre les longs textes dans une annexe en PDF"
    )


def texts_of(value: Value) -> Iterator[str]:
    """Every text that a value holds, in order."""
    if isinstance(value, str):
        yield value
    for below in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from texts_of(below)
