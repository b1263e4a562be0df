"""Every rule over every file → all the faults, in order. A rule is one function; adding one is one line in its module's REGLES."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path

from conventions.check import calendrier, contenu, identite, parties, personnes, pieces, textes, transcription, vie
from conventions.check.arborescence import check_tree
from conventions.check.base import REGLES as BASE
from conventions.check.forme import DOSSIER, FORME
from conventions.check.regle import Examen, Regle
from conventions.load.fichiers import listing
from conventions.load.registre import Fichier, Lecture
from conventions.problem import Problem

MAX_PER_RULE = 30
"""Faults told of one rule in one file: the same thirty times says enough."""

FAMILLES: tuple[tuple[str, tuple[Regle, ...]], ...] = (
    ("Quand le fichier n’est pas lisible", FORME),
    ("Quand un fichier n’a pas sa place", DOSSIER),
    ("Le département, la trame et le texte", identite.REGLES),
    ("Les parties", parties.REGLES),
    ("Le contenu de la convention", contenu.REGLES),
    ("Les dates", calendrier.REGLES),
    ("La vie de la convention", vie.REGLES),
    ("Les pièces", pieces.REGLES),
    ("Le document signé", transcription.REGLES),
    ("Les données personnelles", personnes.REGLES),
    ("Les textes", textes.REGLES),
    ("Ce que la publication a déjà fixé", BASE),
)
"""Every rule, in the order of their page on the site."""


def check(lecture: Lecture, avant: Mapping[str, Fichier] | None = None) -> list[Problem]:
    """All the faults of a folder, ordered by file and line. `avant` holds the same files as published, by path.

    A file that comes with the verdict of the rules is not read again.
    """
    problems = [*lecture.problems, *check_tree(lecture.folder), *_orphans(lecture)]
    published = dict(avant or {})
    for fichier in lecture.fichiers:
        before = _examen(published.pop(fichier.document.path, None), lecture)
        problems += _coherence(_examen(fichier, lecture), before) if fichier.verdict is None else fichier.verdict
    for path in published:
        problems.append(
            Problem(path, 1, 1, "ce fichier est publié et disparaîtrait, avec toutes ses adresses", "adresse-disparue")
        )
    return sorted(set(problems))


def _examen(fichier: Fichier | None, lecture: Lecture) -> Examen | None:
    """None for a file that names no département: its faults of form and format are known already."""
    if fichier is None or fichier.dossier is None:
        return None
    return Examen(fichier.document, fichier.dossier, lecture.registre, lecture.folder, frozenset(fichier.fautifs))


def check_one(fichier: Fichier, lecture: Lecture) -> list[Problem]:
    """The faults of coherence of one file, whose faults of form and format are known."""
    return list(_coherence(_examen(fichier, lecture), None))


def _coherence(examen: Examen | None, avant: Examen | None) -> Iterator[Problem]:
    if examen is None:
        return
    examen = dataclasses.replace(examen, avant=avant)
    for _, rules in FAMILLES:
        for rule in rules:
            yield from itertools.islice(rule(examen), MAX_PER_RULE)


def _orphans(lecture: Lecture) -> Iterator[Problem]:
    """Documents that no convention names. Told only when every file could be read: else who knows what they name."""
    if any(f.dossier is None or not f.document.lisible for f in lecture.fichiers):
        return
    named = {piece for f in lecture.fichiers for piece in f.cites}
    for place in _folders(lecture.folder / "pieces"):
        for file in listing(lecture.folder, place):
            if f"{place}/{file}" not in named and not file.startswith("."):
                message = "aucune convention ne cite cette pièce : elle ne sera pas publiée"
                yield Problem(f"{lecture.folder.name}/{place}/{file}", 1, 1, message, "piece-inutile", "avertissement")


def _folders(pieces: Path) -> list[str]:
    return sorted(f"pieces/{p.name}" for p in pieces.iterdir()) if pieces.is_dir() and not pieces.is_symlink() else []
