"""`/contribuer/atelier/`: a convention written, checked and shown in the reader's browser, where the package itself runs."""

from __future__ import annotations

from conventions.model.cadre import Cadre, Gabarit
from conventions.model.page import Page
from conventions.render.collection import Collection
from conventions.render.elements import fil
from conventions.render.templating import render
from conventions.source.files import MAX_ARCHIVE, MAX_LOGO, MAX_PIECE

URL = "contribuer/atelier/"
FICHIERS = f"{URL}fichiers/"
"""Where the file of each département is published: its own, or the blank one."""
FORMULAIRE = f"{FICHIERS}formulaire.txt"
"""Where the form is: no page, and never shown as one."""


def atelier(collection: Collection) -> Page:
    """The page that starts it; nothing of it is loaded before that is asked."""
    departements = collection.registry.reference.departements.values()
    limites = {"max_archive": MAX_ARCHIVE, "max_logo": MAX_LOGO, "max_piece": MAX_PIECE}
    text = render(
        "atelier.md", URL, departements=departements, fichiers=FICHIERS, present=collection.atelier, **limites
    )
    cadre = Cadre(Gabarit.LARGE, fil=fil(("Contribuer", "contribuer/")))
    description = (
        "Écrire la convention d’un département, la vérifier et voir ses pages, sans compte et sans rien envoyer."
    )
    return Page(URL, "L’atelier", text, description, cadre=cadre)
