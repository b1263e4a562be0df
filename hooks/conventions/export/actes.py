"""The acts of each convention as a small JSON, under /donnees/v1/actes/: who signed what and when, amendments, ends, meetings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from conventions.compose.parties import nom_partie, signataire
from conventions.compose.view import Fiche, View
from conventions.export.lisible import lisible
from conventions.model.actes import Avenant, Fin
from conventions.model.convention import Annexe, DocumentSigne, Representant
from conventions.render.comparable import DOSSIER_ACTES as DOSSIER
from conventions.render.comparable import chemin
from conventions.render.elements import url_avenant

Objet = dict[str, Any]


def act_files_of(_: View, item: Fiche) -> Iterator[tuple[str, str]]:
    """(address, content) of each convention of a département of which something is known, earlier periods included."""
    for fiche in (*item.precedentes, item):
        if not fiche.partagee and not fiche.situation.statut.vide:
            yield f"{DOSSIER}/{chemin(fiche)}.json", lisible(_acts(fiche))


def _acts(fiche: Fiche) -> Objet:
    dossier, s = fiche.porteur, fiche.situation
    return {
        "departement": dossier.code,
        "periode": dossier.periode,
        "au": _day(s.au),
        "statut": s.statut.slug,
        "signee_le": _day(s.faits.signatures.completes_le),
        "entree_en_vigueur": _day(s.entree),
        "effet_retroactif": bool(s.entree and s.faits.effet.retroactif),
        "signatures": list(_signatures(fiche)),
        "document_signe": _document(dossier.document_signe),
        "avenants": [_amendment(fiche, a) for a in dossier.avenants],
        "fins": [_end(fiche, f) for f in dossier.fins],
        "reunions": [{"le": _day(r.le), "compte_rendu": r.compte_rendu} for r in dossier.suivi.reunions],
    }


def _signatures(fiche: Fiche) -> Iterator[Objet]:
    """Those of the convention as first signed, whoever represents the party since."""
    original = fiche.porteur.origine
    for cle in fiche.situation.signatures:
        partie = original.partie(cle)
        for person in partie.representants if partie and partie.representants else (Representant(),):
            day, place = original.signe_le(person), person.signe_a or original.fait_a
            yield _signed(cle, fiche.signataire(cle), person, day, place)


def _signed(cle: str, name: str, person: Representant, day: date | None, place: str) -> Objet:
    return {
        "partie": cle,
        "nom_partie": name,
        "le": _day(day),
        "a": place if day else "",
        "nom": person.nom,
        "prenom": person.prenom,
        "titre": person.titre,
        "mention": person.mention,
    }


def _amendment(fiche: Fiche, avenant: Avenant) -> Objet:
    dossier, d = fiche.porteur, fiche.porteur.departement
    suite, etape = fiche.suite(avenant.numero), dossier.etapes[avenant.numero]
    return {
        "numero": avenant.numero,
        "objet": avenant.objet,
        "etat": suite.etat.slug,
        "etat_en_mots": suite.libelle,
        "signe_le": _day(suite.signe_le),
        "effet_le": _day(suite.effet or avenant.effet_le),
        "effet_retroactif": suite.retroactif,
        "manquent": [
            {"partie": c, "nom_partie": nom_partie(d, c, partie)}
            for c, partie in dossier.manquantes_de(avenant.numero).items()
        ],
        "signatures": [
            _signed(cle, nom_partie(d, cle, signataire(etape, cle, person)), person, person.signe_le, person.signe_a)
            for cle, people in avenant.signataires.items()
            for person in people
        ],
        "document_signe": _document(avenant.document_signe),
        "annexes": _annexes(avenant.annexes),
        "page": url_avenant(dossier, avenant.numero),
    }


def _end(fiche: Fiche, fin: Fin) -> Objet:
    return {
        "id": fin.id,
        "cause": fin.cause.slug if fin.cause else "",
        "par": fin.par,
        "nom_partie": fiche.partie(fin.par) if fin.par else "",
        "envoyee_le": _day(fin.envoyee_le),
        "recue_le": _day(fin.recue_le),
        "effet_le": _day(fin.effet_le),
        "portee": fin.portee if fin.effet_le else "",
        "fichier": fin.fichier,
    }


def _document(signed: DocumentSigne | None) -> Objet | None:
    if signed is None:
        return None
    original = {"sha256_original": signed.sha256_original} if signed.sha256_original else {}
    return {"fichier": signed.fichier, "sha256": signed.sha256, **original, "reference": signed.reference}


def _annexes(annexes: Iterable[Annexe]) -> list[Objet]:
    return [{"titre": a.nom, "fichier": a.fichier} for a in annexes]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
