"""A fault in the data, as a value: what is wrong, where, and what is expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


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
        prefix = "avertissement : " if self.severity == "avertissement" else ""
        return f"{self.path}:{self.line}:{self.column}: {prefix}{self.message}"
