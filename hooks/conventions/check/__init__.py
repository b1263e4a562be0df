"""Every rule over every file → all the faults, in order. A rule is one function; adding one is one line in its module's REGLES."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from conventions.check import (
    avenants,
    blancs,
    calendrier,
    communes,
    contenu,
    cour,
    dates_modifiees,
    duree,
    identite,
    liens,
    mise_en_forme,
    modifie,
    parties,
    personnes,
    pieces,
    redaction,
    territoire,
    textes,
    transcription,
    valeurs,
    vie,
)
from conventions.check import institutions as shared
from conventions.check.forme import DOSSIER, FORME
from conventions.check.losses import REGLES as LOSSES
from conventions.check.published import REGLES as BASE
from conventions.check.rule import Examination, Rule
from conventions.check.tree import LEFTOVER, Judgement, check_document, check_tree
from conventions.model.dossier import Registry
from conventions.model.problem import Problem, bug
from conventions.model.reference import Reference
from conventions.source.files import folders, listing
from conventions.source.registry import Reading, Source, archived

MAX_PER_RULE = 30
"""Faults told of one rule in one file: the same thirty times says enough."""

FAMILLES: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    ("Quand le fichier n’est pas lisible", FORME),
    ("Quand un fichier n’a pas sa place", DOSSIER),
    ("Le département, la trame et le texte", identite.REGLES),
    ("Les parties", (*parties.REGLES, *cour.REGLES, shared.RULE)),
    ("Les institutions et les fonctions", territoire.REGLES),
    ("Les communes", communes.REGLES),
    ("Le contenu de la convention", (*contenu.REGLES, *redaction.REGLES)),
    ("Les blancs d’un texte signé", blancs.REGLES),
    ("Les dates", calendrier.REGLES),
    ("La signature et la durée", duree.REGLES),
    ("Les avenants", (*avenants.REGLES, *modifie.REGLES, *dates_modifiees.REGLES)),
    ("La vie de la convention", vie.REGLES),
    ("Les pièces", pieces.REGLES),
    ("Le document signé", transcription.REGLES),
    ("Les données personnelles", personnes.REGLES),
    ("Les textes", (*textes.REGLES, *mise_en_forme.REGLES, *liens.REGLES)),
    ("Les nombres et les guillemets", valeurs.REGLES),
    ("Ce que la publication a déjà fixé", (*BASE, *LOSSES)),
)
"""Every rule, in the order of their page on the site."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is kept of a file that was read and judged. `code` is empty for one that names no département."""

    path: str
    """From the folder of the départements."""
    code: str
    periode: str
    readable: bool
    problems: tuple[Problem, ...]
    """Its faults of form and format, and what the rules say of it."""
    cites: frozenset[str]
    """The documents that it names."""
    faits: tuple[shared.Fait, ...] = ()
    """What it says of the institutions that other files may name."""


def check(reading: Reading, before: Mapping[str, Source] | None = None) -> list[Problem]:
    """All the faults of a folder, ordered by file and line. `before` holds the same files as published, by path."""
    published = dict(before or {})
    verdicts = [
        judge(source, reading.registry, reading.folder, published.pop(source.document.path, None))
        for source in reading.sources
    ]
    return sorted({*check_folder(reading.folder, verdicts, reading.registry.reference), *gone(published)})


def gone(published: Iterable[str]) -> Iterator[Problem]:
    """The faults of files that are published, and no longer there."""
    message = "ce fichier est publié et disparaîtrait, avec toutes ses adresses"
    return (Problem(path, 1, 1, message, "adresse-disparue") for path in published)


def check_folder(
    folder: Path, verdicts: Sequence[Verdict], reference: Reference, document: Judgement = check_document
) -> list[Problem]:
    """The faults of files that have been judged, and of the folder as a whole, ordered by file and line.

    Of a file whose name has no place here, that is told, and nothing else of its name.
    """
    tree = list(check_tree(folder, reference, document))
    misnamed = {p.path for p in tree if p.rule in {"nom-inattendu", LEFTOVER}}
    told = [*(p for verdict in verdicts for p in verdict.problems), *_orphans(folder, verdicts)]
    kept = (p for p in told if p.path not in misnamed or p.rule not in {"nom-du-fichier", "piece-inutile"})
    differing = shared.disagreements([(f"{folder.name}/{v.path}", v.faits) for v in verdicts])
    return sorted({*tree, *differing, *kept, *_twice(folder, verdicts)})


def judge(source: Source, registry: Registry, folder: Path, before: Source | None = None) -> Verdict:
    """What there is to say of one file; `before` is the same file as published."""
    examined, published = _examination(source, registry, folder), _examination(before, registry, folder)
    problems = (*source.problems, *_coherence(examined, published))
    code, periode = (source.dossier.code, source.dossier.periode) if source.dossier else ("", "")
    facts = shared.shared_facts(examined) if examined else ()
    return Verdict(source.path, code, periode, source.document.lisible, problems, source.cites, facts)


def _examination(source: Source | None, registry: Registry, folder: Path) -> Examination | None:
    """None for a file that names no département: its faults of form and format are known already."""
    if source is None or source.dossier is None:
        return None
    return Examination(source.document, source.dossier, registry, folder, frozenset(source.faulty))


def _coherence(examination: Examination | None, before: Examination | None) -> Iterator[Problem]:
    if examination is None:
        return
    examination = dataclasses.replace(examination, avant=before)
    for _, rules in FAMILLES:
        for rule in rules:
            yield from _applied(rule, examination)


def _applied(rule: Rule, examination: Examination) -> list[Problem]:
    try:
        return list(itertools.islice(rule(examination), MAX_PER_RULE))
    except Exception as error:  # noqa: BLE001 — a rule that fails on one file must not silence the others
        return [bug(examination.document.path, f"la règle « {rule.id} »", error)]


def _twice(folder: Path, verdicts: Sequence[Verdict]) -> Iterator[Problem]:
    """Conventions of the archives whose period is that of today's: their pages would have one address."""
    today = {(v.code, v.periode): v.path for v in verdicts if v.code and not archived(v.path)}
    for verdict in verdicts:
        other = today.get((verdict.code, verdict.periode))
        if archived(verdict.path) and other:
            message = (
                f"« {other} » est aussi la convention de la période {verdict.periode} : retirer celle-ci des archives, "
                "qui ne gardent que les périodes closes, ou corriger « trame » dans l’autre"
            )
            yield Problem(f"{folder.name}/{verdict.path}", 1, 1, message, "periode-en-double")


def _orphans(folder: Path, verdicts: Sequence[Verdict]) -> Iterator[Problem]:
    """Documents that no convention names. Told only when every file could be read: else who knows what they name."""
    if any(not v.code or not v.readable for v in verdicts):
        return
    named = {piece for v in verdicts for piece in v.cites}
    for place in folders(folder, "pieces"):
        for file in listing(folder, place):
            if f"{place}/{file}" not in named and not file.startswith("."):
                message = "aucune convention ne cite cette pièce : elle ne sera pas publiée"
                yield Problem(f"{folder.name}/{place}/{file}", 1, 1, message, "piece-inutile", "avertissement")
