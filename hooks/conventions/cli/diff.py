"""`conventions diff BASE HEAD`: what a change does to the published text, in words; `diff --trame A B`: what a new trame does."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from conventions.cli.parser import UsageError, refuse
from conventions.cli.revision import Revision
from conventions.compose.impact import impact
from conventions.compose.view import View, build_view
from conventions.render.elements import suit_la_trame
from conventions.render.impact import impact_in_words
from conventions.render.summary import markdown, summary
from conventions.source.registry import load
from conventions.source.settings import build_date, departments_folder, national_folder


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("base", help="révision publiée, par exemple origin/main ; avec --trame, l’ancienne période")
    parser.add_argument(
        "head", nargs="?", default="HEAD", help="révision proposée (défaut : HEAD) ; avec --trame, la nouvelle période"
    )
    parser.add_argument(
        "--trame", action="store_true", help="compare deux trames, par exemple : diff --trame 2026-2029 2030-2033"
    )
    parser.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="text ou markdown (défaut : text)"
    )


def run(options: argparse.Namespace) -> int:
    """Compose both revisions at the same date, and tell what differs."""
    if options.trame:
        return _trames(options.base, options.head)
    try:
        before = _vue(Revision(departments_folder(), options.base))
        after = _vue(Revision(departments_folder(), options.head))
    except UsageError as error:
        return refuse(str(error))
    sections = summary(before, after)
    if options.format == "markdown":
        print(markdown(sections), end="")
        return 0
    for title, sentences in sections:
        print(title, *(f"- {sentence}" for sentence in sentences), sep="\n", end="\n\n")
    if not sections:
        print("Rien ne change dans les textes publiés (seul ce qui est validé par git est comparé).")
    return 0


def _trames(ancienne: str, nouvelle: str) -> int:
    """What changes between two trames, and which conventions carry each changed clause."""
    view = build_view(load(departments_folder(), build_date(), national=national_folder()).registry)
    trames = view.registry.trames
    if unknown := [periode for periode in (ancienne, nouvelle) if periode not in trames]:
        return refuse(f"la trame « {unknown[0]} » n’existe pas ; périodes connues : {', '.join(trames)}")
    carrying = [f for f in view.textes(ancienne) if suit_la_trame(f)]
    print(impact_in_words(ancienne, nouvelle, impact(trames[ancienne], trames[nouvelle], carrying)), end="")
    return 0


def _vue(revision: Revision) -> View:
    with tempfile.TemporaryDirectory() as place:
        target = Path(place) / "departments"
        target.mkdir()
        revision.write(target)
        return build_view(load(target, build_date(), national=national_folder()).registry)
