"""The comparison page: two texts chosen among all, compared in the browser; and, for those without JavaScript, every page of departures."""

from __future__ import annotations

from itertools import groupby

from conventions.compose.vue import Vue
from conventions.model.page import Page
from conventions.render.elements import fil, has_text, url_ecarts
from conventions.render.gabarits import render
from conventions.render.textes import DOSSIER, listed


def comparer(vue: Vue) -> Page:
    """`/comparer/?a=69&b=13`."""
    url = "comparer/"
    texts = list(listed(vue))
    text = render(
        "comparer.md",
        url,
        groupes=[(name, list(items)) for name, items in groupby(texts, key=lambda t: t.groupe)],
        dossier=DOSSIER,
        periode=vue.registre.trame.periode,
        ecarts=[
            (f"{f.dossier.departement.nom} ({f.dossier.code})", url_ecarts(f.porteur))
            for f in vue.fiches.values()
            if has_text(f)
        ],
    )
    meta = {"gabarit": "large", "fil_ariane": fil()}
    return Page(
        url, "Comparer deux textes", text, "Deux conventions côte à côte, ou une convention et la trame.", meta=meta
    )
