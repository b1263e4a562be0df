"""A file as read: plain values, the place of each, and its faults of form."""

from __future__ import annotations

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

    def position(self, path: Path, *, key: bool = False) -> Position:
        """Where `path` stands in the file, or the nearest of its ancestors that does."""
        places = (self.cles, self.valeurs) if key else (self.valeurs, self.cles)
        for length in range(len(path), 0, -1):
            for place in places:
                if (found := place.get(path[:length])) is not None:
                    return found
        return Position(1, 1)

    def problem(self, path: Path, message: str, rule: str, *, key: bool = False, warn: bool = False) -> Problem:
        """A fault standing at `path`."""
        line, column = self.position(path, key=key)
        return Problem(self.path, line, column, message, rule, "avertissement" if warn else "erreur")
