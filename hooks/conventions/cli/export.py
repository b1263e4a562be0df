"""`conventions export FORMAT`: pages (`markdown`, `zensical`), documents (`docx`), or files of data, by their extension."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from conventions.build.donnees import data_files, open_data
from conventions.build.opening import Refused
from conventions.build.zensical import open_project, write_project
from conventions.check import check
from conventions.cli import documents, fabrique
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
    "docx": "le texte d’une convention, ses avenants et ses feuilles de route, en documents Word à faire circuler et à signer",
    "pdf": "les mêmes, en PDF à garder, que lisent les lecteurs d’écran",
    "documents": "tous les documents que le site propose ; seul ce qui a changé est refait",
}
DONNEES = ("json", "csv", "xlsx", "ics", "atom", "xml", "jsonld")
"""The extensions of the files of data."""


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb, then those of the format."""
    formats = parser.add_subparsers(dest="format", required=True, metavar="FORMAT", title="formats\u00a0")
    for name, help_text in (
        FORMATS | dict.fromkeys(DONNEES, "les fichiers de données de ce format, les mêmes que sur le site")
    ).items():
        one = formats.add_parser(name, help=help_text, description=f"{help_text[0].upper()}{help_text[1:]}.")
        if name in documents.BESOINS:
            documents.declare(one)
        elif name == "documents":
            fabrique.declare(one)
        else:
            one.add_argument("dossier", type=Path, help="dossier où écrire ; il est créé")


def run(options: argparse.Namespace) -> int:
    """Write what is asked for, once the data is without fault."""
    if options.format in documents.BESOINS:
        return documents.run(options)
    if options.format == "documents":
        return fabrique.run(options)
    if options.format == "markdown":
        return _pages(options.dossier)
    return _project(options.dossier) if options.format == "zensical" else _data(options.format, options.dossier)


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


def _data(extension: str, target: Path) -> int:
    """The files of data of that extension, each at its address."""
    with TemporaryDirectory() as aside:
        try:
            opened = open_data(PROJECT, Path(aside) / "site")
            try:
                if _told(opened.problems(editing=False)):
                    return 1
                count = _written(target, data_files(opened, extension))
            finally:
                opened.site.abandon()
        except Refused as refused:
            return refuse(str(refused))
        except OSError as error:
            return _unwritable(target, error)
    print(f"{pluriel(count, 'fichier écrit', 'fichiers écrits')} dans {target}")
    return 0


def _pages(target: Path) -> int:
    folder = departments_folder()
    reading = load(folder, build_date(), fictif=fictitious(folder), national=national_folder())
    if _told(check(reading)):
        return 1
    pages = markdown_files(build_view(reading.registry), edit_address())
    try:
        count = _written(target, ((uri, text.encode()) for uri, text in pages))
    except OSError as error:
        return _unwritable(target, error)
    print(f"{_counted(count)} dans {target}")
    return 0


def _written(target: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """How many files are now in that folder, each at its address."""
    count = 0
    for uri, data in files:
        path = target / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        count += 1
    return count


def _unwritable(target: Path, error: OSError) -> int:
    return refuse(f"rien ne peut être écrit dans « {target} » ({error.strerror})")


def _told(problems: Iterable[Problem]) -> bool:
    """Say every error; whether there was one."""
    errors = [p for p in problems if p.severity == "erreur"]
    for problem in errors:
        print(problem)
    return bool(errors)


def _counted(count: int) -> str:
    return pluriel(count, "page écrite", "pages écrites")
