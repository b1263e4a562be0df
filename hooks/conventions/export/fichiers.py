"""The files published beside the pages: open data (a simple start), the schema, the départements' documents and logos."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from conventions.compose.vue import Fiche, Vue
from conventions.render.elements import logo_uri, url_fiche, url_texte
from conventions.schema import schema

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
)


def data_files(vue: Vue) -> Iterator[tuple[str, str]]:
    """(address, content) of the open data of version 1."""
    rows = [_row(f) for f in vue.fiches.values()]
    yield "donnees/v1/departements.json", json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    yield "donnees/v1/departements.csv", _csv(rows)
    yield "donnees/v1/departement.schema.json", json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _row(fiche: Fiche) -> dict[str, Any]:
    d, s = fiche.dossier.departement, fiche.situation
    return {
        "code": d.code,
        "nom": d.nom,
        "chef_lieu": d.chef_lieu,
        "region": d.region.nom,
        "cour_appel": d.cour.nom,
        "msa": d.msa.nom if d.msa else "",
        "statut": s.statut,
        "texte": s.texte_slug,
        "entree_en_vigueur": s.entree.isoformat() if s.entree else "",
        "fiche": url_fiche(d),
        "convention": url_texte(fiche.porteur),
    }


def _csv(rows: list[dict[str, Any]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def pieces(vue: Vue, folder: Path) -> Iterator[tuple[str, bytes]]:
    """The documents that conventions refer to, as they are; logos, decoded and written anew. Nothing else is published."""
    seen: set[str] = set()
    earlier = [d for dossiers in vue.registre.archives.values() for d in dossiers]
    for dossier in (*vue.registre.dossiers.values(), *earlier):
        names = [dossier.document_signe.fichier] if dossier.document_signe else []
        logos = []
        for version in dossier.versions:
            names += [a.fichier for a in version.convention.annexes]
            logos += [p.logo for p in version.convention.signataires]
        for name in names:
            if name and name not in seen:
                seen.add(name)
                yield name, (folder / name).read_bytes()
        for name in logos:
            if name and name not in seen:
                seen.add(name)
                yield logo_uri(name), logo_png((folder / name).read_bytes())


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
