"""Words that would be read twice: those of the trame around a blank, those that the site sets before a value, a person's title."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from conventions.check.parties import toutes
from conventions.check.rule import Examination, Finding, rule
from conventions.model.convention import Representant
from conventions.model.french import abrege, sans_accent
from conventions.model.noms import exerce
from conventions.model.trame import Trame
from conventions.source.reader import Path

_JETON = re.compile(r"\w+")
_COMPTES = frozenset("1 2 3 4 5 6 12 une deux trois quatre cinq six douze".split())  # noqa: SIM905 — read as words
_SUITE, _ENSUITE, _APRES_DEUX_POINTS = 3, 5, 6
"""Words of the trame in a row that no value repeats by chance: few in the middle of a sentence, more where a value may begin one."""
_LIEU = re.compile(r"(?:fait\s+)?(?:à|a)\s+(?=\w)", re.IGNORECASE)
_CIVILITE = re.compile(r"(?i:M\.|Mr\.?|Mmes?\.?|Mlle\.?|Monsieur|Madame|Mademoiselle)\s+(?=[^\W\d_a-zà-ÿ])")
_NUMERO = re.compile(r"objectif\s+(?:n°\s*)?\d+\s*:", re.IGNORECASE)
_CHEFS = (("premier président", "première présidente"), ("procureur général", "procureure générale"))


@rule(
    "mots-repetes",
    "Des mots qui paraîtraient deux fois",
    "Le site écrit la phrase de la trame, et votre valeur n’en est que la suite : « L’instance se réunit au moins une fois par an », puis « et à chaque rentrée ». De même, il écrit « Fait », « à » devant le lieu, « Objectif 5 : » devant l’intitulé, et le nombre d’exemplaires. Un nom s’écrit sans « Mme » ni « M. ».",
    avertit=True,
)
def words_told_twice(examination: Examination) -> Iterator[Finding]:
    """What stands around a value is not in it as well."""
    yield from _around_a_blank(examination)
    yield from _before_a_place(examination)
    yield from _titles_of_people(examination)
    yield from _originals(examination)
    yield from _numbers(examination)


def _around_a_blank(examination: Examination) -> Iterator[Finding]:
    trame = examination.dossier.modele
    for place, texte in examination.textes() if trame else ():
        for champ, before, after in _blanks(trame) if trame else ():
            chemin = (*place, *champ.split("."))
            value = examination.valeur(chemin)
            if isinstance(value, str) and not texte.texte and (twice := _twice(value, before, after)):
                message = f"le texte dit déjà « {twice} », et on le lirait deux fois : n’écrire que ce qui manque à « {_milieu(before, after)} »"
                yield Finding(chemin, message)


def _milieu(before: str, after: str) -> str:
    """The words of the trame on both sides of the blank."""
    start = f"…{before[-40:].partition(' ')[2]}" if len(before) > 80 else before
    return f"{start}… {abrege(after.strip(), 50)}".strip()


def _blanks(trame: Trame) -> Iterator[tuple[str, str, str]]:
    """Each blank that a text fills: its field, the words of the trame before it, and after it."""
    for clause in trame.clauses:
        for blanc in clause.blancs:
            if blanc.champ and blanc.forme == "texte":
                before, _, after = clause.texte.partition(blanc.place)
                yield blanc.champ, before, after


def _twice(value: str, before: str, after: str) -> str:
    """The words of the trame that this value begins with, or that it holds of what follows it; empty if there are none."""
    words, first = list(_JETON.finditer(value)), list(_JETON.finditer(before))
    size = _APRES_DEUX_POINTS if before.rstrip().endswith(":") else _SUITE
    if len(words) >= size and (at := _run(_plain(words[:size]), _plain(first))) is not None:
        shared = _shared(_plain(words), _plain(first[at:]))
        return before[first[at].start() : first[at + shared - 1].end()]
    following = list(_JETON.finditer(after))
    at = _run(_plain(following[:_ENSUITE]), _plain(words)) if len(following) >= _ENSUITE else None
    if at is None:
        return ""
    return after[following[0].start() : following[_shared(_plain(words[at:]), _plain(following)) - 1].end()]


def _plain(found: Sequence[re.Match[str]]) -> list[str]:
    """These words, whatever their accents, their case, and the number of times that they say."""
    words = [sans_accent(one[0]).lower() for one in found]
    return ["#" if word in _COMPTES else word for word in words]


def _run(some: list[str], among: list[str]) -> int | None:
    return next((at for at in range(len(among) - len(some) + 1) if among[at : at + len(some)] == some), None)


def _shared(one: list[str], other: list[str]) -> int:
    """How many words both begin with."""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _before_a_place(examination: Examination) -> Iterator[Finding]:
    """« Fait à à Chambéry »."""
    for chemin, value in examination.valeurs:
        place = chemin[-1] == "signe_a" or (chemin[-1] == "a" and {"fait", "signatures"} & set(chemin))
        if place and (found := _LIEU.match(value)):
            yield Finding(chemin, f"le site écrit déjà « à » devant le lieu ; écrire « {value[found.end() :]} »")


def _people(examination: Examination) -> Iterator[tuple[Path, Sequence[Representant]]]:
    for chemin, partie in toutes(examination):
        yield (*chemin, "representants"), partie.representants
    for avenant in examination.dossier.avenants:
        for cle, people in avenant.signataires.items():
            yield ("avenants", str(avenant.numero), "signatures", cle), people


def _titles_of_people(examination: Examination) -> Iterator[Finding]:
    """« Nadia Mme Petit », and two first presidents of one court."""
    for chemin, people in _people(examination):
        for person in people:
            own = (*chemin, person.rang, "nom") if examination.valeur((*chemin, person.rang)) else (*chemin, "nom")
            if found := _CIVILITE.match(person.nom):
                yield Finding(own, f"un nom s’écrit sans civilité ; écrire « {person.nom[found.end() :]} »")
        for words in _CHEFS:
            same = [p for p in people if any(exerce(p.titre, one) for one in words)]
            if "cour" in chemin and len(same) > 1:
                other = next(one[0] for one in _CHEFS if one is not words)
                message = f"« {same[1].titre} » : l’autre chef de cour a le même titre ; attendu pour l’un des deux : « {other} »"
                yield Finding((*chemin, same[1].rang, "titre"), message)


def _originals(examination: Examination) -> Iterator[Finding]:
    """« Fait en sept exemplaires », and the number of them under its own key."""
    for place, texte in examination.textes():
        own, count = texte.redaction_de("signatures"), examination.dossier.origine.exemplaires or texte.exemplaires
        if count is not None and own and own.operation == "remplace" and "exemplaire" in own.texte.lower():
            message = f"ces mots disent le nombre d’exemplaires, et « exemplaires: {count} » le dit aussi : on le lirait deux fois ; effacer l’un des deux"
            yield Finding((*place, "redaction", "signatures", "remplace"), message)


def _numbers(examination: Examination) -> Iterator[Finding]:
    """« Objectif 5 : Objectif 6 : les autres »: the same number is taken off by itself, another one is a doubt."""
    for place, texte in examination.textes():
        for objectif in texte.objectifs:
            if found := _NUMERO.match(objectif.intitule):
                bare = objectif.intitule[found.end() :].strip()
                message = f"le site écrit déjà « Objectif {objectif.numero} : » devant l’intitulé ; écrire « {bare} »"
                yield Finding((*place, "objectifs", str(objectif.numero), "intitule"), message)


REGLES = (words_told_twice,)
