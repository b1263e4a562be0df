"""The full text of a convention, every clause with its anchor; and the roadmaps that live beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from conventions.compose import dates
from conventions.compose.situation import Situation
from conventions.compose.view import Fiche, View
from conventions.model.cadre import Cadre, Gabarit
from conventions.model.convention import Bilan
from conventions.model.dossier import Dossier
from conventions.model.french import date_longue
from conventions.model.page import Page
from conventions.model.status import Statut
from conventions.render.comparable import texte_xml
from conventions.render.document_signe import documents, piece
from conventions.render.elements import (
    badge,
    en_tete,
    fil_de,
    has_text,
    imprimee,
    intitule,
    statut,
    suit_la_trame,
    titre,
    url_ecarts,
    url_feuille,
    url_fiche,
    url_objectif,
    url_texte,
    url_version,
    voisins,
)
from conventions.render.en_bref import en_bref, raison
from conventions.render.notes import notes_de, reperes, suite
from conventions.render.pages.versions import nom_complet
from conventions.render.rich import riche
from conventions.render.templating import Md, relative, render
from conventions.render.texte_integral import Texte
from conventions.render.vie import vie

BILANS = {"global": "Bilan global"}


def texte(view: View, item: Fiche) -> Page:
    """The text in force; an earlier one has its life and its documents too, the sheet shows those of today.

    The trame's words are never shown as signed where nobody transcribed them.
    """
    dossier, d, s, url = item.porteur, item.dossier.departement, item.situation, url_texte(item.porteur)
    following = _next(view, item)
    title = next(("".join(x.texte for x in c.spans) for c in item.clauses if c.id == "titre"), f"Convention {d.de}")
    text = render(
        "texte.md",
        url,
        f=item,
        d=d,
        s=s,
        titre=titre(title, dossier.annees),
        statut=statut,
        badge=badge,
        url_fiche=url_fiche,
        url_texte=url_texte,
        suivante=following,
        vie=vie(item) if following else [],
        document=piece(dossier.document_signe) if following else None,
        documents=list(documents(item, url)) if following else [],
        en_tete=en_tete(s.au),
        avertissement=_avertissement(item),
        en_bref=[] if s.statut.vide else list(en_bref(item, view.registry.trame)),
        marques=dossier.modele is not None,
        croiser=suit_la_trame(item),
        url_ecarts=url_ecarts(dossier) if suit_la_trame(item) else "",
        versions=[(t, nom_complet(item, t), url_version(dossier, t.du)) for t in item.textes],
        xml=texte_xml(item) if has_text(item) else "",
        corps=Md(_corps(view, item, url)),
    )
    cadre = Cadre(
        gabarit=Gabarit.TEXTE,
        sommaire=3,
        fil=fil_de(d),
        voisins=voisins(*view.registry.voisins(d.code)),
        date_imprimee=imprimee(s.au),
    )
    return Page(
        url,
        intitule(item),
        text,
        f"Ce que {'le modèle national' if s.statut.vide else 'la convention'} prévoit pour les familles {d.dans}, article par article.",
        dossier.source,
        cadre,
    )


def _next(view: View, item: Fiche) -> Dossier | None:
    """The convention of the next period, for one of the archives."""
    current = view.fiches[item.dossier.code]
    periods = [f.porteur for f in (*current.precedentes, current)]
    rank = next(i for i, dossier in enumerate(periods) if dossier is item.porteur)
    return periods[rank + 1] if rank + 1 < len(periods) else None


def _corps(view: View, item: Fiche, url: str) -> str:
    dossier = item.porteur
    if dossier.document_seul:
        return _document(item, url)
    return Texte(url, view.trame_de(item), dict(item.parties), "locales" if suit_la_trame(item) else "").markdown(
        item.clauses
    )


def _document(item: Fiche, url: str) -> str:
    signed = item.porteur.document_signe
    if signed is None or not signed.fichier:
        return '<div class="vide"><p>Le texte signé n’a pas encore été transmis.</p></div>'
    return (
        '<div class="vide"><p>Le texte de cette convention n’est pas encore transcrit. Seul le document signé est disponible.</p>'
        f'<p class="boutons"><a class="bouton" href="{relative(url, signed.fichier)}">Ouvrir le document signé (PDF)</a></p></div>'
    )


def _avertissement(item: Fiche) -> str:
    s = item.situation
    if item.porteur.document_seul:
        return ""
    if s.statut.vide:
        return "Ce texte est celui de la trame nationale, adapté au département\u00a0: rien n’y a été rempli, ce n’est pas encore une convention."
    if s.statut is Statut.JAMAIS_EN_VIGUEUR:
        return f"Cette convention n’est jamais entrée en vigueur\u00a0: {raison(item)}."
    if s.statut.close:
        return f"Cette convention n’est plus en vigueur ({s.precision})."
    if s.manquantes:
        return "Projet\u00a0: ce texte n’est pas encore signé par toutes les parties."
    if s.statut.force or not s.faits.signatures.completes:
        return ""
    return f"Ce texte est signé\u202f; {_attente(s)}."


def _attente(s: Situation) -> str:
    if s.statut is Statut.SIGNEE_A_VENIR and s.faits.effet.le:
        return f"il s’appliquera à partir du {date_longue(s.faits.effet.le)}"
    return "ce site ne connaît pas la date de son entrée en vigueur"


def feuille_de_route(view: View, item: Fiche) -> Page:
    """Roadmaps, assessments, indicators, meetings, members."""
    dossier, d, s, url = (
        item.dossier,
        item.dossier.departement,
        item.situation,
        url_feuille(item.dossier.departement),
    )
    text = render(
        "feuille-de-route.md",
        url,
        d=d,
        s=s,
        suivi=dossier.suivi,
        periode=(dossier.trame or view.registry.trame).periode,
        article=all(dates.date_rule(item.porteur, item.convention, rule) for rule in ("feuille_de_route", "bilan")),
        statut=statut,
        en_tete=en_tete(s.au),
        url_objectif=partial(url_objectif, view.registry.trame),
        feuilles=[
            (
                f,
                dates.roadmap_end(dossier, item.convention, f.debut) if f.debut else None,
                [(a, item.partie(a.pilote) if a.pilote else "") for a in f.actions],
            )
            for f in dossier.suivi.feuilles_de_route
        ],
        bilans=list(_bilans(dossier.suivi.bilans)),
        indicateurs=[
            (i, _indicateur(view, i.indicateur), item.partie(i.par) if i.par else "") for i in dossier.suivi.indicateurs
        ],
    )
    cadre = Cadre(
        fil=fil_de(d),
        date_imprimee=imprimee(s.au),
    )
    return Page(
        url,
        f"Feuilles de route {d.de}",
        text,
        f"Feuilles de route, bilans et indicateurs {d.de}.",
        dossier.source,
        cadre,
    )


def _bilans(bilans: Iterable[Bilan]) -> Iterator[tuple[Bilan, Md, str]]:
    numeros = suite()
    for b in bilans:
        notes = reperes(notes_de(b.texte, f"bilan-{b.id}", numeros))
        yield b, riche(b.texte, notes), BILANS.get(b.id) or f"Bilan de la feuille de route n° {b.id[-1]}"


def _indicateur(view: View, ident: str) -> str:
    known = view.registry.reference.indicateurs.get(ident)
    return known.libelle if known else ident
