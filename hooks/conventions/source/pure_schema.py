"""A validator of JSON Schema (draft 2020-12) for the keywords that our schema uses, and for values that hold no number: a file's are texts."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

Node = Mapping[str, Any]
Path = list[str | int]
_TOLD = {"$schema", "$defs", "title", "description", "examples", "errorMessage", "autrement", "formulaire", "libelle"}
"""What says nothing of which values are right."""
_BELOW = {"additionalProperties", "items", "propertyNames", "if", "then"}
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": (),
    "number": (),
    "boolean": (),
}
"""No file holds a number or a yes: its reader leaves everything a text (see `reader`). The schema admits them for other editors."""


class UnknownKeyword(Exception):
    """The schema asks for something that this validator does not know."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Where it stands in the value, and the keyword that refuses it, from the root of the schema."""

    instance_path: Path
    schema_path: Path


class Validator:
    """Raises `UnknownKeyword`: a schema that is understood by halves would let anything through."""

    def __init__(self, schema: Node) -> None:
        self.schema = schema
        for node in _nodes(schema):
            if unknown := node.keys() - _TOLD - _BELOW - {"$ref", "properties"} - _JUDGES.keys():
                raise UnknownKeyword(f"mot du schéma inconnu de pure_schema.py : {', '.join(sorted(unknown))}")
            if node.get("format", "date") != "date" or not {*_listed(node.get("type"))} <= _TYPES.keys():
                raise UnknownKeyword(f"format ou type inconnu de pure_schema.py : {node}")

    def is_valid(self, value: Any) -> bool:  # noqa: ANN401 — JSON
        """Whether it admits that value."""
        return self.admits(self.schema, value)

    def iter_errors(self, value: Any) -> Iterator[Fault]:  # noqa: ANN401 — JSON
        """All that it refuses of it."""
        return self._errors(value, self.schema, [], [])

    def _errors(self, value: Any, node: Any, here: Path, there: Path) -> Iterator[Fault]:  # noqa: ANN401 — JSON
        if node is False:
            yield Fault(here, there)
        if not isinstance(node, Mapping):
            return
        if reference := node.get("$ref"):
            steps = reference.removeprefix("#/").split("/")
            yield from self._errors(value, _at(self.schema, steps), here, steps)
        for keyword in (one for one in _JUDGES if one in node):
            if not _JUDGES[keyword](node[keyword], value):
                yield Fault(here, [*there, keyword])
        for part, below, place, path in self._below(value, node, here, there):
            yield from self._errors(below, part, place, path)

    def _below(self, value: Any, node: Node, here: Path, there: Path) -> Iterator[tuple[Any, Any, Path, Path]]:  # noqa: ANN401 — JSON
        """Each part of the schema, with the value that it is for, and where both stand."""
        known, other = node.get("properties", {}), node.get("additionalProperties", True)
        for key, below in value.items() if isinstance(value, dict) else ():
            if key in known:
                yield known[key], below, [*here, key], [*there, "properties", key]
            elif isinstance(other, Mapping):
                yield other, below, [*here, key], [*there, "additionalProperties"]
        if other is False and isinstance(value, dict) and value.keys() - known.keys():
            yield False, value, here, [*there, "additionalProperties"]
        for key in value if isinstance(value, dict) and "propertyNames" in node else ():
            yield node["propertyNames"], key, here, [*there, "propertyNames"]
        if "then" in node and self.admits(node.get("if", True), value):
            yield node["then"], value, here, [*there, "then"]
        for rank, item in enumerate(value if isinstance(value, list) and "items" in node else ()):
            yield node["items"], item, [*here, rank], [*there, "items"]

    def admits(self, node: Any, value: Any) -> bool:  # noqa: ANN401 — JSON
        """Whether that part of the schema admits the value."""
        return next(self._errors(value, node, [], []), None) is None


def _nodes(node: Any) -> Iterator[Node]:  # noqa: ANN401 — JSON
    """Every part of a schema that is one."""
    if isinstance(node, Mapping):
        yield node
        named = (node.get(keyword, {}).values() for keyword in ("properties", "$defs"))
        for below in itertools.chain(*named, (node[keyword] for keyword in _BELOW if keyword in node)):
            yield from _nodes(below)


def _at(schema: Node, steps: list[str]) -> Any:  # noqa: ANN401 — JSON
    node: Any = schema
    for step in steps:
        node = node[step]
    return node


def _listed(types: Any) -> list[str]:  # noqa: ANN401 — JSON
    return types if isinstance(types, list) else [types] if types else []


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """As ECMAScript reads it: `$` is the very end."""
    return re.compile(re.sub(r"\$(?=\)|\||\Z)", r"\\Z", text))


def _day(_: str, value: str) -> bool:
    try:
        return bool(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _of(kind: type, judge: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    """A keyword says nothing of the values that are of another kind."""
    return lambda asked, value: not isinstance(value, kind) or judge(asked, value)


def _unique(asked: Any, items: list[Any]) -> bool:  # noqa: ANN401 — JSON
    return not asked or all(item not in items[:rank] for rank, item in enumerate(items))


_JUDGES: dict[str, Callable[[Any, Any], bool]] = {
    "type": lambda asked, value: any(isinstance(value, _TYPES[name]) for name in _listed(asked)),
    "enum": lambda asked, value: value in asked,
    "minLength": _of(str, lambda asked, value: len(value) >= asked),
    "maxLength": _of(str, lambda asked, value: len(value) <= asked),
    "pattern": _of(str, lambda asked, value: bool(_pattern(asked).search(value))),
    "format": _of(str, _day),
    "maxItems": _of(list, lambda asked, value: len(value) <= asked),
    "uniqueItems": _of(list, _unique),
    "maxProperties": _of(dict, lambda asked, value: len(value) <= asked),
    "required": _of(dict, lambda asked, value: all(key in value for key in asked)),
}
"""In the order in which the native validator asks them."""
