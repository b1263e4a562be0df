"""`conventions import FICHIER`: what a document that was negotiated says, as the file of its département, with a report."""

from __future__ import annotations

import argparse
from pathlib import Path

from conventions.cli.parser import UsageError, refuse
from conventions.importing import rapport
from conventions.importing.brouillon import Import
from conventions.importing.ecriture import yaml
from conventions.importing.existant import Ecart, dits, ecarts, memes_cles, reduit, renommees
from conventions.importing.fichier import ENTETE, fautes, importer
from conventions.importing.lecture import lire
from conventions.importing.lieu import departements
from conventions.importing.lu import Illisible, Lecture
from conventions.model.french import liste, pluriel
from conventions.model.reference import Departement, Reference
from conventions.source import reader
from conventions.source.registry import Context, load_context
from conventions.source.settings import build_date, departments_folder, fictitious, national_folder


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument(
        "fichier", type=Path, metavar="FICHIER", help="document à lire : .docx, .odt ou PDF avec du texte"
    )
    parser.add_argument(
        "code", nargs="?", help="code du département, par exemple 69 ; sans lui, celui que le document nomme"
    )
    parser.add_argument(
        "--dossier",
        type=Path,
        default=Path("import"),
        help="dossier du rapport et, si le fichier existe, de ce qui change (défaut : import)",
    )


def run(options: argparse.Namespace) -> int:
    """Read, convert, write beside what exists, and tell."""
    try:
        lecture = lire(_octets(options.fichier))
        context = load_context(
            departments_folder(), build_date(), fictif=fictitious(departments_folder()), national=national_folder()
        )
        departement = _departement(options.code, lecture, context.reference)
        return _importer(options, lecture, context, departement)
    except (UsageError, Illisible) as error:
        return refuse(f"« {options.fichier} » : {error}" if isinstance(error, Illisible) else str(error))
    except OSError as error:
        return refuse(f"rien ne peut être écrit dans « {options.dossier} » ({error.strerror})")


def _octets(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"« {path} » ne se lit pas ({error.strerror})") from error


def _departement(code: str | None, lecture: Lecture, reference: Reference) -> Departement:
    if code:
        found = reference.departements.get(code.upper().zfill(2))
        if found is None:
            raise UsageError(f"le département « {code} » n’existe pas : 01 à 95, 2A, 2B, 971 à 974 ou 976")
        return found
    named = departements(lecture, reference)
    if len(named) != 1:
        several = f" ({liste(d.nom_et_code for d in named[:4])})" if named else ""
        raise UsageError(
            f"le document ne dit pas de quel département il est{several} : ajouter son code, par exemple « conventions import convention.docx 69 »"
        )
    return named[0]


def _importer(options: argparse.Namespace, lecture: Lecture, context: Context, departement: Departement) -> int:
    trame = context.trames[max(context.trames)]
    fait = importer(lecture, context, departement)
    target = context.folder / f"{departement.slug}.yml"
    found, ecrit, made = _ecrire(options.dossier, target, fait)
    contexte = rapport.Contexte(options.fichier.name, str(ecrit or ""), fautes(context, target.name, made), found)
    stem = options.dossier / f"{departement.slug}-rapport"
    _libre(stem.with_suffix(".txt")).write_text(rapport.texte(fait, lecture, contexte, trame), encoding="utf-8")
    page = _libre(stem.with_suffix(".html"))
    page.write_text(rapport.html(fait, lecture, contexte, trame), encoding="utf-8")
    print(*rapport.resume(fait, lecture, contexte), f"Rapport : {page}", sep="\n")
    for one in found or ():
        print(f"- {'.'.join(one.chemin)} : « {one.avant} » devient « {one.apres} »")
    if lost := sum(p.etat == rapport.SANS_PLACE for p in fait.passages):
        print(f"{pluriel(lost, 'passage n’a', 'passages n’ont')} pas de place dans le fichier : le rapport les donne.")
    return 0


def _ecrire(dossier: Path, target: Path, fait: Import) -> tuple[list[Ecart] | None, Path | None, str]:
    """What changes in the file that exists (None: there was none), where it was written, and the whole of what was read."""
    dossier.mkdir(parents=True, exist_ok=True)
    whole = yaml(fait.donnees, fait.commentaires, ENTETE)
    if fait.propre:
        place = _a_cote(target, dossier) / str(fait.donnees["texte"])
        place.parent.mkdir(parents=True, exist_ok=True)
        _libre(place).write_text(fait.propre, encoding="utf-8")
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(whole, encoding="utf-8")
        return None, target, whole
    before = reader.parse(target.read_bytes(), target.name).value
    after = memes_cles(before, fait.donnees)
    found = [e for e in ecarts(before, after) if e.chemin != ("texte",)]
    if not found:
        return found, None, whole
    path = _libre(dossier / target.name)
    path.write_text(
        yaml(
            reduit(after, found),
            dits(fait.commentaires, renommees(before, fait.donnees)),
            (*ENTETE, f"Le fichier {target.name} existe : il n’y a ici que ce qui change, à y reporter."),
        ),
        encoding="utf-8",
    )
    return found, path, whole


def _a_cote(target: Path, dossier: Path) -> Path:
    """Where the text of one's own goes: beside the file that is written."""
    return dossier if target.exists() else target.parent


def _libre(path: Path) -> Path:
    """This path, or the same with a number: nothing is written over."""
    rank, free = 2, path
    while free.exists():
        free, rank = path.with_name(f"{path.stem}-{rank}{path.suffix}"), rank + 1
    return free
