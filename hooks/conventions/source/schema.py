"""The one definition of the format: plain values against `departement.schema.json` → faults in French, at their line."""

from __future__ import annotations

import itertools
import json
from collections.abc import Collection, Iterator
from functools import cache
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
Fault = tuple[Path, str, bool]
"""Where, the sentence, and whether the key is at fault rather than the value."""

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
    told = list(itertools.islice(_shape_faults(document, document.value, schema(), ()), MAX_ERRORS))
    faulty = {where for where, _, _ in told}
    if len(told) < MAX_ERRORS:
        told += itertools.islice(_value_faults(document.value, faulty), MAX_ERRORS - len(told))
    faulty |= {where for where, _, _ in told}
    if len(told) >= MAX_ERRORS:
        faulty.add(("departement",))
    problems = [document.problem(where, message, "format", key=key) for where, message, key in told]
    return _one_per_place(problems), faulty


def _value_faults(root: Value, aside: set[Path]) -> Iterator[Fault]:
    """What the validator says of the values; of those set aside, everything is told already."""
    for error in _validator().iter_errors(_filled(root, aside)):
        path = _real_path(root, error.instance_path)
        yield from _explain(error, path, root)


def _filled(value: Value, aside: Collection[Path] = (), path: Path = ()) -> Any:  # noqa: ANN401 — JSON
    """The value without its empty keys (an empty key means « not filled in ») and without what is set aside."""
    if isinstance(value, dict):
        kept = ((k, v) for k, v in value.items() if v is not None and (*path, k) not in aside)
        return {k: _filled(v, aside, (*path, k)) for k, v in kept}
    if isinstance(value, list):
        return [_filled(value[i], aside, (*path, i)) for i in _kept(value)]
    return value


def _kept(items: list[Value]) -> list[int]:
    """The places of the items that hold something: the validator sees these alone, and counts them from 0."""
    return [i for i, item in enumerate(items) if item is not None]


def _shape_faults(document: Document, value: Value, node: Schema, path: Path) -> Iterator[Fault]:
    """The keys that have no place, empty ones included, and the lists and maps that hold too much.

    The validator copies the whole map for each key that it refuses: a few thousand of them would take all the memory.
    """
    node = resolved(node)
    if (many := _too_many(value, node)) is not None:
        yield path, many, False
    elif isinstance(value, list):
        for rank, item in enumerate(value):
            yield from _shape_faults(document, item, node.get("items", {}), (*path, rank))
    elif isinstance(value, dict):
        known, other = node.get("properties", {}), node.get("additionalProperties")
        names = resolved(node.get("propertyNames", {}))
        for key, below in value.items():
            if key not in known and other is False:
                comma = _comma(document, (*path, key)) if below is None else ""
                yield (*path, key), _unknown(key, list(known)) + comma, True
            elif names and not _matches(names, key):
                yield (*path, key), _refused(key, names), True
            elif key in known or isinstance(other, dict):
                yield from _shape_faults(document, below, known.get(key, other), (*path, key))


def _too_many(value: Value, node: Schema) -> str | None:
    """The sentence for a list or a map that holds more than it may."""
    limit = node.get("maxItems" if isinstance(value, list) else "maxProperties")
    if limit is None or not isinstance(value, list | dict):
        return None
    count = sum(item is not None for item in (value if isinstance(value, list) else value.values()))
    return f"trop d’éléments : {count}, {limit} au plus" if count > limit else None


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


def _real_path(value: Value, path: list[str | int]) -> Path:
    """The place in the file. The validator turns a key such as `1` into a number, and does not count empty items."""
    real: list[str | int] = []
    for step in path:
        if isinstance(value, dict):
            real.append(str(step))
            value = value.get(str(step))
        elif isinstance(value, list):
            place = _kept(value)[int(step)]
            real.append(place)
            value = value[place]
    return tuple(real)


def _at(path: list[str | int]) -> Any:  # noqa: ANN401 — JSON
    node: Any = schema()
    for step in path:
        node = node[int(step)] if isinstance(node, list) else node[str(step)]
    return node


def _explain(error: jsonschema_rs.ValidationError, path: Path, root: Value) -> list[Fault]:
    """Each fault that the error tells of."""
    keyword = str(error.schema_path[-1])
    node = _at(list(error.schema_path[:-1]))
    here = _get(root, path)
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


def _matches(node: Schema, text: str) -> bool:
    """Whether that node of the schema admits the text."""
    if (known := _PARTS.get(id(node))) is None:
        part = {k: v for k, v in node.items() if k in {"pattern", "maxLength", "format", "enum"}}
        known = _PARTS[id(node)] = jsonschema_rs.Draft202012Validator(part, validate_formats=True)
    return known.is_valid(text)


_PARTS: dict[int, jsonschema_rs.Draft202012Validator] = {}
"""By node of the schema, as `_RESOLVED`."""


def _refused(key: str, node: Schema) -> str:
    return f"la clé « {abrege(key)} » n’est pas admise ici ; attendu : {node['errorMessage']}{_nearest(key, node)}"


def _unknown(key: str, known: list[str]) -> str:
    if not known:
        return f"la clé « {abrege(key)} » n’est pas admise ici"
    close = nearest(key, known)
    near = f" (la plus proche : « {close} »)" if close else ""
    return f"la clé « {abrege(key)} » est inconnue ici{near} ; clés admises : {', '.join(known)}"


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
