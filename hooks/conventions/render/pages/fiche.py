"""The sheet of a département: status, dates, parties, commitments by objective, conformity, life of the convention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from conventions.compose import dates
from conventions.compose.parties import en_vertu, nom_partie, personne, un_seul
from conventions.compose.view import Fiche, View
from conventions.model import ids
from conventions.model.actes import Cause
from conventions.model.cadre import Cadre
from conventions.model.french import liste, majuscule
from conventions.model.page import Page
from conventions.model.reference import Departement
from conventions.model.trame import Axe, Trame
from conventions.render.abonnements import abonnements
from conventions.render.adresses import ancre, par_commune, par_nature, services_proches
from conventions.render.conformite import conformite
from conventions.render.dates_cles import key_dates
from conventions.render.document_signe import Ligne, documents, piece
from conventions.render.elements import (
    badge,
    en_tete,
    fil,
    imprimee,
    statut,
    suit_la_trame,
    url_ecarts,
    url_feuille,
    url_fiche,
    url_indicateur,
    url_objectif,
    url_services,
    url_texte,
    voisins,
)
from conventions.render.en_bref import en_bref
from conventions.render.engagements import (
    colonnes,
    compte,
    marques,
    nom_complet,
    partenaires,
    rangees,
    sans_action,
)
from conventions.render.indicateurs import de_la_trame, valeurs
from conventions.render.telecharger import offres
from conventions.render.templating import Md, relative, render
from conventions.render.vie import parcours, vie


def fiche(view: View, item: Fiche) -> Page:
    """The sheet; it belongs to the département, across periods."""
    d, s, url = item.dossier.departement, item.situation, url_fiche(item.dossier.departement)
    flux = abonnements(url, d.de)
    text = render(
        "fiche.md",
        url,
        f=item,
        d=d,
        s=s,
        statut=statut,
        badge=badge,
        url_ecarts=url_ecarts(item.porteur) if suit_la_trame(item) else "",
        url_fiche=url_fiche,
        url_texte=url_texte,
        en_tete=en_tete(s.au),
        en_bref=list(en_bref(item, view.registry.trame)),
        dates=list(key_dates(item)),
        parties=list(_parties(item)) if not s.statut.vide else [],
        **_adresses(view, item),
        attendus=list(_attendus(item)) if s.statut.vide else [],
        absents=[
            (majuscule(nom_partie(d, ids.cle_de(c.id), None)), c.motif)
            for c in item.clauses
            if c.nature == "partie"
            and c.absente
            and c.id not in {"partie-communes", "partie-autres"}
            and ids.cle_de(c.id) not in item.parties
        ],
        collectivites=majuscule(
            liste([x.nom for x in d.denominations if x.cle.startswith("collectivite")] or [d.collectivite])
        ),
        marques=marques(item),
        compte=compte(item),
        m=_matrice(item, item.porteur.trame or view.registry.trame),
        nationaux=view.registry.trame.objectifs,
        url_objectif=lambda numero: url_objectif(view.registry.trame, numero),
        conformite=list(conformite(item)) if suit_la_trame(item) else [],
        **_indicateurs(view, item),
        vie=vie(item),
        document=piece(item.porteur.document_signe),
        denonciation=_denonciation(item),
        flux=flux,
        documents=[*documents(item, url), _feuilles(d, url)],
        offres=offres(item.telechargements, url),
    )
    around = voisins(*view.registry.voisins(d.code))
    cadre = Cadre(fil=fil(("Départements", "departements/")), voisins=around, date_imprimee=imprimee(s.au), flux=flux)
    return Page(url, d.nom_et_code, text, _description(item), item.dossier.source, cadre)


def _adresses(view: View, item: Fiche) -> dict[str, Any]:
    """Where a family can turn: in the first box, then service by service."""
    services = par_commune(item.porteur.suivi.services)
    return {
        "interlocuteurs": view.registry.reference.interlocuteurs(item.dossier.departement),
        "natures": list(par_nature(services)),
        "services": services,
        "ancre": ancre,
        "services_proches": url_services(item.dossier.departement) if services_proches(view, item) else "",
    }


def _indicateurs(view: View, item: Fiche) -> dict[str, Any]:
    """What it says of each indicator that the trame asks for, and where the others are."""
    return {
        "pratiques": [a for a in item.convention.actions if a.bonne_pratique],
        "indicateurs": list(de_la_trame(view.registry.reference.indicateurs, valeurs(item))),
        "url_indicateur": url_indicateur,
        "url_feuille": url_feuille(item.dossier.departement),
    }


def _description(item: Fiche) -> str:
    """What a search engine says of the sheet: what it is good for."""
    foreseen = "le modèle national de convention" if item.situation.statut.vide else "la convention"
    here = item.dossier.departement.dans
    return f"Séparation, pension, médiation {here}\u00a0: qui appeler, où aller, et ce que prévoit {foreseen}."


def _parties(item: Fiche) -> Iterator[tuple[str, str, str]]:
    """Every party, those that joined or left included, with who signs for it and how it stands."""
    for cle in item.parties:
        partie = item.convention.partie(cle) or item.porteur.origine.partie(cle)
        people = list(filter(None, map(personne, partie.representants if partie else ())))
        why = [x for x in (en_vertu(partie), un_seul(partie)) if x] if partie else []
        said = "\u202f; ".join([liste(people) or "à compléter", *why])
        yield nom_complet(item, cle), said, parcours(item, cle)


def _attendus(item: Fiche) -> Iterator[tuple[str, str]]:
    """Who is to sign, while nobody has: the party of the trame, and the institution to ask."""
    d = item.porteur.departement
    known = {"prefet": f"préfecture {d.de}", **d.institutions}
    for cle in item.parties:
        name = majuscule(item.partie(cle))
        special = name if d.denomination(cle) else known.get(cle)
        yield name, majuscule(special or "à préciser par le département")


def _matrice(item: Fiche, trame: Trame) -> dict[str, Any]:
    """Who leads what, and what all promise, by objective; where each action is read in the text."""
    rows, idle = rangees(item), list(sans_action(item))
    return {
        "colonnes": colonnes(item, trame),
        "rangees": rows,
        "autres": idle,
        "places": {*(r.cle for r in rows), *(cle for cle, _ in idle if rows)},
        "servis": {a.objectif for a in item.convention.actions},
        "url": lambda a: url_texte(item.porteur) + (f"#{ids.action(a.objectif, a.id)}" if item.porteur.modele else ""),
        "partenaires": lambda a: partenaires(item, a),
        "champs": _champs(item, trame),
    }


def _champs(item: Fiche, trame: Trame) -> list[tuple[Axe, int]]:
    """Of each field that the actions concern, how many do."""
    counts = Counter(axe for a in item.convention.actions for axe in a.axes)
    return [(axe, counts[axe.id]) for axe in trame.axes if counts[axe.id]]


def _feuilles(d: Departement, url: str) -> Ligne:
    return "Feuilles de route et bilans", Md(relative(url, url_feuille(d))), ""


def _denonciation(item: Fiche) -> str:
    """What the text leaves open, told where a letter was sent: its dates are shown, and not judged."""
    sent = any(f.cause is Cause.DENONCIATION and (f.envoyee_le or f.recue_le) for f in item.porteur.fins)
    if not sent or dates.date_rule(item.porteur, item.convention, "preavis_denonciation") is None:
        return ""
    return (
        "La convention peut être dénoncée «\u00a0deux mois au plus tard avant l’arrivée du terme\u00a0» (article 8, alinéa 5). "
        "Le texte ne dit pas si c’est l’envoi ou la réception de la lettre qui compte\u00a0: ce site montre les dates, sans juger."
    )
