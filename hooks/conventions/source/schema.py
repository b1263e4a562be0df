"""The one definition of the format: plain values against `departement.schema.json` → faults in French, at their line."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs

from conventions.model.french import abrege
from conventions.model.problem import Problem
from conventions.source.nodes import Schema, admitted, at, matches, node_at, resolved, schema
from conventions.source.reader import Document, Path, Value
from conventions.source.renames import renamed, written_well
from conventions.source.suggestions import no_such_day

MAX_ERRORS = 500
"""Faults read of one file: a file with more is not one of ours, and is not linked to its département."""

TYPES = {
    "object": "des clés (une par ligne, en retrait)",
    "array": "une liste (une ligne par élément, commençant par « - »)",
}


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
        for where, message, key in _explain(error, path, document):
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
            yield (*path, key), _unknown(key, list(known), renamed(key, value, node)) + _comma(document, (*path, key))
        elif below is None and names and not matches(names, key):
            yield (*path, key), _refused(key, names, renamed(key, value, node))
        elif key in known or isinstance(other, dict):
            yield from _empty_keys(document, below, known.get(key, other), (*path, key))


def _comma(document: Document, path: Path) -> str:
    """A comma inside braces ends the value: `{titre: préfète, Rhône}` makes a key of `Rhône`."""
    line, column = document.position(path, key=True)
    if "," not in document.lines[line - 1][: column - 1]:
        return ""
    return " ; si c’est la suite de la valeur d’avant, mettre toute cette valeur entre guillemets"


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


def bracketed(document: Document, path: Path) -> str:
    """What stands between brackets or braces at that place, as it is written; empty if anything else does."""
    line, column = document.position(path)
    text = document.lines[line - 1][column - 1 :] if document.lines else ""
    depth = 0
    for rank, sign in enumerate(text, 1):
        depth += (sign in "[{") - (sign in "]}")
        if depth < 1:
            return text[:rank] if rank > 1 else ""
    return ""


def _explain(error: jsonschema_rs.ValidationError, path: Path, document: Document) -> list[tuple[Path, str, bool]]:
    """(place, sentence, whether the key is at fault rather than the value) for each fault that the error tells of."""
    keyword = str(error.schema_path[-1])
    node = at(list(error.schema_path[:-1]))
    here = _get(document.value, path)
    if keyword == "additionalProperties" and isinstance(here, dict):
        wrong = [key for key in here if key not in node.get("properties", {}) and here[key] is not None]
        return [((*path, key), _stranger(key, here, node), True) for key in wrong]
    if error.kind.name == "propertyNames" and isinstance(here, dict):
        wrong = [key for key in here if not matches(node, key)]
        return [((*path, key), _refused(key, node, renamed(key, here, node_at(path))), True) for key in wrong]
    if keyword == "required":
        missing = [key for key in node["required"] if not (isinstance(here, dict) and here.get(key))]
        return [(path, f"il manque la clé « {key} »", False) for key in missing]
    free = "string" in node.get("type", ()) and not {"pattern", "enum", "format"} & node.keys()
    if keyword == "type" and free and (written := bracketed(document, path)):
        return [
            (
                path,
                f'« {abrege(written)} » est lu comme une liste de valeurs : mettre toute la valeur entre guillemets, par exemple "{abrege(written)}"',
                False,
            )
        ]
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
    if node.get("format") == "date" and (why := no_such_day(str(here))):
        return f"« {abrege(str(here))} » n’existe pas : {why} ; attendu : {expected}{_nearest(str(here), node)}"
    return f"« {abrege(str(here))} » n’est pas admis ; attendu : {expected}{_nearest(str(here), node)}"


def _instead(here: Value) -> str:
    if isinstance(here, str):
        return f"« {abrege(here)} » est un texte ; "
    return "une liste est écrite ici ; " if isinstance(here, list) else "des clés sont écrites ici ; "


def _refused(key: str, node: Schema, renamed: str) -> str:
    near = f" ; écrire « {renamed} »" if renamed else ""
    return f"la clé « {abrege(key)} » n’est pas admise ici ; attendu : {node['errorMessage']}{near}"


def _unknown(key: str, known: list[str], renamed: str) -> str:
    if not known:
        return f"la clé « {abrege(key)} » n’est pas admise ici"
    near = f" ; écrire « {renamed} »" if renamed else ""
    return f"la clé « {abrege(key)} » est inconnue ici{near} ; clés admises : {', '.join(known)}"


def _stranger(key: str, here: dict[str, Value], node: Schema) -> str:
    """A key that has no place there: how to write it where it belongs, if the schema says it (« autrement »), or the known ones."""
    words = node.get("autrement", {}).get(key)
    if words:
        return f"la clé « {key} » n’est pas admise ici : {words.format(valeur=abrege(str(here[key]), 120))}"
    return _unknown(key, list(node.get("properties", {})), renamed(key, here, node))


def _nearest(value: str, node: Schema) -> str:
    """« écrire … » when the right value can be guessed."""
    close = written_well(value, node)
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


def renames(document: Document) -> Iterator[tuple[Path, str]]:
    """The keys that bear another name than theirs, each with the one that its fault proposes."""
    plain = _filled(document.value)
    for error in itertools.islice(_validator().iter_errors(plain), MAX_ERRORS):
        if error.kind.name in {"propertyNames", "additionalProperties"}:
            path = _real_path(document.value, error.instance_path)
            here, node = _get(document.value, path), node_at(path)
            if isinstance(here, dict):
                names = ((key, renamed(key, here, node)) for key in here if not admitted(node, key))
                yield from (((*path, key), name) for key, name in names if name)
