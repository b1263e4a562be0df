"""A text → the words by which it is found: without accents, capitals nor elisions. recherche-mots.js does the same in the browser."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from conventions.model.french import sans_accent

_MOT = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def mots(texte: str) -> tuple[str, ...]:
    """« L’accès à l’intermédiation, d’ici 2027 » → acces, intermediation, ici, 2027. A lone letter is an elision: it is cut."""
    words = _MOT.findall(unicodedata.normalize("NFC", texte.lower()))
    return tuple([_plain(word) for word in words if len(word) > 1 or word.isdecimal()])


@lru_cache(maxsize=100_000)
def _plain(word: str) -> str:
    return sans_accent(word)


def plain(lines: Iterable[str]) -> str:
    """The words of Markdown: no tags, no addresses, no marks, no settings."""
    text = "\n".join(lines)
    for pattern, by in (
        (r"\{\{.*?\}\}|\{[:#][^}]*\}|<[^>]+>", " "),
        (r"\[([^\]]*)\]\([^)]*\)", r"\1"),
        (r"[*`#|>_]+", " "),
    ):
        text = re.sub(pattern, by, text)
    return " ".join(html.unescape(text).split())
