"""A fault in the data, as a value: what is wrong, where, and what is expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from conventions.model.characters import one_line
from conventions.model.french import abrege

PROGRAMME = "erreur-du-programme"
"""The rule of what is no fault of the file, but a bug of ours."""


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


def bug(path: str, doing: str, error: Exception) -> Problem:
    """What nobody foresaw, met on a file: told as a fault of it, so that the others keep their verdict."""
    return Problem(path, 1, 1, unforeseen(doing, error), PROGRAMME)


def unforeseen(doing: str, error: Exception) -> str:
    """The sentence of a bug, with what is needed to find it: what was done, the error, the function where it arose."""
    said = abrege(f"{type(error).__name__}\u00a0: {error}", 200)
    return (
        f"erreur du programme, à signaler avec ce message : {doing} a échoué ({said}, dans {_where(error)}) ; "
        "en attendant, revenir à la version du fichier d’avant le dernier changement"
    )


def _where(error: Exception) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals['__name__']}.{trace.tb_frame.f_code.co_qualname}" if trace else "?"
