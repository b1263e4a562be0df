"""Where a convention stands: its legal status, and the status of its text on the site.

A status is defined here and nowhere else. To add one: a member here; its mark in `statuts.css` and its tile in `carte.css`; in
`compose/situation.py`, the line that says when it applies.
"""

from __future__ import annotations

from enum import Flag, auto

from conventions.model.enumeration import Enumeration
from conventions.model.french import pluriel


class TraitStatut(Flag):
    """What is true of every convention of a status, whatever its words. Who has signed is none of it: that is a fact of its own."""

    VIDE = auto()
    """Nobody has filled in anything."""
    EN_COURS = auto()
    """Some have signed: those that have not are named."""
    FORCE = auto()
    """It binds."""
    CLOSE = auto()
    """Its time is over, be it that it was in force or never was."""


_AUCUN = TraitStatut(0)


class Statut(Enumeration):
    """The legal status: slug, words, plain sentence, traits. What applies comes first, then what is coming, then what is over.

    The words and the sentence may tell {entree}, the entry into force; {depuis}, since when it applies; {manquantes}, whose
    signature is missing; {fin}, the end; {raison}, why it never was in force.
    """

    EN_VIGUEUR = "en-vigueur", "En vigueur", "Elle s’applique{depuis}.", TraitStatut.FORCE
    DENONCIATION_RECUE = (
        "denonciation-recue",
        "En vigueur, dénonciation reçue",
        "Elle s’applique{depuis}. Mais un des signataires a annoncé qu’il veut la quitter.",
        TraitStatut.FORCE,
    )
    SIGNEE_A_VENIR = (
        "signee-a-venir",
        "Signée, entrée en vigueur à venir",
        "Elle ne s’applique pas encore. Elle s’appliquera à partir du {entree}.",
        _AUCUN,
        "Signée, entrée en vigueur le {entree}",
    )
    SIGNEE = (
        "signee",
        "Signée, dates inconnues",
        "Elle est signée, mais ce site ne connaît pas la date de son entrée en vigueur.",
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
    JAMAIS_EN_VIGUEUR = (
        "jamais-en-vigueur",
        "Jamais entrée en vigueur",
        "Elle n’est jamais entrée en vigueur\u00a0: {raison}.",
        TraitStatut.CLOSE,
    )
    TERMINEE = "terminee", "Terminée", "Elle ne s’applique plus{fin}.", TraitStatut.CLOSE

    def __init__(
        self, _slug: str, libelle: str, phrase: str, traits: TraitStatut = _AUCUN, libelle_date: str = ""
    ) -> None:
        self.libelle = libelle
        self.phrase = phrase
        self.vide = TraitStatut.VIDE in traits
        self.en_cours = TraitStatut.EN_COURS in traits
        self.force = TraitStatut.FORCE in traits
        self.close = TraitStatut.CLOSE in traits
        self._libelle_date = libelle_date or libelle

    def libelle_de(self, entree: str) -> str:
        """The words for one convention, whose entry into force is known."""
        return self._libelle_date.format(entree=entree)

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
