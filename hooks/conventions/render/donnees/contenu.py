"""What a convention says, as tables: its objectives, commitments, actions and clauses; and the clauses of the trame."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.compose.clauses import compose_trame
from conventions.compose.communes import une_fois
from conventions.compose.diff import text_of
from conventions.compose.view import Fiche, View
from conventions.model import ids
from conventions.model.clause import Clause
from conventions.model.convention import Objectif
from conventions.model.dossier import Registry
from conventions.model.rich_text import en_mots
from conventions.render.dites import Dite, dites
from conventions.render.donnees.table import (
    Colonne,
    Ligne,
    TableDeTexte,
    TableNationale,
    Type,
    cle,
    de_convention,
    ident_convention,
    ident_partie,
    ou_rien,
)
from conventions.render.elements import url_fiche, url_texte
from conventions.render.engagements import colonnes, meneur
from conventions.render.texte_integral import citation


def _objectifs(view: View, fiche: Fiche) -> Iterator[Ligne]:
    """Of a convention whose text is not on the site, those that its file names alone."""
    trame, named = view.trame_de(fiche), {o.numero for o in fiche.convention.objectifs}
    for colonne in colonnes(fiche, trame):
        if fiche.clauses or colonne.numero in named:
            yield {
                "id": _objectif(fiche, colonne.numero),
                "convention": ident_convention(fiche),
                "numero": colonne.numero,
                "national": trame.objectif(colonne.numero) is not None,
                "intitule": colonne.titre,
                "present": not colonne.absent,
            }


def _objectif(fiche: Fiche, numero: int) -> str:
    return f"{ident_convention(fiche)}/{ids.objectif(numero)}"


def _engagements(view: View, fiche: Fiche) -> Iterator[Ligne]:
    trame = view.trame_de(fiche)
    for clause in _commitments(fiche):
        numero = ids.numero_de(clause.id) or 0
        yield {
            "id": f"{ident_convention(fiche)}/{clause.id}",
            "convention": ident_convention(fiche),
            "objectif": _objectif(fiche, numero),
            "lettre": ou_rien(clause.lettre),
            "national": not trame.local(numero) and bool(clause.trame),
            "texte": ou_rien(text_of(clause, {})),
            "conformite": clause.conformite.slug,
        }


def _commitments(fiche: Fiche) -> list[Clause]:
    return [c for c in fiche.clauses if c.nature == "engagement" and ids.numero_de(c.id)]


def _actions(_: View, fiche: Fiche) -> Iterator[Ligne]:
    commitments = {c.id for c in _commitments(fiche)}
    for objectif in fiche.convention.objectifs:
        yield from _actions_de(fiche, objectif, commitments)


def _actions_de(fiche: Fiche, objectif: Objectif, commitments: set[str]) -> Iterator[Ligne]:
    for action in objectif.actions:
        clause = ids.action(objectif.numero, action.id)
        anchor = f"{url_texte(fiche.porteur)}#{clause}"
        yield {
            "id": f"{ident_convention(fiche)}/{clause}",
            "convention": ident_convention(fiche),
            "objectif": _objectif(fiche, objectif.numero),
            "engagement": f"{ident_convention(fiche)}/{action.engagement}"
            if action.engagement in commitments
            else None,
            "cle": action.id,
            "intitule": ou_rien(action.intitule),
            "description": ou_rien(en_mots(action.description)),
            "axes": action.axes,
            "pilote": ident_partie(fiche, action.pilote),
            "pilote_nom": meneur(fiche, action.pilote) if action.pilote else None,
            "page": anchor
            if fiche.clauses and not fiche.porteur.texte_propre
            else url_fiche(fiche.porteur.departement),
            "bonne_pratique": action.bonne_pratique is not None,
            "pourquoi": ou_rien(action.bonne_pratique.pourquoi) if action.bonne_pratique else None,
            "bilan": ou_rien(action.bonne_pratique.bilan) if action.bonne_pratique else None,
            "partenaires": tuple(f"{ident_convention(fiche)}/{cle}" for cle in action.partenaires),
        }


def _clauses(view: View, fiche: Fiche) -> Iterator[Ligne]:
    convention, modele = ident_convention(fiche), fiche.porteur.modele
    found = dites(view, fiche, fiche.convention)
    for rang, clause in enumerate(fiche.clauses, 1):
        if dite := found.get(id(clause)):
            yield {
                "id": f"{convention}/{clause.id}",
                "convention": convention,
                "clause_trame": f"{modele.periode}/{clause.trame}" if modele and clause.trame else None,
                "rang": rang,
                **_clause(dite),
            }


@une_fois
def _clause(dite: Dite) -> Ligne:
    """What a row says of a clause that every convention has, in all of them."""
    clause = dite.clause
    return {
        "clause": clause.id,
        "section": ou_rien(clause.section),
        "nature": clause.nature,
        "nom": dite.nom,
        "conformite": clause.conformite.slug,
        "blancs": len(clause.blancs),
        "texte": ou_rien(dite.texte),
        "motif": ou_rien(clause.motif),
    }


def _trames(registry: Registry) -> Iterator[Ligne]:
    for trame in registry.trames.values():
        for rang, clause in enumerate(compose_trame(trame), 1):
            yield {
                "id": f"{trame.periode}/{clause.id}",
                "periode": trame.periode,
                "clause": clause.id,
                "section": ou_rien(clause.section),
                "rang": rang,
                "nature": clause.nature,
                "nom": citation(clause),
                "texte": ou_rien(text_of(clause, {})),
            }


OBJECTIFS = TableDeTexte(
    "objectifs",
    "Objectifs",
    "Une ligne par objectif d’une convention : ceux de la trame, et les siens.",
    (
        cle("La convention et l’objectif."),
        de_convention(),
        Colonne("numero", "Son numéro : 1 à 4 pour ceux de la trame 2026-2029.", Type.ENTIER, requis=True),
        Colonne(
            "national", "Oui pour un objectif de la trame, non pour celui d’un département.", Type.BOOLEEN, requis=True
        ),
        Colonne("intitule", "Son titre court.", requis=True),
        Colonne("present", "Non si la convention l’a supprimé.", Type.BOOLEEN, requis=True),
    ),
    _objectifs,
)
ENGAGEMENTS = TableDeTexte(
    "engagements",
    "Engagements",
    "Une ligne par engagement d’un objectif : ce que toutes les parties promettent ensemble.",
    (
        cle("La convention et la clause."),
        de_convention(),
        Colonne("objectif", "L’objectif.", requis=True, vers="objectifs"),
        Colonne("lettre", "La lettre par laquelle on le cite."),
        Colonne(
            "national",
            "Oui pour un engagement de la trame, non pour celui d’un département.",
            Type.BOOLEEN,
            requis=True,
        ),
        Colonne("texte", "Ses mots ; vide s’il est supprimé."),
        Colonne("conformite", "Ce que la convention a fait des mots de la trame.", requis=True, code="conformite"),
    ),
    _engagements,
)
ACTIONS = TableDeTexte(
    "actions",
    "Actions",
    "Une ligne par action d’une convention, dans son texte d’aujourd’hui.",
    (
        cle("La convention et l’action."),
        de_convention(),
        Colonne("objectif", "L’objectif qu’elle sert.", requis=True, vers="objectifs"),
        Colonne("engagement", "L’engagement qu’elle tient ; vide si elle sert l’objectif entier.", vers="engagements"),
        Colonne("cle", "L’identifiant que le département lui a donné.", requis=True),
        Colonne("intitule", "Son titre."),
        Colonne("description", "Ce qu’elle est, sans mise en forme."),
        Colonne("axes", "Les champs du préambule qu’elle concerne.", Type.LISTE, code="axe"),
        Colonne("pilote", "La partie qui la conduit ; vide si aucune n’est désignée.", vers="parties"),
        Colonne("pilote_nom", "Le nom de cette partie."),
        Colonne("page", "L’adresse où elle se lit.", requis=True),
        Colonne("bonne_pratique", "Oui si le département la juge bonne ou nouvelle.", Type.BOOLEEN, requis=True),
        Colonne("pourquoi", "Pourquoi il la juge ainsi."),
        Colonne("bilan", "Ce qu’elle a donné, d’après lui."),
        Colonne("partenaires", "Les autres parties qui y prennent part.", Type.LISTE, vers="parties"),
    ),
    _actions,
)
CLAUSES = TableDeTexte(
    "clauses",
    "Clauses",
    "Une ligne par clause du texte d’aujourd’hui de chaque convention. Le texte des autres dates est dans les fichiers que nomme « versions ».",
    (
        cle("La convention et la clause."),
        de_convention(),
        Colonne("clause", "L’identifiant de la clause dans son texte, comme « art-3-al-6 ».", requis=True),
        Colonne(
            "clause_trame",
            "La clause de la trame à laquelle elle répond ; vide pour une clause ajoutée.",
            vers="clauses_trame",
        ),
        Colonne("section", "L’article, l’objectif ou la partie du texte où elle se trouve."),
        Colonne("rang", "Sa place dans l’ordre du texte.", Type.ENTIER, requis=True),
        Colonne("nature", "Ce qu’elle est.", requis=True, code="nature_clause"),
        Colonne("nom", "Comment on la cite.", requis=True),
        Colonne("conformite", "Ce que la convention a fait de la clause de la trame.", requis=True, code="conformite"),
        Colonne("blancs", "Combien de blancs y restent à remplir.", Type.ENTIER, requis=True),
        Colonne("texte", "Ses mots ; vide si elle est supprimée ou sans objet."),
        Colonne("motif", "La raison d’une rédaction locale ou d’une absence."),
    ),
    _clauses,
)
CLAUSES_TRAME = TableNationale(
    "clauses_trame",
    "Clauses de la trame",
    "Une ligne par clause de chaque trame nationale.",
    (
        cle("La période et la clause."),
        Colonne("periode", "La période de la trame.", requis=True),
        Colonne("clause", "L’identifiant de la clause.", requis=True),
        Colonne("section", "L’article, l’objectif ou la partie du texte où elle se trouve."),
        Colonne("rang", "Sa place dans l’ordre du texte.", Type.ENTIER, requis=True),
        Colonne("nature", "Ce qu’elle est.", requis=True, code="nature_clause"),
        Colonne("nom", "Comment on la cite.", requis=True),
        Colonne("texte", "Les mots officiels, avec leurs blancs."),
    ),
    _trames,
)
