"""The Caf and the MSA of each département (`national/contacts.csv`) → what may be shown of them, and every fault at its line."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from conventions.model.contact import OFFICIELS, TOUS, Confiance, Contact, Organisme, officielle
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
            _told_if_hidden(table, line, values)
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
    missing = [column for column in ("departement", "organisme", "confiance") if not values[column]]
    if missing:
        table.tell(line, f"{missing[0]}\u00a0: la valeur manque")
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


def _told_if_hidden(table: Tableau, line: int, values: Values) -> None:
    """A line that gives something, and that nobody will see."""
    if not (values["page"] or values["telephone"]):
        return
    if not officielle(values["source"]):
        table.tell(line, f"{_because(values['source'])}\u00a0: la ligne n’est pas montrée", warning=True)
    elif not values["date"]:
        table.tell(line, "le jour de la vérification manque\u00a0: la ligne n’est pas montrée", warning=True)


def _because(source: str) -> str:
    hosts = ", ".join(OFFICIELS)
    return f"la source « {source} » n’est pas l’adresse d’une page de {hosts}" if source else "la source manque"
