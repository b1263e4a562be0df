"""One parsed file → a Dossier: its dated texts, its amendments, and what goes on around them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from conventions.model.actes import Avenant
from conventions.model.dossier import Dossier
from conventions.model.ids import HORS_TRAME
from conventions.model.reference import Departement
from conventions.model.trame import Trame
from conventions.source import convention as parse
from conventions.source.amendments import versions
from conventions.source.reader import Document, Path, Value
from conventions.source.suivi import suivi as read_suivi

Raw = dict[str, Any]


def build_dossier(
    document: Document,
    faulty: set[Path],
    departement: Departement,
    trame: Trame | None,
    texte: str = "trame",
    consolides: Mapping[str, str] | None = None,
) -> Dossier:
    """Link one file. `faulty` are the paths that the schema refused; `texte` is the convention's own text, if it has one.

    `consolides` are the whole texts that amendments give in its place, by number.
    """
    raw = prune(document.value, faulty)
    original = _sub(raw, "convention") | ({} if texte in {"trame", "document"} else {"texte": texte})
    original |= {"hors_trame": True} if raw.get("trame") == HORS_TRAME else {}
    for number, whole in (consolides or {}).items():
        _sub(_sub(raw, "avenants"), number)["texte"] = whole
    avenants = _avenants(_sub(raw, "avenants"), original)
    fins = tuple(parse.fin(i, v or {}) for i, v in _sub(raw, "fin").items())
    texts, steps = versions(departement, original, _sub(raw, "avenants"), avenants, fins)
    signed = raw.get("document_signe")
    return Dossier(
        departement=departement,
        source=document.path,
        empreinte=hashlib.sha256("\n".join(document.lines).encode("utf-8", "replace")).hexdigest(),
        periode=str(raw.get("trame", "")),
        trame=trame,
        texte=texte,
        meme_convention_que=str(raw.get("meme_convention_que") or ""),
        versions=texts,
        avenants=tuple(avenants.values()),
        etapes=steps,
        fins=fins,
        rectifications=tuple(parse.rectification(i, v or {}) for i, v in _sub(raw, "rectifications").items()),
        suivi=read_suivi(_sub(raw, "suivi")),
        document_signe=parse.document_signe(signed) if isinstance(signed, dict) else None,
        publications=tuple(parse.publication(p) for p in raw.get("publication") or () if isinstance(p, dict)),
    )


def _avenants(raw: Raw, original: Raw) -> dict[int, Avenant]:
    """The amendments, by number. That one head signs for the court holds from the text that says it."""
    seuls: Mapping[str, str] = {p.cle: p.seul for p in parse.convention(original).signataires if p.seul}
    read = dict[int, Avenant]()
    for numero, value in sorted(raw.items(), key=_rank):
        one = parse.avenant(numero, value or {}, seuls)
        read[one.numero], seuls = one, one.seuls
    return read


def prune(value: Value, faulty: set[Path], path: Path = ()) -> Any:  # noqa: ANN401 — JSON
    """The value without what the schema refused, so that the rules can still read the rest; an item leaves its place empty."""
    if isinstance(value, dict):
        return {k: prune(v, faulty, (*path, k)) for k, v in value.items() if (*path, k) not in faulty}
    if isinstance(value, list):
        return [None if (*path, i) in faulty else prune(v, faulty, (*path, i)) for i, v in enumerate(value)]
    return value


def _sub(raw: Raw, key: str) -> Raw:
    value = raw.get(key)
    return value if isinstance(value, dict) else {}


def _rank(item: tuple[str, Any]) -> int:
    return int(item[0])
