"""Enumerations of the domain: a member is written, published and kept under its slug, the first of its values."""

from __future__ import annotations

from enum import Enum
from typing import Self


class Enumeration(Enum):
    """The base of them. What follows the slug goes to `__init__`; pages list the members in the order of their definition."""

    _value_: str
    __hash__ = object.__hash__  # a member is the only one of its name: no need to hash that name at each look-up

    def __new__(cls, slug: str, *_: object) -> Self:
        """The slug is the value, by which `msgspec` writes the member and finds it again."""
        member = object.__new__(cls)
        member._value_ = slug
        return member

    @property
    def slug(self) -> str:
        """Its name in files, addresses and style sheets."""
        return self._value_

    @property
    def rang(self) -> int:
        """Its place in the order."""
        return list(type(self)).index(self)

    @classmethod
    def of(cls, slug: str) -> Self:
        """The member of that slug."""
        return next(member for member in cls if member.slug == slug)
