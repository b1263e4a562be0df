"""`conventions export docx 69`: the text of a convention, and each of its amendments, as Word documents to send round and sign."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

from conventions.check import check
from conventions.cli.parser import refuse
from conventions.compose.clauses import compose
from conventions.compose.view import Fiche, View, build_view
from conventions.model.clause import Clause
from conventions.model.convention import Convention
from conventions.model.dossier import Dossier
from conventions.model.french import pluriel
from conventions.source.registry import load
from conventions.source.settings import build_date, departments_folder, fictitious, national_folder

BESOINS = ("docx", "docxtpl")
"""What the option `documents` installs to write them."""


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of the format."""
    parser.add_argument("codes", nargs="+", metavar="CODE", help="code d’un département, par exemple 69, ou « tous »")
    parser.add_argument("--dossier", type=Path, default=Path(), help="dossier où écrire ; celui-ci par défaut")
    parser.add_argument(
        "--vierge",
        action="store_true",
        help="la trame à remplir, avec ses institutions, quoi que dise déjà son fichier",
    )


def run(options: argparse.Namespace) -> int:
    """Write the documents of each département; the faults of one are told and do not stop the others."""
    if any(find_spec(need) is None for need in BESOINS):
        return refuse("les documents Word demandent l’option « documents » : pip install '.[documents]'")
    from conventions.documents.modele import ModeleRefuse, check_template  # noqa: PLC0415 (an option may lack)

    folder = departments_folder()
    reading = load(folder, build_date(), fictif=fictitious(folder), national=national_folder())
    view, template = build_view(reading.registry), national_folder() / "modeles" / "convention.docx"
    codes = _codes(view, options.codes)
    if unknown := [code for code in codes if code not in view.fiches]:
        return refuse(f"le département « {unknown[0]} » n’existe pas : 01 à 95, 2A, 2B, 971 à 974 ou 976")
    faults = [p for p in check(reading) if p.severity == "erreur"]
    try:
        check_template(template)
        return _all(view, [view.fiches[code] for code in codes], {p.path for p in faults}, template, options)
    except ModeleRefuse as refused:
        return refuse(str(refused))
    except OSError as error:
        return refuse(f"rien ne peut être écrit dans « {options.dossier} » ({error.strerror})")


def _codes(view: View, asked: Sequence[str]) -> list[str]:
    return list(view.fiches) if "tous" in asked else list(dict.fromkeys(code.upper().zfill(2) for code in asked))


def _all(view: View, fiches: Sequence[Fiche], faulty: set[str], template: Path, options: argparse.Namespace) -> int:
    options.dossier.mkdir(parents=True, exist_ok=True)
    count, refused = 0, 0
    for fiche in fiches:
        if fiche.porteur.source in faulty and not options.vierge:
            refused += 1
            print(f"{fiche.porteur.source} a des fautes : « conventions check {fiche.porteur.source} » les dit")
            continue
        made = list(_documents(view, fiche, template, vierge=options.vierge))
        for name, content in made:
            (options.dossier / name).write_bytes(content)
        count += len(made)
        if not made:
            print(f"{fiche.dossier.code} : son texte n’est que dans le document signé, il n’y a rien à écrire")
    print(f"{pluriel(count, 'document écrit', 'documents écrits')} dans {options.dossier}")
    return 1 if refused else 0


def _documents(view: View, fiche: Fiche, template: Path, *, vierge: bool) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of each document of a département."""
    from conventions.documents import avenant, convention  # noqa: PLC0415
    from conventions.documents.modele import fill  # noqa: PLC0415

    dossier, pieces = fiche.porteur, departments_folder()
    stem = f"{dossier.departement.slug}-{dossier.annees or 'hors-trame'}"
    if vierge:
        blank, clauses = _blank(view, fiche)
        texte = convention.Texte(clauses, "texte à compléter")
        yield f"{stem}-vierge.docx", fill(template, convention.document(view, blank, texte, pieces))
        return
    if fiche.clauses:
        texte = convention.Texte(fiche.clauses, _version(fiche))
        yield f"{stem}.docx", fill(template, convention.document(view, fiche, texte, pieces))
    for one in dossier.avenants:
        yield f"{stem}-avenant-{one.numero}.docx", fill(template, avenant.document(view, fiche, one))


def _blank(view: View, fiche: Fiche) -> tuple[Fiche, tuple[Clause, ...]]:
    """The current trame as this département would begin it."""
    trame = view.registry.trame
    dossier = Dossier(fiche.dossier.departement, fiche.dossier.source, trame.periode, trame)
    blank = replace(fiche, dossier=dossier, porteur=dossier, convention=Convention())
    return blank, compose(trame, dossier.departement, Convention())


def _version(fiche: Fiche) -> str:
    """What the header says of the text."""
    numbers = fiche.convention.avenants
    amended = f", avec {pluriel(len(numbers), 'avenant', 'avenants')}" if numbers else ""
    return f"{fiche.situation.statut.libelle}{amended}"
