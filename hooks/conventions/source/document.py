"""A file as read: plain values, the place of each, and its faults of form."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from conventions.model.problem import Problem

Value = str | None | dict[str, "Value"] | list["Value"]
Path = tuple[str | int, ...]


class Position(NamedTuple):
    """Line and column of a value, from 1."""

    line: int
    column: int


@dataclass
class Document:
    """A parsed file: its value, and where each path of it stands (`cles` for the keys themselves)."""

    path: str
    value: dict[str, Value] = field(default_factory=dict)
    valeurs: dict[Path, Position] = field(default_factory=dict)
    cles: dict[Path, Position] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    """The file as written, for the rules that read comments too and for the display of a fault."""
    lisible: bool = True
    """Whether the values are those of the file; not so after a fault of syntax, mended only to find the others."""

    attendues: tuple[str, ...] = ()
    """The parties that the trame expects in the département of the file."""

    @property
    def contrats(self) -> list[dict[str, Value]]:
        """What is written as contract: the original, then what each amendment changes."""
        changed = (_of(a, "modifie") for a in _maps(self.value.get("avenants")))
        return [c for c in (_of(self.value, "convention"), *changed) if c]

    @property
    def parties(self) -> tuple[str, ...]:
        """The keys of the parties: those that the file writes, and those expected that it neither writes nor excludes."""
        written = [cle for c in self.contrats for cle in (_of(c, "signataires") or {})]
        gone = {cle.partition("-")[0] for cle in (*written, *(_of(self.value.get("convention"), "sans") or {}))}
        return tuple(dict.fromkeys([*written, *(c for c in self.attendues if c.partition("-")[0] not in gone)]))

    def position(self, path: Path, *, key: bool = False) -> Position:
        """Where `path` stands in the file, or the nearest of its ancestors that does."""
        places = (self.cles, self.valeurs) if key else (self.valeurs, self.cles)
        for length in range(len(path), 0, -1):
            for place in places:
                if (found := place.get(path[:length])) is not None:
                    return found
        return Position(1, 1)

    def chemin(self, line: int, column: int) -> Path:
        """The converse: the deepest path written there, or the last one before it; none if the file begins after."""
        placed = ((place, len(path), path) for places in (self.cles, self.valeurs) for path, place in places.items())
        found = max((one for one in placed if one[0] <= (line, column)), key=lambda one: one[:2], default=None)
        return found[2] if found else ()

    def problem(self, path: Path, message: str, rule: str, *, key: bool = False, warn: bool = False) -> Problem:
        """A fault standing at `path`."""
        line, column = self.position(path, key=key)
        return Problem(self.path, line, column, message, rule, "avertissement" if warn else "erreur")


def unfolded(lines: Sequence[str], ouverture: int, number: int) -> int:
    """The line of the file where that line (from 1) of a text begins, which `>` folds from the line `ouverture` on; 0 if none does.

    Lines are joined to the one before, unless one of the two is set further to the right; each empty line between them is a break.
    """
    here, empty, before = 1, 0, False
    base = next((margin(text) for text in lines[ouverture:] if text.strip()), 0)
    for rank, text in enumerate(lines[ouverture:], ouverture + 1):
        if not text.strip():
            empty += 1
            continue
        kept = margin(text) > base
        here += empty + (before or kept)
        if here >= number:
            return rank
        empty, before = 0, kept
    return 0


def margin(text: str) -> int:
    """How many spaces a line begins with."""
    return len(text) - len(text.lstrip(" "))


def _maps(value: Value) -> Collection[Value]:
    return value.values() if isinstance(value, dict) else ()


def _of(value: Value, key: str) -> dict[str, Value] | None:
    """What the map holds there, if it is a map too."""
    below = value.get(key) if isinstance(value, dict) else None
    return below if isinstance(below, dict) else None
