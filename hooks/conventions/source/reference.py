"""The reference data of one period (CSV and YAML, with their sources) → départements linked to their institutions."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import yaml

from conventions.model.french import slug, typographie
from conventions.model.reference import (
    Aide,
    CaisseMsa,
    Cour,
    DefinitionIndicateur,
    Denomination,
    Departement,
    Mot,
    Reference,
    Region,
    ServiceEtat,
    Sigle,
)
from conventions.source import native
from conventions.source.accessibility import load_grille
from conventions.source.contacts import load_contacts
from conventions.source.services import load_services
from conventions.source.settings import NATIONAL

Row = dict[str, str]


def load_reference(periode: str, national: Path = NATIONAL) -> Reference:
    """Every département with its institutions, as frozen for `periode` (`2026-2029`)."""
    here = national / "reference" / periode
    denominations = _yaml(here / "denominations.yml")
    carte = _yaml(national / "carte.yml")
    cours = _by_departement(_rows(here / "cours_appel.csv"))
    msa = _by_departement(_rows(here / "msa.csv"))
    caf = {row["code"]: row for row in _rows(here / "caf.csv")}
    services = {row["code"]: row for row in _rows(here / "ddets.csv")}
    departements = {}
    for row in _rows(here / "departements.csv"):
        code = row["code"]
        caisse, absente = _msa(msa.get(code))
        departements[code] = Departement(
            code=code,
            nom=typographie(row["nom"]),
            slug=f"{code.lower()}-{slug(row['nom'])}",
            de=typographie(row["avec_charniere"]),
            dans=typographie(row["dans_le_departement"]),
            chef_lieu=typographie(row["chef_lieu"]),
            region=Region(row["region_code"], typographie(row["region"]), slug(row["region"])),
            cour=_cour(cours[code]),
            caf=typographie(caf[code]["libelle"]),
            msa=caisse,
            msa_absente=absente,
            service=ServiceEtat(services[code]["sigle"], typographie(services[code]["libelle"])),
            collectivite=typographie(row["collectivite"]),
            denominations=tuple(
                Denomination(d["cle"], d["nom"], d["genre"], d["designation"])
                for d in denominations
                if code in d["departements"]
            ),
            case=_case(carte.get(code)),
        )
    contacts, faults = load_contacts(national, departements)
    situes, communes, others = load_services(national)
    return Reference(
        departements,
        _sigles(here),
        _indicateurs(here),
        _mots(national),
        _aides(national),
        load_grille(national),
        contacts,
        situes,
        communes,
        (*faults, *others),
    )


def _case(place: list[str] | None) -> tuple[int, int]:
    """Column and row of the tile; a département that the map does not know stands in its corner."""
    return (int(place[0]), int(place[1])) if place else (1, 1)


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _yaml(path: Path) -> Any:  # noqa: ANN401 — the shape of our own files, held by the tests
    return yaml.load(path.read_text(encoding="utf-8"), Loader=native.BASE)


def _by_departement(rows: list[Row]) -> dict[str, Row]:
    return {code: row for row in rows for code in row["departements"].split()}


def _cour(row: Row) -> Cour:
    libelle = typographie(row["libelle"])
    return Cour(slug(row["cour"]), row["cour"], libelle, libelle.removeprefix("cour d’appel "))


def _msa(row: Row | None) -> tuple[CaisseMsa | None, str]:
    """The CMSA, or why there is none: a CGSS stands in overseas, where no CMSA can sign (CSS L752-1)."""
    if row is None or row["caisse"].startswith("("):
        return None, ""
    if row["caisse"].startswith("CGSS"):
        return None, typographie(f"pas de caisse de MSA, mais la {row['caisse']}")
    return CaisseMsa(slug(row["caisse"]), typographie(row["caisse"])), ""


def _sigles(here: Path) -> tuple[Sigle, ...]:
    entries = _yaml(here / "glossaire.yml")
    return tuple(
        Sigle(e["sigle"], typographie(e["nom"]), typographie(e.get("note", "")), e["statut"] == "general")
        for e in entries
    )


def _indicateurs(here: Path) -> dict[str, DefinitionIndicateur]:
    families: dict[str, list[Row]] = yaml.load((here / "indicateurs.yml").read_text("utf-8"), Loader=native.BASE)
    return {
        row["id"]: DefinitionIndicateur(
            row["id"],
            famille,
            typographie(row["libelle"]),
            row["unite"],
            typographie(row.get("base", "")),
            row.get("national_2023", ""),
        )
        for famille, rows in families.items()
        if famille != "source_2023"
        for row in rows
    }


def _mots(national: Path) -> tuple[Mot, ...]:
    entries = _yaml(national / "glossaire-public.yml")
    return tuple(
        Mot(
            slug(e["terme"]),
            e["terme"],
            tuple(e.get("aussi") or ()),
            typographie(e["definition"]),
            e.get("sur_place") == "oui",
        )
        for e in entries
    )


def _aides(national: Path) -> tuple[Aide, ...]:
    entries = _yaml(national / "aide.yml")
    return tuple(
        Aide(
            e["numero"],
            typographie(e["nom"]),
            typographie(e["precision"]),
            e["urgence"] == "oui",
            e["verifie_le"],
            e["mode"],
            tuple(e.get("champs") or ()),
        )
        for e in entries
    )
