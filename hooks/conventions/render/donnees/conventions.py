"""The conventions, their parties, and their texts in time, as tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date

from conventions.compose.parties import nom_partie
from conventions.compose.view import Fiche, View
from conventions.model.actes import EtatAvenant
from conventions.model.convention import Partie, Suivi
from conventions.model.ids import nature
from conventions.render.comparable import DOSSIER, chemin, texte_xml
from conventions.render.donnees.institutions import institutions_de
from conventions.render.donnees.table import (
    Colonne,
    Ligne,
    TableDeTexte,
    Type,
    cle,
    de_convention,
    ident_convention,
    ident_partie,
    ou_rien,
)
from conventions.render.elements import has_text, intitule, url_fiche, url_texte, url_version
from conventions.render.engagements import Marque, marques


def existe(fiche: Fiche) -> bool:
    """Whether anything is known of that convention, or of what goes on around it."""
    suivi = dataclasses.replace(fiche.porteur.suivi, services=(), membres=())
    return not fiche.situation.statut.vide or suivi != Suivi()


def conventions_de(fiche: Fiche) -> Iterator[Fiche]:
    """Those whose rows a département brings, of the archives first: one that two share comes with the one that carries it."""
    return (one for one in (*fiche.precedentes, fiche) if not one.partagee and existe(one))


def ident_avenant(fiche: Fiche, numero: int) -> str:
    """`69-2026-2029/avenant-1`."""
    return f"{ident_convention(fiche)}/avenant-{numero}"


def _convention(view: View, fiche: Fiche) -> Iterator[Ligne]:
    dossier, s, document = fiche.porteur, fiche.situation, fiche.porteur.document_signe
    current = dossier is view.registry.dossiers.get(dossier.code)
    shared = [d.code for d in view.registry.partageant(dossier.code)] if current else []
    yield {
        "id": ident_convention(fiche),
        "departement": dossier.code,
        "departements": tuple(dict.fromkeys((dossier.code, *shared))),
        "periode": ou_rien(dossier.annees),
        "en_cours": current,
        "titre": intitule(fiche),
        "origine_du_texte": "propre" if dossier.texte_propre else dossier.texte,
        "texte": s.statut_texte.slug,
        "statut": s.statut.slug,
        "statut_en_mots": s.libelle,
        **_faits(fiche),
        "blancs": s.blancs if fiche.clauses else None,
        "parties": len(s.signatures),
        "parties_manquantes": len(s.manquantes),
        "instance": ou_rien(fiche.convention.instance.cadre),
        "reunions_par_an": fiche.convention.instance.reunions_par_an,
        "exemplaires": fiche.convention.exemplaires,
        "document_signe": ou_rien(document.fichier) if document else None,
        "document_sha256": ou_rien(document.sha256) if document else None,
        "page": url_fiche(dossier.departement) if not has_text(fiche) else url_texte(dossier),
        "fichier_texte": f"{DOSSIER}/{chemin(fiche)}.json" if has_text(fiche) else None,
        "fichier_akn": texte_xml(fiche) if has_text(fiche) else None,
    }


def _faits(fiche: Fiche) -> Ligne:
    """The three facts, each by itself."""
    s = fiche.situation
    given, effect, end = s.faits.signatures, s.faits.effet, s.faits.terme
    return {
        "signatures": given.etat.slug,
        "signee_le": given.completes_le,
        "entree_en_vigueur": s.entree,
        "entree_prevue": s.effet_prevu,
        "effet_retroactif": effect.retroactif if s.entree else None,
        "terme_nature": end.nature.slug,
        "terme": end.le,
        "dernier_terme": end.dernier,
        "opposition_au_plus_tard": end.opposition,
        "terme_sous_reserve": s.faits.conteste if end.le else None,
        "denonciation_au_plus_tard": s.denonciation_limite,
        "denonciation_recue": s.denoncee,
        "dernier_jour": s.dernier_jour,
    }


def parties_de(fiche: Fiche) -> dict[str, tuple[str, Marque | None]]:
    """Every party that the convention, its amendments or its absences name: its presence, and how it stands."""
    known: dict[str, tuple[str, Marque | None]] = {key: (_presence(mark), mark) for key, _, mark in marques(fiche)}
    for numero, etape in fiche.porteur.etapes.items():
        came = fiche.suite(numero).etat in {EtatAvenant.EN_VIGUEUR, EtatAvenant.TERMINE}
        for partie in etape.apres.signataires:
            known.setdefault(partie.cle, ("retiree" if came else "proposee", None))
    for key in fiche.convention.sans:
        known.setdefault(key, ("absente", None))
    return known


def _presence(mark: Marque) -> str:
    return {Marque.PARTI: "retiree", Marque.REJOINT: "ajoutee"}.get(mark, "presente")


def _parties(_: View, fiche: Fiche) -> Iterator[Ligne]:
    d, signed = fiche.porteur.departement, fiche.situation.signatures
    known = {key: ident for key, (ident, _) in institutions_de(d).items()}
    for rang, (key, (presence, mark)) in enumerate(parties_de(fiche).items(), 1):
        partie = _partie(fiche, key)
        yield {
            "id": ident_partie(fiche, key),
            "convention": ident_convention(fiche),
            "cle": key,
            "nature": nature(key),
            "institution": known.get(key),
            "nom": nom_partie(d, key, partie),
            "nom_propre": ou_rien(partie.nom),
            "denomination": ou_rien(partie.denomination),
            "adresse": ou_rien(partie.adresse) if fiche.porteur.modele else None,
            "insee": ou_rien(partie.insee),
            "siren": ou_rien(partie.siren),
            "mandat": ou_rien(partie.mandat),
            "rang": rang,
            "presence": presence,
            "motif": ou_rien(_motif(fiche, key, partie)),
            "retiree_le": partie.retiree.le if partie.retiree else _retiree_par(fiche, key),
            "signature": mark.slug if mark else None,
            "signee_le": signed.get(key),
        }


def _partie(fiche: Fiche, key: str) -> Partie:
    """As the text of today says it, else that of the day on which it was a party."""
    brought = (etape.apres for etape in fiche.porteur.etapes.values())
    texts = (fiche.convention, fiche.porteur.origine, *brought)
    return next((found for text in texts if (found := text.partie(key))), Partie(key))


def _motif(fiche: Fiche, key: str, partie: Partie) -> str:
    """Why it is absent, or has left."""
    return partie.retiree.motif if partie.retiree else fiche.convention.sans.get(key, "")


def _retiree_par(fiche: Fiche, key: str) -> date | None:
    """The day of effect of the amendment that took it out; None where none did."""
    living = (etape for numero, etape in fiche.porteur.etapes.items() if numero in fiche.convention.avenants)
    gone = (etape.du for etape in living if etape.avant.partie(key) and not etape.apres.partie(key))
    return next(gone, None) if fiche.convention.partie(key) is None else None


def _versions(view: View, fiche: Fiche) -> Iterator[Ligne]:
    for dated in fiche.textes:
        yield {
            "id": f"{ident_convention(fiche)}/{dated.du.isoformat()}",
            "convention": ident_convention(fiche),
            "du": dated.du,
            "au": dated.au,
            "avenants": tuple(ident_avenant(fiche, n) for n in dated.avenants),
            "en_vigueur": dated.en_vigueur(view.au),
            "page": url_version(fiche.porteur, dated.du),
            "fichier_texte": f"{DOSSIER}/{chemin(fiche, dated.du)}.json",
            "fichier_akn": texte_xml(fiche, dated.du),
        }


CONVENTIONS = TableDeTexte(
    "conventions",
    "Conventions",
    "Une ligne par convention dont quelque chose est connu, celles des périodes passées comprises. Celle que deux départements partagent n’y est qu’une fois.",
    (
        cle("L’identifiant : le département dont le fichier la contient, puis la période."),
        Colonne("departement", "Le département dont le fichier la contient.", requis=True, vers="departements"),
        Colonne(
            "departements",
            "Tous ceux qu’elle concerne : deux ou plus pour une convention partagée.",
            Type.LISTE,
            vers="departements",
        ),
        Colonne("periode", "La période ; vide si elle ne suit aucune trame."),
        Colonne(
            "en_cours", "Oui pour celle d’aujourd’hui, non pour celle d’une période passée.", Type.BOOLEEN, requis=True
        ),
        Colonne("titre", "Son nom.", requis=True),
        Colonne("origine_du_texte", "D’où vient son texte.", requis=True, code="origine"),
        Colonne("texte", "Où en est ce texte sur le site.", requis=True, code="texte"),
        Colonne("statut", "Où en est la convention.", requis=True, code="statut"),
        Colonne("statut_en_mots", "Le même, avec ce qui le précise.", requis=True),
        Colonne("signatures", "Qui a signé.", requis=True, code="signatures"),
        Colonne("signee_le", "Le jour où toutes les parties avaient signé.", Type.DATE),
        Colonne(
            "entree_en_vigueur",
            "Le jour à partir duquel elle s’applique, passé ou à venir ; vide tant qu’une signature manque.",
            Type.DATE,
        ),
        Colonne("entree_prevue", "La date que donne le texte, tant que rien n’en découle.", Type.DATE),
        Colonne("effet_retroactif", "Oui si l’entrée en vigueur précède la dernière signature.", Type.BOOLEEN),
        Colonne("terme_nature", "Comment elle finit d’elle-même.", requis=True, code="terme"),
        Colonne(
            "terme", "Le dernier jour que prévoit le texte, ou le terme en cours si elle se renouvelle.", Type.DATE
        ),
        Colonne("dernier_terme", "Le dernier terme, si tous les renouvellements ont lieu.", Type.DATE),
        Colonne("opposition_au_plus_tard", "Le dernier jour pour s’opposer au renouvellement tacite.", Type.DATE),
        Colonne("terme_sous_reserve", "Oui si une lettre a pu empêcher un renouvellement déjà passé.", Type.BOOLEEN),
        Colonne(
            "denonciation_au_plus_tard",
            "Le dernier jour pour la dénoncer (article 8) ; vide si le terme n’est pas connu.",
            Type.DATE,
        ),
        Colonne(
            "denonciation_recue",
            "Oui si une dénonciation est reçue et n’a pas encore pris effet.",
            Type.BOOLEEN,
            requis=True,
        ),
        Colonne("dernier_jour", "Son dernier jour, s’il est connu.", Type.DATE),
        Colonne(
            "blancs", "Combien de blancs restent à remplir ; vide si son texte n’est pas sur le site.", Type.ENTIER
        ),
        Colonne("parties", "Combien de parties devaient la signer.", Type.ENTIER, requis=True),
        Colonne("parties_manquantes", "Combien n’ont pas signé, d’après ce que l’on sait.", Type.ENTIER, requis=True),
        Colonne("instance", "L’instance qui la suit (article 1).", code="instance"),
        Colonne("reunions_par_an", "Combien de réunions par an prévoit le texte.", Type.ENTIER),
        Colonne("exemplaires", "Combien d’originaux ont été signés.", Type.ENTIER),
        Colonne("document_signe", "L’adresse de la copie publiée du document signé."),
        Colonne("document_sha256", "L’empreinte du document signé."),
        Colonne("page", "L’adresse du texte, ou de la fiche si le texte n’est pas sur le site.", requis=True),
        Colonne("fichier_texte", "L’adresse du texte en JSON, clause par clause."),
        Colonne("fichier_akn", "La même chose en Akoma Ntoso (XML)."),
    ),
    _convention,
)
PARTIES = TableDeTexte(
    "parties",
    "Parties",
    "Une ligne par partie d’une convention : présente, partie, ajoutée par un avenant, ou absente avec sa raison.",
    (
        cle("La convention et la clé de la partie."),
        de_convention(),
        Colonne("cle", "La clé de la partie dans le fichier du département.", requis=True),
        Colonne("nature", "Ce qu’elle est.", requis=True, code="partie"),
        Colonne("institution", "L’institution de référence, pour les parties que nomme la trame.", vers="institutions"),
        Colonne("nom", "Comment les pages l’appellent.", requis=True),
        Colonne("nom_propre", "Son nom, tel que le département l’a écrit."),
        Colonne("denomination", "Comment le texte l’appelle."),
        Colonne(
            "adresse",
            "L’adresse de l’institution ; vide pour un texte propre, dont les pages ne la montrent pas.",
        ),
        Colonne("insee", "Le code officiel d’une commune."),
        Colonne("siren", "Son numéro Siren."),
        Colonne("mandat", "L’acte par lequel elle s’engage."),
        Colonne("rang", "Sa place dans l’ordre du texte.", Type.ENTIER, requis=True),
        Colonne("presence", "Si elle est partie à la convention.", requis=True, code="presence"),
        Colonne("motif", "Pourquoi elle est absente, ou s’est retirée."),
        Colonne("retiree_le", "Le jour de son retrait.", Type.DATE),
        Colonne("signature", "Où en est sa signature ; vide pour une partie absente ou proposée.", code="signature"),
        Colonne(
            "signee_le",
            "Le jour où elle a signé la convention d’origine : celui de son dernier représentant.",
            Type.DATE,
        ),
    ),
    _parties,
)
VERSIONS = TableDeTexte(
    "versions",
    "Versions",
    "Une ligne par texte daté d’une convention : l’original, puis un par date d’effet d’avenants.",
    (
        cle("La convention et la date d’effet."),
        de_convention(),
        Colonne("du", "Le premier jour de ce texte.", Type.DATE, requis=True),
        Colonne("au", "Son dernier jour, s’il est connu.", Type.DATE),
        Colonne("avenants", "Les avenants qui l’ont fait ; aucun pour l’original.", Type.LISTE, vers="avenants"),
        Colonne("en_vigueur", "Oui pour le texte du jour.", Type.BOOLEEN, requis=True),
        Colonne("page", "L’adresse de ce texte.", requis=True),
        Colonne("fichier_texte", "La même chose en JSON, clause par clause.", requis=True),
        Colonne("fichier_akn", "La même chose en Akoma Ntoso (XML).", requis=True),
    ),
    _versions,
)
