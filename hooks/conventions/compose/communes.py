"""What every convention has word for word: one object each, so that what is made of it is made only once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")
_COMMUNES: dict[int, object] = {}
"""By identity: they are kept here, so that no other object takes their place."""


def commune(thing: T) -> T:
    """The same, known from now on as one of them."""
    _COMMUNES[id(thing)] = thing
    return thing


def est_commune(thing: object) -> bool:
    """Whether it is one of them."""
    return id(thing) in _COMMUNES


def une_fois(make: Callable[[S], T]) -> Callable[[S], T]:
    """What is made of one of them is made once, and is one of them; of anything else, each time."""
    known: dict[int, T] = {}

    @wraps(make)
    def made(thing: S) -> T:
        if (place := id(thing)) in known:
            return known[place]
        found = make(thing)
        if place in _COMMUNES:
            known[place] = commune(found)
        return found

    return made
