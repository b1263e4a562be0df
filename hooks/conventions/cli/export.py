"""`conventions export markdown DOSSIER`: the same pages as plain Markdown, for any other generator."""

from __future__ import annotations

import argparse
from pathlib import Path

from conventions.check import check
from conventions.cli.parser import refuse
from conventions.compose.view import build_view
from conventions.export.markdown import markdown_files
from conventions.model.french import pluriel
from conventions.source.registry import load
from conventions.source.settings import build_date, departments_folder, fictitious, national_folder


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument(
        "format", choices=("markdown",), help="markdown : les pages, que tout générateur peut construire"
    )
    parser.add_argument("dossier", type=Path, help="dossier où écrire ; il est créé")


def run(options: argparse.Namespace) -> int:
    """Write the generated pages, once the data is without fault."""
    folder = departments_folder()
    reading = load(folder, build_date(), fictif=fictitious(folder), national=national_folder())
    errors = [p for p in check(reading) if p.severity == "erreur"]
    for problem in errors:
        print(problem)
    if errors:
        return 1
    count = 0
    try:
        for uri, text in markdown_files(build_view(reading.registry)):
            path = options.dossier / uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            count += 1
    except OSError as error:
        return refuse(f"rien ne peut être écrit dans « {options.dossier} » ({error.strerror})")
    print(f"{pluriel(count, 'page écrite', 'pages écrites')} dans {options.dossier}")
    return 0
