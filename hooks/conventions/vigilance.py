"""What nobody may forget before the site is published: the ministry's settings left empty, help numbers not verified for a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from conventions.model.reference import Aide
from conventions.texte import date_longue

UN_AN = timedelta(days=365)
NON_CONFORME = "non conforme"
# Empty for good reason: no audit yet; one way to write to the ministry is enough, and so is the address of the repository.
FACULTATIFS = {
    "accessibilite.audit_date",
    "accessibilite.audit_taux",
    "accessibilite.audit_par",
    "contact.page",
    "depot.edition_url",
}


def avertissements(reglages: Mapping[str, Any], aides: tuple[Aide, ...], au: date) -> list[str]:
    """One sentence for each thing to see to, in the order of the settings, then of the numbers."""
    return [
        *(f"mkdocs.yml : le réglage « {nom} » est à compléter par le ministère" for nom in reglages_vides(reglages)),
        *(
            f"reference/aide.yml : le {aide.numero} ({aide.nom}) a été vérifié le {date_longue(date.fromisoformat(aide.verifie_le))}, "
            "il y a plus d’un an : vérifiez-le de nouveau, puis changez la date"
            for aide in aides
            if au - date.fromisoformat(aide.verifie_le) > UN_AN
        ),
    ]


def reglages_vides(reglages: Mapping[str, Any], place: str = "") -> Iterator[str]:
    """The settings that hold nothing, by their dotted name (`editeur.nom`)."""
    for cle, valeur in reglages.items():
        nom = f"{place}{cle}"
        if isinstance(valeur, Mapping):
            yield from reglages_vides(valeur, f"{nom}.")
        elif not valeur and nom not in FACULTATIFS:
            yield nom


def etat_accessibilite(reglages: Mapping[str, Any]) -> str:
    """« non conforme » until an audit is entered, whatever the setting says: the law knows no other state without one."""
    declared = reglages.get("accessibilite") or {}
    return str(declared.get("etat") or NON_CONFORME) if declared.get("audit_date") else NON_CONFORME
