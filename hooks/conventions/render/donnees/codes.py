"""The lists that columns take their values from, each value explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from conventions.model.actes import Cause, EtatAvenant
from conventions.model.clause import Conformite
from conventions.model.convention import EtatAction
from conventions.model.dossier import Registry
from conventions.model.enumeration import Enumeration
from conventions.model.faits import EtatSignatures, NatureTerme
from conventions.model.service import NatureService
from conventions.model.status import Statut, StatutTexte
from conventions.render.donnees.table import Colonne, Ligne, TableNationale, Type, cle, ou_rien
from conventions.render.engagements import Marque

Liste = Mapping[str, tuple[str, str]]
"""Of each value, its words and what they mean."""

_STATUTS = {
    Statut.EN_VIGUEUR: "Toutes les parties ont signé, et la date d’effet est venue.",
    Statut.DENONCIATION_RECUE: "Elle s’applique ; une partie l’a dénoncée, sans effet à ce jour.",
    Statut.SIGNEE_A_VENIR: "Toutes les parties ont signé ; la date d’effet n’est pas venue.",
    Statut.SIGNEE: "Elle est signée ; ce site ne connaît pas sa date d’effet.",
    Statut.EN_COURS_DE_SIGNATURE: "Une partie au moins a signé, ou un document signé est cité ; il manque une signature, ou on ne sait pas qui a signé.",
    Statut.PRETE_A_SIGNER: "Son texte n’a plus de blanc ; personne n’a signé.",
    Statut.EN_PREPARATION: "Son texte n’est pas fini ; personne n’a signé.",
    Statut.NON_COMMENCEE: "Rien n’est transmis.",
    Statut.JAMAIS_EN_VIGUEUR: "Son temps a passé sans que toutes les parties aient signé, ou avant sa date d’effet.",
    Statut.TERMINEE: "Elle s’est appliquée et ne s’applique plus.",
}
_TEXTES = {
    StatutTexte.TEXTE_PROPRE: ("Texte propre", "Elle ne suit pas les mots de la trame."),
    StatutTexte.NON_TRANSCRITE: ("Non transcrit", "Son texte est dans un document signé, et n’est pas sur le site."),
    StatutTexte.PARTIELLEMENT_TRANSCRITE: (
        "Partiellement transcrit",
        "Elle est signée, et des blancs restent à remplir sur le site.",
    ),
    StatutTexte.COMPLETE: ("Complet", "Aucun blanc ne reste à remplir."),
    StatutTexte.A_COMPLETER: ("À compléter", "Des blancs restent à remplir."),
}
LISTES: dict[str, Liste] = {
    "statut": {statut.slug: (statut.libelle, words) for statut, words in _STATUTS.items()},
    "texte": {texte.slug: said for texte, said in _TEXTES.items()},
    "origine": {
        "trame": ("Trame", "La trame nationale, complétée par le département."),
        "propre": ("Texte propre", "Un texte que le département a écrit en entier."),
        "document": ("Document seul", "Seul le document signé est connu : ses clauses ne sont pas dans ces tables."),
    },
    "signatures": {
        "aucune": ("Aucune", "Personne n’a signé."),
        "non-precisees": ("Non précisées", "Un document signé est cité ; on ne sait pas qui l’a signé."),
        "certaines": ("Certaines", "Une partie au moins a signé, une au moins ne l’a pas fait."),
        "toutes": ("Toutes", "Toutes les parties ont signé, à des jours connus."),
        "document": (
            "Toutes, d’après le document",
            "Toutes les parties ont signé d’après le document ; un jour au moins n’est pas connu.",
        ),
    },
    "terme": {
        "aucun": ("Aucun terme connu", "Le texte ne donne pas de terme que ce site connaisse."),
        "fixe": ("Terme fixe", "Elle finit à une date, ou avec la convention-cadre nationale."),
        "renouvelable": ("Renouvelable", "Le texte prévoit qu’elle se renouvelle."),
    },
    "signature": {
        "signe": ("Signature donnée", "Tous ses représentants ont signé."),
        "rejoint": ("Signature d’un avenant", "Elle a rejoint la convention par un avenant, qu’elle a signé."),
        "partiel": ("Signature donnée en partie", "Un de ses représentants a signé, un autre non."),
        "manque": ("Signature manquante", "Elle n’a pas signé."),
        "inconnu": ("Signature à confirmer", "Un document signé est cité ; on ne sait pas si elle l’a signé."),
        "parti": ("Partie retirée", "Elle n’est plus partie à la convention."),
    },
    "presence": {
        "presente": ("Présente", "Elle est partie à la convention depuis l’origine, ou doit l’être."),
        "ajoutee": ("Ajoutée", "Elle l’a rejointe par un avenant."),
        "proposee": ("Proposée", "Un avenant qui n’est pas en vigueur la nomme."),
        "retiree": ("Retirée", "Elle s’est retirée."),
        "absente": ("Absente", "La trame la prévoit ; la convention se fait sans elle."),
    },
    "partie": {
        "prefet": ("Préfet", "Le représentant de l’État dans le département."),
        "cour": ("Chefs de cour", "Le premier président et le procureur général de la cour d’appel."),
        "caf": ("Caf", "Une caisse d’allocations familiales, ou l’organisme qui en tient lieu."),
        "msa": ("MSA", "Une caisse de mutualité sociale agricole."),
        "collectivite": ("Collectivité", "Le conseil départemental, ou la collectivité qui en tient lieu."),
        "commune": ("Commune", "Une commune."),
        "epci": ("Intercommunalité", "Un établissement public de coopération intercommunale."),
        "association": ("Association", "Une association."),
        "autre": ("Autre", "Un autre organisme."),
    },
    "institution": {
        "cour": ("Cour d’appel", "Plusieurs départements peuvent avoir la même."),
        "caf": ("Caf", "La caisse d’allocations familiales du département, ou l’organisme qui en tient lieu."),
        "msa": ("Caisse de MSA", "Plusieurs départements peuvent avoir la même."),
        "service": (
            "Service de l’État",
            "La direction départementale chargée des solidarités, ou le service qui en tient lieu.",
        ),
        "collectivite": ("Collectivité", "Le conseil départemental, ou la collectivité qui en tient lieu."),
    },
    "instance": {
        "cdsf": ("Comité départemental des services aux familles", "Une des deux instances de l’article 1."),
        "comite_financeurs": ("Comité local des financeurs", "Une des deux instances de l’article 1."),
    },
    "conformite": {
        "verbatim": (
            "Repris de la trame",
            "Les mots officiels, sans changement. Les espaces et la typographie ne comptent pas.",
        ),
        "corrigee": (
            "Repris, coquille corrigée",
            "Les mots officiels, moins une coquille connue. Compte comme repris.",
        ),
        "completee": ("Complété", "Les mots officiels, avec des valeurs dans leurs blancs."),
        "reecrite": ("Réécrit", "D’autres mots que ceux de la trame."),
        "ajoutee": ("Ajouté", "Une clause que la trame n’a pas."),
        "supprimee": ("Supprimé", "Une clause de la trame que la convention a retirée."),
        "sans-objet": ("Sans objet", "Une clause qui ne peut s’appliquer ici, ou facultative et non employée."),
        "propre": ("Propre au département", "Une clause d’un texte qui ne suit pas la trame."),
    },
    "nature_clause": {
        "consigne": ("Consigne", "Une indication de la trame à ceux qui la remplissent."),
        "blanc": ("Blanc", "Une place que le département remplit."),
        "titre": ("Titre", "Le titre d’un article ou d’une partie du texte."),
        "chapeau": ("Chapeau", "Ce qui annonce une liste."),
        "partie": ("Partie", "Le nom d’un signataire, en tête du texte."),
        "phrase": ("Phrase", "Une phrase hors des articles."),
        "alinea": ("Alinéa", "Un paragraphe d’article."),
        "puce": ("Élément de liste", "Un élément d’une liste."),
        "note": ("Note", "Une note de bas de page."),
        "objectif": ("Objectif", "L’énoncé d’un objectif."),
        "engagement": ("Engagement", "Ce que les parties promettent pour un objectif."),
        "action": ("Action", "Une action du département."),
    },
    "avenant": {
        "signatures-en-cours": ("En cours de signature", "Une partie au moins ne l’a pas signé."),
        "attend-la-convention": (
            "Signé, en attente de la convention",
            "Toutes l’ont signé ; la convention qu’il modifie n’est pas encore signée de toutes.",
        ),
        "effet-a-venir": ("Signé, pas encore en vigueur", "Sa date d’effet n’est pas venue."),
        "applicable": ("En vigueur", "Il s’applique."),
        "termine": ("Terminé", "Il s’est appliqué jusqu’à la fin de la convention."),
        "sans-effet": ("Sans effet", "Il n’a pas pris effet, et ne le peut plus."),
    },
    "modification": {
        "modifiee": ("Modifiée", "La clause a d’autres mots."),
        "ajoutee": ("Ajoutée", "La clause est nouvelle."),
        "retiree": ("Retirée", "La clause n’est plus dans le texte."),
        "deplacee": ("Déplacée", "La clause a les mêmes mots, à une autre place."),
        "autre": ("Autre changement", "Ce qui change hors des clauses : une adresse, un représentant, une annexe."),
    },
    "cause": {
        "denonciation": ("Dénonciation", "Une partie la dénonce (article 8)."),
        "litige": ("Litige", "Un litige que les parties n’ont pas réglé (article 8)."),
        "accord": ("Accord", "Les parties conviennent d’y mettre fin."),
    },
    "portee": {
        "convention": ("Convention", "Elle finit pour toutes les parties."),
        "partie": ("Partie", "Elle finit pour la seule partie qui s’en va."),
    },
    "bilan": {
        "convention": ("Convention", "Le bilan d’ensemble (article 3)."),
        "feuille": ("Feuille de route", "Le bilan d’une feuille de route (article 3)."),
    },
    "action": {
        "prevue": ("Prévue", "Elle n’a pas commencé."),
        "en_cours": ("En cours", "Elle a commencé."),
        "realisee": ("Réalisée", "Elle est finie."),
        "abandonnee": ("Abandonnée", "Elle n’aura pas lieu."),
    },
    "echeance": {
        "entree": ("Entrée en vigueur", "Le premier jour où la convention s’applique (article 8)."),
        "terme": (
            "Terme",
            "Le dernier jour de la convention, ou son terme en cours si elle se renouvelle (article 8).",
        ),
        "opposition": ("Opposition", "Le dernier jour pour s’opposer au renouvellement tacite."),
        "dernier-terme": ("Dernier terme possible", "Le dernier jour, si tous les renouvellements ont lieu."),
        "renouvellement": (
            "Renouvellement",
            "Le premier jour après un renouvellement que le texte prévoit, ou le terme, si les parties conviennent de signer une nouvelle convention (article 8).",
        ),
        "bilan-global": (
            "Bilan global",
            "Le dernier jour de la période conventionnelle, dont le bilan suit (article 3).",
        ),
        "denonciation": ("Dénonciation", "Le dernier jour pour dénoncer la convention."),
        "feuille": ("Fin d’une feuille de route", "Le dernier jour d’une feuille de route."),
        "bilan-feuille": ("Bilan d’une feuille de route", "Le jour au terme duquel ce bilan est dressé (article 3)."),
        "reunion": ("Réunion", "Le dernier jour de l’année où l’instance doit s’être réunie."),
    },
    "service": {nature.slug: (nature.libelle, "Un service qui reçoit les familles.") for nature in NatureService},
}
"""Those that the law of the trame and this site fix."""

ENUMERATIONS: dict[str, type[Enumeration]] = {
    "statut": Statut,
    "texte": StatutTexte,
    "signatures": EtatSignatures,
    "terme": NatureTerme,
    "signature": Marque,
    "conformite": Conformite,
    "avenant": EtatAvenant,
    "cause": Cause,
    "action": EtatAction,
    "service": NatureService,
}
"""Those of them that the model enumerates: a value that nobody explains stops the tests."""


def listes(registry: Registry) -> dict[str, Liste]:
    """All of them: what the trame and the ministry name too."""
    axes: Liste = {axe.id: (axe.nom, axe.texte) for trame in registry.trames.values() for axe in trame.axes}
    known = registry.reference.indicateurs.values()
    indicateurs: Liste = {one.id: (one.libelle, f"En {one.unite}. {one.base}".strip()) for one in known}
    return LISTES | {"axe": axes, "indicateur": indicateurs}


def _codes(registry: Registry) -> Iterator[Ligne]:
    for liste, values in listes(registry).items():
        for rang, (code, said) in enumerate(values.items(), 1):
            libelle, explication = said
            yield {
                "id": f"{liste}/{code}",
                "liste": liste,
                "code": code,
                "libelle": libelle,
                "explication": ou_rien(explication),
                "rang": rang,
            }


CODES = TableNationale(
    "codes",
    "Listes de codes",
    "Une ligne par valeur que peut prendre une colonne à code, expliquée.",
    (
        cle("La liste et le code."),
        Colonne("liste", "La liste, que nomme la description des colonnes.", requis=True),
        Colonne("code", "La valeur, telle qu’elle est dans les colonnes.", requis=True),
        Colonne("libelle", "Ce qu’elle veut dire, en quelques mots.", requis=True),
        Colonne("explication", "Ce qu’elle veut dire, en une phrase."),
        Colonne("rang", "Sa place dans la liste.", Type.ENTIER, requis=True),
    ),
    _codes,
)
