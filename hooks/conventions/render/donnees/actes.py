"""The acts of a convention as tables: who signed, its amendments and what they change, what ends it, corrections, deadlines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from conventions.compose.parties import nom_partie, signataire
from conventions.compose.view import Fiche, View
from conventions.model.actes import Avenant
from conventions.model.convention import Representant
from conventions.render.donnees.conventions import ident_avenant
from conventions.render.donnees.table import (
    Colonne,
    Ligne,
    TableDeTexte,
    Type,
    Valeur,
    cle,
    de_convention,
    ident_convention,
    ident_partie,
    ou_rien,
)
from conventions.render.elements import url_avenant
from conventions.render.pages.versions import beside, changed_clauses


def _signatures(view: View, fiche: Fiche) -> Iterator[Ligne]:
    """Those of the convention as first signed, then those of each amendment."""
    original, given = fiche.porteur.origine, fiche.situation.faits.signatures
    act = ident_convention(fiche)
    for key in fiche.situation.signatures:
        partie = original.partie(key)
        people = partie.representants if partie and partie.representants else (Representant(),)
        for rang, person in enumerate(people, 1):
            day = original.signe_le(person)
            place = person.signe_a or original.fait_a if day else ""
            signed = day <= view.au if day else given.completes
            row = _signature(fiche, key, fiche.signataire(key), person, day)
            yield row | {
                "id": f"{act}/signature/{key}/{rang}",
                "avenant": None,
                "donnee": signed,
                "lieu": ou_rien(place),
            }
    for avenant in fiche.porteur.avenants:
        yield from _signatures_avenant(view, fiche, avenant)


def _signatures_avenant(view: View, fiche: Fiche, avenant: Avenant) -> Iterator[Ligne]:
    etape, document = fiche.porteur.etapes[avenant.numero], avenant.document_signe
    act, attested = ident_avenant(fiche, avenant.numero), bool(document and document.tous_ont_signe)
    for key, people in avenant.signataires.items():
        for rang, person in enumerate(people or (Representant(),), 1):
            name = nom_partie(fiche.porteur.departement, key, signataire(etape, key, person))
            day, place = person.signe_le, person.signe_a if person.signe_le else ""
            signed = day <= view.au if day else attested
            row = _signature(fiche, key, name, person, day)
            yield row | {
                "id": f"{act}/signature/{key}/{rang}",
                "avenant": act,
                "donnee": signed,
                "lieu": ou_rien(place),
            }


def _signature(fiche: Fiche, key: str, name: str, person: Representant, day: date | None) -> dict[str, Valeur]:
    """What a row says of who signs, and when."""
    return {
        "convention": ident_convention(fiche),
        "partie": ident_partie(fiche, key),
        "partie_nom": name,
        "le": day,
        "nom": ou_rien(person.nom),
        "prenom": ou_rien(person.prenom),
        "titre": ou_rien(person.titre),
        "mention": ou_rien(person.mention),
    }


def _avenants(_: View, fiche: Fiche) -> Iterator[Ligne]:
    for avenant in fiche.porteur.avenants:
        suite, document = fiche.suite(avenant.numero), avenant.document_signe
        missing = fiche.porteur.manquantes_de(avenant.numero)
        yield {
            "id": ident_avenant(fiche, avenant.numero),
            "convention": ident_convention(fiche),
            "numero": avenant.numero,
            "objet": ou_rien(avenant.objet),
            "etat": suite.etat.slug,
            "etat_en_mots": suite.libelle,
            "signe_le": suite.signe_le,
            "effet_le": suite.effet or avenant.effet_le,
            "effet_retroactif": suite.retroactif,
            "manquent": tuple(f"{ident_convention(fiche)}/{cle}" for cle in missing),
            "document_signe": ou_rien(document.fichier) if document else None,
            "document_sha256": ou_rien(document.sha256) if document else None,
            "page": url_avenant(fiche.porteur, avenant.numero),
        }


def _modifications(view: View, fiche: Fiche) -> Iterator[Ligne]:
    for avenant in fiche.porteur.avenants:
        etape, act = fiche.porteur.etapes[avenant.numero], ident_avenant(fiche, avenant.numero)
        pairs = changed_clauses(view, fiche, etape)[0]
        for pair in pairs:
            if pair.nature != "egale":
                yield _modification(fiche, act, pair.id, pair.nature, pair.avant, pair.apres)
        for rang, sentence in enumerate(beside(fiche, etape), 1):
            yield _modification(fiche, act, "", "autre", "", sentence) | {"id": f"{act}/autre-{rang}"}


def _modification(fiche: Fiche, act: str, clause: str, nature: str, avant: str, apres: str) -> dict[str, str | None]:
    return {
        "id": f"{act}/{clause}",
        "convention": ident_convention(fiche),
        "avenant": act,
        "clause": ou_rien(clause),
        "nature": nature,
        "avant": ou_rien(avant),
        "apres": ou_rien(apres),
    }


def _fins(_: View, fiche: Fiche) -> Iterator[Ligne]:
    for fin in fiche.porteur.fins:
        yield {
            "id": f"{ident_convention(fiche)}/fin-{fin.id}",
            "convention": ident_convention(fiche),
            "cause": fin.cause.slug if fin.cause else None,
            "par": ident_partie(fiche, fin.par),
            "envoyee_le": fin.envoyee_le,
            "recue_le": fin.recue_le,
            "effet_le": fin.effet_le,
            "portee": ou_rien(fin.portee) if fin.effet_le else None,
            "fichier": ou_rien(fin.fichier),
        }


def _rectifications(_: View, fiche: Fiche) -> Iterator[Ligne]:
    for one in fiche.porteur.rectifications:
        yield {
            "id": f"{ident_convention(fiche)}/rectification-{one.id}",
            "convention": ident_convention(fiche),
            "le": one.le,
            "clauses": one.clauses,
            "motif": ou_rien(one.motif),
        }


_DATE = Type.DATE
SIGNATURES = TableDeTexte(
    "signatures",
    "Signatures",
    "Une ligne par personne qui signe ou doit signer une convention ou un avenant, au titre de sa fonction.",
    (
        cle("L’acte, la partie, puis le rang de la personne."),
        de_convention(),
        Colonne("avenant", "L’avenant signé ; vide pour la convention elle-même.", vers="avenants"),
        Colonne("partie", "La partie pour laquelle elle signe.", requis=True, vers="parties"),
        Colonne("partie_nom", "Le nom de cette partie, le jour de la signature.", requis=True),
        Colonne("donnee", "Oui si la signature est donnée ; le jour peut n’être pas connu.", Type.BOOLEEN, requis=True),
        Colonne("le", "Le jour de la signature.", _DATE),
        Colonne("lieu", "Le lieu de la signature."),
        Colonne("nom", "Le nom de la personne."),
        Colonne("prenom", "Son prénom."),
        Colonne("titre", "Sa fonction."),
        Colonne("mention", "La délégation en vertu de laquelle une autre personne signe."),
    ),
    _signatures,
)
AVENANTS = TableDeTexte(
    "avenants",
    "Avenants",
    "Une ligne par avenant.",
    (
        cle("La convention et le numéro de l’avenant."),
        de_convention(),
        Colonne("numero", "Son numéro.", Type.ENTIER, requis=True),
        Colonne("objet", "Son objet."),
        Colonne("etat", "Où il en est.", requis=True, code="avenant"),
        Colonne("etat_en_mots", "La même chose, avec ce qui le précise.", requis=True),
        Colonne("signe_le", "Le jour de sa dernière signature ; vide tant qu’une partie ne l’a pas signé.", _DATE),
        Colonne("effet_le", "Le jour où il prend effet.", _DATE),
        Colonne("effet_retroactif", "Oui si ce jour précède la dernière signature.", Type.BOOLEEN, requis=True),
        Colonne("manquent", "Les parties qui ne l’ont pas signé.", Type.LISTE, vers="parties"),
        Colonne("document_signe", "L’adresse de la copie publiée du document signé."),
        Colonne("document_sha256", "L’empreinte du document signé."),
        Colonne("page", "L’adresse de la page qui le montre.", requis=True),
    ),
    _avenants,
)
MODIFICATIONS = TableDeTexte(
    "modifications",
    "Ce que changent les avenants",
    "Une ligne par clause que change un avenant, ou par autre changement.",
    (
        cle("L’avenant et la clause."),
        de_convention(),
        Colonne("avenant", "L’avenant.", requis=True, vers="avenants"),
        Colonne("clause", "La clause ; vide pour ce qui change hors du texte."),
        Colonne("nature", "Ce qui lui arrive.", requis=True, code="modification"),
        Colonne("avant", "Le texte d’avant ; vide pour une clause ajoutée."),
        Colonne("apres", "Le texte d’après, ou la phrase qui dit un autre changement ; vide pour une clause retirée."),
    ),
    _modifications,
)
FINS = TableDeTexte(
    "fins",
    "Dénonciations et autres fins",
    "Une ligne par dénonciation, litige ou accord qui met fin à une convention, ou au lien d’une partie.",
    (
        cle("La convention et l’identifiant de la fin."),
        de_convention(),
        Colonne("cause", "La cause, si elle est connue.", code="cause"),
        Colonne("par", "La partie qui en est l’auteur.", vers="parties"),
        Colonne("envoyee_le", "Le jour de l’envoi.", _DATE),
        Colonne("recue_le", "Le jour de la réception.", _DATE),
        Colonne("effet_le", "Le premier jour où la convention ne s’applique plus, si un acte le fixe.", _DATE),
        Colonne("portee", "Pour qui elle prend fin.", code="portee"),
        Colonne("fichier", "L’adresse de la lettre ou de l’acte, s’il est publié."),
    ),
    _fins,
)
RECTIFICATIONS = TableDeTexte(
    "rectifications",
    "Rectifications",
    "Une ligne par correction de la transcription d’un texte signé.",
    (
        cle("La convention et l’identifiant de la rectification."),
        de_convention(),
        Colonne("le", "Le jour de la correction.", _DATE),
        Colonne("clauses", "Les clauses corrigées.", Type.LISTE),
        Colonne("motif", "Sa raison."),
    ),
    _rectifications,
)
