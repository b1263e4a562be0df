"""What goes on around the conventions, as tables: roadmaps, assessments, meetings, indicators, funding, deadlines, services."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from conventions.compose.dates import roadmap_end
from conventions.compose.view import Fiche, View
from conventions.model.convention import Indicateur
from conventions.model.french import distinct
from conventions.model.rich_text import en_mots
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
from conventions.render.echeances import echeances

_FINANCEMENT = "financement"
"""The family of the indicators that are funding."""
_UNITES = {"€": 1, "euros": 1, "k€": 1000, "M€": 1_000_000}


def _feuille(fiche: Fiche, numero: int) -> str:
    return f"{ident_convention(fiche)}/feuille-{numero}"


def _feuilles(_: View, fiche: Fiche) -> Iterator[Ligne]:
    for feuille in fiche.porteur.suivi.feuilles_de_route:
        yield {
            "id": _feuille(fiche, feuille.numero),
            "convention": ident_convention(fiche),
            "numero": feuille.numero,
            "debut": feuille.debut,
            "fin": roadmap_end(fiche.porteur, fiche.convention, feuille.debut) if feuille.debut else None,
        }


def _actions(_: View, fiche: Fiche) -> Iterator[Ligne]:
    for feuille in fiche.porteur.suivi.feuilles_de_route:
        for action in feuille.actions:
            yield {
                "id": f"{_feuille(fiche, feuille.numero)}/{action.id}",
                "convention": ident_convention(fiche),
                "feuille": _feuille(fiche, feuille.numero),
                "cle": action.id,
                "intitule": ou_rien(action.intitule),
                "objectif": action.objectif,
                "pilote": ident_partie(fiche, action.pilote),
                "echeance": action.echeance,
                "etat": action.etat.slug if action.etat else None,
            }


def _bilans(_: View, fiche: Fiche) -> Iterator[Ligne]:
    for bilan in fiche.porteur.suivi.bilans:
        whole = bilan.id == "global"
        yield {
            "id": f"{ident_convention(fiche)}/bilan-{bilan.id}",
            "convention": ident_convention(fiche),
            "portee": "convention" if whole else "feuille",
            "feuille": None if whole else f"{ident_convention(fiche)}/{bilan.id}",
            "le": bilan.le,
            "texte": ou_rien(en_mots(bilan.texte)),
        }


def _reunions(view: View, fiche: Fiche) -> Iterator[Ligne]:
    met = Counter[str]()
    for held in fiche.porteur.suivi.reunions:
        yield {
            "id": f"{ident_convention(fiche)}/reunion-{distinct(held.le.isoformat(), met)}",
            "convention": ident_convention(fiche),
            "le": held.le,
            "tenue": held.le <= view.au,
            "compte_rendu": ou_rien(held.compte_rendu),
        }


def _indicateurs(view: View, fiche: Fiche) -> Iterator[Ligne]:
    for one in fiche.porteur.suivi.indicateurs:
        known = view.registry.reference.indicateurs.get(one.indicateur)
        yield {
            "id": _indicateur(fiche, one),
            "convention": ident_convention(fiche),
            "indicateur": ou_rien(one.indicateur) if known else None,
            "libelle": known.libelle if known else ou_rien(one.indicateur),
            "annee": one.annee,
            "valeur": _nombre(one.valeur),
            "unite": ou_rien(one.unite),
            "definition": ou_rien(one.definition),
            "source": ou_rien(one.source),
            "partie": ident_partie(fiche, one.par),
        }


def _indicateur(fiche: Fiche, one: Indicateur) -> str:
    return f"{ident_convention(fiche)}/indicateur-{one.id}"


def _nombre(ecrit: str) -> float | int | None:
    """« 14,5 » → 14.5, « 612 » → 612: the format admits nothing but a number."""
    value = float(ecrit.replace(",", ".")) if ecrit else None
    return int(value) if value is not None and value.is_integer() else value


def _financements(view: View, fiche: Fiche) -> Iterator[Ligne]:
    """Under the names of `scdl/subventions` where a column means the same."""
    reference = view.registry.reference.indicateurs
    for one in fiche.porteur.suivi.indicateurs:
        known, value = reference.get(one.indicateur), _nombre(one.valeur)
        if known and known.famille == _FINANCEMENT:
            partie = fiche.convention.partie(one.par)
            yield {
                "id": _indicateur(fiche, one),
                "convention": ident_convention(fiche),
                "partie": ident_partie(fiche, one.par),
                "nomAttribuant": ou_rien(partie.nom if partie and partie.nom else fiche.partie(one.par))
                if one.par
                else None,
                "dateConvention": fiche.situation.faits.signatures.completes_le,
                "objet": one.definition or known.libelle,
                "montant": value * _UNITES[one.unite] if value is not None and one.unite in _UNITES else None,
                "datesPeriodeVersement": f"{one.annee}-01-01/{one.annee}-12-31" if one.annee else None,
                "annee": one.annee,
                "source": ou_rien(one.source),
            }


def _echeances(_: View, fiche: Fiche) -> Iterator[Ligne]:
    trame = fiche.porteur.trame
    for found in echeances(fiche.porteur, fiche.porteur.suivi, fiche.situation):
        yield {
            "id": f"{ident_convention(fiche)}/echeance-{found.slug}",
            "convention": ident_convention(fiche),
            "nature": found.slug.rstrip("-0123456789"),
            "le": found.jour,
            "mots": f"{found.mots}. {found.note}" if found.note else found.mots,
            "clause": f"{trame.periode}/{found.clause}" if trame and found.clause else None,
        }


FEUILLES = TableDeTexte(
    "feuilles_de_route",
    "Feuilles de route",
    "Une ligne par feuille de route d’une convention.",
    (
        cle("La convention et le numéro de la feuille de route."),
        de_convention(),
        Colonne("numero", "Son numéro.", Type.ENTIER, requis=True),
        Colonne("debut", "Son premier jour.", Type.DATE),
        Colonne(
            "fin",
            "Son dernier jour : deux ans (article 3, alinéa 8), sauf si la convention a récrit cet alinéa.",
            Type.DATE,
        ),
    ),
    _feuilles,
)
ACTIONS_PREVUES = TableDeTexte(
    "actions_feuilles_de_route",
    "Actions des feuilles de route",
    "Une ligne par action d’une feuille de route.",
    (
        cle("La feuille de route et l’action."),
        de_convention(),
        Colonne("feuille", "La feuille de route.", requis=True, vers="feuilles_de_route"),
        Colonne("cle", "L’identifiant que le département lui a donné.", requis=True),
        Colonne("intitule", "Son titre."),
        Colonne("objectif", "Le numéro de l’objectif qu’elle sert.", Type.ENTIER),
        Colonne("pilote", "La partie qui la conduit.", vers="parties"),
        Colonne("echeance", "Le jour prévu pour sa fin.", Type.DATE),
        Colonne("etat", "Où elle en est.", code="action"),
    ),
    _actions,
)
BILANS = TableDeTexte(
    "bilans",
    "Bilans",
    "Une ligne par bilan publié : celui d’une feuille de route, ou celui de la convention.",
    (
        cle("La convention et l’identifiant du bilan."),
        de_convention(),
        Colonne("portee", "De quoi c’est le bilan.", requis=True, code="bilan"),
        Colonne("feuille", "La feuille de route ; vide pour le bilan de la convention.", vers="feuilles_de_route"),
        Colonne("le", "Sa date.", Type.DATE),
        Colonne("texte", "Ses mots, sans mise en forme."),
    ),
    _bilans,
)
REUNIONS = TableDeTexte(
    "reunions",
    "Réunions",
    "Une ligne par réunion de l’instance qui suit une convention.",
    (
        cle("La convention et le jour de la réunion."),
        de_convention(),
        Colonne("le", "Son jour.", Type.DATE, requis=True),
        Colonne("tenue", "Non si ce jour est à venir.", Type.BOOLEEN, requis=True),
        Colonne("compte_rendu", "L’adresse du compte rendu, s’il est publié."),
    ),
    _reunions,
)
INDICATEURS = TableDeTexte(
    "indicateurs",
    "Indicateurs",
    "Une ligne par valeur publiée d’un indicateur. Deux définitions différentes ne s’additionnent pas.",
    (
        cle("La convention et l’identifiant de la valeur."),
        de_convention(),
        Colonne("indicateur", "L’indicateur, s’il est de la liste nationale.", code="indicateur"),
        Colonne("libelle", "Son nom."),
        Colonne("annee", "L’année.", Type.ENTIER),
        Colonne("valeur", "La valeur.", Type.NOMBRE),
        Colonne("unite", "L’unité."),
        Colonne("definition", "Ce que le département a compté."),
        Colonne("source", "D’où vient la valeur."),
        Colonne("partie", "La partie concernée.", vers="parties"),
    ),
    _indicateurs,
)
FINANCEMENTS = TableDeTexte(
    "financements",
    "Financements",
    "Une ligne par enveloppe d’un signataire pour une année. Les colonnes à majuscules ont le nom et le sens du schéma « scdl/subventions ».",
    (
        cle("La convention et l’identifiant de la valeur, comme dans « indicateurs »."),
        de_convention(),
        Colonne("partie", "La partie qui finance.", vers="parties"),
        Colonne("nomAttribuant", "Le nom de cette partie."),
        Colonne("dateConvention", "Le jour où toutes les parties avaient signé la convention.", Type.DATE),
        Colonne("objet", "Ce que compte l’enveloppe.", requis=True),
        Colonne(
            "montant",
            "Le montant, en euros ; vide s’il est donné dans une autre unité que l’euro, le millier ou le million d’euros.",
            Type.NOMBRE,
        ),
        Colonne("datesPeriodeVersement", "L’année, de son premier à son dernier jour (ISO 8601)."),
        Colonne("annee", "L’année.", Type.ENTIER),
        Colonne("source", "D’où vient le montant."),
    ),
    _financements,
)
ECHEANCES = TableDeTexte(
    "echeances",
    "Échéances",
    "Une ligne par date à venir d’une convention que toutes les parties ont signée.",
    (
        cle("La convention et l’échéance."),
        de_convention(),
        Colonne("nature", "Ce qui arrive ce jour-là.", requis=True, code="echeance"),
        Colonne("le", "Le jour.", Type.DATE, requis=True),
        Colonne("mots", "La même chose en mots, avec ce sur quoi elle repose.", requis=True),
        Colonne(
            "clause", "La clause de la trame d’où le jour vient ; vide où le texte le donne.", vers="clauses_trame"
        ),
    ),
    _echeances,
)
