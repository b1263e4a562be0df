"""One parsed file → a Dossier: the original text, then one text a date at which an amendment takes effect (article 6)."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import date
from typing import Any

from conventions.fields import Document, Path, Value
from conventions.load import convention as parse
from conventions.model.convention import Avenant, Convention
from conventions.model.dossier import Dossier, Version, parties_attendues
from conventions.model.reference import Departement
from conventions.model.trame import Trame

Raw = dict[str, Any]


def build_dossier(
    document: Document, faulty: set[Path], departement: Departement, trame: Trame | None, texte: str = "trame"
) -> Dossier:
    """Link one file. `faulty` are the paths that the schema refused; `texte` is the convention's own text, if it has one."""
    raw = prune(document.value, faulty)
    original = _sub(raw, "convention")
    avenants = {
        a.numero: a for n, v in sorted(_sub(raw, "avenants").items(), key=_rank) for a in [parse.avenant(n, v or {})]
    }
    signed = raw.get("document_signe")
    return Dossier(
        departement=departement,
        source=document.path,
        periode=str(raw.get("trame", "")),
        trame=trame,
        texte=texte,
        meme_convention_que=str(raw.get("meme_convention_que") or ""),
        versions=versions(departement, original, _sub(raw, "avenants"), avenants),
        avenants=tuple(avenants.values()),
        fins=tuple(parse.fin(i, v or {}) for i, v in _sub(raw, "fin").items()),
        rectifications=tuple(parse.rectification(i, v or {}) for i, v in _sub(raw, "rectifications").items()),
        suivi=parse.suivi(_sub(raw, "suivi")),
        document_signe=parse.document_signe(signed) if isinstance(signed, dict) else None,
        publications=tuple(parse.publication(p) for p in raw.get("publication") or () if isinstance(p, dict)),
    )


def versions(departement: Departement, original: Raw, raw: Raw, avenants: Mapping[int, Avenant]) -> tuple[Version, ...]:
    """The original, then each date's text. Amendments of one day make one text, in the order of their numbers."""
    result = [Version(None, parse.convention(original))]
    current = original
    pending = dict(avenants)
    while due := [(d, n) for n, a in pending.items() if (d := _effet(departement, result[-1].convention, a))]:
        day, number = min(due)
        current = merge(current, raw[str(number)] or {})
        made = Version(day, parse.convention(current), (number,))
        del pending[number]
        if result[-1].du == day:
            made = Version(day, made.convention, (*result.pop().avenants, number))
        result.append(made)
    return tuple(result)


def _effet(departement: Departement, convention: Convention, avenant: Avenant) -> date | None:
    """The last signature, once the parties of that day and those that join have all signed; else None."""
    present = parties_attendues(departement, convention)
    bound = {cle for cle in present if not ((p := convention.partie(cle)) and p.retiree)} | set(avenant.rejoignent)
    dates = [avenant.signatures.get(cle) for cle in bound]
    known = [d for d in dates if d is not None]
    return max(known) if known and len(known) == len(dates) else None


def merge(current: Raw, avenant: Raw) -> Raw:
    """The contract as amended: maps merge, other values replace, and the paths of `retire` go. Nothing is shared."""
    merged: Raw = _merged(copy.deepcopy(current), avenant.get("modifie") or {})
    for dotted in avenant.get("retire") or ():
        *parents, last = str(dotted).split(".")
        node: Any = merged
        for step in parents:
            node = node.get(step) if isinstance(node, dict) else None
        if isinstance(node, dict):
            node.pop(last, None)
    return merged


def _merged(current: Raw, changes: Raw) -> Raw:
    for key, value in changes.items():
        if isinstance(value, dict) and isinstance(current.get(key), dict):
            _merged(current[key], value)
        elif value is not None:
            current[key] = copy.deepcopy(value)
    return current


def prune(value: Value, faulty: set[Path], path: Path = ()) -> Any:  # noqa: ANN401 — JSON
    """The value without what the schema refused, so that the rules can still read the rest."""
    if isinstance(value, dict):
        return {k: prune(v, faulty, (*path, k)) for k, v in value.items() if (*path, k) not in faulty}
    if isinstance(value, list):
        return [prune(v, faulty, (*path, i)) for i, v in enumerate(value) if (*path, i) not in faulty]
    return value


def _sub(raw: Raw, key: str) -> Raw:
    value = raw.get(key)
    return value if isinstance(value, dict) else {}


def _rank(item: tuple[str, Any]) -> int:
    return int(item[0])
