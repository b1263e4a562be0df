"""Draws conventions whose three facts are combined at random, and says by itself what is true of each: the pages are held to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from conventions.model.french import slug
from conventions.source.reference import load_reference
from tests.places import JOUR

CODES = ("01", "02", "03", "07", "14", "2A", "25", "50", "67", "69", "75", "971", "974", "976")
PARTIES = ("prefet", "cour", "caf", "collectivite", "association-udaf")
Raw = dict[str, Any]


@dataclass(frozen=True)
class Vrai:
    """What is true of one file on the day of the tests, from what was drawn and not from what the project makes of it."""

    code: str
    jours: dict[str, date]
    """The day on which each party signed, for those that did."""
    toutes: bool
    effet: date | None
    dernier: date | None
    liee: date | None
    """The day from which nothing is missing."""
    inconnue: bool = False
    """A signed document is cited, and nothing says who signed it."""

    @property
    def en_vigueur(self) -> bool:
        """All signed, the day of effect reached, the last day not passed."""
        started = self.toutes and self.effet is not None and self.effet <= JOUR
        return started and not self.passee

    @property
    def passee(self) -> bool:
        """Its last day is over."""
        return self.dernier is not None and self.dernier < JOUR

    @property
    def jamais(self) -> bool:
        """It ended before it ever bound; where nobody knows who signed, before the day that its text provides for."""
        bound = (self.effet or date.min) if self.inconnue else self.liee
        return self.passee and (bound is None or (self.dernier is not None and bound > self.dernier))


def write(folder: Path, graine: int) -> dict[str, Vrai]:
    """One file for each of the départements, and what is true of it."""
    departements = load_reference("2026-2029").departements
    found = {}
    for code in CODES:
        raw, found[code] = draw(code, Random(f"{graine}-{code}"))
        text = yaml.safe_dump(raw, allow_unicode=True, sort_keys=False)
        (folder / f"{departements[code].slug}.yml").write_text(text, encoding="utf-8")
    return found


def draw(code: str, rng: Random) -> tuple[Raw, Vrai]:
    """A file, whole but for what its facts leave out."""
    days, missing = _days(rng), set(rng.sample(PARTIES, rng.choice([0, 0, 0, 1, 2, 5])))
    jours = {cle: day for cle, day in days.items() if cle not in missing}
    document = rng.choice([None, None, None, "muet", "attesté"])
    effet = rng.choice([None, None, "réécrit", JOUR, *(JOUR + timedelta(n) for n in (-700, -300, -1, 1, 60))])
    terme = rng.choice([None, None, JOUR, *(JOUR + timedelta(n) for n in (-650, -1, 1, 400))])
    fin = rng.choice([None, None, None, JOUR - timedelta(20), JOUR, JOUR + timedelta(1)])
    dates = {"entree_en_vigueur": effet if isinstance(effet, date) else None, "echeance": terme}
    redaction = {
        clause: {"remplace": f"Les parties en décident autrement, en cas {rng.randrange(99)}."}
        for clause, yes in (("art-8-al-1", effet), ("art-8-al-2", terme))
        if yes
    }
    raw: Raw = {
        "departement": code,
        "trame": "2026-2029",
        "convention": {
            "signataires": {cle: _party(cle, jours.get(cle), rng) for cle in PARTIES},
            "sans": {"msa": "La caisse n’a pas souhaité signer."},
            "introduction": "Au vu du diagnostic partagé,",
            "instance": {"cadre": "cdsf", "frequence": "et à la demande", "organisation": "le préfet préside"},
            "redaction": redaction,
            "dates": {cle: day.isoformat() for cle, day in dates.items() if day},
        },
        "fin": {"d1": {"cause": "accord", "effet_le": fin.isoformat(), "portee": "convention"}} if fin else {},
    }
    if document:
        raw["document_signe"] = {"reference": "dossier 12", "tous_ont_signe": "oui" if document == "attesté" else "non"}
    unknown = document == "muet" and "signe_le" not in str(raw)
    return raw, replace(_true(code, jours, document, effet, terme, fin), inconnue=unknown)


def _true(
    code: str,
    jours: dict[str, date],
    document: str | None,
    effet: date | str | None,
    terme: date | None,
    fin: date | None,
) -> Vrai:
    all_dated, attested = len(jours) == len(PARTIES), document == "attesté"
    last = max(jours.values()) if all_dated else None
    start = effet if isinstance(effet, date) else None if effet else last
    ends = [day for day in (terme, fin and fin - timedelta(1)) if day]
    known = [day for day in (last, start) if day]
    bound = max(known, default=date.min) if all_dated or attested else None
    return Vrai(code, jours, all_dated or attested, start, min(ends, default=None), bound)


def _days(rng: Random) -> dict[str, date]:
    return {cle: JOUR - timedelta(rng.randrange(200, 600)) for cle in PARTIES}


def _party(cle: str, jour: date | None, rng: Random) -> Raw:
    """Its people; of the two heads of a court that has not signed, one may have."""
    number = 2 if cle == "cour" else 1
    people: list[Raw] = [{"nom": f"Nom{slug(cle)}{n}", "prenom": "Camille", "titre": "titre"} for n in range(number)]
    for person in people if jour else people[: number - 1] if rng.random() < 0.5 else []:
        person["signe_le"] = (jour or JOUR - timedelta(300)).isoformat()
    party: Raw = (
        {"representants": people} if cle == "prefet" else {"adresse": "1 rue du Modèle", "representants": people}
    )
    return {"nom": "Udaf", **party} if cle.startswith("association") else party
