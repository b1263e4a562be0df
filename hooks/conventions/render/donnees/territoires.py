"""The départements, their institutions and the services that receive families, as tables."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.compose.view import Fiche, View
from conventions.model.dossier import Registry
from conventions.render.donnees.conventions import existe
from conventions.render.donnees.institutions import institutions_de
from conventions.render.donnees.table import (
    Colonne,
    Ligne,
    TableDeFiche,
    TableNationale,
    Type,
    cle,
    ident_convention,
    ou_rien,
)
from conventions.render.elements import url_fiche


def _departement(_: View, fiche: Fiche) -> Iterator[Ligne]:
    d, s, sdsf = fiche.dossier.departement, fiche.situation, fiche.dossier.suivi.sdsf
    known = {key: ident for key, (ident, _) in institutions_de(d).items()}
    yield {
        "code": d.code,
        "nom": d.nom,
        "chef_lieu": d.chef_lieu,
        "region_code": d.region.code,
        "region": d.region.nom,
        "cour_appel": known["cour"],
        "caf": known["caf"],
        "msa": known.get("msa"),
        "msa_absente": ou_rien(d.msa_absente),
        "service_etat": known["service"],
        "collectivites": tuple(ident for key, ident in known.items() if key.startswith("collectivite")),
        "statut": s.statut.slug,
        "statut_en_mots": s.libelle,
        "convention": ident_convention(fiche) if existe(fiche) else None,
        "convention_partagee": fiche.partagee,
        "porteur": fiche.porteur.code,
        "page": url_fiche(d),
        "sdsf_titre": ou_rien(sdsf.titre) if sdsf else None,
        "sdsf_page": ou_rien(sdsf.url) if sdsf else None,
    }


def _institutions(registry: Registry) -> Iterator[Ligne]:
    found: dict[str, tuple[str, str, list[str]]] = {}
    for d in registry.reference.departements.values():
        for key, (ident, nom) in institutions_de(d).items():
            found.setdefault(ident, (key.partition("-")[0], nom, []))[2].append(d.code)
    for ident, (nature, nom, codes) in found.items():
        yield {"id": ident, "nature": nature, "nom": nom, "departements": tuple(codes)}


def _services(_: View, fiche: Fiche) -> Iterator[Ligne]:
    code = fiche.dossier.code
    for service in fiche.dossier.suivi.services:
        yield {
            "id": f"{code}/{service.id}",
            "departement": code,
            "cle": service.id,
            "nature": service.nature.slug if service.nature else None,
            "nom": ou_rien(service.nom),
            "commune": ou_rien(service.commune),
            "adresse": ou_rien(service.adresse),
            "telephone": ou_rien(service.telephone),
            "courriel": ou_rien(service.courriel),
            "page": ou_rien(service.page),
        }


DEPARTEMENTS = TableDeFiche(
    "departements",
    "Départements",
    "Une ligne par département, qu’il ait ou non une convention.",
    (
        Colonne("code", "Le code officiel : 01 à 95, 2A, 2B, 971 à 974, 976.", requis=True),
        Colonne("nom", "Le nom.", requis=True),
        Colonne("chef_lieu", "Le chef-lieu.", requis=True),
        Colonne("region_code", "Le code de la région.", requis=True),
        Colonne("region", "Le nom de la région.", requis=True),
        Colonne("cour_appel", "La cour d’appel.", requis=True, vers="institutions"),
        Colonne("caf", "La caisse d’allocations familiales.", requis=True, vers="institutions"),
        Colonne("msa", "La caisse de MSA ; vide outre-mer, où aucune ne peut signer.", vers="institutions"),
        Colonne("msa_absente", "Pourquoi il n’y a pas de caisse de MSA."),
        Colonne("service_etat", "Le service de l’État chargé des solidarités.", requis=True, vers="institutions"),
        Colonne(
            "collectivites",
            "Le conseil départemental, ou les collectivités qui en tiennent lieu.",
            Type.LISTE,
            vers="institutions",
        ),
        Colonne("statut", "Où en est la convention.", requis=True, code="statut"),
        Colonne("statut_en_mots", "Le même, avec ce qui le précise.", requis=True),
        Colonne("convention", "La convention d’aujourd’hui ; vide tant que rien n’est transmis.", vers="conventions"),
        Colonne(
            "convention_partagee",
            "Oui si cette convention est dans le fichier d’un autre département, avec lequel elle est partagée.",
            Type.BOOLEEN,
            requis=True,
        ),
        Colonne(
            "porteur",
            "Le département dont le fichier contient la convention ; lui-même le plus souvent.",
            requis=True,
            vers="departements",
        ),
        Colonne("page", "L’adresse de la fiche.", requis=True),
        Colonne("sdsf_titre", "Le titre de son schéma des services aux familles."),
        Colonne("sdsf_page", "Où ce schéma se lit."),
    ),
    _departement,
)
INSTITUTIONS = TableNationale(
    "institutions",
    "Institutions",
    "Une ligne par institution de référence : cour d’appel, Caf, caisse de MSA, service de l’État, collectivité.",
    (
        cle("L’identifiant de l’institution, comme « cour-lyon » ou « caf-69 »."),
        Colonne("nature", "Ce qu’elle est.", requis=True, code="institution"),
        Colonne("nom", "Son nom.", requis=True),
        Colonne("departements", "Les départements où elle intervient.", Type.LISTE, vers="departements"),
    ),
    _institutions,
)
SERVICES = TableDeFiche(
    "services",
    "Où s’adresser",
    "Une ligne par service qui reçoit les familles, tel que le département l’a transmis.",
    (
        cle("Le département et l’identifiant du service."),
        Colonne("departement", "Le département.", requis=True, vers="departements"),
        Colonne("cle", "L’identifiant que le département lui a donné.", requis=True),
        Colonne("nature", "Ce qu’il fait.", code="service"),
        Colonne("nom", "Son nom."),
        Colonne("commune", "Sa commune."),
        Colonne("adresse", "Son adresse."),
        Colonne("telephone", "Son téléphone."),
        Colonne("courriel", "Son courriel."),
        Colonne("page", "Sa page sur l’internet."),
    ),
    _services,
)
