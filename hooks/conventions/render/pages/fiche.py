"""The sheet of a département: status, dates, parties, commitments by objective, conformity, life of the convention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from conventions.compose import dates
from conventions.compose.parties import en_vertu, nom_partie, un_seul
from conventions.compose.view import Fiche, View
from conventions.model import ids
from conventions.model.actes import Avenant, Cause
from conventions.model.cadre import Cadre
from conventions.model.french import date_longue, liste, majuscule
from conventions.model.page import Page
from conventions.model.trame import Axe, Trame
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
    url_texte,
    voisins,
)
from conventions.render.en_bref import en_bref
from conventions.render.engagements import (
    colonnes,
    compte,
    institutions,
    marques,
    nom_complet,
    rangees,
    sans_action,
)
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
        services=item.porteur.suivi.services,
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
        vie=vie(item),
        document=piece(item.porteur.document_signe),
        denonciation=_denonciation(item),
        documents=list(_documents(item, url)),
    )
    cadre = Cadre(
        fil=fil(("Départements", "departements/")),
        voisins=voisins(*view.registry.voisins(d.code)),
        date_imprimee=imprimee(s.au),
    )
    description = f"La convention {d.de}\u00a0: {s.libelle.lower()}, {s.texte}."
    return Page(url, f"{d.nom} ({d.code})", text, description, item.dossier.source, cadre)


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
        yield nom_complet(item, cle), said, parcours(item, cle)


def _attendus(item: Fiche) -> Iterator[tuple[str, str]]:
    """Who is to sign, while nobody has: the party of the trame, and the institution to ask."""
    d = item.porteur.departement
    known = {"prefet": f"préfecture {d.de}", **institutions(d)}
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
        "champs": _champs(item, trame),
    }


def _champs(item: Fiche, trame: Trame) -> list[tuple[Axe, int]]:
    """Of each field that the actions concern, how many do."""
    counts = Counter(axe for a in item.convention.actions for axe in a.axes)
    return [(axe, counts[axe.id]) for axe in trame.axes if counts[axe.id]]


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
