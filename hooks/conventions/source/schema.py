"""The one definition of the format: plain values against `departement.schema.json` → faults in French, at their line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Iterator
from functools import cache
from typing import Any

from conventions.model.french import abrege
from conventions.model.problem import Problem
from conventions.source import native
from conventions.source.chemins import retirable
from conventions.source.cles import exacte, membre
from conventions.source.nodes import Schema, at, matches, node_at, resolved, schema, too_many
from conventions.source.reader import Document, Path, Value
from conventions.source.renames import gathered, home, named, names_a_party, removes, renamed, unnamed, written_well
from conventions.source.suggestions import no_such_day, unit

MAX_GUESSES = 30
"""Keys of one map whose right name is looked for."""
MAX_ERRORS = 500
"""Faults read of one file: a file with more is not one of ours, and is not linked to its département."""
Fault = tuple[Path, str, bool]
"""Where, the sentence, and whether the key is at fault rather than the value."""

TYPES = {
    "object": "des clés (une par ligne, en retrait)",
    "array": "une liste (une ligne par élément, commençant par « - »)",
}


@cache
def _validator() -> native.Validator:
    return native.validator(schema())


def validate(document: Document) -> tuple[list[Problem], set[Path]]:
    """Every fault of a file against the schema, and the paths of the values to leave out for the rules that follow."""
    told = list(itertools.islice(_shape_faults(document, document.value, schema(), ()), MAX_ERRORS))
    faulty = {where for where, _, _ in told}
    if len(told) < MAX_ERRORS:
        told += itertools.islice(_value_faults(document, faulty), MAX_ERRORS - len(told))
    faulty |= {where for where, _, _ in told}
    if len(told) >= MAX_ERRORS:
        faulty.add(("departement",))
    problems = [document.problem(where, message, "format", key=key) for where, message, key in told if message]
    return _one_per_place(problems), faulty


def _value_faults(document: Document, aside: set[Path]) -> Iterator[Fault]:
    """What the validator says of the values; of those set aside, everything is told already."""
    for error in _validator().iter_errors(_filled(document.value, aside)):
        yield from _explain(error, _real_path(document.value, error.instance_path), document)


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
    if (many := too_many(value, node)) is not None:
        yield path, many, False
    elif isinstance(value, list):
        for rank, item in enumerate(value):
            yield from _shape_faults(document, item, node.get("items", {}), (*path, rank))
    elif isinstance(value, dict) and (strays := unnamed(value, node)):
        yield (*path, strays[0]), named(strays, value, node, path), True
        yield from (((*path, key), "", True) for key in strays[1:])
    elif isinstance(value, dict):
        yield from _key_faults(document, value, node, path)


def _key_faults(document: Document, value: dict[str, Value], node: Schema, path: Path) -> Iterator[Fault]:
    """The keys of one map, and what they hold."""
    known, other = node.get("properties", {}), node.get("additionalProperties")
    names = resolved(node.get("propertyNames", {}))
    told = 0
    astray = _astray(value, node) if other is False else {}
    for key, below in value.items():
        if key in astray:
            strays = [k for k, name in astray.items() if name == astray[key]]
            words = gathered(strays, astray[key], value, node, path) if key == strays[0] else ""
            yield (*path, key), words, True
        elif key not in known and other is False:
            comma = _comma(document, (*path, key)) if below is None else ""
            yield (*path, key), _stranger(key, value, node, told) + comma, True
            told += 1
        elif names and not matches(names, key):
            yield (
                (*path, key),
                _refused(key, names, exacte(_near(key, value, node, told), document.attendues)),
                True,
            )
            told += 1
        elif key in known or isinstance(other, dict):
            yield from _shape_faults(document, below, known.get(key, other), (*path, key))


def _astray(value: dict[str, Value], node: Schema) -> dict[str, str]:
    """The keys that belong one level deeper, each with the one to write it under."""
    strangers = [k for k in value if k not in node.get("properties", {}) and k not in node.get("autrement", {})]
    return {k: name for k in strangers[:MAX_GUESSES] if (name := home(k, value, node))}


def _near(key: str, here: dict[str, Value], node: Schema, told: int) -> str:
    """The right name of a key, if it can be guessed: looked for among all the others, it is so for the first few."""
    return renamed(key, here, node) if told < MAX_GUESSES else ""


def _comma(document: Document, path: Path) -> str:
    """A comma inside braces ends the value: `{titre: préfète, Rhône}` makes a key of `Rhône`."""
    line, column = document.position(path, key=True)
    if "," not in document.lines[line - 1][: column - 1]:
        return ""
    return " ; si c’est la suite de la valeur d’avant, mettre toute cette valeur entre guillemets"


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


def _explain(error: native.Fault, path: Path, document: Document) -> list[Fault]:
    """Each fault that the error tells of."""
    keyword = str(error.schema_path[-1])
    node = at(list(error.schema_path[:-1]))
    here = _get(document.value, path)
    if keyword == "required":
        held = here if isinstance(here, dict) else {}
        called = {renamed(key, held, node) for key in held if key not in node.get("properties", {})}
        missing = [key for key in node["required"] if not held.get(key) and key not in called]
        return [(path, f"il manque la clé « {key} »", False) for key in missing]
    if keyword == "type" and "array" in node["type"] and isinstance(here, dict) and here:
        return [(path, _unlisted(document, path, next(iter(here))), False)]
    free = "string" in node.get("type", ()) and not {"pattern", "enum", "format"} & node.keys()
    if keyword == "type" and free and (written := bracketed(document, path)):
        return [
            (
                path,
                f'« {abrege(written)} » est lu comme une liste de valeurs : mettre toute la valeur entre guillemets, par exemple "{abrege(written)}"',
                False,
            )
        ]
    return [(path, _sentence(keyword, node, here, document) + _unit(document.value, path), False)]


def _unit(value: Value, path: Path) -> str:
    """Where the unit goes that was written after a number."""
    around, written = _get(value, path[:-1]), unit(str(_get(value, path)))
    there = "unite" in node_at(path[:-1]).get("properties", {}) and path[-1] == "valeur"
    if not (there and written and isinstance(around, dict)) or around.get("unite"):
        return ""
    shown = '"%"' if written == "%" else abrege(written, 20)  # YAML admits none bare
    return f", et ajouter l’unité à côté de « valeur » : « unite: {shown} »"


def _unlisted(document: Document, path: Path, key: str) -> str:
    """One item written without what makes it that of a list."""
    if written := bracketed(document, path):
        return f"« {abrege(written)} » est un seul élément ; attendu : une liste, donc le même entre crochets, « [ » devant et « ] » après"
    column = document.position(path).column
    return f"des clés sont écrites ici ; attendu : une liste, où il manque un tiret (« - ») devant « {abrege(key)} », à la colonne {column - 2}"


def _sentence(keyword: str, node: Schema, here: Value, document: Document) -> str:
    expected = node.get("errorMessage")
    if keyword == "type":
        types = node["type"] if isinstance(node["type"], list) else [node["type"]]
        return f"{_instead(here)}attendu : {expected or TYPES.get(types[0], 'un texte')}{_listed(here, node)}"
    if keyword == "maxLength":
        return f"le texte est trop long : {len(here or '')} caractères, {node['maxLength']} au plus"
    if keyword == "minLength":
        return "le texte est vide : le remplir ou supprimer la clé"
    if keyword == "uniqueItems":
        return "la liste contient deux fois la même valeur"
    if node.get("format") == "date" and (why := no_such_day(str(here))):
        return (
            f"« {abrege(str(here))} » n’existe pas : {why} ; attendu : {expected}{_nearest(str(here), node, document)}"
        )
    return f"« {abrege(str(here))} » n’est pas admis ; attendu : {expected}{_nearest(str(here), node, document)}"


def _listed(here: Value, node: Schema) -> str:
    """The words of a text where a list is expected, as the items that they are; empty if some are none."""
    items, words = resolved(node.get("items", {})), re.split(r"\s*[,;]\s*", here[:400]) if isinstance(here, str) else []
    named = [
        word if matches(items, word) else written_well(word, items)
        for word in words
        if "pattern" in items or "enum" in items
    ]
    return f" ; écrire « [{', '.join(named)}] »" if named and all(named) else ""


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


def _stranger(key: str, here: dict[str, Value], node: Schema, told: int) -> str:
    """A key that has no place there: how to write it where it belongs, if the schema says it (« autrement »), or the known ones."""
    if words := node.get("autrement", {}).get(key):
        return f"la clé « {key} » n’est pas admise ici : {words.format(valeur=abrege(str(here[key]), 120))}"
    return _unknown(key, list(node.get("properties", {})), _near(key, here, node, told))


def _nearest(value: str, node: Schema, document: Document) -> str:
    """« écrire … » when the right value can be guessed; whoever is named must be one of the parties, and what is withdrawn, in the contract."""
    if names_a_party(node):
        close = membre(value, document.parties)
    elif removes(node):
        close = retirable(value, document)
        close = "" if "." not in close or close.startswith(("fait.", "instance.")) else close
    else:
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
    shape = itertools.islice(_shape_faults(document, document.value, schema(), ()), MAX_GUESSES)
    for path in [where for where, _, key in shape if key]:
        here = _get(document.value, path[:-1])
        node, key = node_at(path[:-1]), str(path[-1])
        name = renamed(key, here, node) if isinstance(here, dict) and key not in _astray(here, node) else ""
        if name:
            yield path, exacte(name, document.attendues)
