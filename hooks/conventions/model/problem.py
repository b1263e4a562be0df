"""A fault in the data, as a value: what is wrong, where, and what is expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from conventions.model.characters import one_line


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault. `line` and `column` start at 1; `path` is relative to the project.

    `rule` names the rule that found it (anchor of its help on the contribution page).
    """

    path: str
    line: int
    column: int
    message: str
    rule: str = ""
    severity: Literal["erreur", "avertissement"] = "erreur"

    def __str__(self) -> str:
        """On one line, nothing hidden: a forge obeys a line of its log that begins with « :: », whoever wrote it."""
        prefix = "avertissement : " if self.severity == "avertissement" else ""
        return one_line(f"{self.path}:{self.line}:{self.column}: {prefix}{self.message}")
