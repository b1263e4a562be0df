"""Rich fields of contributors (paragraphs, lists, emphasis, links) → one line of safe HTML, which is also a block of Markdown."""

from __future__ import annotations

import re
from functools import lru_cache

import markdown
import nh3

from conventions.render.gabarits import Md
from conventions.texte import typographie

_TAGS = {"p", "ul", "ol", "li", "em", "strong", "a", "br"}
_MAX = 6000


@lru_cache(maxsize=4096)
def riche(texte: str) -> Md:
    """Markdown without extensions nor raw HTML, then an allow-list. Headings and tables come out as plain paragraphs."""
    source = (
        re.sub(r"(?m)^\s{0,3}(#+|>+|=+\s*$|-{3,}\s*$)", "", texte[:_MAX])
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace("![", "[")
    )
    html = markdown.Markdown(output_format="html").convert(typographie(source))
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"https"},
        link_rel="nofollow noopener",
        strip_comments=True,
    )
    flat = re.sub(r"\s*\n\s*", " ", clean).strip()
    return Md(f'<div class="local riche">{_neutral(flat)}</div>') if flat else Md("")


def _neutral(html: str) -> str:
    """Signs that some Markdown processor reads inside HTML: encoded in the text, left alone in the tags."""
    return re.sub(r"(<[^>]*>)|([{}\[\]`*_~$|\\])", lambda m: m[1] or f"&#{ord(m[2])};", html)
