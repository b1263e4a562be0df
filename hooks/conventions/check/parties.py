"""The parties against the reference data: who can sign here, under which key, and whose institution it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from conventions.check.rule import Examination, Finding, rule
from conventions.model.convention import Partie
from conventions.model.french import slug
from conventions.model.ids import nature
from conventions.model.reference import Departement
from conventions.source.reader import Path
from conventions.source.suggestions import nearest

_ROOT = ("convention", "signataires")


def _all(examination: Examination) -> Iterator[tuple[Path, Partie]]:
    for place, texte in examination.textes():
        for partie in texte.signataires:
            yield (*place, "signataires", partie.cle), partie


@rule(
    "msa-absente",
    "Un département sans caisse de MSA",
    "En Guadeloupe, en Martinique, en Guyane et à La Réunion, il n’y a pas de caisse de mutualité sociale agricole : la clause est sans objet, et rien n’est à écrire.",
)
def no_msa_here(examination: Examination) -> Iterator[Finding]:
    """A CMSA cannot sign where the law has none."""
    for chemin, partie in _all(examination):
        if partie.nature == "msa" and examination.dossier.departement.msa_absente:
            yield Finding(
                chemin,
                f"aucune caisse de MSA ne peut signer ici ({examination.dossier.departement.msa_absente}) : supprimer cette partie",
                cle=True,
            )


@rule(
    "collectivite",
    "La collectivité qui signe",
    "Là où la collectivité n’est pas un simple département, ou là où il y en a deux, la clé est fixée : le message la donne.",
)
def right_collectivity(examination: Examination) -> Iterator[Finding]:
    """Where two authorities share the territory, each has its own key."""
    expected = [c for c in examination.dossier.departement.parties if c.startswith("collectivite-")]
    for chemin, partie in _all(examination):
        if partie.nature == "collectivite" and expected and partie.cle not in expected:
            yield Finding(
                chemin,
                f"« {partie.cle} » ne dit pas laquelle ; clés de ce département : {', '.join(expected)}",
                cle=True,
            )


@rule(
    "presente-et-absente",
    "Une partie présente et absente",
    "La même partie est sous « signataires » et sous « sans ». Gardez-la à un seul endroit.",
)
def present_and_absent(examination: Examination) -> Iterator[Finding]:
    """A party that signs is not declared absent."""
    for place, texte in examination.textes():
        for cle in texte.sans:
            if texte.partie(cle):
                yield Finding(
                    (*place, "sans", cle), f"« {cle} » est aussi parmi les signataires : garder l’un des deux", cle=True
                )


@rule(
    "sans-inutile",
    "Une absence qui va de soi",
    "« sans » ne sert qu’aux parties que la trame attend. Les communes, associations et autres signataires n’ont pas à y être.",
    avertit=True,
)
def useless_absence(examination: Examination) -> Iterator[Finding]:
    """`sans` names a party of the trame."""
    expected = examination.dossier.departement.parties
    natures = {nature(c) for c in expected}
    for cle in examination.dossier.origine.sans:
        if nature(cle) not in natures:
            yield Finding(
                ("convention", "sans", cle),
                f"« {cle} » n’est pas attendue ici ; parties attendues : {', '.join(expected)}",
                cle=True,
            )


@rule(
    "institution-d-ailleurs",
    "Une institution d’un autre territoire",
    "Le nom est celui de la cour d’appel, de la Caf, de la caisse de MSA ou de la collectivité d’un autre département. Le message donne la bonne. Le site la connaît : le plus simple est d’effacer « nom ».",
)
def institution_of_elsewhere(examination: Examination) -> Iterator[Finding]:
    """A court, fund or authority of another territory, with the right one."""
    here = examination.dossier.departement
    for chemin, partie in _all(examination):
        right = _institutions(here, partie.nature)
        if not partie.nom or not right or (partie.cle.count("-") and partie.nature == "caf"):
            continue
        written = _core(partie.nom)
        if written in {_core(name) for name in right}:
            continue
        for other in examination.registry.reference.departements.values():
            if other.code != here.code and written in {_core(name) for name in _institutions(other, partie.nature)}:
                message = (
                    f"« {partie.nom} » est celle d’un autre territoire ({other.nom}) ; {here.dans} : « {right[0]} »"
                )
                yield Finding((*chemin, "nom"), message)
                break


def _institutions(departement: Departement, nature: str) -> list[str]:
    """The names under which the institution of that kind is known there."""
    cour, msa = departement.cour, departement.msa
    names = {
        "cour": [cour.libelle, cour.nom],
        "caf": [departement.caf],
        "msa": [msa.nom] if msa else [],
        "collectivite": [
            departement.collectivite,
            *(d.nom for d in departement.denominations if d.cle.startswith("collectivite")),
        ],
    }
    return names.get(nature, [])


def _core(name: str) -> str:
    """What distinguishes the name, without the words that say its kind."""
    words = slug(name).split("-")
    plain = {
        "caisse",
        "mutualite",
        "sociale",
        "agricole",
        "msa",
        "cmsa",
        "caf",
        "allocations",
        "familiales",
        "cour",
        "appel",
        "departement",
        "departemental",
        "conseil",
        "la",
        "le",
        "les",
        "l",
        "d",
        "de",
        "du",
        "des",
    }
    return "-".join(w for w in words if w not in plain)


@rule(
    "titre-d-ailleurs",
    "La fonction d’un autre département",
    "La fonction de la personne nomme un autre département que celui du fichier. Vérifiez qu’elle n’est pas restée d’un modèle recopié.",
    avertit=True,
)
def title_of_elsewhere(examination: Examination) -> Iterator[Finding]:
    """A préfet of another département is most often a copied file."""
    here = examination.dossier.departement
    own = {slug(d.de) for d in examination.departements()}
    for chemin, partie in _all(examination):
        for person in partie.representants if partie.nature == "prefet" else ():
            found = re.search(r"\bpref(?:et|ete)-((?:de|du|des|d)-.+)$", slug(person.titre))
            if found is None or found[1] in own:
                continue
            others = examination.registry.reference.departements.values()
            if other := next((d for d in others if slug(d.de) == found[1]), None):
                message = f"« {person.titre} » nomme un autre département ({other.nom}) que {here.nom}"
                yield Finding((*chemin, "representants", person.rang, "titre"), message)


@rule(
    "commune-insee",
    "Le code Insee d’une commune",
    "Le code Insee commence par le code du département, et ne se met que pour une commune. Ce n’est pas le code postal.",
)
def commune_code(examination: Examination) -> Iterator[Finding]:
    """The commune is in the département."""
    codes = tuple(d.code for d in examination.departements())
    for chemin, partie in _all(examination):
        if partie.insee and partie.nature != "commune":
            yield Finding(
                (*chemin, "insee"),
                f"le code Insee ne se met que pour une commune, et « {partie.cle} » n’en est pas une",
            )
        elif partie.insee and not partie.insee.startswith(codes):
            yield Finding(
                (*chemin, "insee"),
                f"« {partie.insee} » n’est pas le code Insee d’une commune {examination.dossier.departement.de} ; attendu : un code qui commence par {' ou '.join(codes)}",
            )


@rule(
    "siren",
    "Le numéro Siren",
    "Les neuf chiffres ne forment pas un numéro Siren : le dernier est une clé de contrôle. Vérifiez-les sur l’avis de situation de l’organisme.",
)
def siren_key(examination: Examination) -> Iterator[Finding]:
    """The key of a SIREN (Luhn)."""
    for chemin, partie in _all(examination):
        digits = [int(c) for c in partie.siren]
        total = sum(d if rank % 2 == 0 else (2 * d) // 10 + (2 * d) % 10 for rank, d in enumerate(digits))
        if partie.siren and total % 10:
            yield Finding(
                (*chemin, "siren"),
                f"« {partie.siren} » n’est pas un numéro Siren : sa clé de contrôle est fausse, un chiffre est mal recopié",
            )


@rule(
    "partie-inconnue",
    "Une partie qui n’est pas signataire",
    "Le pilote d’une action, l’auteur d’une dénonciation ou le signataire d’un avenant est désigné par la clé qu’il a sous « signataires ». Le message donne les clés connues.",
)
def unknown_party(examination: Examination) -> Iterator[Finding]:
    """Whoever leads, denounces, pays or signs an amendment is a party."""
    known = examination.parties()
    for chemin, cle in _named(examination):
        if cle and cle not in known:
            close = nearest(cle, known)
            near = f" ; écrire « {close} »" if close else ""
            yield Finding(
                chemin,
                f"« {cle} » n’est pas une partie de cette convention{near} ; parties : {', '.join(known)}",
                cle=chemin[-1] == cle,
            )


def _named(examination: Examination) -> Iterator[tuple[Path, str]]:
    suivi = examination.dossier.suivi
    for place, texte in examination.textes():
        yield from (
            ((*place, "objectifs", str(a.objectif), "actions", a.id, "pilote"), a.pilote) for a in texte.actions
        )
    for avenant in examination.dossier.avenants:
        yield from ((("avenants", str(avenant.numero), "signatures", cle), cle) for cle in avenant.signatures)
    yield from ((("fin", f.id, "par"), f.par) for f in examination.dossier.fins)
    yield from ((("suivi", "indicateurs", i.id, "par"), i.par) for i in suivi.indicateurs)
    for feuille in suivi.feuilles_de_route:
        place = ("suivi", "feuilles_de_route", str(feuille.numero), "actions")
        yield from (((*place, a.id, "pilote"), a.pilote) for a in feuille.actions)


REGLES = (
    no_msa_here,
    right_collectivity,
    present_and_absent,
    useless_absence,
    institution_of_elsewhere,
    title_of_elsewhere,
    commune_code,
    siren_key,
    unknown_party,
)
