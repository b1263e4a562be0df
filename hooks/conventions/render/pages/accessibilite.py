"""The grid of the RGAA's 106 criteria, ready for an auditor."""

from __future__ import annotations

from conventions.model.cadre import Cadre, Gabarit
from conventions.model.french import liste
from conventions.model.page import Page
from conventions.render.collection import Collection
from conventions.render.elements import fil
from conventions.render.templating import render

URL = "accessibilite/grille/"


def grille(collection: Collection) -> Page:
    """Theme by theme: each criterion, its state, what checked it, what to know."""
    grid = collection.registry.reference.grille
    means = {**grid.moyens, "main": "à la main"}
    text = render(
        "grille-rgaa.md",
        URL,
        grille=grid,
        comptes=[
            liste(f"{n}\u00a0{etat.plusieurs if n > 1 else etat.un}" for etat, n in counts.items() if n)
            for counts in grid.comptes
        ],
        moyens=lambda critere: liste(means[cle] for cle in critere.par),
    )
    return Page(
        URL,
        "Grille des 106 critères du RGAA",
        text,
        "Chaque critère du RGAA 4.1\u00a0: son état sur ce site, et ce qui l’a vérifié.",
        cadre=Cadre(Gabarit.LARGE, fil=fil(("Déclaration d’accessibilité", "accessibilite/"))),
    )
