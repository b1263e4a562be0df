"""`conventions export markdown DOSSIER`: the same pages as plain Markdown, for any other generator."""

from __future__ import annotations

import argparse
from pathlib import Path

from conventions.check import check
from conventions.cli.dossier import folder, reference_folder
from conventions.compose.vue import build_vue
from conventions.export.markdown import markdown_files
from conventions.load.jour import build_date
from conventions.load.reference import FOLDER as REFERENCE
from conventions.load.registre import load


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument(
        "format", choices=("markdown",), help="markdown : les pages, que tout générateur peut construire"
    )
    parser.add_argument("dossier", type=Path, help="dossier où écrire ; il est créé")


def run(options: argparse.Namespace) -> int:
    """Write the generated pages, once the data is without fault."""
    lecture = load(folder(), build_date(), reference_folder=reference_folder() or REFERENCE)
    errors = [p for p in check(lecture) if p.severity == "erreur"]
    for problem in errors:
        print(problem)
    if errors:
        return 1
    for uri, text in markdown_files(build_vue(lecture.registre)):
        path = options.dossier / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0
