"""A key or a value that the format refuses → what it should be, if that can be guessed."""

from __future__ import annotations

from conventions.source import cles
from conventions.source.nodes import Schema, admitted, matches, property_names, resolved, schema
from conventions.source.reader import Value
from conventions.source.suggestions import nearest, suggestion

_LECTURES = {"partie_cle": cles.partie, "clause": cles.clause}
"""What reads the words of a key or an id, by the definition in the schema that it must follow."""


def renamed(key: str, here: dict[str, Value], node: Schema) -> str:
    """The name that the key should bear: free, like it, and for a value of that kind; empty if none is."""
    names = resolved(node.get("propertyNames", {}))
    known = [k for k in node.get("properties", {}) if k not in here]
    close = _key_like(key, names) if names else nearest(key, known)
    below = resolved(node.get("properties", {}).get(close) or node.get("additionalProperties") or {})
    return close if close and close not in here and _fits(here[key], below) else ""


def _key_like(key: str, names: Schema) -> str:
    if names_a_party(names) and key in property_names():
        return {"departement": "collectivite"}.get(key, "")
    return written_well(key, names)


def names_a_party(node: Schema) -> bool:
    """Whether what stands there is the key of a party."""
    return bool(node.get("pattern") == schema()["$defs"]["partie_cle"]["pattern"])


def _fits(value: Value, node: Schema) -> bool:
    """Whether the value is of the kind that the node describes: its own faults, if it has any, are told apart."""
    if isinstance(value, dict):
        inside = sum(admitted(node, key) for key in value)
        return node.get("type") == "object" and inside * 2 >= len(value)
    return value is None or ("array" if isinstance(value, list) else "string") in str(node.get("type"))


def written_well(words: str, node: Schema) -> str:
    """The value or the key that the words stand for, as the format wants it."""
    kinds = {schema()["$defs"][name]["pattern"]: read for name, read in _LECTURES.items()}
    read = kinds.get(node.get("pattern", ""))
    named = read(words) if read else ""
    if named and matches(node, named):
        return named
    return suggestion(words, lambda text: matches(node, text)) or nearest(words, node.get("enum", []))
