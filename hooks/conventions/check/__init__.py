"""Every rule over every file → all the faults, in order. A rule is one function; adding one is one line in RULES."""

from __future__ import annotations

from conventions.check.coherence import RULES as COHERENCE
from conventions.check.regle import Examen, Rule
from conventions.load.registre import Lecture
from conventions.problem import Problem

RULES: tuple[Rule, ...] = COHERENCE


def check(lecture: Lecture) -> list[Problem]:
    """All the faults of a folder, of form, of format and of coherence, ordered by file and line."""
    problems = list(lecture.problems)
    for fichier in lecture.fichiers:
        if fichier.dossier is not None:
            examen = Examen(fichier.document, fichier.dossier, lecture.registre, lecture.folder)
            problems += [problem for rule in RULES for problem in rule(examen)]
    return sorted(set(problems))
