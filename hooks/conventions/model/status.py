"""Where a convention stands: its legal status, and the status of its text on the site.

A status is defined here and nowhere else. To add one: a member here; its mark in `statuts.css` and its tile in `carte.css`; in
`compose/situation.py`, the line that says when it applies.
"""

from __future__ import annotations

from enum import Flag, auto

from conventions.model.enumeration import Enumeration
from conventions.model.french import pluriel


class TraitStatut(Flag):
    """What is true of every convention of a status, whatever its words."""

    VIDE = auto()
    """Nobody has filled in anything."""
    EN_COURS = auto()
    """Some have signed: those that have not are named."""
    SIGNEE = auto()
    """All have signed."""
    SANS_DATES = auto()
    """When they did is not known."""
    FORCE = auto()
    """It binds."""
    TERMINEE = auto()
    """It is over."""


_AUCUN = TraitStatut(0)
_EN_FORCE = TraitStatut.SIGNEE | TraitStatut.FORCE


class Statut(Enumeration):
    """The legal status: slug, words, plain sentence, traits. What applies comes first, then what is coming, then what is over.

    The sentence may tell {depuis}, the entry into force; {manquantes}, whose signature is missing; {fin}, the end.
    """

    EN_VIGUEUR = "en-vigueur", "En vigueur", "Elle s’applique{depuis}.", _EN_FORCE
    DENONCIATION_RECUE = (
        "denonciation-recue",
        "En vigueur, dénonciation reçue",
        "Elle s’applique{depuis}. Mais un des signataires a annoncé qu’il veut la quitter.",
        _EN_FORCE,
    )
    SIGNEE = (
        "signee",
        "Signée, dates inconnues",
        "Elle est signée, mais ce site ne connaît pas ses dates.",
        TraitStatut.SIGNEE | TraitStatut.SANS_DATES,
    )
    EN_COURS_DE_SIGNATURE = (
        "en-cours-de-signature",
        "En cours de signature",
        "Elle ne s’applique pas encore\u00a0: il manque la signature {manquantes}.",
        TraitStatut.EN_COURS,
    )
    PRETE_A_SIGNER = "prete-a-signer", "Prête à signer", "Son texte est prêt. Personne ne l’a encore signé."
    EN_PREPARATION = "en-preparation", "En préparation", "Son texte n’est pas fini. Rien n’est signé."
    NON_COMMENCEE = "non-commencee", "Non commencée", "Rien n’est encore publié.", TraitStatut.VIDE
    TERMINEE = (
        "terminee",
        "Terminée",
        "Elle ne s’applique plus{fin}.",
        TraitStatut.SIGNEE | TraitStatut.TERMINEE,
    )

    def __init__(self, _slug: str, libelle: str, phrase: str, traits: TraitStatut = _AUCUN) -> None:
        self.libelle = libelle
        self.phrase = phrase
        self.vide = TraitStatut.VIDE in traits
        self.en_cours = TraitStatut.EN_COURS in traits
        self.signee = TraitStatut.SIGNEE in traits
        self.sans_dates = TraitStatut.SANS_DATES in traits
        self.force = TraitStatut.FORCE in traits
        self.terminee = TraitStatut.TERMINEE in traits

    @property
    def marque(self) -> str:
        """The class of its mark: a shape and a colour of the style sheet."""
        return f"statut-{self.slug}"


class StatutTexte(Enumeration):
    """The status of the text: slug, and words that may tell {blancs}, how many are left."""

    TEXTE_PROPRE = "texte-propre", "propre"
    NON_TRANSCRITE = "non-transcrite", "non transcrit"
    PARTIELLEMENT_TRANSCRITE = "partiellement-transcrite", "partiellement transcrit"
    COMPLETE = "complete", "complet"
    A_COMPLETER = "a-completer", "à compléter ({blancs})"

    def __init__(self, _slug: str, mots: str) -> None:
        self._mots = mots

    def libelle(self, blancs: int) -> str:
        """« à compléter (3 blancs) »: what the text is."""
        return self._mots.format(blancs=pluriel(blancs, "blanc"))
