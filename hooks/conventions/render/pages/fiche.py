"""The sheet of a département: status, dates, parties, commitments by objective, conformity, life of the convention."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from conventions.compose import dates
from conventions.compose.diff import wording_of
from conventions.compose.parties import en_vertu, nom_partie, un_seul
from conventions.compose.view import Fiche, View
from conventions.model import ids
from conventions.model.actes import Avenant, Cause
from conventions.model.cadre import Cadre
from conventions.model.french import date_longue, liste, majuscule, pluriel, slug
from conventions.model.noms import avec_article
from conventions.model.page import Page
from conventions.model.reference import Departement
from conventions.model.rich_text import aplati
from conventions.render.adresses import ancre, par_commune, par_nature, services_proches
from conventions.render.conformite import conformite
from conventions.render.dates_cles import key_dates
from conventions.render.document_signe import piece
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
    url_objectif,
    url_services,
    url_texte,
    voisins,
)
from conventions.render.en_bref import en_bref
from conventions.render.templating import Md, relative, render
from conventions.render.vie import parcours, vie


def fiche(view: View, item: Fiche) -> Page:
    """The sheet; it belongs to the département, across periods."""
    d, s, url = item.dossier.departement, item.situation, url_fiche(item.dossier.departement)
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
        objectifs=list(_objectifs(view, item)),
        conformite=list(conformite(item)) if suit_la_trame(item) else [],
        vie=vie(item),
        document=piece(item.porteur.document_signe),
        denonciation=_denonciation(item),
        documents=list(_documents(item, url)),
    )
    cadre = Cadre(
        sommaire=2,
        fil=fil(("Départements", "departements/")),
        voisins=voisins(*view.registry.voisins(d.code)),
        date_imprimee=imprimee(s.au),
    )
    return Page(url, f"{d.nom} ({d.code})", text, _description(item), item.dossier.source, cadre)


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


def _description(item: Fiche) -> str:
    """What a search engine says of the sheet: what it is good for."""
    foreseen = "le modèle national de convention" if item.situation.statut.vide else "la convention"
    here = item.dossier.departement.dans
    return f"Séparation, pension, médiation {here}\u00a0: qui appeler, où aller, et ce que prévoit {foreseen}."


def _parties(item: Fiche) -> Iterator[tuple[str, str, str]]:
    """Every party, those that joined or left included, with who signs for it and how it stands."""
    for cle in item.parties:
        partie = item.convention.partie(cle) or item.porteur.origine.partie(cle)
        people = [
            ", ".join(x for x in (f"{r.prenom} {r.nom}".strip(), r.titre) if x)
            for r in (partie.representants if partie else ())
        ]
        why = [x for x in (en_vertu(partie), un_seul(partie)) if x] if partie else []
        said = "\u202f; ".join([liste(p for p in people if p) or "à compléter", *why])
        yield _nom_complet(item, cle), said, parcours(item, cle)


def _nom_complet(item: Fiche, cle: str) -> str:
    """« Les chefs de cour (cour d’appel de Lyon) », « La Caf du Rhône »: the word of the text, and the institution it means here."""
    d, name, partie = item.porteur.departement, item.partie(cle), item.convention.partie(cle)
    given, own = (partie.nom, partie.denomination) if partie else ("", "")
    known = given if own else ""
    if not given and not d.denomination(cle):
        known = _institutions(d).get(cle, "")
    if known and ids.nature(cle) in {"caf", "msa"} and not own:
        return majuscule(avec_article(known))
    return majuscule(name) + (f" ({known})" if known and slug(known) not in slug(name) else "")


def _institutions(d: Departement) -> dict[str, str]:
    """What each party of the trame means in that département."""
    return {
        "cour": d.cour.libelle,
        "caf": d.caf,
        "msa": d.msa.nom if d.msa else "",
        "collectivite": d.collectivite,
    }


def _attendus(item: Fiche) -> Iterator[tuple[str, str]]:
    """Who is to sign, while nobody has: the party of the trame, and the institution to ask."""
    d = item.porteur.departement
    known = {"prefet": f"préfecture {d.de}", **_institutions(d)}
    for cle in item.parties:
        name = majuscule(item.partie(cle))
        special = name if d.denomination(cle) else known.get(cle)
        yield name, majuscule(special or "à préciser par le département")


def _objectifs(view: View, item: Fiche) -> Iterator[dict[str, Any]]:
    trame = item.porteur.trame or view.registry.trame
    own = {o.numero: o for o in item.convention.objectifs}
    for numero in sorted({o.numero for o in trame.objectifs} | set(own)):
        national, local = trame.objectif(numero), own.get(numero)
        actions = [
            {
                "intitule": majuscule(a.intitule) or "action à intituler",
                "url": url_texte(item.porteur) + (f"#{ids.action(numero, a.id)}" if item.porteur.modele else ""),
                "axes": [x for x in map(trame.axe, a.axes) if x],
            }
            for a in (local.actions if local else ())
        ]
        title = _reworded(item, numero) or (national.court if national else local.intitule if local else "")
        promised = pluriel(len(national.engagements), "engagement") if national else ""
        yield {
            "numero": numero,
            "url": url_objectif(view.registry.trame, numero),
            "local": view.registry.trame.local(numero),
            "titre": title or "objectif local à intituler",
            "actions": actions,
            "engagements": list(_engagements(item, numero)) if not national else [],
            "repris": not any(c.ecart for c in item.clauses if c.section == ids.objectif(numero)),
            "prevu": f"La trame prévoit {promised}."
            if national and national.engagements
            else "La trame fixe cet objectif sans le détailler.",
        }


def _reworded(item: Fiche, numero: int) -> str:
    """What a convention calls a shared objective that it words itself, without the number that it may repeat."""
    own = (c for c in item.clauses if c.id == ids.objectif(numero) and c.ecart)
    return next((re.sub(r"(?i)^objectif\s+\d+\s*[:.–—-]\s*", "", aplati(c.texte)) for c in own), "")


def _engagements(item: Fiche, numero: int) -> Iterator[tuple[str, str, str]]:
    """(name, words, address) of each commitment of a local objective; the trame's are on the page of the objective."""
    for clause in item.clauses:
        if clause.nature == "engagement" and clause.section == ids.objectif(numero):
            yield f"{numero} {clause.lettre}", wording_of(clause), f"{url_texte(item.porteur)}#{clause.id}"


def _documents(item: Fiche, url: str) -> Iterator[tuple[str, Md | str, str]]:
    for annexe in item.convention.annexes:
        yield (
            annexe.titre or annexe.cle,
            Md(relative(url, annexe.fichier)) if annexe.fichier else "",
            "annexe",
        )
    rule = item.convention.renouvellement
    for accord in rule.accords if rule else ():
        if accord.fichier:
            yield f"Accord de renouvellement n°\u00a0{accord.numero}", Md(relative(url, accord.fichier)), "PDF"
    for avenant in item.porteur.avenants:
        yield from _documents_of(avenant, url)
    for fin in item.porteur.fins:
        if fin.fichier:
            yield f"{fin.nom}\u00a0: {'lettre' if fin.par else 'acte'}", Md(relative(url, fin.fichier)), "PDF"
    for publication in item.porteur.publications:
        words = " ".join(x for x in (publication.recueil, publication.reference) if x) or "Publication officielle"
        yield words, publication.url, f"publié le {date_longue(publication.le)}" if publication.le else ""
    yield "Feuilles de route et bilans", Md(relative(url, url_feuille(item.dossier.departement))), ""


def _documents_of(avenant: Avenant, url: str) -> Iterator[tuple[str, Md | str, str]]:
    """The signed document of an amendment, and its annexes."""
    name = f"avenant n°\u00a0{avenant.numero}"
    if avenant.document_signe and avenant.document_signe.fichier:
        yield majuscule(name), Md(relative(url, avenant.document_signe.fichier)), "document signé"
    for annexe in avenant.annexes:
        target = Md(relative(url, annexe.fichier)) if annexe.fichier else ""
        yield annexe.titre or annexe.cle, target, f"annexe de l’{name}"


def _denonciation(item: Fiche) -> str:
    """What the text leaves open, told where a letter was sent: its dates are shown, and not judged."""
    sent = any(f.cause is Cause.DENONCIATION and (f.envoyee_le or f.recue_le) for f in item.porteur.fins)
    if not sent or dates.date_rule(item.porteur, item.convention, "preavis_denonciation") is None:
        return ""
    return (
        "La convention peut être dénoncée «\u00a0deux mois au plus tard avant l’arrivée du terme\u00a0» (article 8, alinéa 5). "
        "Le texte ne dit pas si c’est l’envoi ou la réception de la lettre qui compte\u00a0: ce site montre les dates, sans juger."
    )
