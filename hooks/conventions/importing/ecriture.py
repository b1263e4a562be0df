"""A tree of values, with what is to be said beside some → the YAML of a département's file."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from conventions.model.french import insecables

LARGEUR = 120
Commentaires = Mapping[tuple[str, ...], Sequence[str]]
_NU = re.compile(r"[^\W_][^\n\"'#{}\[\]&*!|>%@`:\\]*")
_RESERVES = {"oui", "non", "yes", "no", "true", "false", "null", "on", "off", "y", "n", "~"}


def yaml(arbre: Mapping[str, Any], commentaires: Commentaires, entete: Sequence[str] = ()) -> str:
    """The file; comments stand above the key that they are about."""
    lines = [line for said in entete for line in _commentaire(said, 0)]
    lines += ["", *_map(arbre, commentaires, (), 0)] if lines else [*_map(arbre, commentaires, (), 0)]
    return "\n".join(lines) + "\n"


def _commentaire(said: str, depth: int) -> list[str]:
    margin = " " * depth
    wrapped = textwrap.wrap(insecables(" ".join(said.split())), LARGEUR - depth - 2, break_on_hyphens=False)
    return [f"{margin}# {line}" for line in wrapped]


def _map(arbre: Mapping[str, Any], told: Commentaires, path: tuple[str, ...], depth: int) -> Iterator[str]:
    for key, value in arbre.items():
        here = (*path, key)
        if depth == 0 and isinstance(value, dict):
            yield ""
        for said in told.get(here, ()):
            yield from _commentaire(said, depth)
        yield from _entree(f"{' ' * depth}{_cle(key)}:", value, told, here, depth)


def _entree(head: str, value: Any, told: Commentaires, path: tuple[str, ...], depth: int) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, dict):
        yield head if value else f"{head} {{}}"
        yield from _map(value, told, path, depth + 2)
    elif isinstance(value, list) and all(isinstance(one, str) for one in value):
        yield f"{head} [{', '.join(map(_scalaire, value))}]"
    elif isinstance(value, list):
        yield head
        for rank, one in enumerate(value):
            lines = list(_map(one, told, (*path, str(rank)), depth + 4))
            comments = [line for line in lines if line.lstrip().startswith("#")]
            first, *rest = lines[len(comments) :] if lines[: len(comments)] == comments else lines
            yield from (line[2:] for line in comments if lines[: len(comments)] == comments)
            yield f"{' ' * (depth + 2)}- {first.lstrip()}"
            yield from rest
    else:
        yield from _texte(head, "" if value is None else str(value), depth)


def _texte(head: str, value: str, depth: int) -> Iterator[str]:
    """On its line where it fits, else as a block that keeps its lines, or folds them."""
    if not value:
        yield head
    elif "\n" in value:
        yield f"{head} |"
        yield from (f"{' ' * (depth + 2)}{line}".rstrip() for line in value.split("\n"))
    elif len(head) + len(value) + 1 <= LARGEUR or not _pliable(value):
        yield f"{head} {_scalaire(value)}"
    else:
        yield f"{head} >-"
        yield from textwrap.wrap(
            value,
            LARGEUR,
            initial_indent=" " * (depth + 2),
            subsequent_indent=" " * (depth + 2),
            break_long_words=False,
            break_on_hyphens=False,
        )


def _pliable(value: str) -> bool:
    """Whether folding gives the same words back: only simple spaces, of which no two in a row."""
    return (
        "  " not in value
        and value == value.strip()
        and all(c == " " or not c.isspace() or c in "\u00a0\u202f" for c in value)
    )


def _cle(key: str) -> str:
    return key if re.fullmatch(r"[a-z][a-z0-9_-]*|\d{1,3}", key) else json.dumps(key, ensure_ascii=False)


def _scalaire(value: str) -> str:
    plain = _NU.fullmatch(value) and (value == "oui" or value.casefold() not in _RESERVES) and value == value.strip()
    return value if plain or re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) else json.dumps(value, ensure_ascii=False)
