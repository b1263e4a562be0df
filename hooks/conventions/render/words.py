"""The words of one span → how they are shown: those of the trame as they are, a blank labelled, what a département wrote marked."""

from __future__ import annotations

import re
from functools import lru_cache

from conventions.model.clause import Clause, Conformite, Span
from conventions.model.french import insecables
from conventions.model.rich_text import sur_une_ligne
from conventions.render.notes import SANS_NOTES, Notes
from conventions.render.rich import mots
from conventions.render.templating import Md, encode

# No word of a trame holds one of these; the name of a party, which agrees with the words around it, may.
_MEANT = re.compile(r"[<>&\[\]{}`*_|\\#~^=$\r\n]")


@lru_cache(maxsize=4096)
def verbatim(text: str) -> str:
    """The trame's words, the same on every page; encoded as soon as they hold a sign that is not theirs."""
    return encode(text) if _MEANT.search(text) else insecables(text)


def blank(span: Span) -> str:
    """A visible, labelled blank; in the trame itself, the official placeholder."""
    if span.texte:
        return f'<span class="blanc" title="{encode(span.intitule)}">{encode(span.texte)}</span>'
    return f'<span class="blanc">à compléter\u00a0: {encode(span.intitule)}</span>'


def local_html(span: Span, css: str, notes: Notes = SANS_NOTES) -> Md:
    """A value inside a sentence: its words alone, if it is a list or a table."""
    return marked(mots(_sentence(span), notes) if span.riche else encode(span.texte), css)


def _sentence(span: Span) -> str:
    return span.texte if sur_une_ligne(span.blocs) else " ".join(span.simple.split())


def marked(words: str, css: str) -> Md:
    """Words that a département wrote, marked as such; see `rich.encadre` for blocks."""
    return Md(f'<span class="{css}">{words}</span>' if css else words)


def css(clause: Clause) -> str:
    """How what a département wrote is shown: a value of the trame, a wording of its own; nothing in a text all its own."""
    return "" if clause.conformite is Conformite.PROPRE else "local" if clause.ecart else "rempli"
