"""The one definition of the format: plain values against `departement.schema.json` → faults in French, at their line."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path as FilePath
from typing import Any

import jsonschema_rs

from conventions.model.french import abrege
from conventions.model.problem import Problem
from conventions.source.reader import Document, Path, Value
from conventions.source.suggestions import nearest, suggestion

MAX_ERRORS = 500
"""Faults read of one file: a file with more is not one of ours, and is not linked to its département."""
FILE = FilePath(__file__).parent / "departement.schema.json"
Schema = dict[str, Any]

TYPES = {
    "object": "des clés (une par ligne, en retrait)",
    "array": "une liste (une ligne par élément, commençant par « - »)",
}


@cache
def schema() -> Schema:
    """The schema itself (draft 2020-12)."""
    loaded: Schema = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded


@cache
def _validator() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(schema(), validate_formats=True)


def validate(document: Document) -> tuple[list[Problem], set[Path]]:
    """Every fault of a file against the schema, and the paths of the values to leave out for the rules that follow."""
    plain = _filled(document.value)
    problems: list[Problem] = []
    faulty: set[Path] = set()
    for error in itertools.islice(_validator().iter_errors(plain), MAX_ERRORS):
        path = _real_path(document.value, error.instance_path)
        for where, message, key in _explain(error, path, document.value):
            problems.append(document.problem(where, message, "format", key=key))
            faulty.add(where)
    for where, message in itertools.islice(_empty_keys(document, document.value, schema(), ()), MAX_ERRORS):
        problems.append(document.problem(where, message, "format", key=True))
        faulty.add(where)
    if len(problems) >= MAX_ERRORS:
        faulty.add(("departement",))
    return _one_per_place(problems), faulty


def _filled(value: Value) -> Any:  # noqa: ANN401 — JSON
    """The value without its empty keys: an empty key means « not filled in »."""
    if isinstance(value, dict):
        return {k: _filled(v) for k, v in value.items() if v is not None}
    if isinstance(value, list):
        return [_filled(v) for v in value if v is not None]
    return value


def _empty_keys(document: Document, value: Value, node: Schema, path: Path) -> Iterator[tuple[Path, str]]:
    """The unknown keys that hold nothing: the validator does not see them, and what they meant would be lost in silence."""
    node = resolved(node)
    if isinstance(value, list):
        for rank, item in enumerate(value):
            yield from _empty_keys(document, item, node.get("items", {}), (*path, rank))
    if not isinstance(value, dict):
        return
    known, other = node.get("properties", {}), node.get("additionalProperties")
    names = resolved(node.get("propertyNames", {}))
    for key, below in value.items():
        if below is None and key not in known and other is False:
            yield (*path, key), _unknown(key, list(known)) + _comma(document, (*path, key))
        elif below is None and names and not _matches(names, key):
            yield (*path, key), _refused(key, names)
        elif key in known or isinstance(other, dict):
            yield from _empty_keys(document, below, known.get(key, other), (*path, key))


def _comma(document: Document, path: Path) -> str:
    """A comma inside braces ends the value: `{titre: préfète, Rhône}` makes a key of `Rhône`."""
    line, column = document.position(path, key=True)
    if "," not in document.lines[line - 1][: column - 1]:
        return ""
    return " ; si c’est la suite de la valeur d’avant, mettre toute cette valeur entre guillemets"


def resolved(node: Schema) -> Schema:
    """The node with its `$ref` followed; what stands beside the reference wins."""
    reference = node.get("$ref")
    if reference is None:
        return node
    if (known := _RESOLVED.get(id(node))) is None:
        below: Schema = schema()["$defs"][reference.rpartition("/")[2]]
        known = _RESOLVED[id(node)] = {**below, **{k: v for k, v in node.items() if k != "$ref"}}
    return known


_RESOLVED: dict[int, Schema] = {}
"""By node of the schema, which lives as long as the process: the same few are asked for at each value of each file."""


@lru_cache(maxsize=16_384)
def riche(path: Path) -> bool:
    """Whether what stands there is a rich text: the format says « texte long »."""
    node = schema()
    for step in path:
        node = resolved(node)
        below = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step)
        below = below or node.get("additionalProperties")
        if not isinstance(below, dict):
            return False
        node = below
    return str(node.get("$ref", "")).endswith("/texte_long")


def _real_path(value: Value, path: list[str | int]) -> Path:
    """The validator turns a key such as `1` into a number; the document says which it is."""
    real: list[str | int] = []
    for step in path:
        if isinstance(value, dict):
            real.append(str(step))
            value = value.get(str(step))
        else:
            real.append(step)
            value = value[int(step)] if isinstance(value, list) else None
    return tuple(real)


def _at(path: list[str | int]) -> Any:  # noqa: ANN401 — JSON
    node: Any = schema()
    for step in path:
        node = node[int(step)] if isinstance(node, list) else node[str(step)]
    return node


def _explain(error: jsonschema_rs.ValidationError, path: Path, root: Value) -> list[tuple[Path, str, bool]]:
    """(place, sentence, whether the key is at fault rather than the value) for each fault that the error tells of."""
    keyword = str(error.schema_path[-1])
    node = _at(list(error.schema_path[:-1]))
    here = _get(root, path)
    if keyword == "additionalProperties" and isinstance(here, dict):
        known = list(node.get("properties", {}))
        moved = node.get("autrement", {})
        return [
            ((*path, key), _moved(key, moved[key], here[key]) if key in moved else _unknown(key, known), True)
            for key in here
            if key not in known and here[key] is not None
        ]
    if error.kind.name == "propertyNames" and isinstance(here, dict):
        return [((*path, key), _refused(key, node), True) for key in here if not _matches(node, key)]
    if keyword == "required":
        missing = [key for key in node["required"] if not (isinstance(here, dict) and here.get(key))]
        return [(path, f"il manque la clé « {key} »", False) for key in missing]
    return [(path, _sentence(keyword, node, here), False)]


def _sentence(keyword: str, node: Schema, here: Value) -> str:
    expected = node.get("errorMessage")
    if keyword == "type":
        types = node["type"] if isinstance(node["type"], list) else [node["type"]]
        return f"{_instead(here)}attendu : {expected or TYPES.get(types[0], 'un texte')}"
    if keyword == "maxLength":
        return f"le texte est trop long : {len(here or '')} caractères, {node['maxLength']} au plus"
    if keyword in {"maxItems", "maxProperties"}:
        return f"trop d’éléments : {len(here or '')}, {node[keyword]} au plus"
    if keyword == "minLength":
        return "le texte est vide : le remplir ou supprimer la clé"
    if keyword == "uniqueItems":
        return "la liste contient deux fois la même valeur"
    if keyword == "format":
        return f"« {abrege(str(here))} » n’est pas une date du calendrier ; attendu : {expected}"
    return f"« {abrege(str(here))} » n’est pas admis ; attendu : {expected}{_nearest(str(here), node)}"


def _instead(here: Value) -> str:
    if isinstance(here, str):
        return f"« {abrege(here)} » est un texte ; "
    return "une liste est écrite ici ; " if isinstance(here, list) else "des clés sont écrites ici ; "


def _matches(node: Schema, key: str) -> bool:
    return _part(
        json.dumps({k: v for k, v in node.items() if k in {"pattern", "maxLength", "format", "enum"}})
    ).is_valid(key)


@lru_cache(maxsize=256)
def _part(text: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json.loads(text), validate_formats=True)


def _refused(key: str, node: Schema) -> str:
    return f"la clé « {abrege(key)} » n’est pas admise ici ; attendu : {node['errorMessage']}{_nearest(key, node)}"


def _unknown(key: str, known: list[str]) -> str:
    if not known:
        return f"la clé « {abrege(key)} » n’est pas admise ici"
    close = nearest(key, known)
    near = f" (la plus proche : « {close} »)" if close else ""
    return f"la clé « {abrege(key)} » est inconnue ici{near} ; clés admises : {', '.join(known)}"


def _moved(key: str, words: str, value: Value) -> str:
    """What belongs under another key: how to write it there. The schema says it, under « autrement »."""
    return f"la clé « {key} » n’est pas admise ici : {words.format(valeur=abrege(str(value), 120))}"


def _nearest(value: str, node: Schema) -> str:
    """« écrire … » when the right value can be guessed."""
    close = suggestion(value, lambda text: _matches(node, text)) or nearest(value, node.get("enum", []))
    return f" ; écrire « {close} »" if close else ""


def _get(value: Value, path: Path) -> Value:
    for step in path:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
    return value


def _one_per_place(problems: list[Problem]) -> list[Problem]:
    """Pattern and format of one date say the same thing twice: keep the first fault of each place."""
    seen: dict[tuple[int, int], Problem] = {}
    for problem in problems:
        key = (problem.line, problem.column)
        if key not in seen or "il manque" in problem.message:
            seen[key] = problem
    return list(seen.values())
