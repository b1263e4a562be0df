"""The grid of the RGAA's 106 criteria, ready for an auditor."""

from __future__ import annotations

from conventions.model.accessibility import ETATS
from conventions.model.french import liste
from conventions.model.page import Page
from conventions.render.collection import Collection
from conventions.render.elements import fil
from conventions.render.templating import render

URL = "accessibilite/grille/"
# « 1 est respecté », « 2 sont respectés ».
CONSTATS = {
    "respecte": ("est respecté", "sont respectés"),
    "a_verifier": ("est à vérifier par une personne", "sont à vérifier par une personne"),
    "sans_objet": ("est sans objet", "sont sans objet"),
    "non_respecte": ("n’est pas respecté", "ne sont pas respectés"),
}


def grille(collection: Collection) -> Page:
    """Theme by theme: each criterion, its state, what checked it, what to know."""
    grid = collection.registry.reference.grille
    means = {**grid.moyens, "main": "à la main"}
    text = render(
        "grille-rgaa.md",
        URL,
        grille=grid,
        etats=ETATS,
        comptes=liste(f"{n}\u00a0{CONSTATS[etat][n > 1]}" for etat, n in grid.comptes.items() if n),
        moyens=lambda critere: liste(means[cle] for cle in critere.par),
    )
    return Page(
        URL,
        "Grille des 106 critères du RGAA",
        text,
        "Chaque critère du RGAA 4.1\u00a0: son état sur ce site, et ce qui l’a vérifié.",
        meta={"gabarit": "large", "fil_ariane": fil(("Déclaration d’accessibilité", "accessibilite/"))},
    )
