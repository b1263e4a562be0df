"""The Caf and the MSA of each département (`national/contacts.csv`) → what may be shown of them, and every fault at its line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from conventions.model.contact import TOUS, Confiance, Contact, Organisme
from conventions.model.french import typographie
from conventions.model.problem import Problem
from conventions.model.reference import Departement
from conventions.source.tableau import Check, Tableau, Values, among, day, of_service, read_table

FICHIER = "contacts.csv"
COLONNES = ("departement", "organisme", "nom", "page", "telephone", "source", "date", "confiance", "note")
CODES = "un code de département (01 à 95, 2A, 2B, 971 à 974, 976) ou « tous »"


def load_contacts(national: Path, departements: Mapping[str, Departement]) -> tuple[tuple[Contact, ...], list[Problem]]:
    """Every line that can be read, shown or not."""
    table, found, known = read_table(national, FICHIER, COLONNES), list[Contact](), dict[tuple[str, ...], int]()
    checks = _checks(departements)
    for line, values in table.lignes:
        if table.right(line, values, checks) and _whole(table, line, values, departements):
            name = tuple(values[column] for column in COLONNES[:3])
            if first := known.get(name):
                table.tell(line, f"la ligne {first} dit déjà la même chose\u00a0: n’en garder qu’une")
                continue
            known[name] = line
            found.append(_contact(values))
            if values["page"] or values["telephone"]:
                table.shown(line, values)
    return tuple(found), table.problems


def _checks(departements: Mapping[str, Departement]) -> dict[str, Check]:
    return {
        "departement": among([*departements, TOUS], CODES),
        "organisme": among([o.slug for o in Organisme]),
        "page": of_service("page"),
        "telephone": of_service("telephone"),
        "date": day,
        "confiance": among([c.slug for c in Confiance]),
    }


def _whole(table: Tableau, line: int, values: Values, departements: Mapping[str, Departement]) -> bool:
    """Whether the line says of whom it speaks, and speaks of a caisse that there is."""
    if not table.whole(line, values, ("departement", "organisme", "confiance")):
        return False
    here = departements.get(values["departement"])
    if here and values["organisme"] == Organisme.MSA.slug and here.msa is None:
        table.tell(line, f"il n’y a pas de caisse de MSA {here.dans}\u00a0: retirer la ligne")
        return False
    return True


def _contact(values: Values) -> Contact:
    return Contact(
        values["departement"],
        Organisme.of(values["organisme"]),
        typographie(values["nom"]),
        values["page"],
        values["telephone"],
        values["source"],
        values["date"],
        Confiance.of(values["confiance"]),
    )
