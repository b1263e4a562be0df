"""`/contribuer/regles/`: every rule of the check, at the anchor that its messages give."""

from __future__ import annotations

from conventions.check import FAMILLES
from conventions.model.cadre import Cadre
from conventions.model.french import slug
from conventions.model.page import Page
from conventions.render.collection import Collection
from conventions.render.elements import fil
from conventions.render.templating import Md, render

URL = "contribuer/regles/"


def regles(_: Collection) -> Page:
    """The rules by family, as the messages name them."""
    familles = [(nom, Md(f"famille-{slug(nom)}"), [(r, Md(r.id)) for r in rules]) for nom, rules in FAMILLES]
    text = render("regles.md", URL, familles=familles, nombre=sum(len(rules) for _, rules in FAMILLES))
    cadre = Cadre(sommaire=3, fil=fil(("Contribuer", "contribuer/"), ("Vérifier un fichier", "contribuer/verifier/")))
    description = "Ce que veut dire chaque message de la vérification, et comment y répondre."
    return Page(URL, "Les règles de vérification", text, description, cadre=cadre)
