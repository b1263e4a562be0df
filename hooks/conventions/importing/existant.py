"""The file that a département already has, against what a document says → what the document would change, and that alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from conventions.importing.vocables import cles
from conventions.model.french import mots

_NOMMES = {"signataires": "nom", "actions": "intitule", "annexes": "titre", "membres": "organisme"}
"""Maps whose keys somebody chose, and by what their entries are known."""
_DEBUT = {"departement", "trame"}
Chemin = tuple[str, ...]


class Ecart(NamedTuple):
    """A value that the document gives and the file has not."""

    chemin: Chemin
    avant: str
    apres: str


def memes_cles(ancien: Any, nouveau: Any) -> Any:  # noqa: ANN401
    """The new values under the keys that the file already has for what bears the same name; who calls a party follows."""
    return suivre(_memes(ancien, nouveau), renommees(ancien, nouveau))


def renommees(ancien: Any, nouveau: Any) -> dict[str, str]:  # noqa: ANN401
    """The keys of the parties that the file calls otherwise."""
    before, after = (_sous(value, "convention", "signataires") for value in (ancien, nouveau))
    return {
        key: here for key, one in after.items() for here in _memes(before, {key: one}, "signataires") if key != here
    }


def _sous(value: Any, *chemin: str) -> dict[str, Any]:  # noqa: ANN401
    for key in chemin:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def suivre(value: Any, noms: Mapping[str, str]) -> Any:  # noqa: ANN401
    """The same, the pilots, the partners and the clauses of these parties under the names that they have here."""
    if isinstance(value, list):
        return [suivre(one, noms) for one in value]
    if not isinstance(value, dict):
        return value
    return {_clause(key, noms): _parties(key, one, noms) for key, one in value.items()}


def _parties(key: str, value: Any, noms: Mapping[str, str]) -> Any:  # noqa: ANN401
    if key == "pilote" and isinstance(value, str):
        return noms.get(value, value)
    if key == "partenaires" and isinstance(value, list):
        return [noms.get(one, one) for one in value]
    return suivre(value, noms)


def _clause(key: str, noms: Mapping[str, str]) -> str:
    party = key.removeprefix("partie-")
    return f"partie-{noms[party]}" if party != key and party in noms else key


def dits(commentaires: Mapping[Chemin, list[str]], noms: Mapping[str, str]) -> dict[Chemin, list[str]]:
    """What is told of values, where these now stand."""
    return {tuple(noms.get(k, _clause(k, noms)) for k in path): said for path, said in commentaires.items()}


def _memes(ancien: Any, nouveau: Any, nom: str = "") -> Any:  # noqa: ANN401
    if not isinstance(nouveau, dict) or not isinstance(ancien, dict):
        return nouveau
    known = {}
    if field := _NOMMES.get(nom):
        known = {cles(str(v.get(field))): k for k, v in ancien.items() if isinstance(v, dict) and v.get(field)}
    out = {}
    for key, value in nouveau.items():
        named = cles(str(value.get(field))) if field and isinstance(value, dict) and value.get(field) else ()
        here = key if key in ancien else known.get(named, key)
        out[here] = _memes(ancien.get(here), value, "" if field else str(here))
    return out


def ecarts(ancien: Any, nouveau: Any, chemin: Chemin = ()) -> Iterator[Ecart]:  # noqa: ANN401
    """Each value of the document that is not in the file, or is other there."""
    if isinstance(nouveau, dict):
        here = ancien if isinstance(ancien, dict) else {}
        if not nouveau and ancien is None:
            yield Ecart(chemin, "", "")
        for key, value in nouveau.items():
            yield from ecarts(here.get(key), value, (*chemin, key))
    elif isinstance(nouveau, list) and any(isinstance(v, dict) for v in nouveau):
        before = ancien if isinstance(ancien, list) else []
        for rank, value in enumerate(nouveau):
            yield from ecarts(before[rank] if rank < len(before) else None, value, (*chemin, str(rank)))
    elif nouveau not in (None, "") and mots(_dit(ancien)) != mots(_dit(nouveau)):
        yield Ecart(chemin, _dit(ancien), _dit(nouveau))


def _dit(value: Any) -> str:  # noqa: ANN401
    return ", ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def muet(value: Any) -> bool:  # noqa: ANN401
    """Whether a file says nothing yet but which département and which trame: nothing of it is lost in another."""
    if isinstance(value, dict):
        return all(key in _DEBUT or muet(one) for key, one in value.items())
    return all(map(muet, value)) if isinstance(value, list) else value in (None, "")


def reduit(nouveau: Mapping[str, Any], trouves: list[Ecart]) -> dict[str, Any]:
    """The new values, those alone that change; a list stays whole."""
    return _garde(nouveau, {one.chemin for one in trouves}, ())


def _garde(value: Mapping[str, Any], kept: set[Chemin], chemin: Chemin) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for key, one in value.items():
        here = (*chemin, key)
        if not any(path[: len(here)] == here for path in kept):
            continue
        out[key] = _garde(one, kept, here) if isinstance(one, dict) else one
    return out
