"""Whose institution, and whose function: the parties against the reference data of the territory."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from conventions.check.communes import other_town
from conventions.check.parties import toutes
from conventions.check.rule import Examination, Finding, rule
from conventions.model.french import slug
from conventions.model.reference import Departement, Reference
from conventions.source.suggestions import nearest

_PLAIN = frozenset(
    """caisse mutualite sociale agricole msa cmsa caf allocations familiales cour appel departement departemental conseil la le
    les l d de du des""".split()  # noqa: SIM905 — a list to be read and added to
)
_LIKE = 0.8


@rule(
    "institution-d-ailleurs",
    "Une institution d’un autre territoire",
    "Le nom est celui de la cour d’appel, de la Caf, de la caisse de MSA ou de la collectivité d’un autre département. Le message donne la bonne. Le site la connaît : le plus simple est d’effacer « nom ».",
)
def institution_of_elsewhere(examination: Examination) -> Iterator[Finding]:
    """A court, fund or authority of another territory, with the right one."""
    here = examination.dossier.departement
    for chemin, partie in toutes(examination):
        right, written = _institutions(here, partie.nature), _core(partie.nom)
        if not partie.nom or not right or written in _own(examination, partie.nature):
            continue
        if other := _owner(examination.registry.reference, here, partie.nature, written):
            what = f"« {partie.nom} » est celle d’un autre territoire ({other.nom})"
            yield Finding((*chemin, "nom"), f"{what} ; {here.dans} : écrire « {right[0]} »")


@rule(
    "institution-inconnue",
    "Une institution que la référence ne connaît pas",
    "Aucune cour d’appel, aucune caisse de MSA de la liste nationale ne porte ce nom. Le message donne celle du département. Si la caisse a changé de nom depuis, gardez le nom écrit.",
    avertit=True,
)
def unknown_institution(examination: Examination) -> Iterator[Finding]:
    """A court or a fund that is nobody's."""
    here = examination.dossier.departement
    for chemin, partie in toutes(examination):
        right, written = _institutions(here, partie.nature), _core(partie.nom)
        if partie.nature not in {"cour", "msa"} or not partie.nom or written in _own(examination, partie.nature):
            continue
        if right and written not in _cores(examination.registry.reference, partie.nature):
            yield Finding(
                (*chemin, "nom"),
                f"« {partie.nom} » n’est pas dans la liste nationale ; {here.dans} : écrire « {right[0]} »",
            )


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


def _own(examination: Examination, nature: str) -> set[str]:
    """What distinguishes the institutions of that kind of the départements whose convention it is."""
    return {_core(name) for d in examination.departements() for name in _institutions(d, nature)}


def _cores(reference: Reference, nature: str) -> Mapping[str, Departement]:
    """What distinguishes each institution of that kind, and a département that has it."""
    return {_core(name): d for d in reference.departements.values() for name in _institutions(d, nature)}


def _owner(reference: Reference, here: Departement, nature: str, core: str) -> Departement | None:
    """The département, other than this one, whose institution it is."""
    others = (d for d in reference.departements.values() if d.code != here.code)
    return next((d for d in others if core in {_core(name) for name in _institutions(d, nature)}), None)


def _core(name: str) -> str:
    """What distinguishes the name, without the words that say its kind."""
    return "-".join(w for w in slug(name).split("-") if w not in _PLAIN)


@rule(
    "titre-d-ailleurs",
    "La fonction d’un autre département",
    "La fonction de la personne nomme un autre département, une autre région, une autre cour ou une autre commune que ceux du fichier. Le message donne les bons. Vérifiez qu’elle n’est pas restée d’un modèle recopié.",
    avertit=True,
)
def title_of_elsewhere(examination: Examination) -> Iterator[Finding]:
    """A function of another territory is most often a copied file."""
    for chemin, partie in toutes(examination):
        for person in partie.representants:
            for part in re.split(r",| et (?=pr[ée]f)|;", person.titre):
                if fault := other_town(partie, part.strip()) or _wrong_title(examination, partie.nature, part.strip()):
                    yield Finding((*chemin, "representants", person.rang, "titre"), fault)


def _wrong_title(examination: Examination, nature: str, title: str) -> str:
    """What is wrong with one function among those that a title says."""
    plain = slug(title)
    if nature == "prefet" and (found := _REGION.fullmatch(plain)):
        return _wrong_region(examination, title, found[1])
    if nature == "cour" and (found := _COUR.search(plain)):
        return _wrong_court(examination, title, found[1])
    pattern = _DEPARTEMENTAUX.get(nature)
    found = re.search(pattern, plain) if pattern else None
    return _wrong_departement(examination, title, found[1]) if found else ""


def _wrong_region(examination: Examination, title: str, written: str) -> str:
    here, regions = examination.dossier.departement, examination.registry.reference.regions
    names = {_name(slug(r.nom)): r for r in regions}
    known = _name(written) in {_name(slug(d.region.nom)) for d in examination.departements()}
    right = (
        "" if known or not nearest(_name(written), list(names), _LIKE) else _instead(title, written, here.region.nom)
    )
    return f"« {title} » nomme une autre région que celle {here.de} : écrire « {right} »" if right else ""


def _wrong_court(examination: Examination, title: str, written: str) -> str:
    here, core = examination.dossier.departement, _core(written)
    wrong = core not in _own(examination, "cour") and core in _cores(examination.registry.reference, "cour")
    right = _instead(title, written, here.cour.de) if wrong else ""
    return f"« {title} » nomme une autre cour que celle {here.de} : écrire « {right} »" if right else ""


_REGION = re.compile(r".*\bpref(?:et|ete)-de-la-region-(.+)")
_COUR = re.compile(r"\bcour-d-appel-(.+)$")
_DEPARTEMENTAUX = {
    "prefet": r"\bpref(?:et|ete)-((?:de|du|des|d)-(?!la-(?:region|zone)\b|police\b|region\b).+)$",
    "caf": r"\b(?:caf|allocations-familiales)-((?:de|du|des|d)-.+)$",
    "collectivite": r"\b(?:conseil-departemental|departement)-((?:de|du|des|d)-.+)$",
}
"""By nature, what in a function precedes the name of the département."""


def _wrong_departement(examination: Examination, title: str, written: str) -> str:
    """`written` is what follows the function: « de-l-isere »."""
    here, own = examination.dossier.departement, examination.departements()
    if any(_name(written) == _name(slug(d.de)) for d in own):
        return ""
    others = {_name(slug(d.de)): d for d in examination.registry.reference.departements.values()}
    close = others.get(_name(written)) or others.get(nearest(_name(written), list(others), _LIKE))
    if close is None:
        return ""
    words = _instead(title, written, here.de)
    if close in own or not words:
        return f"« {title} » ne nomme pas bien le département : écrire « {words} »" if words else ""
    return f"« {title} » nomme un autre département ({close.nom}) que {here.nom} : écrire « {words} »"


def _name(words: str) -> str:
    """The name of a département without what links it: « de-l-isere » → « isere »."""
    return re.sub(r"^(?:(?:de-la|de-l|du|des|de|d)-)?(?:la-|le-|les-|l-)?", "", words)


def _instead(title: str, written: str, right: str) -> str:
    """The title with its last words, given as a slug, replaced; empty if they cannot be told from the others."""
    for start in range(len(title)):
        if slug(title[start:]) == written and title[start].isalnum() and not title[start - 1 : start].isalnum():
            return f"{title[:start]}{right}"
    return ""


REGLES = (institution_of_elsewhere, unknown_institution, title_of_elsewhere)
