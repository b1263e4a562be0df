"""`conventions diff BASE HEAD`: what a change does to the published text, in words."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from conventions.cli.dossier import folder, reference_folder
from conventions.cli.parseur import Erreur, refuse
from conventions.cli.revision import Revision
from conventions.compose.vue import Vue, build_vue
from conventions.load.jour import build_date
from conventions.load.reference import FOLDER as REFERENCE
from conventions.load.registre import load
from conventions.render.resume import markdown, summary


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("base", help="révision publiée, par exemple origin/main")
    parser.add_argument("head", nargs="?", default="HEAD", help="révision proposée (défaut : HEAD)")
    parser.add_argument(
        "--format", choices=("text", "markdown"), default="text", help="text ou markdown (défaut : text)"
    )


def run(options: argparse.Namespace) -> int:
    """Compose both revisions at the same date, and tell what differs."""
    try:
        before = _vue(Revision(folder(), options.base))
        after = _vue(Revision(folder(), options.head))
    except Erreur as error:
        return refuse(str(error))
    sections = summary(before, after)
    if options.format == "markdown":
        print(markdown(sections), end="")
        return 0
    for title, sentences in sections:
        print(title, *(f"- {sentence}" for sentence in sentences), sep="\n", end="\n\n")
    if not sections:
        print("Rien ne change dans les textes publiés.")
    return 0


def _vue(revision: Revision) -> Vue:
    with tempfile.TemporaryDirectory() as place:
        target = Path(place) / "departments"
        target.mkdir()
        revision.write(target)
        return build_vue(load(target, build_date(), reference_folder=reference_folder() or REFERENCE).registre)
