"""Built pages, read as a browser would: their visible text, their ids and their links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import html

INVISIBLE = {"script", "style", "template", "svg", "noscript"}
INLINE = {"a", "abbr", "b", "code", "em", "i", "span", "strong", "sub", "sup", "del", "ins", "label"}

ADDRESSES = ("href", "src", "action", "poster", "data")
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list")


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


@dataclass
class Lue:
    """What the tests need of one page."""

    ids: Counter[str]
    liens: set[str]
    renvois: set[str]
    titre: str


@cache
def lire_site(site: Path) -> dict[str, Lue]:
    """Every page by its address relative to the root; `index.html` is left out of it, as in links."""
    return {path.relative_to(site).as_posix().removesuffix("index.html"): _lue(path) for path in pages(site)}


def _lue(path: Path) -> Lue:
    ids: Counter[str] = Counter()
    liens: set[str] = set()
    renvois: set[str] = set()
    root = lire(path)
    for element in root.iter():
        for name, value in element.attrib.items():
            if name == "id":
                ids[value] += 1
            elif name in ADDRESSES:
                liens.add(value)
            elif name == "srcset":
                liens.update(part.split()[0] for part in value.split(","))
            elif name in REFERENCES:
                renvois.update(value.split())
    return Lue(ids, liens, renvois, root.findtext(".//title") or "")
