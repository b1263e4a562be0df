"""The search page: its field, its filters, and a plain list of ways in for those who have no JavaScript."""

from __future__ import annotations

from collections.abc import Sequence

from conventions.model.cadre import Cadre, Gabarit
from conventions.model.french import majuscule
from conventions.model.page import Page
from conventions.model.reference import Reference
from conventions.render.collection import Collection
from conventions.render.elements import fil
from conventions.render.templating import render

URL = "recherche/"
VIOLENCES = "violences"
"""The axis whose help numbers come before what a query finds, if its words are those of someone in danger."""
GENRES = {
    "departement": "Départements",
    "service": "Services pour les familles",
    "action": "Actions des départements",
    "convention": "Textes des conventions",
    "feuille-de-route": "Feuilles de route et suivi",
    "objectif": "Objectifs",
    "axe": "Champs d’action",
    "trame": "Trame nationale",
    "territoire": "Régions, cours d’appel et caisses",
    "glossaire": "Glossaire",
    "page": "Pages d’information",
}
"""The kinds of things that one can find, by the value of the filter `type`."""
Valeurs = Sequence[tuple[str, str]]
"""(value, label) of what a filter offers."""


def filtres(collection: Collection) -> dict[str, tuple[str, Valeurs]]:
    """Of each filter, its title and its values, in the order of the page: statuses that occur, régions by name."""
    reference, trame = collection.registry.reference, collection.registry.trame
    return {
        "axe": ("Champ d’action", [(a.id, a.nom) for a in trame.axes]),
        "region": ("Région", [(r.slug, r.nom) for r in reference.regions]),
        "objectif": (
            "Objectif",
            [*((str(o.numero), f"{o.numero}. {o.court}") for o in trame.objectifs), ("locaux", "Objectifs locaux")],
        ),
        "statut": ("Situation de la convention", [(statut.slug, statut.libelle) for statut, _ in collection.comptes()]),
        "type": ("Sorte de résultat", list(GENRES.items())),
        "cour": ("Cour d’appel", [(c.slug, c.nom) for c in reference.cours]),
    }


def urgence(reference: Reference) -> str:
    """« En danger : 17, 112, 114 (SMS), 119 »: what the suggestions say first to someone in danger."""
    urgent = (aide for aide in reference.aides_du_champ(VIOLENCES) if aide.urgence)
    numbers = ", ".join(f"{aide.numero}{' (SMS)' if aide.mode == 'sms' else ''}" for aide in urgent)
    return f"En danger\u00a0: {numbers}" if numbers else ""


def recherche(collection: Collection) -> Page:
    """`/recherche/`: everything else happens in the browser, from the files of the index."""
    reference, trame = collection.registry.reference, collection.registry.trame
    ways = [
        ("Les départements", [(f"{f.code} {f.departement.nom}", f.url) for f in collection.lignes.values()]),
        ("Les objectifs", [(majuscule(o.court), f"objectifs/{o.numero}/") for o in trame.objectifs]),
        ("Les champs d’action", [(a.nom, f"axes/{a.id}/") for a in trame.axes]),
        ("Les régions", [(r.nom, f"regions/{r.slug}/") for r in reference.regions]),
        ("Les cours d’appel", [(c.nom, f"cours-d-appel/{c.slug}/") for c in reference.cours]),
    ]  # fmt: skip
    aides = reference.aides_du_champ(VIOLENCES)
    text = render("recherche.md", URL, filtres=filtres(collection), acces=ways, aides=aides)
    return Page(
        URL,
        "Rechercher",
        text,
        "Chercher un département, un mot, un article dans toutes les conventions.",
        cadre=Cadre(Gabarit.LARGE, fil=fil()),
    )
