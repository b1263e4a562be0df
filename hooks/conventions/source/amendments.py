"""The original contract + its amendments → the text of each date, and what each amendment does to it (article 6).

An amendment binds once it is signed by all the parties of that day and by those that it brings in. Its effect is that day, or the
one that it fixes, earlier or later. A party that has left by then need not sign; one that has only announced its departure must.
Where a party has left since without having signed it, it does not bind: nobody made it complete, a later act does not.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from conventions.model.actes import Avenant, Fin
from conventions.model.convention import Convention, Retrait
from conventions.model.dossier import Etape, Version, parties_attendues
from conventions.model.reference import Departement
from conventions.source import convention as parse

Raw = dict[str, Any]


def versions(
    departement: Departement, original: Raw, raw: Raw, avenants: Mapping[int, Avenant], fins: Iterable[Fin] = ()
) -> tuple[tuple[Version, ...], dict[int, Etape]]:
    """The text of each date, the original first, and the step of each amendment.

    The earliest effect comes first, whatever the numbers; amendments of one day make one text, in the order of their numbers.
    """
    fins = tuple(fins)
    signing = _signing(departement, original, raw, avenants, fins)
    effects = sorted((avenants[n].effet_le or day, n) for n, day in signing.jours.items())
    current, texts, steps = original, [Version(None, _read(original, fins))], dict[int, Etape]()
    for rank, (day, number) in enumerate(effects, 1):
        before = texts[-1].convention
        current = amend(current, raw[str(number)] or {}, avenants[number])
        after = _read(current, fins, tuple(n for _, n in effects[:rank]))
        steps[number] = Etape(number, day, signing.jours[number], before, after)
        merged = texts.pop().avenants if texts[-1].du == day else ()
        texts.append(Version(day, after, (*merged, number)))
    told = max((day for a in avenants.values() for day in _days(a)), default=date.min)
    for number in avenants.keys() - signing.jours.keys():
        last = texts[-1].convention
        draft = _read(amend(current, raw[str(number)] or {}, avenants[number]), fins, last.avenants)
        lacking = _lacking(departement, signing, avenants[number], told, fins)
        steps[number] = Etape(number, None, None, last, draft, *lacking)
    parties = {p.cle: p for step in steps.values() for text in (step.avant, step.apres) for p in text.signataires}
    return tuple(texts), {n: dataclasses.replace(step, ailleurs=parties) for n, step in steps.items()}


def _read(raw: Raw, fins: Iterable[Fin], avenants: tuple[int, ...] = ()) -> Convention:
    """The contract. It knows which amendments it holds, and its parties that an effective end of their own took them out."""
    convention = parse.convention(raw)
    gone = {
        f.par: Retrait(f.effet_le, f.motif or (f.cause.motif if f.cause else ""), "")
        for f in fins
        if f.portee == "partie" and f.effet_le
    }
    parties = tuple(dataclasses.replace(p, retiree=p.retiree or gone.get(p.cle)) for p in convention.signataires)
    return dataclasses.replace(convention, signataires=parties, avenants=avenants)


class _Signing(NamedTuple):
    """The day each amendment had its last signature; and the contract, with its parties, from each day that changed it."""

    jours: dict[int, date]
    textes: list[tuple[date, Convention]]

    def parties(self, day: date) -> Convention:
        """The contract of that day."""
        return next(text for since, text in reversed(self.textes) if since <= day)


def _signing(
    departement: Departement, original: Raw, raw: Raw, avenants: Mapping[int, Avenant], fins: tuple[Fin, ...]
) -> _Signing:
    """Day after day: an amendment is signed by the parties of that day, which those already in effect have made."""
    current, day, days, waiting = original, date.min, dict[int, date](), dict[int, date]()
    texts = [(day, _read(original, fins))]
    while due := [
        *((effect, 0, n) for n, effect in waiting.items()),
        *((d, 1, n) for d, n in _complete(departement, texts[-1][1], avenants, days, fins) if d >= day),
    ]:
        day, kind, number = min(due)
        if kind:
            days[number] = day
            waiting[number] = max(day, avenants[number].effet_le or day)
        if waiting[number] <= day:
            del waiting[number]
            current = amend(current, raw[str(number)] or {}, avenants[number])
            texts.append((day, _read(current, fins)))
    return _Signing(days, texts)


def _complete(
    departement: Departement,
    convention: Convention,
    avenants: Mapping[int, Avenant],
    known: Mapping[int, date],
    fins: tuple[Fin, ...],
) -> Iterator[tuple[date, int]]:
    """The amendments that the parties of this contract have all signed, and that take effect before the end of the whole."""
    ended = min((f.effet_le for f in fins if f.portee == "convention" and f.effet_le), default=date.max)
    for number, avenant in avenants.items():
        day = None if number in known else last_signature(departement, convention, avenant, fins)
        if day is not None and max(day, avenant.effet_le or day) < ended:
            yield day, number


def last_signature(
    departement: Departement, convention: Convention, avenant: Avenant, fins: Iterable[Fin] = ()
) -> date | None:
    """The day of its last signature, when all those it binds have signed; else None."""
    leaving = departures(convention, fins)
    bound = _bound(departement, convention, avenant)
    signed = avenant.signatures
    if attested := _attested(avenant):
        return max([attested, *(day for day in signed.values() if day)])
    staying = [signed.get(cle) for cle in bound if cle not in leaving]
    known = [day for day in staying if day is not None]
    if not known or len(known) < len(staying):
        return None
    last = max(known)
    for cle in sorted(leaving.keys() & bound, key=leaving.__getitem__):
        if leaving[cle] > last:
            day = signed.get(cle)
            if day is None:
                return None
            last = max(last, day)
    return last


def _attested(avenant: Avenant) -> date | None:
    """The day of its signed document, where that bears the signature of all the parties."""
    document = avenant.document_signe
    return document.le if document and document.tous_ont_signe else None


def _days(avenant: Avenant) -> Iterator[date]:
    """Every day on which it was signed, by a party or as its document says."""
    yield from (day for day in (*avenant.signatures.values(), _attested(avenant)) if day)


def departures(convention: Convention, fins: Iterable[Fin]) -> dict[str, date]:
    """Of each party that leaves by another act than an amendment, the day it is no longer bound."""
    gone = {p.cle: p.retiree.le or date.min for p in convention.signataires if p.retiree}
    return gone | {f.par: f.effet_le for f in fins if f.portee == "partie" and f.effet_le and f.par}


def _bound(departement: Departement, convention: Convention, avenant: Avenant) -> set[str]:
    return {*parties_attendues(departement, convention), *avenant.rejoignent}


def _lacking(
    departement: Departement, signing: _Signing, avenant: Avenant, told: date, fins: tuple[Fin, ...]
) -> tuple[tuple[str, ...], bool]:
    """Who still has to sign; else who had to and has left since, and that it is so."""
    own = max((d for d in avenant.signatures.values() if d), default=date.min)
    missing = _missing(departement, signing.parties(told), avenant, fins)
    gone = () if missing else _missing(departement, signing.parties(own), avenant, fins)
    return missing or gone, bool(gone)


def _missing(
    departement: Departement, convention: Convention, avenant: Avenant, fins: tuple[Fin, ...]
) -> tuple[str, ...]:
    """Who has not signed, of the parties of that contract, in the order of the text, those that join last."""
    signed = avenant.signatures
    last = max((d for d in signed.values() if d), default=date.min)
    gone = {cle for cle, day in departures(convention, fins).items() if day <= last}
    order = [*parties_attendues(departement, convention), *avenant.rejoignent]
    return tuple(cle for cle in dict.fromkeys(order) if cle not in gone and signed.get(cle) is None)


def amend(current: Raw, raw: Raw, avenant: Avenant) -> Raw:
    """The contract as amended: maps merge, other values replace, the paths of `retire` go. `current` is left as it was.

    A party that leaves is absent on purpose from then on (else the trame would expect it again); one that joins no longer is.
    """
    merged: Raw = _merged(copy.deepcopy(current), raw.get("modifie") or {})
    for dotted in raw.get("retire") or ():
        _remove(merged, str(dotted).split("."))
    if raw.get("texte"):
        merged["texte"] = raw["texte"]
    absent = {cle: why for cle, why in (merged.get("sans") or {}).items() if cle not in avenant.rejoignent}
    absent |= dict.fromkeys(avenant.quittent, f"partie retirée par l’avenant n°\xa0{avenant.numero}")
    return {**merged, "sans": absent} if absent or "sans" in merged else merged


def _merged(current: Raw, changes: Raw, path: tuple[str, ...] = ()) -> Raw:
    """A local wording is replaced as a whole: « supprime » in the old one must not outlive « remplace » in the new one.

    So is the rule of renewal; the agreements by which the parties have renewed it are no part of it.
    """
    if path == ("renouvellement",) and any(changes.values()):
        agreed = (current.pop("expres", None) or {}).get("accords")
        current.clear()
        if agreed and changes.get("expres"):
            current["expres"] = {"accords": agreed}
    for key, value in changes.items():
        both = isinstance(value, dict) and isinstance(current.get(key), dict)
        if both and path != ("redaction",):
            _merged(current[key], value, (*path, key))
        elif value is not None:
            current[key] = copy.deepcopy(value)
    return current


def _remove(node: Any, path: list[str]) -> None:  # noqa: ANN401 — JSON
    *parents, last = path
    for step in parents:
        node = node.get(step) if isinstance(node, dict) else None
    if isinstance(node, dict):
        node.pop(last, None)
