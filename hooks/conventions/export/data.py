"""The files published beside the pages: open data (a simple start), the schema, the départements' documents and logos."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from conventions.export.lisible import lisible
from conventions.model.dossier import Dossier, Registry
from conventions.model.ids import logo
from conventions.model.service import Service
from conventions.render.blank_file import blank_file
from conventions.render.collection import Collection
from conventions.render.contribution import Standing
from conventions.render.donnees.ecriture import harmless
from conventions.render.pages.atelier import FICHIERS
from conventions.source.files import read, read_text
from conventions.source.nodes import schema
from conventions.source.reader import MAX_BYTES

MAX_PIXELS = 4_000_000
COLUMNS = (
    "code",
    "nom",
    "chef_lieu",
    "region",
    "cour_appel",
    "msa",
    "statut",
    "texte",
    "entree_en_vigueur",
    "fiche",
    "signatures",
    "signee_le",
    "entree_prevue",
    "effet_retroactif",
    "terme_nature",
    "terme",
    "dernier_terme",
    "opposition_au_plus_tard",
    "terme_sous_reserve",
    "sdsf_titre",
    "sdsf_url",
)
SERVICES = ("departement", "id", "nature", "nom", "commune", "adresse", "telephone", "courriel", "page")


def as_json(collection: Collection) -> Iterator[tuple[str, str]]:
    """The départements, for programs."""
    rows = list(map(_row, collection.lignes.values()))
    yield "donnees/v1/departements.json", lisible(rows)


def as_csv(collection: Collection) -> Iterator[tuple[str, str]]:
    """The départements, for spreadsheets."""
    yield "donnees/v1/departements.csv", _csv(list(map(_row, collection.lignes.values())), COLUMNS)


def as_services(collection: Collection) -> Iterator[tuple[str, str]]:
    """Where families can turn, for programs and spreadsheets: a line a service."""
    rows = [{"departement": code, **_service(service)} for code, service in collection.services()]
    yield "donnees/v1/services.json", lisible(rows)
    yield "donnees/v1/services.csv", _csv(rows, SERVICES)


def as_schema(_: Collection) -> Iterator[tuple[str, str]]:
    """The format of a département's file."""
    yield "donnees/v1/departement.schema.json", lisible(schema(), 2)


def _row(ligne: Standing) -> dict[str, Any]:
    d = ligne.departement
    return {
        "code": d.code,
        "nom": d.nom,
        "chef_lieu": d.chef_lieu,
        "region": d.region.nom,
        "cour_appel": d.cour.nom,
        "msa": d.msa.nom if d.msa else "",
        "statut": ligne.statut.slug,
        "texte": ligne.statut_texte.slug,
        "entree_en_vigueur": _day(ligne.entree),
        "fiche": ligne.url,
        "convention": ligne.url_texte,
        **_facts(ligne),
        "sdsf_titre": ligne.sdsf.titre if ligne.sdsf else "",
        "sdsf_url": ligne.sdsf.url if ligne.sdsf else "",
    }


def _facts(ligne: Standing) -> dict[str, str]:
    """The three facts, each by itself: who has signed, what the text provides for, until when it runs."""
    given, effect, end = ligne.faits.signatures, ligne.faits.effet, ligne.faits.terme
    return {
        "signatures": given.etat.slug,
        "signee_le": _day(given.completes_le),
        "entree_prevue": _day(ligne.effet_prevu),
        "effet_retroactif": ("oui" if effect.retroactif else "non") if ligne.entree else "",
        "terme_nature": end.nature.slug,
        "terme": _day(end.le),
        "dernier_terme": _day(end.dernier),
        "opposition_au_plus_tard": _day(end.opposition),
        "terme_sous_reserve": ("oui" if ligne.faits.conteste else "non") if end.le else "",
    }


def _day(jour: date | None) -> str:
    return jour.isoformat() if jour else ""


def _service(service: Service) -> dict[str, str]:
    own = ("id", "nom", "commune", "adresse", "telephone", "courriel", "page")
    return {"nature": service.nature.slug if service.nature else ""} | {name: getattr(service, name) for name in own}


def _csv(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: harmless(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


_TEXTE = re.compile(rb"^\s*texte:\s*[\"']?(pieces/[\w./-]+\.md)\b", re.MULTILINE)


def sources_of(dossier: Dossier, registry: Registry, folder: Path) -> Iterator[tuple[str, bytes]]:
    """(address, content) of what the workshop opens: the département's own file or the blank one, and the texts of its own."""
    data = read(folder, dossier.source.partition("/")[2], MAX_BYTES) if dossier.empreinte else ""
    others = registry.reference.departements.values()
    d = dossier.departement
    shared = next((o for o in others if o.collectivite == d.collectivite and o is not d), None)
    own = data if isinstance(data, bytes) else blank_file(d, registry.trame.periode, shared).encode()
    yield f"{FICHIERS}{d.slug}.yml", own
    for name in dict.fromkeys(found.decode() for found in _TEXTE.findall(own)):
        text = read_text(folder, name)
        if isinstance(text, bytes):
            yield f"{FICHIERS}{name}.txt", text  # a page, were it named .md


def documents_of(dossiers: Iterable[Dossier], folder: Path) -> Iterator[str]:
    """The paths of the documents that conventions refer to, each once: they are published as they are."""
    names = dict.fromkeys(name for dossier in dossiers for name in _cited(dossier))
    return (name for name in names if name and (folder / name).is_file())


def _cited(dossier: Dossier) -> Iterator[str]:
    """Signed documents, annexes, agreements, letters and minutes; empty where an entry names no file."""
    signed = (dossier.document_signe, *(a.document_signe for a in dossier.avenants))
    yield from (document.fichier for document in signed if document)
    for version in dossier.versions:
        yield from (a.fichier for a in version.convention.annexes)
        if renewal := version.convention.renouvellement:
            yield from (accord.fichier for accord in renewal.accords)
    yield from (a.fichier for avenant in dossier.avenants for a in avenant.annexes)
    yield from (fin.fichier for fin in dossier.fins)
    yield from (held.compte_rendu for held in dossier.suivi.reunions)


def logos_of(dossiers: Iterable[Dossier], folder: Path) -> Iterator[tuple[str, bytes]]:
    """(address, content) of each logo, decoded and written anew. Nothing else of the folder is published."""
    texts = (version.convention for dossier in dossiers for version in dossier.versions)
    for name in dict.fromkeys(p.logo for text in texts for p in text.signataires):
        if name and (folder / name).is_file():
            yield logo(name), logo_png((folder / name).read_bytes())


def logo_png(data: bytes) -> bytes:
    """The picture, decoded and written anew: no metadata, no script, no bomb."""
    from PIL import Image  # noqa: PLC0415 — slow to load, and most builds meet no new picture

    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
        if image.width * image.height > MAX_PIXELS:
            raise ValueError("image trop grande")
        clean = image.convert("RGBA")
    clean.thumbnail((480, 240))
    out = io.BytesIO()
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()
