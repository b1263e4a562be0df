"""Accidents that know the structure of a file: an item left empty, a value of another type, a block moved, dates and counts at their limits."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from conventions.source import reader

Place = tuple[Any, Any]
"""What holds a value, and its key or its rank there."""
AUTRES: tuple[Any, ...] = (
    *("", "x", "oui", "1", "2026-02-30", "9999-12-31", "0001-01-01", "prefet", "obj-1-b", "obj", "art-3-al-6", "trame"),
    *(
        [],
        [""],
        ["x", "", "x"],
        [[]],
        [{}],
        {},
        {"": ""},
        {"x": ""},
        {"1": {}},
        {"le": "2026-13-01"},
        {"x": {"x": [""]}},
    ),
)
DATES = ("", "0001-01-01", "9999-12-31", "2026-02-29", "2026-13-01", "1582-10-10", "2026-10-12", "12/10/2026")
COMPTES = ("0", "-1", "1", "99", "100", "999999999999999999999", "1e400", "٣", "²", "0x1F")


def places(value: Any) -> Iterator[Place]:  # noqa: ANN401 — JSON
    """Every place of the tree, from the root down."""
    below = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in list(below):
        yield value, key
        yield from places(one)


def _une(hasard: random.Random, arbre: Any, voulue: Callable[[Any], bool] = lambda _: True) -> Place | None:  # noqa: ANN401
    found = [(holder, key) for holder, key in places(arbre) if voulue(holder[key])]
    return hasard.choice(found) if found else None


def vider_un_element(hasard: random.Random, arbre: Any) -> None:  # noqa: ANN401
    """An empty item, anywhere in a list."""
    if place := _une(hasard, arbre, lambda value: isinstance(value, list)):
        found = place[0][place[1]]
        found.insert(hasard.randrange(len(found) + 1), "")


def changer_de_type(hasard: random.Random, arbre: Any) -> None:  # noqa: ANN401
    if place := _une(hasard, arbre):
        place[0][place[1]] = copy.deepcopy(hasard.choice(AUTRES))


def deplacer(hasard: random.Random, arbre: Any) -> None:  # noqa: ANN401
    """A block under another key, or in another list."""
    source, target = _une(hasard, arbre), _une(hasard, arbre, lambda value: isinstance(value, dict | list))
    if source is None or target is None:
        return
    moved, there = copy.deepcopy(source[0][source[1]]), target[0][target[1]]
    if isinstance(there, list):
        there.insert(hasard.randrange(len(there) + 1), moved)
    else:
        there[str(source[1])] = moved


def oter(hasard: random.Random, arbre: Any) -> None:  # noqa: ANN401
    if place := _une(hasard, arbre):
        del place[0][place[1]]


def repeter(hasard: random.Random, arbre: Any) -> None:  # noqa: ANN401
    """The same thing many times, under other names."""
    if place := _une(hasard, arbre, lambda value: isinstance(value, dict | list) and bool(value)):
        found, times = place[0][place[1]], hasard.choice([1, 2, 8, 60])
        if isinstance(found, list):
            found += [copy.deepcopy(hasard.choice(found)) for _ in range(times)]
            return
        key = hasard.choice(list(found))
        for rank in range(times):
            found[str(rank + 2) if key.isdigit() else f"{key}-{rank}"] = copy.deepcopy(found[key])


def dater(hasard: random.Random, arbre: Any) -> None:  # noqa: ANN401
    if place := _une(hasard, arbre, lambda value: isinstance(value, str) and value[:2] == "20" and value[4:5] == "-"):
        place[0][place[1]] = hasard.choice(DATES)


def compter(hasard: random.Random, arbre: Any) -> None:  # noqa: ANN401
    if place := _une(hasard, arbre, lambda value: isinstance(value, str) and value.isdigit()):
        place[0][place[1]] = hasard.choice(COMPTES)


ACCIDENTS = [vider_un_element, vider_un_element, changer_de_type, changer_de_type, deplacer, oter, repeter, dater, compter]  # fmt: skip


def abimer(hasard: random.Random, texte: str) -> str:
    """The file after a few accidents, written as JSON, which YAML reads."""
    arbre = copy.deepcopy(reader.parse(texte.encode(), "x").value)
    for _ in range(hasard.choice([1, 1, 2, 3, 6])):
        hasard.choice(ACCIDENTS)(hasard, arbre)
    return json.dumps(_ecrit(arbre), ensure_ascii=False, indent=1) + "\n"


def _ecrit(value: Any) -> Any:  # noqa: ANN401
    """What YAML reads as empty is an empty text."""
    if isinstance(value, dict):
        return {key: _ecrit(one) for key, one in value.items()}
    return [_ecrit(one) for one in value] if isinstance(value, list) else value or ""
