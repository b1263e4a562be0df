"""The `conventions` command. Exit 0: clean; 1: faults in the data; 2: wrong usage."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from pathlib import Path

from conventions.load.reference import load_reference
from conventions.load.trame import periodes
from conventions.model.reference import Departement, Reference
from conventions.problem import Problem
from conventions.render.fichier_vierge import blank_file


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line and run the wanted verb."""
    parser = argparse.ArgumentParser(prog="conventions", description="Vérifier et créer les fichiers des départements.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="COMMANDE")
    new = verbs.add_parser("new", help="crée le fichier d’un département (« tous » : de tous ceux qui n’en ont pas)")
    new.add_argument("code", help="code du département, par exemple 69 ou 2A, ou « tous »")
    new.set_defaults(run=_new)
    verify = verbs.add_parser("check", help="vérifie les fichiers des départements")
    verify.set_defaults(run=_check)
    export = verbs.add_parser("export", help="écrit les pages ou les données dans un dossier")
    export.add_argument("format", choices=("markdown",), help="markdown : les pages, telles que tout générateur peut les construire")
    export.add_argument("dossier", type=Path, help="dossier où écrire ; il est créé")
    export.set_defaults(run=_export)
    options = parser.parse_args(arguments)
    result: int = options.run(options)
    return result


def folder() -> Path:
    """`departments/`, or the folder that `CONVENTIONS_DEPARTMENTS` names."""
    return Path(os.environ.get("CONVENTIONS_DEPARTMENTS") or "departments")


def _new(options: argparse.Namespace) -> int:
    periode = max(periodes())
    reference = load_reference(periode)
    codes = list(reference.departements) if options.code == "tous" else [options.code.upper().zfill(2)]
    if unknown := [code for code in codes if code not in reference.departements]:
        print(
            f"le département « {unknown[0]} » n’existe pas : 01 à 95, 2A, 2B, 971 à 974 ou 976",
            file=sys.stderr,
        )
        return 2
    status = 0
    for departement in (reference.departements[code] for code in codes):
        path = folder() / f"{departement.slug}.yml"
        if path.exists():
            if options.code != "tous":
                print(f"{path} existe déjà : il n’est pas remplacé", file=sys.stderr)
                status = 2
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(blank_file(departement, periode, _shared(reference, departement)), encoding="utf-8")
        print(path)
    return status


def _shared(reference: Reference, departement: Departement) -> Departement | None:
    """The other département of the same collectivité (Corse, Alsace)."""
    others = (
        d
        for d in reference.departements.values()
        if d.collectivite == departement.collectivite and d is not departement
    )
    return next(others, None)


def _check(_options: argparse.Namespace) -> int:
    from conventions import check
    from conventions.load.registre import load

    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    now = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC) if epoch else datetime.datetime.now(datetime.UTC)
    problems: list[Problem] = check.check(load(folder(), now.date()))
    for problem in problems:
        print(problem)
    return 1 if any(p.severity == "erreur" for p in problems) else 0


def _export(options: argparse.Namespace) -> int:
    """Write the generated pages as Markdown, once the data is without fault."""
    from conventions import check
    from conventions.compose.vue import build_vue
    from conventions.export.markdown import markdown_files
    from conventions.load.jour import build_date
    from conventions.load.registre import load

    lecture = load(folder(), build_date())
    errors = [p for p in check.check(lecture) if p.severity == "erreur"]
    for problem in errors:
        print(problem)
    if errors:
        return 1
    for uri, text in markdown_files(build_vue(lecture.registre)):
        path = options.dossier / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
