"""Built pages, read as a browser would: their visible text, their ids and their links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import html

INVISIBLE = {"script", "style", "template", "svg", "noscript"}
INLINE = {"a", "abbr", "b", "code", "em", "i", "span", "strong", "sub", "sup", "del", "ins", "label"}


def lire(path: Path) -> html.HtmlElement:
    """One page."""
    return html.document_fromstring(path.read_bytes().decode("utf-8"))


def article(page: html.HtmlElement) -> html.HtmlElement:
    """What the page says, without its frame."""
    found: list[html.HtmlElement] = page.xpath("//article")
    assert found, "la page n’a pas d’élément article"
    return found[0]


def texte_visible(element: html.HtmlElement) -> str:
    """The words that are shown, a line for each block."""
    return "".join(_morceaux(element))


def _morceaux(element: html.HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in INVISIBLE:
        return
    if {"visuellement-cache", "sommaire-repliable"} & set(element.classes):
        return
    edge = "" if element.tag in INLINE else "\n"
    yield f"{edge}{element.text or ''}"
    for child in element:
        yield from _morceaux(child)
        yield child.tail or ""
    yield edge


def pages(site: Path) -> list[Path]:
    """Every page of a built site."""
    return sorted(site.rglob("*.html"))
