"""What comes from libraries in another language, behind one small interface; where they are not, in a browser, what stands in for them.

Five things: the schema's validator (jsonschema-rs), the parser of YAML (libyaml), the last cleaning of HTML (nh3), JSON (msgspec), and Pillow, which
only what looks into pictures loads (`check/tree.py`, `export/`): a browser has no use for it. Each stand-in gives what the native one
gives: tests/source/test_native.py holds them equal over every case of fault, damaged files and hostile words.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

import yaml

from conventions.source import pure_html, pure_schema, pure_yaml

try:
    import jsonschema_rs
    import msgspec
    import nh3
except ImportError:
    NATIVE = False
else:
    NATIVE = yaml.__with_libyaml__
    _encode = msgspec.json.Encoder(order=None).encode

BASE: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads what the ministry edits: every value as the text that is written."""
Event = Any  # PyYAML types the fields of its events too loosely to be of use


class Fault(Protocol):
    """Something that a schema refuses."""

    @property
    def instance_path(self) -> list[str | int]:
        """Where it stands in the value."""

    @property
    def schema_path(self) -> list[str | int]:
        """The keyword that refuses it, from the root of the schema."""


class Validator(Protocol):
    """A schema, ready to judge values."""

    def is_valid(self, value: Any, /) -> bool:  # noqa: ANN401 — JSON
        """Whether it admits that value."""

    def iter_errors(self, value: Any, /) -> Iterator[Fault]:  # noqa: ANN401 — JSON
        """All that it refuses of it."""


def validator(schema: Mapping[str, Any]) -> Validator:
    """Of draft 2020-12, formats included."""
    if NATIVE:
        return jsonschema_rs.Draft202012Validator(dict(schema), validate_formats=True)
    return pure_schema.Validator(schema)


def events(text: str) -> Iterator[Event]:
    """What the parser of YAML meets. Raises `yaml.YAMLError`, in the words of libyaml."""
    found: Iterator[Event] = iter(yaml.CSafeLoader(text).get_event, None) if NATIVE else pure_yaml.events(text)
    return found


def parse(text: str) -> None:
    """Reads it to the end, and makes nothing of it. Raises `yaml.YAMLError` where the parser stops."""
    if NATIVE:
        yaml.CSafeLoader(text).raw_parse()
    else:
        deque(pure_yaml.events(text), maxlen=0)


def clean(
    made: str,
    tags: set[str],
    attributes: dict[str, set[str]],
    keep: Callable[[str, str, str], str | None],
) -> str:
    """HTML of these elements and attributes alone; `keep` gives the value of an attribute, or None to leave it out."""
    if not NATIVE:
        return pure_html.clean(made, tags, attributes, keep)
    return nh3.clean(
        made, tags=tags, attributes=attributes, attribute_filter=keep, url_schemes={"https"}, link_rel=None
    )


def to_json(value: Any) -> bytes:  # noqa: ANN401 — JSON
    """Without a space, accents as they are."""
    if NATIVE:
        return _encode(value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def from_json(data: bytes) -> Any:  # noqa: ANN401 — JSON
    """What that JSON says."""
    return msgspec.json.decode(data) if NATIVE else json.loads(data)
