"""`/bonnes-pratiques/`: what départements mark as good or new, by objective, then by field."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.model import ids
from conventions.model.cadre import Cadre
from conventions.model.page import Page
from conventions.render.collection import Collection
from conventions.render.contribution import Standing
from conventions.render.elements import en_tete, fil, imprimee
from conventions.render.pratiques import Pratique
from conventions.render.templating import render

URL = "bonnes-pratiques/"
TITRE = "Les bonnes pratiques"
Marquee = tuple[Standing, Pratique, str, str]
"""A practice of a département, its own anchor on the page, and where the action is read."""


def pratiques(collection: Collection) -> Page:
    """The page; while nothing is marked, what it is for and how to mark an action."""
    trame = collection.registry.trame
    found = [_marquee(ligne, one) for ligne, one in collection.pratiques()]
    text = render(
        "bonnes-pratiques.md",
        URL,
        en_tete=en_tete(collection.au),
        periode=trame.periode,
        nombre=len(found),
        departements=len({ligne.code for ligne, *_ in found}),
        objectifs=list(_par_objectif(collection, found)),
        champs=[(a, own) for a in trame.axes if (own := [x for x in found if a.id in x[1].axes])],
        axes={a.id: a for a in trame.axes},
    )
    said = "Les actions que les départements jugent bonnes ou nouvelles\u00a0: pourquoi, et ce qu’elles ont donné."
    return Page(URL, TITRE, text, said, cadre=Cadre(fil=fil(), date_imprimee=imprimee(collection.au)))


def _marquee(ligne: Standing, one: Pratique) -> Marquee:
    anchor = ids.action(one.objectif, one.id)
    place = f"{ligne.url_texte}#{anchor}" if ligne.composee else ligne.url_texte
    return ligne, one, f"{ligne.code.lower()}-{anchor}", place


def _par_objectif(collection: Collection, found: list[Marquee]) -> Iterator[tuple[str, str, list[Marquee]]]:
    """(anchor, title, practices) of each shared objective that has some, then of the local ones."""
    trame = collection.registry.trame
    named = [(o.numero, f"Objectif {o.numero}\u00a0: {o.court}") for o in trame.objectifs]
    for numero, titre in (*named, (trame.premier_local, "Objectifs locaux")):
        own = [x for x in found if min(x[1].objectif, trame.premier_local) == numero]
        if own:
            yield f"objectif-{numero}", titre, own
