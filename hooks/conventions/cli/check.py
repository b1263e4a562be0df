"""`conventions check`: every fault of every file, in one run."""

from __future__ import annotations

import argparse
from pathlib import Path

from conventions.check import check
from conventions.cli.dossier import folder, reference_folder
from conventions.cli.formats import FORMATS
from conventions.cli.parseur import Erreur, refuse
from conventions.cli.revision import Revision, published
from conventions.load.jour import build_date
from conventions.load.reference import FOLDER as REFERENCE
from conventions.load.registre import load
from conventions.problem import Problem


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
    """Load, check, print."""
    try:
        where, names = _wanted(options.fichiers)
        lecture = load(where, build_date(), reference_folder=reference_folder() or REFERENCE)
        before = published(Revision(where, options.base, common=True), lecture) if options.base else {}
    except Erreur as error:
        return refuse(str(error))
    problems = [p for p in check(lecture, before) if not names or _concerns(p, where, names)]
    sources = {f.document.path: f.document.lines for f in lecture.fichiers}
    print(FORMATS[options.format](problems, sources, len(names) or len(lecture.fichiers)), end="")
    return 1 if any(p.severity == "erreur" for p in problems) else 0


def _wanted(files: list[Path]) -> tuple[Path, list[str]]:
    """The folder, and the names of the files wanted in it; none for all."""
    where = folder()
    for path in files:
        if not path.exists() and not path.is_symlink():
            raise Erreur(f"le fichier « {path} » n’existe pas")
        if path.suffix != ".yml":
            raise Erreur(f"« {path} » n’est pas le fichier d’un département (.yml)")
    parents = {path.absolute().parent for path in files}
    if len(parents) > 1:
        raise Erreur("les fichiers doivent être dans le même dossier")
    if parents and parents != {where.absolute()}:
        where = files[0].parent
    if not where.is_dir():
        raise Erreur(f"le dossier « {where} » n’existe pas ; lancer la commande à la racine du projet")
    return where, [path.name for path in files]


def _concerns(problem: Problem, where: Path, names: list[str]) -> bool:
    """A file's own faults, and those of its documents."""
    own = {f"{where.name}/{name}" for name in names}
    documents = tuple(f"{where.name}/pieces/{name.partition('-')[0]}/" for name in names)
    return problem.path in own or problem.path.startswith(documents)
