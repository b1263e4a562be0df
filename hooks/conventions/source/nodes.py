"""`departement.schema.json`, the one definition of the format, as a tree that one can walk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path as FilePath
from typing import Any

from conventions.source import native
from conventions.source.document import Path

FILE = FilePath(__file__).parent / "departement.schema.json"
Schema = dict[str, Any]


@cache
def schema() -> Schema:
    """The schema itself (draft 2020-12)."""
    loaded: Schema = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded


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


def at(path: list[str | int]) -> Any:  # noqa: ANN401 — JSON
    """What stands at that path of the schema itself."""
    node: Any = schema()
    for step in path:
        node = node[int(step)] if isinstance(node, list) else node[str(step)]
    return node


def node_at(path: Path) -> Schema:
    """The node of the schema that describes what stands at that path of a file."""
    node = schema()
    for step in path:
        node = resolved(_below(node, step))
    return node


@lru_cache(maxsize=16_384)
def riche(path: Path) -> bool:
    """Whether what stands there is a rich text: the format says « texte long »."""
    return bool(path) and str(_below(node_at(path[:-1]), path[-1]).get("$ref", "")).endswith("/texte_long")


def _below(node: Schema, step: str | int) -> Schema:
    below = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step)
    return below or node.get("additionalProperties") or {}


def too_many(value: object, node: Schema) -> str | None:
    """The sentence for a list or a map that holds more than it may."""
    limit = node.get("maxItems" if isinstance(value, list) else "maxProperties")
    if limit is None or not isinstance(value, list | dict):
        return None
    count = sum(item is not None for item in (value if isinstance(value, list) else value.values()))
    return f"trop d’éléments : {count}, {limit} au plus" if count > limit else None


def matches(node: Schema, key: str) -> bool:
    """Whether that word is one that the node admits."""
    return _part(
        json.dumps({k: v for k, v in node.items() if k in {"pattern", "maxLength", "format", "enum"}})
    ).is_valid(key)


@lru_cache(maxsize=256)
def _part(text: str) -> native.Validator:
    return native.validator(json.loads(text))


def admitted(node: Schema, key: str) -> bool:
    """Whether a map that the node describes may hold that key."""
    names = resolved(node.get("propertyNames", {}))
    return key in node.get("properties", {}) or (bool(names) and matches(names, key))


@cache
def property_names() -> frozenset[str]:
    """Every key that the format fixes, at whatever level."""
    return frozenset(key for node in _inside(schema()) for key in node.get("properties", {}))


def _inside(node: Any) -> Iterator[Schema]:  # noqa: ANN401 — JSON
    """Every node of the schema."""
    if isinstance(node, dict):
        yield node
    for below in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _inside(below)
