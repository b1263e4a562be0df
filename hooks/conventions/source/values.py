"""Checked plain values → what each key holds, by its type. A value that is absent, or that was refused, is empty."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from conventions.model.french import typographie

Raw = Mapping[str, Any]


def as_map(raw: Raw, key: str) -> Raw:
    value = raw.get(key)
    return value if isinstance(value, dict) else {}


def as_maps(raw: Raw, key: str) -> list[tuple[str, Raw]]:
    """The entries of a map of maps; an empty entry counts as an empty map."""
    return [(k, v if isinstance(v, dict) else {}) for k, v in as_map(raw, key).items()]


def as_list(raw: Raw, key: str) -> list[Any]:
    value = raw.get(key)
    return value if isinstance(value, list) else []


def as_plain(raw: Raw, key: str) -> str:
    value = raw.get(key)
    return value.strip() if isinstance(value, str) else ""


def as_rich(raw: Raw, key: str) -> str:
    """A rich text as typed: where its lines begin says what stands under what. Its typography is set with its words."""
    value = raw.get(key)
    return value.rstrip().lstrip("\n") if isinstance(value, str) else ""


def as_text(raw: Raw, key: str) -> str:
    return typographie(as_plain(raw, key))


def as_int(raw: Raw, key: str) -> int | None:
    value = as_plain(raw, key)
    return int(value) if value else None


def as_date(raw: Raw, key: str) -> date | None:
    value = as_plain(raw, key)
    return date.fromisoformat(value) if value else None
