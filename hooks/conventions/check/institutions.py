"""What several files say of the institutions they share (a court of appeal, a CMSA) → warnings where it differs, in each of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from conventions.check.rule import Examination, Rule
from conventions.model.convention import Partie
from conventions.model.french import slug
from conventions.model.problem import Problem
from conventions.model.reference import Departement, Reference

RULE = Rule(
    "institution-partagee",
    "Une institution décrite de deux façons",
    "Une même cour d’appel, ou une même caisse de MSA, signe dans plusieurs départements. Deux fichiers lui donnent un autre nom, une autre adresse, ou écrivent autrement le nom d’une même personne : l’un des deux se trompe peut-être. Le message dit ce qu’écrit l’autre.",
    avertit=True,
)
_PROCHE = 0.85
"""From this share of common letters on, two names are taken for two spellings of one."""
_PERSONNE = "personne"
_CHAMPS = {
    "nom": "le nom de la même institution ({})",
    "adresse": "l’adresse de la même institution ({})",
    _PERSONNE: "une personne de la même institution ({}), la même semble-t-il",
}


@dataclass(frozen=True, slots=True)
class Fait:
    """One thing that a file says of a shared institution, and where: its `nom`, its `adresse`, or a `personne` who signs for it."""

    institution: str
    champ: str
    valeur: str
    line: int
    column: int


def partners(names: Collection[str], reference: Reference) -> set[str]:
    """The files of the départements whose court or MSA signs in one of those that have these files."""
    every = reference.departements.values()
    shared = {one for d in every if f"{d.slug}.yml" in names for one in (d.cour, d.msa) if one}
    return {f"{d.slug}.yml" for d in every if shared & {d.cour, d.msa}}


def shared_facts(examination: Examination) -> tuple[Fait, ...]:
    """What this file says of the institutions that others may name too. An archive says nothing of today's."""
    if "/archives/" in examination.document.path:
        return ()
    return tuple(_facts(examination))


def _facts(examination: Examination) -> Iterator[Fait]:
    for partie in examination.dossier.origine.signataires:
        name = _shared(examination.dossier.departement, partie)
        place = ("convention", "signataires", partie.cle)
        for champ, valeur in (("nom", partie.nom), ("adresse", partie.adresse)) if name else ():
            if valeur:
                yield Fait(name, champ, valeur, *examination.document.position((*place, champ)))
        for person in partie.representants if name else ():
            if person.nom and person.prenom:
                where = examination.document.position((*place, "representants", person.rang, "nom"))
                yield Fait(name, _PERSONNE, f"{person.prenom} {person.nom}", *where)


def _shared(departement: Departement, partie: Partie) -> str:
    """The institution, by a name of its own; empty for one of a single département."""
    if partie.cle == "cour":
        return departement.cour.libelle
    return departement.msa.nom if partie.cle == "msa" and departement.msa else ""


def disagreements(told: Sequence[tuple[str, tuple[Fait, ...]]]) -> Iterator[Problem]:
    """A warning on each fact that another file says otherwise, which cites the first of them; `told` gives facts by path."""
    groups: dict[tuple[str, str], list[tuple[str, Fait]]] = {}
    for path, facts in told:
        for fact in facts:
            groups.setdefault((fact.institution, fact.champ), []).append((path, fact))
    for group in groups.values():
        for path, fact in group:
            others = (other for other in group if other[0] != path and _differ(fact, other[1]))
            if other := next(others, None):
                yield _told(path, fact, other)


def _differ(one: Fait, other: Fait) -> bool:
    if one.valeur == other.valeur:
        return False
    left, right = slug(one.valeur), slug(other.valeur)
    if one.champ != _PERSONNE:
        return left != right
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    return matcher.quick_ratio() >= _PROCHE and matcher.ratio() >= _PROCHE


def _told(path: str, fact: Fait, other: tuple[str, Fait]) -> Problem:
    there, said = other
    what = _CHAMPS[fact.champ].format(fact.institution)
    message = f"« {fact.valeur} » ; le fichier {there.rpartition('/')[2]} (ligne {said.line}) écrit « {said.valeur} » pour {what} : garder dans les deux ce qui est juste"
    return Problem(path, fact.line, fact.column, message, RULE.id, "avertissement")
