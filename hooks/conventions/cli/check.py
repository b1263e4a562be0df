"""`conventions check`: every fault of every file, in one run."""

from __future__ import annotations

import argparse
from pathlib import Path

from conventions.build.opening import store_path
from conventions.build.trial import Trial
from conventions.cli.formats import FORMATS
from conventions.cli.parser import UsageError, refuse
from conventions.cli.revision import Revision, published
from conventions.model.problem import Problem
from conventions.source.registry import load_context
from conventions.source.settings import build_date, departments_folder, fictitious, national_folder


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument(
        "fichiers", nargs="*", type=Path, metavar="FICHIER", help="fichiers à vérifier ; sans rien, tous"
    )
    parser.add_argument(
        "--base", metavar="REF", help="compare avec ce qui est publié à cette révision, par exemple origin/main"
    )
    parser.add_argument(
        "--format", choices=tuple(FORMATS), default="text", help="text, github, gitlab ou json (défaut : text)"
    )


def run(options: argparse.Namespace) -> int:
    """Go through the whole pass, save publishing, and print."""
    try:
        where, names = _wanted(options.fichiers)
        before = published(Revision(where, options.base, common=True)) if options.base else {}
    except UsageError as error:
        return refuse(str(error))
    context = load_context(where, build_date(), fictif=fictitious(where), national=national_folder())
    trial = Trial(context, store_path(Path(), where, "check"), names)
    problems = [p for p in trial.problems(before) if not names or _concerns(p, where, names)]
    sources = {path: trial.lines(path) for path in {p.path for p in problems}}
    print(FORMATS[options.format](problems, sources, len(names) or len(context.paths())), end="")
    return 1 if any(p.severity == "erreur" for p in problems) else 0


def _wanted(files: list[Path]) -> tuple[Path, list[str]]:
    """The folder, and the names of the files wanted in it; none for all."""
    where = departments_folder()
    for path in files:
        if not path.exists() and not path.is_symlink():
            raise UsageError(f"le fichier « {path} » n’existe pas")
        if path.suffix != ".yml":
            raise UsageError(f"« {path} » n’est pas le fichier d’un département (.yml)")
    parents = {path.absolute().parent for path in files}
    if len(parents) > 1:
        raise UsageError("les fichiers doivent être dans le même dossier")
    if parents and parents != {where.absolute()}:
        where = files[0].parent
    if not where.is_dir():
        raise UsageError(f"le dossier « {where} » n’existe pas ; lancer la commande à la racine du projet")
    return where, [path.name for path in files]


def _concerns(problem: Problem, where: Path, names: list[str]) -> bool:
    """A file's own faults, and those of its documents."""
    own = {f"{where.name}/{name}" for name in names}
    documents = tuple(f"{where.name}/pieces/{name.partition('-')[0]}/" for name in names)
    return problem.path in own or problem.path.startswith(documents)
