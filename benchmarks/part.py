"""What the open data cost of a full build: its processor with all of them and with none, on one core, so that nothing is done twice."""

from __future__ import annotations

import importlib
import logging
import os
import statistics
import sys
from types import ModuleType

from benchmarks.croissance import verdict
from benchmarks.mesure import Serie

PART = 15  # percent: issue 16
SANS = "sans"
PAGES = {"tables", "échéances", "nouvelles", "nouvelles d’un mois"}
"""The kinds of pages that came with them."""
ABSENTS: tuple[tuple[str, str, object], ...] = (
    ("conventions.build.work", "files_of_department", lambda *_: ()),
    ("conventions.build.work", "fichier", lambda *_: ()),
    ("conventions.build.work", "rows_of", lambda *_: {}),
    ("conventions.build.site", "EXPORTERS", ()),
    ("conventions.build.site", "index_files", lambda *_: ()),
    ("conventions.render.contribution", "annoncees", lambda *_: ()),
    ("conventions.render.contribution", "nouvelles", lambda *_: ()),
)
"""(module, name, what takes its place): what makes their files, and what only they read."""
PROPRES = tuple(
    f"conventions.export.{name}"
    for name in ("actes", "actualites", "akn", "calendrier", "classeur", "schemas", "tables", "texts")
)
"""The modules that nothing else needs: what reading them costs, with their libraries, is theirs too."""


def part(avec: Serie, sans: Serie) -> str:
    """The sentence of the report: the median of the pairs, each of one turn."""
    pairs = zip(avec.mesures, sans.mesures, strict=True)
    share = 100 * (1 - statistics.median(without.processeur / whole.processeur for whole, without in pairs))
    return (
        f"Données ouvertes : **{share:.0f} %** du processeur de la construction complète (exigé : ≤ {PART} %) : {verdict(share, PART, 0)}. "
        "C’est ce qui disparaît, sur un seul cœur, quand la même construction, au même tour, n’écrit ni tables, ni classeur, ni textes en JSON et en XML, "
        "ni actes, ni agendas, ni flux, ni catalogue, ni les pages qui ne montrent qu’eux (tables, échéances, nouvelles), et ne lit pas les modules qui les font."
    )


def main() -> None:
    """Run MkDocs in this process, on one core; `sans` as first argument leaves the open data out."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    logging.disable()  # pages link to files that are not there: telling it would count
    args = sys.argv[1:]
    if args[0] == SANS:
        _leave_out()
        args = args[1:]
    importlib.import_module("mkdocs.__main__").cli(args)


class _Vide(ModuleType):
    """Stands for one of them: whatever it is asked for makes nothing."""

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_: ()


def _leave_out() -> None:
    sys.modules.update((name, _Vide(name)) for name in PROPRES)
    kinds = importlib.import_module("conventions.render.kinds")
    kept = tuple(kind for kind in kinds.OF_ALL if kind.nom not in PAGES)
    setattr(kinds, "OF_ALL", kept)  # noqa: B010 — a module has no type that would tell it
    for module, name, nothing in ABSENTS:
        setattr(importlib.import_module(module), name, nothing)


if __name__ == "__main__":
    main()
