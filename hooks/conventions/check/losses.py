"""Against the published version: what it told and no longer tells, where the contract itself has not changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from conventions.check.published import changed_texts, corrected, orders, signed_roots
from conventions.check.rule import Examination, Finding, rule
from conventions.compose.parties import nom_partie
from conventions.model.convention import Convention
from conventions.model.dossier import Dossier, parties_attendues
from conventions.model.french import abrege, date_longue, liste
from conventions.model.noms import du
from conventions.source.reader import Path, Value

_ROOTS: tuple[Path, ...] = (
    ("fin",),
    ("rectifications",),
    ("document_signe",),
    ("publication",),
    *(("suivi", name) for name in ("reunions", "feuilles_de_route", "bilans", "indicateurs")),
)
"""Not the members: their names go when they ask."""
_EXPECTED = "le remettre, ou dire pourquoi dans la proposition"
_NAMES = ("le", "reference", "url")
"""By what an entry of a list is known again, the first that it gives."""
Days = tuple[date, ...]


@rule(
    "perte",
    "Ce qui était publié et disparaît",
    "Le site publiait une signature, une partie, une réunion, une lettre, et ne les montrerait plus. Si c’est un oubli, remettez ce qui manque. Si c’était une erreur, dites-le dans la proposition.",
    avertit=True,
)
def losses(examination: Examination) -> Iterator[Finding]:
    """What was published and is lost or put back, where it is not told as a change of the contract."""
    before = examination.avant
    if before is None:
        return
    signed = [] if corrected(examination, before) else signed_roots(before)
    told = [root for root in signed if examination.valeur(root) is not None]
    for root, cle, was, now in _signatures(examination, before):
        if root not in told:
            place = (*root, "signataires" if root == ("convention",) else "signatures", cle)
            yield Finding(place, _signature_lost(examination, root, cle, was, now), cle=True)
    for root in signed_roots(before):
        if root not in told:
            for chemin, words in orders(examination, before, root):
                yield Finding(chemin, f"{words} ; {_EXPECTED}", cle=True)
    if ("convention",) not in signed:
        yield from _contract_lost(examination, before)
    for place in (*_ROOTS, *(("avenants", str(a.numero), "document_signe") for a in before.dossier.avenants)):
        for chemin, words in _lost(before.valeur(place), examination.valeur(place), place):
            message = f"{'.'.join(map(str, chemin))} : « {abrege(words, 50)} » était publié, et disparaît"
            yield Finding(chemin, f"{message} ; {_EXPECTED}", cle=True)


def _contract_lost(examination: Examination, before: Examination) -> Iterator[Finding]:
    """Of a contract that may still change, the parts and the parties that are no longer there at all, and the text."""
    for key, part in before.entries("convention").items():
        now = examination.valeur(("convention", key))
        gone: list[Path] = [("convention", key)] if part and not now else []
        if key == "signataires" and isinstance(part, dict) and isinstance(now, dict):
            gone = [("convention", key, cle) for cle in part if cle not in now]
        for place in gone:
            name = ".".join(map(str, place))
            yield Finding(place, f"« {name} » était publié, et disparaît ; {_EXPECTED}", cle=True)
    for _, chemin, hidden in changed_texts(examination, before):
        if hidden and chemin == ("texte",):
            message = "le texte publié ne serait plus montré : « texte: document » le remplace"
            yield Finding(chemin, f"{message} ; {_EXPECTED}")


def _signatures(examination: Examination, before: Examination) -> Iterator[tuple[Path, str, Days, Days]]:
    """Each party whose published signatures are no longer there: of what, whose, which days, and which now."""
    now = dict(_days(examination.dossier))
    for root, parties in _days(before.dossier):
        left = now.get(root, {})
        for cle, days in parties.items():
            if set(days) - set(left.get(cle, ())) or len(days) > len(left.get(cle, ())):
                yield root, cle, days, left.get(cle, ())


def _days(dossier: Dossier) -> Iterator[tuple[Path, Mapping[str, Days]]]:
    """Of the convention, then of each amendment, the days on which people signed for each party."""
    original = dossier.origine
    yield ("convention",), {cle: _days_of(original, cle) for cle in parties_attendues(dossier.departement, original)}
    for avenant in dossier.avenants:
        signed = {cle: tuple(p.signe_le for p in who if p.signe_le) for cle, who in avenant.signataires.items()}
        yield ("avenants", str(avenant.numero)), signed


def _days_of(convention: Convention, cle: str) -> Days:
    partie = convention.partie(cle)
    people = partie.representants if partie else ()
    return tuple(d for d in map(convention.signe_le, people) if d)


def _signature_lost(examination: Examination, root: Path, cle: str, was: Days, now: Days) -> str:
    dossier = examination.dossier
    known = dossier.origine.partie(cle) or next((v.convention.partie(cle) for v in dossier.versions[1:]), None)
    who = du(nom_partie(dossier.departement, cle, known))
    act = f"avenant n°\u00a0{root[1]} : " if root[0] == "avenants" else ""
    days = liste(map(date_longue, dict.fromkeys(was)))
    left = f"devient celle du {liste(map(date_longue, dict.fromkeys(now)))}" if now else "disparaît"
    return (
        f"{act}la signature {who} ({days}) était publiée, et {left} ; la remettre, ou dire pourquoi dans la proposition"
    )


def _lost(old: Value, new: Value, place: Path) -> Iterator[tuple[Path, str]]:
    """Each entry that is no longer there, by its place, with its first words; documents have a rule of their own."""
    if isinstance(old, dict):
        there = new if isinstance(new, dict) else {}
        for key, below in old.items():
            yield from _lost(below, there.get(key), (*place, key)) if there.get(key) else _gone(below, (*place, key))
    elif isinstance(old, list):
        kept = {_name(item) for item in (new if isinstance(new, list) else ())}
        for rank, item in enumerate(old):
            if _name(item) not in kept:
                yield from _gone(item, (*place, rank))


def _gone(value: Value, place: Path) -> Iterator[tuple[Path, str]]:
    words = _first(value)
    if words and not words.startswith("pieces/"):
        yield place, words


def _first(value: Value) -> str:
    """The first text under a value."""
    if isinstance(value, dict | list):
        items = value.values() if isinstance(value, dict) else value
        return next((words for words in map(_first, items) if words), "")
    return value or ""


def _name(item: Value) -> str:
    named = item if isinstance(item, dict) else {}
    return next((str(named[key]) for key in _NAMES if named.get(key)), _first(item))


REGLES = (losses,)
