"""The files of data → a DCAT-AP 3 catalogue in JSON-LD: what data.gouv.fr, or any other portal, harvests."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from conventions.export.akn import NS
from conventions.export.lieu import Lieu
from conventions.export.schemas import SCHEMAS

Noeud = dict[str, Any]
RACINE = "donnees/v1/"
ADRESSE = f"{RACINE}catalogue.jsonld"
LICENCE = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/"
_UE = "http://publications.europa.eu/resource/authority"
_CONTEXTE = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_SHA256 = f"{_CONTEXTE['spdx']}checksumAlgorithm_sha256"
_THEMES = {"JUST": "Justice, système juridique et sécurité publique", "SOCI": "Population et société"}
_FORMATS = {
    "csv": ("CSV", "text/csv"),
    "json": ("JSON", "application/json"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "xml": ("XML", "application/xml"),
    "ics": ("ICS", "text/calendar"),
    "atom": ("ATOM", "application/atom+xml"),
}
_MOTS = (
    "convention départementale",
    "famille",
    "séparation",
    "médiation familiale",
    "espace de rencontre",
    "parentalité",
)


@dataclass(frozen=True, slots=True)
class Fichier:
    """A file of data: its address from the root of the site, its size in bytes, its digest."""

    adresse: str
    octets: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Jeu:
    """A dataset: the files whose addresses, from RACINE on, match. `publie_le` is the day of its first publication, if known."""

    ident: str
    titre: str
    description: str
    motif: re.Pattern[str]
    publie_le: date | None = None


_PREMIERE = date(2026, 11, 23)
JEUX = (
    Jeu(
        "tables",
        "Conventions départementales\u00a0: les tables",
        "Une chose par ligne\u00a0: conventions, parties, signatures, objectifs, engagements, actions, clauses, avenants, versions, feuilles de route, réunions, indicateurs, financements, échéances. En CSV, en JSON et en un classeur, avec leurs schémas.",
        re.compile(r"tables/\w+\.(?:csv|json)|conventions\.xlsx|datapackage\.json"),
    ),
    Jeu(
        "etat",
        "Conventions départementales\u00a0: l’état département par département",
        "Une ligne par département\u00a0: le statut de sa convention, ses signatures, son entrée en vigueur, son terme.",
        re.compile(r"departements\.(?:csv|json)"),
        _PREMIERE,
    ),
    Jeu(
        "textes",
        "Conventions départementales\u00a0: les textes, clause par clause",
        "Le texte de chaque convention, tel qu’il est et à chacune de ses dates\u00a0: en JSON et en Akoma Ntoso (LegalDocML). Seule la version signée fait foi.",
        re.compile(r"textes/(?!trame/).+\.json|akn/(?!trame/).+\.xml"),
        _PREMIERE,
    ),
    Jeu(
        "trames",
        "Conventions départementales\u00a0: la trame nationale, clause par clause",
        "Le modèle national dont partent les conventions, période par période\u00a0: en JSON et en Akoma Ntoso (LegalDocML).",
        re.compile(r"textes/trame/.+\.json|akn/trame/.+\.xml"),
        _PREMIERE,
    ),
    Jeu(
        "actes",
        "Conventions départementales\u00a0: les actes",
        "De chaque convention, qui a signé, quand et à quel titre, ses avenants, ses dénonciations, ses réunions.",
        re.compile(r"actes/.+\.json"),
    ),
    Jeu(
        "nouvelles",
        "Conventions départementales\u00a0: les nouvelles et les dates à venir",
        "Ce qui vient de changer (flux Atom) et les dates à venir (agendas), du pays, de chaque région, de chaque département\u00a0; les nouvelles de chaque objectif.",
        re.compile(r".+/(?:nouvelles\.atom|echeances\.ics)"),
    ),
    Jeu(
        "services",
        "Services pour les familles qui se séparent",
        "Une ligne par service qui reçoit les familles\u00a0: médiation, espace de rencontre, information.",
        re.compile(r"services\.(?:csv|json)"),
    ),
    Jeu(
        "format",
        "Conventions départementales\u00a0: le format des fichiers",
        "Le schéma JSON du fichier qui décrit la convention d’un département.",
        re.compile(r"departement\.schema\.json"),
        _PREMIERE,
    ),
)
"""Each file of data is of one of them, but for those that describe others: schemas, index, this catalogue."""


def jeu_de(adresse: str) -> Jeu | None:
    """The dataset of a file."""
    bare = adresse.removeprefix(RACINE)
    return next((jeu for jeu in JEUX if jeu.motif.fullmatch(bare)), None)


def catalogue(titre: str, known: Iterable[Fichier], au: date, lieu: Lieu, periodes: Collection[str]) -> str:
    """The whole. Without an address of the site, its own are relative to the file."""
    base = lieu.adresse or "../../"
    by_set: dict[Jeu, list[Fichier]] = {jeu: [] for jeu in JEUX}
    for one in known:
        if jeu := jeu_de(one.adresse):
            by_set[jeu].append(one)
    made = [_jeu(jeu, files, au, base, periodes) for jeu, files in by_set.items() if files]
    graph = [_catalogue(titre, made, au, base), *_communs(titre, lieu, base), *made]
    lines = ",\n".join(json.dumps(node, ensure_ascii=False, separators=(",", ":")) for node in graph)
    return f'{{"@context":{json.dumps(_CONTEXTE)},"@graph":[\n{lines}\n]}}\n'


def _catalogue(titre: str, jeux: Iterable[Noeud], au: date, base: str) -> Noeud:
    return {
        "@id": f"{base}{RACINE}#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _mots(titre),
        "dct:description": _mots("Les données ouvertes du site des conventions départementales."),
        "dct:publisher": _vers(f"{base}#editeur"),
        "dct:license": _vers(LICENCE),
        "dct:language": _vers(f"{_UE}/language/FRA"),
        "dct:modified": _jour(au),
        "dct:spatial": _vers(f"{_UE}/country/FRA"),
        "foaf:homepage": _vers(f"{base}{RACINE}"),
        "dcat:dataset": [_vers(jeu["@id"]) for jeu in jeux],
    }


def _communs(titre: str, lieu: Lieu, base: str) -> list[Noeud]:
    """What the catalogue and every dataset refer to."""
    return [
        {"@id": f"{base}#editeur", "@type": "foaf:Agent", "foaf:name": lieu.editeur or titre},
        {
            "@id": f"{base}contact/#contact",
            "@type": ["vcard:Kind", "vcard:Organization"],
            "vcard:fn": lieu.editeur or titre,
            "vcard:hasURL": _vers(f"{base}contact/"),
        },
        {"@id": LICENCE, "@type": "dct:LicenseDocument", "dct:title": _mots("Licence Ouverte 2.0")},
        {"@id": f"{base}{RACINE}", "@type": "foaf:Document"},
        {"@id": f"{_UE}/country/FRA", "@type": "dct:Location"},
        {"@id": f"{_UE}/language/FRA", "@type": "dct:LinguisticSystem"},
        {"@id": f"{_UE}/frequency/IRREG", "@type": "dct:Frequency"},
        {"@id": f"{_UE}/access-right/PUBLIC", "@type": "dct:RightsStatement"},
        {"@id": _SHA256, "@type": "spdx:ChecksumAlgorithm"},
        *(
            {"@id": f"{_UE}/data-theme/{theme}", "@type": "skos:Concept", "skos:prefLabel": _mots(name)}
            for theme, name in _THEMES.items()
        ),
        *({"@id": f"{_UE}/file-type/{name}", "@type": "dct:MediaTypeOrExtent"} for name, _ in _FORMATS.values()),
        *({"@id": _media(media), "@type": "dct:MediaType"} for _, media in _FORMATS.values()),
    ]


def _jeu(jeu: Jeu, files: Iterable[Fichier], au: date, base: str, periodes: Collection[str]) -> Noeud:
    known = jeu.publie_le if jeu.publie_le and jeu.publie_le <= au else None
    return {
        "@id": f"{base}{RACINE}#jeu-{jeu.ident}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"conventions-departementales-{jeu.ident}",
        "dct:title": _mots(jeu.titre),
        "dct:description": _mots(jeu.description),
        "dct:publisher": _vers(f"{base}#editeur"),
        "dcat:contactPoint": _vers(f"{base}contact/#contact"),
        "dcat:keyword": [_mots(word) for word in _MOTS],
        "dcat:theme": [_vers(f"{_UE}/data-theme/{theme}") for theme in _THEMES],
        "dcat:landingPage": _vers(f"{base}{RACINE}"),
        "dct:language": _vers(f"{_UE}/language/FRA"),
        "dct:accessRights": _vers(f"{_UE}/access-right/PUBLIC"),
        "dct:accrualPeriodicity": _vers(f"{_UE}/frequency/IRREG"),
        "dct:spatial": _vers(f"{_UE}/country/FRA"),
        "dct:temporal": _periode(periodes),
        **({"dct:issued": _jour(known)} if known else {}),
        "dct:modified": _jour(au),
        "dcat:distribution": [_distribution(one, au, base) for one in files],
    }


def _periode(periodes: Collection[str]) -> Noeud:
    """From the first year of the trames to the last."""
    years = [year for periode in periodes for year in periode.split("-")]
    start, end = date(int(min(years)), 1, 1), date(int(max(years)), 12, 31)
    return {"@type": "dct:PeriodOfTime", "dcat:startDate": _jour(start), "dcat:endDate": _jour(end)}


def _distribution(one: Fichier, au: date, base: str) -> Noeud:
    ending = one.adresse.rpartition(".")[2]
    name, media = _FORMATS[ending]
    schema = SCHEMAS.get(one.adresse)
    norm = NS if ending == "xml" else schema and base + schema
    return {
        "@id": f"{base}{one.adresse}#fichier",
        "@type": "dcat:Distribution",
        "dct:title": _mots(one.adresse.removeprefix(RACINE)),
        "dcat:accessURL": _vers(f"{base}{one.adresse}"),
        "dcat:downloadURL": _vers(f"{base}{one.adresse}"),
        "dct:format": _vers(f"{_UE}/file-type/{name}"),
        "dcat:mediaType": _vers(_media(media)),
        "dct:license": _vers(LICENCE),
        **({"dct:conformsTo": _norme(norm)} if norm else {}),
        "dct:modified": _jour(au),
        "dcat:byteSize": {"@value": str(one.octets), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _vers(_SHA256),
            "spdx:checksumValue": {"@value": one.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _norme(address: str) -> Noeud:
    return {"@id": address, "@type": "dct:Standard"}


def _media(media: str) -> str:
    return f"http://www.iana.org/assignments/media-types/{media}"


def _mots(text: str) -> Noeud:
    return {"@value": text, "@language": "fr"}


def _vers(address: str) -> Noeud:
    return {"@id": address}


def _jour(day: date) -> Noeud:
    return {"@value": day.isoformat(), "@type": "xsd:date"}
