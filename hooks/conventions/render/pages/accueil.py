"""Home, the table of the départements, the follow-up page, the plan of the site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from conventions.model.page import Page
from conventions.render.apport import Ligne
from conventions.render.elements import en_tete, fil, imprimee, statut
from conventions.render.ensemble import Ensemble
from conventions.render.gabarits import render
from conventions.texte import liste

DERNIERES = 8


def accueil(ensemble: Ensemble) -> Page:
    """Find one's département: a field, the tile map (which is the list of links), the latest signatures."""
    text = render(
        "accueil.md",
        "",
        ensemble=ensemble,
        statut=statut,
        en_tete=en_tete(ensemble.au),
        signatures=list(_dernieres(ensemble)),
        minuscule=lambda t: t[:1].lower() + t[1:],
    )
    return Page(
        "",
        "Accueil",
        text,
        "Les conventions départementales pour prévenir et accompagner les ruptures familiales.",
        meta={"gabarit": "accueil"},
    )


def _dernieres(ensemble: Ensemble) -> list[tuple[date, Ligne, str]]:
    """The latest signatures, newest first, one line a département and a day."""
    found: dict[tuple[date, str], list[str]] = {}
    for code, ligne in ensemble.lignes.items():
        for jour, partie in () if ligne.partagee else ligne.signatures:
            found.setdefault((jour, code), []).append(partie)
    newest = sorted(found.items(), key=lambda item: (item[0][0], item[0][1]), reverse=True)[:DERNIERES]
    return [(jour, ensemble.lignes[code], f"signature par {liste(noms)}") for (jour, code), noms in newest]


def departements(ensemble: Ensemble) -> Page:
    """All 101 in one table."""
    text = render("departements.md", "departements/", ensemble=ensemble, statut=statut, en_tete=en_tete(ensemble.au))
    return Page(
        "departements/",
        "Les 101 départements",
        text,
        "Toutes les conventions départementales en un tableau.",
        meta={"gabarit": "large", "fil_ariane": fil(), "date_imprimee": imprimee(ensemble.au)},
    )


def suivi(ensemble: Ensemble) -> Page:
    """Who has signed, who is missing."""
    groupes = []
    for slug, mots, _ in ensemble.comptes():
        members = [
            (ligne, liste(ligne.manquantes) if slug == "en-cours-de-signature" else "")
            for ligne in ensemble.lignes.values()
            if ligne.statut == slug
        ]
        groupes.append((slug, mots, members))
    text = render("suivi.md", "suivi/", ensemble=ensemble, groupes=groupes, en_tete=en_tete(ensemble.au))
    return Page(
        "suivi/",
        "Suivi de la signature",
        text,
        "Où en est la signature des conventions.",
        meta={"fil_ariane": fil()},
    )


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
