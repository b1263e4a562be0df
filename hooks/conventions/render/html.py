"""Markdown → HTML, block by block, with what each block holds: headings, anchors, links. A block that a hundred pages share is converted once.

The Markdown of a page is canonical: it is made of blocks separated by blank lines, each of which means the same alone as in
the page. A test holds that converting the whole and joining the converted blocks give the same HTML, empty lines aside.
"""

from __future__ import annotations

import html
import re
import string
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

import markdown

EXTENSIONS = ("attr_list", "tables")
# Raw HTML from end to end: Markdown would hand it back as it is, after a long look at it.
_BLOCK = "p|div|ul|ol|dl|table|nav|form|section|details|aside|figure|fieldset|blockquote|pre|h[1-6]"
_RAW = re.compile(rf"<(?:{_BLOCK})\b.*</(?:{_BLOCK})>\Z", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|span|sup|strong|em|time)(?: [^<>]*)?>|&(?:#\d+|[a-z]+);")
_INERT = re.compile(r"(?:[^\W\d_]|[«(’])[^*_`\[\]\\<>&{}|#]*")
_TITLE = re.compile(r"(#{1,6}) ([^#\n]+?)(?: \{#([\w-]+)\})?")
_HEADING = re.compile(r'<h([23])((?: [\w-]+="[^"]*")*)>(.*?)</h\1>', re.DOTALL)
_MARK = re.compile(r'\s*<span class="marque\b[^>]*>([^<]*)</span>')
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_ANCHOR = re.compile(r'<[a-z][^<>]*? id="([^"]*)"')
_LINK = re.compile(r'<(?:a|form|img)\b[^<>]*? (?:href|action|src)="([^"]*)"')
# What `echapper` hides from Markdown, and means nothing to HTML: the sign itself is lighter than its entity.
_SIGNE = re.compile(r"&#\d+;")
# « 1er » outside of tags, and of what holds text alone.
_ORDINAL = re.compile(r"<(option|title|code|pre|textarea)\b.*?</\1>|<[^>]*>|(?<!\w)1er(?!\w)", re.DOTALL)
_SIGNES = {f"&#{ord(sign)};": sign for sign in string.punctuation if sign not in "<>&\"'"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 2 or 3 that can be linked to; `name` is HTML, the short one where the heading gives one."""

    level: int
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Converted:
    """A piece of a page in HTML, and what it holds. `links` are addresses as written, seen from the page."""

    html: str
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def to_html(text: str) -> Converted:
    """The whole page."""
    blocks = [_block(block) for block in text.split("\n\n") if block.strip()]
    return Converted(
        "\n".join(block.html for block in blocks).strip(),
        tuple(chain.from_iterable(block.headings for block in blocks)),
        tuple(chain.from_iterable(block.anchors for block in blocks)),
        tuple(chain.from_iterable(block.links for block in blocks)),
    )


def outline(headings: Iterable[Heading]) -> list[dict[str, Any]]:
    """The contents list as front matter: headings of level 2, each with those of level 3 below it."""
    found: list[dict[str, Any]] = []
    for heading in headings:
        entry = {"title": heading.name, "url": f"#{heading.id}", "level": heading.level, "children": []}
        (found[-1]["children"] if heading.level > 2 and found else found).append(entry)
    return found


@lru_cache(maxsize=2048)
def _block(text: str) -> Converted:
    stripped = text.strip("\n")
    made = stripped if _RAW.match(stripped) else _plain(stripped) or _converter().reset().convert(stripped)
    made = _SIGNE.sub(lambda sign: _SIGNES.get(sign.group(), sign.group()), made)
    if "1er" in made:
        made = _ORDINAL.sub(lambda found: "1<sup>er</sup>" if found[0] == "1er" else found[0], made)
    links = (html.unescape(link) for link in _LINK.findall(made))
    return Converted(made, tuple(_headings(made)), tuple(map(html.unescape, _ANCHOR.findall(made))), tuple(links))


def _plain(text: str) -> str:
    """A heading, a paragraph or a list of running text and inline HTML alone: what Markdown would make of it; else empty."""
    lines = text.split("\n")
    if title := _TITLE.fullmatch(text):
        signs, words, anchor = title.groups()
        opening = f'h{len(signs)} id="{anchor}"' if anchor else f"h{len(signs)}"
        return f"<{opening}>{words.strip()}</h{len(signs)}>" if _inert(words.strip()) else ""
    if all(line.startswith("- ") for line in lines):
        items = [line[2:].strip() for line in lines]
        return "<ul>\n" + "".join(f"<li>{item}</li>\n" for item in items) + "</ul>" if all(map(_inert, items)) else ""
    return f"<p>{text.strip()}</p>" if len(lines) == 1 and _inert(text.strip()) else ""


def _inert(text: str) -> bool:
    """Whether no sign of it means anything to Markdown, where tags and entities stand as words."""
    return bool(_INERT.fullmatch(_INLINE.sub("’", text)))


@lru_cache(maxsize=1)
def _converter() -> markdown.Markdown:
    return markdown.Markdown(extensions=[f"markdown.extensions.{name}" for name in EXTENSIONS], output_format="html")


def _headings(block: str) -> list[Heading]:
    if "<h" not in block:
        return []
    found = []
    for level, raw, title in _HEADING.findall(block):
        attributes = dict(_ATTRIBUTE.findall(raw))
        if "id" in attributes:
            words = re.sub(r"<[^>]+>", "", _MARK.sub(r" (\1)", title))
            name = html.unescape(attributes.get("data-sommaire") or words).strip()
            found.append(Heading(int(level), attributes["id"], html.escape(name)))
    return found
