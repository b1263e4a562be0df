"""`conventions export markdown DOSSIER`: the pages as plain Markdown; `zensical`: a project for that generator; `docx 69`: Word."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from conventions.build.opening import Refused
from conventions.build.zensical import open_project, write_project
from conventions.check import check
from conventions.cli import documents
from conventions.cli.parser import refuse
from conventions.compose.view import build_view
from conventions.export.markdown import markdown_files
from conventions.model.french import pluriel
from conventions.model.problem import Problem
from conventions.source.registry import load
from conventions.source.settings import (
    PROJECT,
    build_date,
    departments_folder,
    edit_address,
    fictitious,
    national_folder,
)

FORMATS = {
    "markdown": "les pages, que tout générateur peut construire",
    "zensical": "tout ce qu’il faut à Zensical pour construire le site",
    "docx": "le texte d’une convention et ses avenants, en documents Word à faire circuler et à signer",
}


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb, then those of the format."""
    formats = parser.add_subparsers(dest="format", required=True, metavar="FORMAT", title="formats\u00a0")
    for name, help_text in FORMATS.items():
        one = formats.add_parser(name, help=help_text, description=f"{help_text[0].upper()}{help_text[1:]}.")
        if name == "docx":
            documents.declare(one)
        else:
            one.add_argument("dossier", type=Path, help="dossier où écrire ; il est créé")


def run(options: argparse.Namespace) -> int:
    """Write what is asked for, once the data is without fault."""
    if options.format == "docx":
        return documents.run(options)
    return _project(options.dossier) if options.format == "zensical" else _pages(options.dossier)


def _project(target: Path) -> int:
    """All that Zensical needs to build the site; what was there is replaced once all is written."""
    try:
        opened = open_project(PROJECT, target)
        if _told(opened.problems(editing=False)):
            opened.site.abandon()
            return 1
        count = write_project(opened, PROJECT)
    except Refused as refused:
        return refuse(str(refused))
    print(f"{_counted(count)} dans {target} ; « zensical build -f {target / 'mkdocs.yml'} » construit le site")
    return 0


def _pages(target: Path) -> int:
    folder = departments_folder()
    reading = load(folder, build_date(), fictif=fictitious(folder), national=national_folder())
    if _told(check(reading)):
        return 1
    count = 0
    try:
        for uri, text in markdown_files(build_view(reading.registry), edit_address()):
            path = target / uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            count += 1
    except OSError as error:
        return refuse(f"rien ne peut être écrit dans « {target} » ({error.strerror})")
    print(f"{_counted(count)} dans {target}")
    return 0


def _told(problems: Iterable[Problem]) -> bool:
    """Say every error; whether there was one."""
    errors = [p for p in problems if p.severity == "erreur"]
    for problem in errors:
        print(problem)
    return bool(errors)


def _counted(count: int) -> str:
    return pluriel(count, "page écrite", "pages écrites")
