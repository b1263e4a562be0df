"""`conventions export documents`: every document that the site offers, on every core; only what has changed is made again."""

from __future__ import annotations

import argparse
import hashlib
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, as_completed
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from conventions.build.donnees import open_data
from conventions.build.executor import opened as executor
from conventions.build.opening import LOADED, Refused
from conventions.build.site import Site
from conventions.build.store import digest
from conventions.build.telechargements import LISTE, Faits, known, national_digest, said
from conventions.build.work import Lot
from conventions.cli import odt
from conventions.cli.documents import BESOINS, manque, ramasser, template, writer
from conventions.cli.parser import refuse
from conventions.compose.view import View, build_fiche
from conventions.model.french import pluriel
from conventions.model.telechargement import FORMES, Telechargement
from conventions.source.registry import Context
from conventions.source.settings import PROJECT, documents_folder, site_address

Faites = list[tuple[str, str, bytes]]
"""Address, name and bytes of each document of a département."""


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of the format."""
    parser.add_argument(
        "dossier",
        type=Path,
        nargs="?",
        default=documents_folder(),
        help="dossier où écrire ; .cache/documents par défaut",
    )


def run(options: argparse.Namespace) -> int:
    """Make them; a département whose file is at fault has only its blank document."""
    if lacking := manque(BESOINS):
        return refuse(lacking)
    from conventions.documents.modele import ModeleRefuse, check_template  # noqa: PLC0415 (an option may lack)

    with TemporaryDirectory() as aside:
        try:
            check_template(template())
            site = open_data(PROJECT, Path(aside) / "site", "documents").site
            try:
                return _make(site, options.dossier)
            finally:
                site.abandon()
        except (Refused, ModeleRefuse) as refused:
            return refuse(str(refused))
        except OSError as error:
            return refuse(f"rien ne peut être écrit dans « {options.dossier} » ({error.strerror})")


def _make(site: Site, where: Path) -> int:
    """Make what is not there, take away what is no longer, and write what stands for all."""
    problems = [p for p in site.check() if p.severity == "erreur"]
    faulty = {p.path for p in problems}
    for path in sorted(faulty):
        print(f"{path} a des fautes : « conventions check {path} » les dit ; seul le document vierge est proposé")
    before, wanted = known(where), _wanted(site, faulty)
    missing = [code for code, faits in wanted.items() if not _kept(before.get(code), faits, where)]
    found = {code: before[code] for code in wanted if code not in missing}
    for code, files in _made(site, missing, faulty):
        found[code] = replace(wanted[code], fichiers=tuple(_write(where, *one) for one in files))
    if missing and odt.there():
        for code, more in odt.made(where, {code: found[code].fichiers for code in missing}):
            found[code] = replace(found[code], fichiers=_ordered([*found[code].fichiers, *more]))
    _clean(where, before, found)
    where.mkdir(parents=True, exist_ok=True)
    (where / LISTE).write_bytes(msgspec.json.encode({code: found[code] for code in wanted}))
    total = sum(len(faits.fichiers) for faits in found.values())
    print(f"{pluriel(total, 'document')} dans {where}, dont {sum(len(found[c].fichiers) for c in missing)} refaits")
    return 1 if faulty else 0


def _wanted(site: Site, faulty: set[str]) -> dict[str, Faits]:
    """Of each département, what its documents say and what shapes them."""
    folder, national = site.folder, national_digest(site.context.national)
    shaping = repr((LOADED, site_address(), odt.there()))
    dits = {code: said(folder, code, national) for code in site.context.reference.departements}
    return {
        code: Faits(dit, digest(f"{dit} {shaping} {folder.file(code) in faulty}".encode()))
        for code, dit in dits.items()
    }


def _kept(before: Faits | None, wanted: Faits, where: Path) -> bool:
    """Whether the documents of a département are there, and would be the same."""
    return before is not None and before.cle == wanted.cle and all(_same(where, one) for one in before.fichiers)


def _same(where: Path, one: Telechargement) -> bool:
    path = where / one.adresse
    return path.is_file() and path.stat().st_size == one.octets


def _made(site: Site, codes: Sequence[str], faulty: set[str]) -> Iterator[tuple[str, Faites]]:
    """What each gives, as it comes, with the progress on the screen."""
    folder, names = site.folder, site.context.reference.departements
    ramasser()
    with executor("", len(codes)) as workers:
        waiting: dict[Future[Faites], str] = {}
        for code in codes:
            lot = Lot(code, (), ()) if folder.file(code) in faulty else folder.lot(code)
            waiting[workers.submit(documents_of, site.context, folder.sharing, lot)] = code
        for rank, future in enumerate(as_completed(waiting), 1):
            code = waiting.pop(future)
            files = future.result()
            _tell(f"{rank}/{len(codes)} {names[code].nom} : {pluriel(len(files), 'document')}", last=rank == len(codes))
            yield code, files


def documents_of(context: Context, sharing: Mapping[str, str], lot: Lot) -> Faites:
    """Every document of one département, in each format that is made here."""
    from conventions.documents import dossier  # noqa: PLC0415

    registry = context.linked(lot.current, lot.earlier, sharing if lot.current else {})
    fiche = build_fiche(registry, lot.code)
    view = View(registry, {lot.code: fiche})
    begun = [] if fiche.situation.statut.vide else dossier.documents_de(view, fiche, context.folder)
    write = {forme: writer(forme, view, fiche) for forme in BESOINS}
    made = [(f"{d.adresse}.{forme}", d.nom, write[forme](d)) for d in begun for forme in BESOINS]
    blank = dossier.vierge(view, fiche, context.folder)
    return [*made, (f"{blank.adresse}.docx", blank.nom, write["docx"](blank))]


def _write(where: Path, address: str, name: str, data: bytes) -> Telechargement:
    path = where / address
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return Telechargement(address, name, len(data), hashlib.sha256(data).hexdigest())


def _ordered(files: Sequence[Telechargement]) -> tuple[Telechargement, ...]:
    """A document after the other, in the order in which its formats are offered."""
    names, kinds = list(dict.fromkeys(one.nom for one in files)), list(FORMES)
    return tuple(sorted(files, key=lambda one: (names.index(one.nom), kinds.index(one.extension))))


def _clean(where: Path, before: Mapping[str, Faits], found: Mapping[str, Faits]) -> None:
    """Take away the documents that are no longer offered."""
    kept = {one.adresse for faits in found.values() for one in faits.fichiers}
    for address in {one.adresse for faits in before.values() for one in faits.fichiers} - kept:
        (where / address).unlink(missing_ok=True)


def _tell(line: str, *, last: bool) -> None:
    """The progress: on one line that is written again where somebody looks on."""
    if not sys.stdout.isatty():
        print(line)
        return
    width = shutil.get_terminal_size().columns - 1
    print(f"\r{line[:width]:<{width}}", end="\n" if last else "", flush=True)
