"""What `mkdocs.yml` sets under `extra.conventions`: the menus, and what the ministry says of itself."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Lien:
    """An entry of a menu; `sous` is the start of the addresses that light it, where that is not `url`."""

    titre: str = ""
    url: str = ""
    sous: str = ""


@dataclass(frozen=True, slots=True)
class Editeur:
    """Who publishes the site (law of 21 June 2004, article 1-1)."""

    nom: str = ""
    adresse: str = ""
    telephone: str = ""
    directeur_publication: str = ""


@dataclass(frozen=True, slots=True)
class Hebergeur:
    """Who hosts it."""

    nom: str = ""
    adresse: str = ""
    telephone: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """How to write to the ministry: an address of a service, or a form."""

    courriel: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Dpo:
    """The data protection officer."""

    nom: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class DonneesPersonnelles:
    """What the GDPR asks to be told."""

    base_legale: str = ""
    conservation: str = ""
    journaux: str = ""


@dataclass(frozen=True, slots=True)
class Accessibilite:
    """The declaration of accessibility."""

    etat: str = ""
    declaration_date: str = ""
    audit_date: str = ""
    audit_taux: str = ""
    audit_par: str = ""
    schema_pluriannuel: str = ""
    plan_annuel: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Depot:
    """Where the project's files are."""

    url: str = ""


@dataclass(frozen=True, slots=True)
class Ministere:
    """What the ministry fills in before it opens the site."""

    editeur: Editeur = Editeur()
    hebergeur: Hebergeur = Hebergeur()
    contact: Contact = Contact()
    dpo: Dpo = Dpo()
    donnees_personnelles: DonneesPersonnelles = DonneesPersonnelles()
    accessibilite: Accessibilite = Accessibilite()
    depot: Depot = Depot()


@dataclass(frozen=True, slots=True)
class Operateur:
    """The service beside the State's block: its logo is a file of docs/, whose words are said in `nom`."""

    nom: str = ""
    logo: str = ""


@dataclass(frozen=True, slots=True)
class Etat:
    """What the State's design system shows of the service (`mkdocs.dsfr.yml` alone)."""

    bloc_marque: tuple[str, ...] = ()
    operateur: Operateur = Operateur()
    liens: tuple[Lien, ...] = ()


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it."""

    sous_titre: str = ""
    menu: tuple[Lien, ...] = ()
    pied: tuple[Lien, ...] = ()
    reglages: Ministere = field(default_factory=Ministere)
    etat: Etat = Etat()
