"""`conventions export docx 69`, `export pdf 69`: the text of a convention, each amendment, each roadmap, to send round or to keep."""

from __future__ import annotations

import argparse
import gc
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from conventions.check import check
from conventions.cli.parser import refuse
from conventions.compose.view import Fiche, View, build_view
from conventions.export.actes import act_files_of
from conventions.export.texts import text_files_of
from conventions.model.french import liste, pluriel
from conventions.source.registry import load
from conventions.source.settings import build_date, departments_folder, fictitious, national_folder, site_address

if TYPE_CHECKING:
    from conventions.documents.dossier import Document

BESOINS = {"docx": ("docx", "docxtpl"), "pdf": ("docx", "docxtpl", "weasyprint", "fontpkg_source_sans_3")}
"""What the option `documents` installs to write them."""
NOMS = {"docx": "Word", "pdf": "PDF"}
Ecriture = Callable[["Document"], bytes]


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of the format."""
    parser.add_argument("codes", nargs="+", metavar="CODE", help="code d’un département, par exemple 69, ou « tous »")
    parser.add_argument("--dossier", type=Path, default=Path(), help="dossier où écrire ; celui-ci par défaut")
    parser.add_argument(
        "--vierge",
        action="store_true",
        help="la trame à remplir, avec ses institutions, quoi que dise déjà son fichier",
    )


def lacks(forme: str) -> bool:
    """Whether what writes that format is not installed."""
    return any(find_spec(need) is None for need in BESOINS[forme])


def manque(formes: Collection[str]) -> str:
    """What has to be installed before these formats can be written; empty if nothing has."""
    if lacking := [NOMS[forme] for forme in formes if lacks(forme)]:
        return f"les documents {liste(lacking)} demandent l’option « documents » : pip install '.[documents]'"
    if "pdf" in formes:
        try:
            import_module("weasyprint")
        except OSError:
            return "les documents PDF demandent Pango : apt install libpango-1.0-0 libpangoft2-1.0-0"
    return ""


def ramasser() -> None:
    """Look for cycles again, which the command line had stopped: each PDF leaves some, by the megabyte."""
    gc.freeze()
    gc.enable()


def run(options: argparse.Namespace) -> int:
    """Write the documents of each département; the faults of one are told and do not stop the others."""
    if said := manque([options.format]):
        return refuse(said)
    from conventions.documents.modele import ModeleRefuse, check_template  # noqa: PLC0415 (an option may lack)

    folder = departments_folder()
    reading = load(folder, build_date(), fictif=fictitious(folder), national=national_folder())
    view = build_view(reading.registry)
    codes = _codes(view, options.codes)
    if unknown := [code for code in codes if code not in view.fiches]:
        return refuse(f"le département « {unknown[0]} » n’existe pas : 01 à 95, 2A, 2B, 971 à 974 ou 976")
    faults = [p for p in check(reading) if p.severity == "erreur"]
    ramasser()
    try:
        check_template(template())
        return _all(view, [view.fiches[code] for code in codes], {p.path for p in faults}, options)
    except ModeleRefuse as refused:
        return refuse(str(refused))
    except OSError as error:
        return refuse(f"rien ne peut être écrit dans « {options.dossier} » ({error.strerror})")


def template() -> Path:
    """The Word template of the ministry."""
    return national_folder() / "modeles" / "convention.docx"


def _codes(view: View, asked: Sequence[str]) -> list[str]:
    return list(view.fiches) if "tous" in asked else list(dict.fromkeys(code.upper().zfill(2) for code in asked))


def _all(view: View, fiches: Sequence[Fiche], faulty: set[str], options: argparse.Namespace) -> int:
    options.dossier.mkdir(parents=True, exist_ok=True)
    count, refused = 0, 0
    for fiche in fiches:
        if fiche.porteur.source in faulty and not options.vierge:
            refused += 1
            print(f"{fiche.porteur.source} a des fautes : « conventions check {fiche.porteur.source} » les dit")
            continue
        made = list(_documents(view, fiche, vierge=options.vierge))
        write = writer(options.format, view, fiche)
        for document in made:
            (options.dossier / f"{document.fichier}.{options.format}").write_bytes(write(document))
        count += len(made)
        if not made:
            print(f"{fiche.dossier.code} : son texte n’est que dans le document signé, il n’y a rien à écrire")
    print(f"{pluriel(count, 'document écrit', 'documents écrits')} dans {options.dossier}")
    return 1 if refused else 0


def _documents(view: View, fiche: Fiche, *, vierge: bool) -> Iterator[Document]:
    from conventions.documents import dossier  # noqa: PLC0415

    if vierge:
        yield dossier.vierge(view, fiche, departments_folder())
    else:
        yield from dossier.documents_de(view, fiche, departments_folder())


def writer(forme: str, view: View, fiche: Fiche) -> Ecriture:
    """What gives a document of that département its bytes."""
    if forme == "docx":
        from conventions.documents.modele import fill  # noqa: PLC0415

        return lambda document: fill(template(), document.contenu)
    from conventions.documents.pdf import Origine, pdf  # noqa: PLC0415

    known, root = empreintes(view, fiche), site_address()

    def write(document: Document) -> bytes:
        data = document.donnees if document.donnees in known else ""
        origin = Origine(root + document.page, root + data if data else "", known.get(data, ""))
        return pdf(document.contenu, origin)

    return write


def empreintes(view: View, fiche: Fiche) -> Mapping[str, str]:
    """The SHA-256 of the files of data that say what its documents say, as `fichiers.json` has them."""
    acts = ((address, text.encode()) for address, text in act_files_of(view, fiche))
    files = (*text_files_of(view, fiche), *acts)
    return {address: hashlib.sha256(data).hexdigest() for address, data in files}
