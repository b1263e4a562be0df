"""Elements → XML. The library's own writer looks for namespaces, which these have none of: a hundred texts cost half as much here."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from html import escape
from xml.etree.ElementTree import Element


def document(racine: Element) -> str:
    """A whole document."""
    out: list[str] = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    _ecrire(racine, out.append)
    return "".join((*out, "\n"))


def partage(element: Element) -> Element:
    """The same, which many documents hold and nothing changes: written once for them all."""
    out: list[str] = []
    _ecrire(element, out.append)
    _PARTAGES[element] = "".join(out)
    return element


_PARTAGES: dict[Element, str] = {}
_attribut = lru_cache(maxsize=4096)(escape)
"""Most are names that every convention has."""


def _ecrire(element: Element, put: Callable[[str], None]) -> None:
    if element in _PARTAGES:
        put(_PARTAGES[element])
        return
    tag, text, tail = element.tag, element.text, element.tail
    head = tag
    for name, value in element.items():
        head += f' {name}="{_attribut(value)}"'
    if len(element):
        put(f"<{head}>{_texte(text)}" if text else f"<{head}>")
        for child in element:
            _ecrire(child, put)
        put(f"</{tag}>")
    else:
        put(f"<{head}/>" if text is None else f"<{head}>{_texte(text)}</{tag}>")
    if tail:
        put(tail if tail == "\n" else _texte(tail))


def _texte(text: str) -> str:
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text
