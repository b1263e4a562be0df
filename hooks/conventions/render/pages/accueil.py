"""Home, the table of the départements, the plan of the site."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from conventions.model.cadre import Cadre, Gabarit
from conventions.model.french import date_longue, liste, pluriel
from conventions.model.page import Page
from conventions.render.abonnements import du_pays
from conventions.render.collection import Collection
from conventions.render.contribution import Standing
from conventions.render.elements import en_tete, fil, imprimee, statut
from conventions.render.templating import render

DERNIERES = 8


def accueil(collection: Collection) -> Page:
    """Find one's département: a field, the tile map (which is the list of links), the latest signatures."""
    text = render(
        "accueil.md",
        "",
        collection=collection,
        statut=statut,
        en_tete=en_tete(collection.au),
        signatures=list(_dernieres(collection)),
    )
    return Page(
        "",
        "Accueil",
        text,
        "Les conventions départementales pour prévenir et accompagner les ruptures familiales.",
        cadre=Cadre(Gabarit.ACCUEIL, flux=du_pays()),
    )


def _dernieres(collection: Collection) -> list[tuple[date, Standing, str]]:
    """The départements that have signed latest, newest first: the day of the last signature, and what there has been."""
    signed = [ligne for ligne in collection.lignes.values() if ligne.signatures and not ligne.partagee]
    newest = sorted(signed, key=lambda ligne: (_derniere(ligne), ligne.code), reverse=True)[:DERNIERES]
    return [(_derniere(ligne), ligne, _signatures(ligne)) for ligne in newest]


def _derniere(ligne: Standing) -> date:
    return max(jour for jour, _ in ligne.signatures)


def _signatures(ligne: Standing) -> str:
    """« 5 signatures depuis le 6 décembre 2027, la dernière par la MSA ; toutes les parties ont signé »."""
    last, first = _derniere(ligne), min(jour for jour, _ in ligne.signatures)
    latest = [nom for jour, nom in ligne.signatures if jour == last]
    done = " ; toutes les parties ont signé" if ligne.faits.signatures.completes else ""
    if first == last:
        return f"signature par {liste(latest)}{done}"
    count, which = pluriel(len(ligne.signatures), "signature"), "la dernière" if len(latest) == 1 else "les dernières"
    return f"{count} depuis le {date_longue(first)}, {which} par {liste(latest)}{done}"


def departements(collection: Collection) -> Page:
    """All 101 in one table."""
    text = render(
        "departements.md", "departements/", collection=collection, statut=statut, en_tete=en_tete(collection.au)
    )
    return Page(
        "departements/",
        "Les 101 départements",
        text,
        "Toutes les conventions départementales en un tableau.",
        cadre=Cadre(Gabarit.LARGE, fil=fil(), date_imprimee=imprimee(collection.au)),
    )


SITE = "Le site"
RUBRIQUES = ("Départements", "Objectifs", "Champs d’action", "Régions", "Cours d’appel", "Caisses de MSA")
"""The headings of the plan, after the site's own pages."""


def plan(pages: Sequence[tuple[str, str, str]]) -> Page:
    """The pages that have a place in it, by (heading, title, address); the texts and clauses are listed by the sheets and the trame."""
    site = [(titre, url) for rubrique, titre, url in pages if rubrique == SITE]
    sections = [(SITE, sorted(site, key=lambda page: page[1] != ""))]
    sections += [(name, [(titre, url) for rubrique, titre, url in pages if rubrique == name]) for name in RUBRIQUES]
    text = render("plan-du-site.md", "plan-du-site/", sections=sections)
    return Page("plan-du-site/", "Plan du site", text, "Toutes les pages du site.", cadre=Cadre(fil=fil()))
