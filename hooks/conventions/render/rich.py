"""Rich fields of contributors (paragraphs, lists, emphasis, links) → one line of safe HTML, which is also a block of Markdown."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

import markdown
import nh3

from conventions.model.french import surcharge, typographie
from conventions.render.templating import Md

_TAGS = {"p", "ul", "ol", "li", "em", "strong", "a", "br"}
_CHUNK = 6000
# A sentence: letters, figures and the signs of running text, none of which means anything to Markdown or HTML.
_INERTE = re.compile(r"[^\W\d_](?:[^\W_]|[ ,;:.!?’'«»()/%€°…–-])*")
_HEADS = re.compile(r"(?m)^\s{0,3}(#+|>+|=+\s*$|-{3,}\s*$)")


@lru_cache(maxsize=4096)
def riche(texte: str) -> Md:
    """Markdown without extensions nor raw HTML, then an allow-list. Headings and tables come out as plain paragraphs."""
    flat = " ".join(x for x in (_safe(chunk) for chunk in _chunks(texte)) if x)
    return Md(f'<div class="local riche">{_neutral(flat)}</div>') if flat else Md("")


def _chunks(texte: str) -> Iterator[str]:
    """The text cut at blank lines into pieces that parse quickly, whatever their number."""
    chunk = ""
    for block in re.split(r"\n[ \t]*\n", texte.replace("\r\n", "\n")):
        if chunk and len(chunk) + len(block) > _CHUNK:
            yield chunk
            chunk = ""
        chunk = f"{chunk}\n\n{block}" if chunk else block
    yield chunk


def _safe(chunk: str) -> str:
    """One piece as clean HTML on one line."""
    source = _HEADS.sub("", chunk).replace("&", "&amp;").replace("<", "&lt;").replace("![", "[")
    if len(chunk) > 2 * _CHUNK or surcharge(chunk):
        return "".join(
            f"<p>{html.escape(' '.join(part.split()))}</p>" for part in re.split(r"\n\s*\n", chunk) if part.strip()
        )
    if _INERTE.fullmatch(chunk):
        return f"<p>{typographie(chunk)}</p>"
    made = _converter().reset().convert(typographie(source))
    clean = nh3.clean(
        made,
        tags=_TAGS,
        attributes={"a": {"href"}},
        attribute_filter=_https,
        url_schemes={"https"},
        link_rel="nofollow noopener",
        strip_comments=True,
    )
    return re.sub(r"\s*\n\s*", " ", clean).strip()


@lru_cache(maxsize=1)
def _converter() -> markdown.Markdown:
    return markdown.Markdown(output_format="html")


def _https(_tag: str, name: str, value: str) -> str | None:
    """A complete address, or no link: a relative one would lead somewhere else on this site."""
    return value if name != "href" or value.startswith("https://") else None


def _neutral(text: str) -> str:
    """Signs that some Markdown processor reads inside HTML: encoded in the text, left alone in the tags."""
    return re.sub(r"(<[^>]*>)|([{}\[\]`*_~$|\\])", lambda m: m[1] or f"&#{ord(m[2])};", text)
