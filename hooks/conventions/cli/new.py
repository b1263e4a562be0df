"""`conventions new 69`: the blank file of a département."""

from __future__ import annotations

import argparse

from conventions.cli.parser import refuse
from conventions.model.reference import Departement, Reference
from conventions.render.blank_file import blank_file
from conventions.source.reference import load_reference
from conventions.source.settings import departments_folder, national_folder
from conventions.source.trame import periodes


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument(
        "code", help="code du département, par exemple 69 ou 2A, ou « tous » pour ceux qui n’en ont pas"
    )


def run(options: argparse.Namespace) -> int:
    """Write the blank files; an existing one is never replaced."""
    national = national_folder()
    periode = max(periodes(national))
    reference = load_reference(periode, national)
    codes = list(reference.departements) if options.code == "tous" else [options.code.upper().zfill(2)]
    if unknown := [code for code in codes if code not in reference.departements]:
        return refuse(f"le département « {unknown[0]} » n’existe pas : 01 à 95, 2A, 2B, 971 à 974 ou 976")
    for departement in (reference.departements[code] for code in codes):
        path = departments_folder() / f"{departement.slug}.yml"
        if path.exists() and options.code != "tous":
            return refuse(f"{path} existe déjà : il n’est pas remplacé")
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(blank_file(departement, periode, _shared(reference, departement)), encoding="utf-8")
            print(path)
    return 0


def _shared(reference: Reference, departement: Departement) -> Departement | None:
    """The other département of the same collectivité (Corse, Alsace)."""
    others = (d for d in reference.departements.values() if d.collectivite == departement.collectivite)
    return next((d for d in others if d is not departement), None)
