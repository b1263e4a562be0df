"""What nobody may forget before the site is published: the ministry's settings left empty, numbers not verified for a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from conventions.model.contact import Organisme
from conventions.model.french import date_longue
from conventions.model.reference import Aide, Reference
from conventions.model.settings import Accessibilite, Ministere
from conventions.source.site_settings import empty

UN_AN = timedelta(days=365)
NON_CONFORME = "non conforme"
# Empty for good reason: no audit yet; one way to write to the ministry is enough.
FACULTATIFS = {
    "accessibilite.audit_date",
    "accessibilite.audit_taux",
    "accessibilite.audit_par",
    "contact.page",
}


def avertissements(reglages: Ministere, aides: tuple[Aide, ...], au: date) -> list[str]:
    """One sentence for each thing to see to, in the order of the settings, then of the numbers."""
    return [
        *(f"mkdocs.yml : le réglage « {nom} » est à compléter par le ministère" for nom in reglages_vides(reglages)),
        *(
            f"national/aide.yml : le {aide.numero} ({aide.nom}) a été vérifié le {date_longue(date.fromisoformat(aide.verifie_le))}, "
            "il y a plus d’un an : vérifiez-le de nouveau, puis changez la date"
            for aide in aides
            if au - date.fromisoformat(aide.verifie_le) > UN_AN
        ),
    ]


def contacts_a_verifier(reference: Reference, au: date) -> Iterator[str]:
    """What is to be verified of the Caf and the MSA: those that have no line of their own, those read more than a year ago."""
    shown = [c for c in reference.contacts if c.montre]
    own = {(c.departement, c.organisme) for c in shown}
    for organisme in Organisme:
        having = [d for d in reference.departements.values() if organisme is Organisme.CAF or d.msa]
        missing = [d.code for d in having if (d.code, organisme) not in own]
        if missing:
            yield (
                f"national/contacts.csv : {organisme.slug}, {len(missing)} départements sur {len(having)} sans page ni téléphone "
                "à eux : « docs/projet/ou-s-adresser.md » dit où les vérifier"
            )
    yield from (
        f"national/contacts.csv : la ligne « {c.departement},{c.organisme.slug} » a été vérifiée le {date_longue(date.fromisoformat(c.date))}, "
        "il y a plus d’un an : vérifiez-la de nouveau, puis changez la date"
        for c in shown
        if au - date.fromisoformat(c.date) > UN_AN
    )


def reglages_vides(reglages: Ministere) -> Iterator[str]:
    """The settings that hold nothing, by their dotted name (`editeur.nom`), save those that may."""
    either = {"contact.courriel"} if reglages.contact.page else set()
    return (nom for nom in empty(reglages) if nom not in FACULTATIFS | either)


def etat_accessibilite(declared: Accessibilite) -> str:
    """« non conforme » until an audit is entered, whatever the setting says: the law knows no other state without one."""
    return declared.etat or NON_CONFORME if declared.audit_date else NON_CONFORME
