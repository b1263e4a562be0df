"""What a rule is given, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from conventions.fields import Document
from conventions.model.dossier import Dossier, Registre
from conventions.problem import Problem


@dataclass(frozen=True)
class Examen:
    """One file under examination: its text with positions, what it means, and all the others."""

    document: Document
    dossier: Dossier
    registre: Registre
    folder: Path


Rule = Callable[[Examen], Iterator[Problem]]
