"""Home, the table of the départements, the follow-up page, the plan of the site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from conventions.compose.vue import Fiche, Vue
from conventions.model.page import Page
from conventions.render.elements import en_tete, fil, imprimee, statut, url_fiche
from conventions.render.gabarits import render
from conventions.texte import liste

DERNIERES = 8


def accueil(vue: Vue) -> Page:
    """Find one's département: a field, the tile map (which is the list of links), the latest signatures."""
    situation = next(iter(vue.fiches.values())).situation
    text = render(
        "accueil.md",
        "",
        vue=vue,
        statut=statut,
        url_fiche=url_fiche,
        en_tete=en_tete(situation),
        signatures=list(_dernieres(vue)),
        minuscule=lambda t: t[:1].lower() + t[1:],
    )
    return Page(
        "",
        "Accueil",
        text,
        "Les conventions départementales pour prévenir et accompagner les ruptures familiales.",
        meta={"gabarit": "accueil"},
    )


def _dernieres(vue: Vue) -> list[tuple[date, Fiche, str]]:
    """The latest signatures, newest first, one line a département and a day."""
    found: dict[tuple[date, str], list[str]] = {}
    for code, fiche in vue.fiches.items():
        for cle, jour in fiche.situation.signatures.items():
            if jour and jour <= vue.au and not fiche.partagee:
                found.setdefault((jour, code), []).append(fiche.partie(cle))
    newest = sorted(found.items(), key=lambda item: (item[0][0], item[0][1]), reverse=True)[:DERNIERES]
    return [(jour, vue.fiches[code], f"signature par {liste(noms)}") for (jour, code), noms in newest]


def departements(vue: Vue) -> Page:
    """All 101 in one table."""
    situation = next(iter(vue.fiches.values())).situation
    text = render(
        "departements.md",
        "departements/",
        vue=vue,
        statut=statut,
        url_fiche=url_fiche,
        en_tete=en_tete(situation),
    )
    return Page(
        "departements/",
        "Les 101 départements",
        text,
        "Toutes les conventions départementales en un tableau.",
        meta={"gabarit": "large", "fil_ariane": fil(), "date_imprimee": imprimee(situation)},
    )


def suivi(vue: Vue) -> Page:
    """Who has signed, who is missing."""
    groupes = []
    for slug, mots, _ in vue.comptes():
        members = [
            {"dossier": f.dossier, "manque": _manque(f) if slug == "en-cours-de-signature" else ""}
            for f in vue.fiches.values()
            if f.situation.statut == slug
        ]
        groupes.append((slug, mots, members))
    situation = next(iter(vue.fiches.values())).situation
    text = render("suivi.md", "suivi/", vue=vue, groupes=groupes, url_fiche=url_fiche, en_tete=en_tete(situation))
    return Page(
        "suivi/",
        "Suivi de la signature",
        text,
        "Où en est la signature des conventions.",
        meta={"fil_ariane": fil()},
    )


def _manque(fiche: Fiche) -> str:
    return liste(fiche.partie(cle) for cle in fiche.situation.manquantes)


GROUPES = {
    "Départements": "departements/",
    "Objectifs": "objectifs/",
    "Champs d’action": "axes/",
    "Régions": "regions/",
    "Cours d’appel": "cours-d-appel/",
    "Caisses de MSA": "caisses-msa/",
}


def plan(pages: Sequence[tuple[str, str]]) -> Page:
    """Every page by (title, address), save the texts and clauses, which each sheet and the trame list."""
    site = [(titre, url) for titre, url in pages if url.count("/") < 3 and not _groupe(url)]
    sections = [("Le site", sorted(site, key=lambda page: page[1] != ""))]
    sections += [
        (name, [page for page in pages if page[1].count("/") < 3 and _groupe(page[1]) == name]) for name in GROUPES
    ]
    text = render("plan-du-site.md", "plan-du-site/", sections=sections)
    return Page("plan-du-site/", "Plan du site", text, "Toutes les pages du site.", meta={"fil_ariane": fil()})


def _groupe(url: str) -> str:
    """The group that the page is in, below its index; empty for a page of the site itself."""
    return next((name for name, start in GROUPES.items() if url.startswith(start) and url != start), "")
