"""The comparison page: two texts chosen among all, compared in the browser; and, for those without JavaScript, every page of departures."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from conventions.model.cadre import Cadre, Gabarit
from conventions.model.ids import HORS_TRAME
from conventions.model.page import Page
from conventions.render.collection import Collection
from conventions.render.comparable import DOSSIER, Comparable, chemin_de
from conventions.render.elements import adresse_ecarts, fil
from conventions.render.templating import render


def comparer(collection: Collection) -> Page:
    """`/comparer/?a=69&b=13`."""
    url = "comparer/"
    text = render(
        "comparer.md",
        url,
        groupes=[(name, list(items)) for name, items in groupby(listed(collection), key=lambda t: t.groupe)],
        dossier=DOSSIER,
        periode=collection.registry.trame.periode,
        ecarts=[
            (f.departement.nom_et_code, adresse_ecarts(f.porteur, f.periode))
            for f in collection.lignes.values()
            if f.comparable and f.composee
        ],
    )
    cadre = Cadre(Gabarit.LARGE, fil=fil())
    return Page(
        url, "Comparer deux textes", text, "Deux conventions côte à côte, ou une convention et la trame.", cadre=cadre
    )


def listed(collection: Collection) -> Iterator[Comparable]:
    """Every text that has clauses: the trames, the texts in force, then the dated ones and those of earlier periods."""
    current, periodes = collection.registry.trame.periode, sorted(collection.registry.trames, reverse=True)
    for periode in periodes:
        key = "trame" if periode == current else f"trame@{periode}"
        yield Comparable(key, f"Trame nationale {periode}", f"trame/{periode}", "Trame")
    for f in collection.lignes.values():
        if f.comparable:  # a convention shared by two départements stands under the name of each
            place = chemin_de(f.porteur, f.periode)
            yield Comparable(f.code, f.departement.nom_et_code, place, "Départements")
    for periode in (*periodes, HORS_TRAME):
        yield from collection.comparables(periode)
