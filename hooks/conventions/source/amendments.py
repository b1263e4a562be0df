"""The original contract + its amendments → the text of each date, and what each amendment does to it (article 6).

An amendment takes effect on the day of its last signature, once it is signed by all the parties of that day and by those
that it brings in. A party that has left by then need not sign; one that has only announced its departure must.
"""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from conventions.model.convention import Avenant, Convention, Fin, Partie, Retrait
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
    fins, joined = tuple(fins), dict[str, Avenant]()
    texts = [Version(None, _read(original, fins, joined))]
    steps: dict[int, Etape] = {}
    current, pending = original, dict(avenants)
    while due := _due(departement, texts[-1], pending, fins):
        day, number = min(due)
        before, avenant = _read(current, fins, joined), pending.pop(number)
        current = amend(current, raw[str(number)] or {}, avenant)
        joined |= {cle: avenant for cle in avenant.rejoignent if before.partie(cle) is None}
        steps[number] = Etape(number, day, before, _read(current, fins, joined))
        merged = texts.pop().avenants if texts[-1].du == day else ()
        texts.append(Version(day, steps[number].apres, (*merged, number)))
    last = texts[-1].convention
    for number, avenant in pending.items():
        draft = _read(amend(current, raw[str(number)] or {}, avenant), fins, joined)
        missing = _missing(departement, last, avenant, fins)
        steps[number] = Etape(number, None, last, draft, missing)
    return tuple(texts), steps


def _read(raw: Raw, fins: Iterable[Fin], joined: Mapping[str, Avenant]) -> Convention:
    """The contract. Its parties know by which amendment they joined, or that an effective denunciation took them out."""
    convention = parse.convention(raw)
    gone = {
        f.par: Retrait(f.effet_le, f.motif or "dénonciation", "") for f in fins if f.portee == "partie" and f.effet_le
    }
    if not gone and not joined:
        return convention
    parties = (dataclasses.replace(p, retiree=p.retiree or gone.get(p.cle)) for p in convention.signataires)
    return dataclasses.replace(convention, signataires=tuple(_joined(p, joined.get(p.cle)) for p in parties))


def _joined(partie: Partie, avenant: Avenant | None) -> Partie:
    """A party that joined signed the amendment: that is the date of its representatives."""
    if avenant is None:
        return partie
    day = avenant.signatures.get(partie.cle)
    people = tuple(dataclasses.replace(r, signe_le=r.signe_le or day) for r in partie.representants)
    return dataclasses.replace(partie, avenant=avenant.numero, representants=people)


def _due(
    departement: Departement, last: Version, pending: Mapping[int, Avenant], fins: tuple[Fin, ...]
) -> list[tuple[date, int]]:
    """The amendments that take effect on the parties of the last text; never before that text, nor after the end of the whole."""
    ended = min((f.effet_le for f in fins if f.portee == "convention" and f.effet_le), default=date.max)
    days = ((effect(departement, last.convention, a, fins), n) for n, a in pending.items())
    return [(max(day, last.du or day), n) for day, n in days if day is not None and day < ended]


def effect(departement: Departement, convention: Convention, avenant: Avenant, fins: Iterable[Fin] = ()) -> date | None:
    """The day of its last signature, when all those it binds have signed; else None."""
    leaving = departures(convention, fins)
    bound = _bound(departement, convention, avenant)
    staying = [avenant.signatures.get(cle) for cle in bound if cle not in leaving]
    known = [day for day in staying if day is not None]
    if not known or len(known) < len(staying):
        return None
    last = max(known)
    for cle in sorted(leaving.keys() & bound, key=leaving.__getitem__):
        if leaving[cle] > last:
            day = avenant.signatures.get(cle)
            if day is None:
                return None
            last = max(last, day)
    return last


def departures(convention: Convention, fins: Iterable[Fin]) -> dict[str, date]:
    """Of each party that leaves by another act than an amendment, the day it is no longer bound."""
    gone = {p.cle: p.retiree.le or date.min for p in convention.signataires if p.retiree}
    return gone | {f.par: f.effet_le for f in fins if f.portee == "partie" and f.effet_le and f.par}


def _bound(departement: Departement, convention: Convention, avenant: Avenant) -> set[str]:
    return {*parties_attendues(departement, convention), *avenant.rejoignent}


def _missing(
    departement: Departement, convention: Convention, avenant: Avenant, fins: tuple[Fin, ...]
) -> tuple[str, ...]:
    """Who still has to sign, in the order of the text, those that join last."""
    last = max((d for d in avenant.signatures.values() if d), default=date.min)
    gone = {cle for cle, day in departures(convention, fins).items() if day <= last}
    order = [*parties_attendues(departement, convention), *avenant.rejoignent]
    return tuple(cle for cle in dict.fromkeys(order) if cle not in gone and avenant.signatures.get(cle) is None)


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
    """A local wording is replaced as a whole: « supprime » in the old one must not outlive « remplace » in the new one."""
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
