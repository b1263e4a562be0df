"""A key or a value that the format refuses → what it should be, or where, if that can be guessed."""

from __future__ import annotations

import re
from collections.abc import Callable

from conventions.model.french import liste
from conventions.source import cles
from conventions.source.nodes import Schema, admitted, matches, property_names, resolved, schema
from conventions.source.reader import Path, Value
from conventions.source.suggestions import nearest, suggestion

_NAMELESS = ("prefet", "cour", "caf", "msa", "collectivite")
"""The parties that are known by their key: a name written there, beside a first name, is that of a person."""
_SYNONYMES = {"le": "signe_le", "signe_le": "le", "modifie": "remplace"}
"""Keys that mean elsewhere what another means here."""
_LECTURES: dict[str, Callable[[str], str]] = {"partie_cle": cles.partie, "clause": cles.clause}
"""What reads the words of a key or an id, by the definition in the schema that it must follow."""


def renamed(key: str, here: dict[str, Value], node: Schema) -> str:
    """The name that the key should bear: free, like it, and for a value of that kind; empty if none is."""
    names = resolved(node.get("propertyNames", {}))
    known = [k for k in node.get("properties", {}) if k not in here]
    same = _SYNONYMES.get(key, "")
    close = _key_like(key, names) if names else same if same in known else nearest(key, known)
    below = resolved(node.get("properties", {}).get(close) or node.get("additionalProperties") or {})
    return close if close and close not in here and _fits(here[key], below) else ""


def _key_like(key: str, names: Schema) -> str:
    if names_a_party(names) and key in property_names():
        return {"departement": "collectivite"}.get(key, "")
    return written_well(key, names)


def names_a_party(node: Schema) -> bool:
    """Whether what stands there is the key of a party."""
    return bool(node.get("pattern") == schema()["$defs"]["partie_cle"]["pattern"])


def removes(node: Schema) -> bool:
    """Whether what stands there is the path of what an amendment withdraws."""
    return bool(node.get("pattern") == schema()["$defs"]["chemin_retire"]["pattern"])


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


def home(key: str, here: dict[str, Value], node: Schema) -> str:
    """The key of this level whose value alone admits that key: where it is to be written; empty if none, or several."""
    if key in property_names() and not nearest(key, [k for k in node.get("properties", {}) if k not in here], 0.85):
        homes = [name for name, below in node.get("properties", {}).items() if key in _held(below)]
        return homes[0] if len(homes) == 1 else ""
    return ""


def _held(node: Schema) -> dict[str, Schema]:
    """The keys of a map, or of each item of a list."""
    node = resolved(node)
    held: dict[str, Schema] = resolved(node.get("items", node)).get("properties", {})
    return held


def gathered(strays: list[str], name: str, here: dict[str, Value], node: Schema, path: Path) -> str:
    """What to say of keys that belong under `name`, one level deeper."""
    which = _under(strays, name)
    listed = "items" in resolved(node["properties"][name])
    if name in here:
        return f"{which}, en retrait{' dans la liste' if listed else ''}"
    if not all(isinstance(value := here[k], str) and "\n" not in value for k in strays):
        return f"{which} : ouvrir « {name}: » au-dessus, puis mettre en retrait{' après un tiret' if listed else ''}"
    words = [f"{k}: {_in_braces(str(here[k]))}" for k in strays]
    if "prenom" in strays and isinstance(own := here.get("nom"), str) and "nom" in _held(node["properties"][name]):
        named = str(path[-1]).partition("-")[0] in _NAMELESS
        words.insert(0, f"nom: {_in_braces(own) if named else '…'}")
        which += ", avec le nom de la personne"
    inside = f"{{{', '.join(words)}}}"
    return f"{which} : écrire « {name}: {f'[{inside}]' if listed else inside} »"


def _under(strays: list[str], name: str) -> str:
    return f"{liste(f'« {k} »' for k in strays)} {'s’écrivent' if len(strays) > 1 else 's’écrit'} sous « {name} »"


def unnamed(here: dict[str, Value], node: Schema) -> list[str]:
    """The keys of one thing where a map of several is expected, each under the key that names it; empty if any is not one of its own."""
    below, names = resolved(node.get("additionalProperties") or {}), resolved(node.get("propertyNames", {}))
    own = below.get("properties", {}) if names else {}
    alone = bool(here) and all(k in own and not isinstance(v, dict) for k, v in here.items())
    return list(here) if alone and any(here.values()) else []


def named(strays: list[str], here: dict[str, Value], node: Schema, path: Path) -> str:
    """What to say of them: the key that names the thing is missing above."""
    names = resolved(node["propertyNames"])
    tried = (f"{path[-1]}"[:1] + "1", "1", *names.get("examples", ()))
    name = next((one for one in tried if matches(names, one)), "…")
    which = f"{_under(strays, name)}, la clé qui manque et que vous choisissez"
    if not all(isinstance(here[k], str) and "\n" not in str(here[k]) for k in strays):
        return f"{which} : ouvrir « {name}: » au-dessus, puis mettre en retrait"
    return f"{which} : écrire « {name}: {{{', '.join(f'{k}: {_in_braces(str(here[k]))}' for k in strays)}}} »"


def _in_braces(text: str) -> str:
    """The value as it may be written between braces."""
    plain = not re.search(r"[,\[\]{}\"]|: | #|:$|^[^\w]", text)
    return text if plain else '"' + text.replace('"', "'") + '"'
