"""Elements → XML. The library's own writer looks for namespaces, which these have none of: a hundred texts cost half as much here."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from html import escape
from xml.etree.ElementTree import Element, SubElement


def document(racine: Element) -> str:
    """A whole document."""
    out: list[str] = ['<?xml version="1.0" encoding="UTF-8"?>\n']
    _ecrire(racine, out.append)
    return "".join((*out, "\n"))


def _ecrire(element: Element, put: Callable[[str], None]) -> None:
    tag, text = element.tag, element.text
    head = "".join([f' {name}="{escape(value)}"' for name, value in element.items()])
    if text is None and not len(element):
        put(f"<{tag}{head}/>")
    elif element in _PARTAGES:
        put(_PARTAGES[element])
    else:
        put(f"<{tag}{head}>")
        if text:
            put(escape(text, quote=False))
        for child in element:
            _ecrire(child, put)
        put(f"</{tag}>")
    if element.tail:
        put(escape(element.tail, quote=False))


_PARTAGES: dict[Element, str] = {}
"""What every convention has word for word, already written."""


@lru_cache(maxsize=1024)
def contenu(texte: str) -> Element:
    """A clause of the trame, word for word: the same element in every document, and nothing to change in it."""
    made = Element("content")
    SubElement(made, "p").text = texte
    _PARTAGES[made] = f"<content><p>{escape(texte, quote=False)}</p></content>"
    return made
