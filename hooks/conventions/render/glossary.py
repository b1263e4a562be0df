"""The words that a reader may not know → links to their explanation, at the first place of each page that has them.

The link works everywhere; the theme's script shows the explanation on the spot instead of leaving the page.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from conventions.model.french import minuscule
from conventions.model.page import Page
from conventions.model.reference import Mot
from conventions.render.templating import relative

PAGES = ("departements/", "objectifs/", "axes/", "trame/", "cadre-national/")
_BALISE = re.compile(r"(<[^>]*>|\[[^\]]*\]\([^)]*\))")
# Inside these, a link has no place, or the word is a title or a name: of a service, of a party.
_FERMES = (
    "a",
    "strong",
    "button",
    "caption",
    "th",
    "h1",
    "h2",
    "h3",
    "code",
    "pre",
    "label",
    "summary",
    "time",
    "del",
    "ins",
)
_OUVRE = re.compile(rf"<({'|'.join(_FERMES)})\b")
_PLI = "<details"
"""What is folded is read last: a word is explained where it first shows."""
_TITRES = ("#", '<p class="situation"', '<p class="surtitre"')
_FERME = re.compile(rf"</(?:{'|'.join(_FERMES)})>")


class Mots:
    """The glossary, ready to be met in pages: each form of a word, the longest first."""

    def __init__(self, mots: Iterable[Mot]) -> None:
        forms = [(form, mot.id) for mot in mots if mot.sur_place for form in (mot.terme, *mot.aussi)]
        lowered = [(minuscule(form), ident) for form, ident in forms if not form[:2].isupper()]
        self.formes = sorted(dict([*forms, *lowered]).items(), key=lambda item: -len(item[0]))
        self._formes_de = lru_cache(maxsize=2048)(self._found)

    def expliquer(self, page: Page) -> Page:
        """The same page, its words linked; as it is where no word needs it."""
        if not page.url.startswith(PAGES) or page.url == "departements/":
            return page
        done = set[str]()
        target = relative(page.url, "glossaire/")
        blocks = page.markdown.split("\n\n")
        for rank in sorted(range(len(blocks)), key=lambda rank: _PLI in blocks[rank]):
            blocks[rank] = self._block(blocks[rank], done, target)
        return dataclasses.replace(page, markdown="\n\n".join(blocks)) if done else page

    def _block(self, block: str, done: set[str], target: str) -> str:
        for form, ident in self._formes_de(block):
            if ident not in done:
                linked = link_first(block, form, f"{target}#{ident}")
                if linked != block:
                    done.add(ident)
                    block = linked
        return block

    def _found(self, block: str) -> tuple[tuple[str, str], ...]:
        """The words that the block may hold: most blocks are shared by a hundred pages, and hold none."""
        if block.startswith(_TITRES):
            return ()
        return tuple([one for one in self.formes if one[0] in block])


def link_first(block: str, form: str, target: str) -> str:
    """The block with the first `form` of its running text made a link; the words do not change."""
    place = _first(block, form)
    return block if place < 0 else f'{block[:place]}<a href="{target}">{form}</a>{block[place + len(form) :]}'


@lru_cache(maxsize=2048)
def _first(block: str, form: str) -> int:
    """Where the first `form` of the running text starts; -1 where there is none."""
    word = re.compile(rf"(?<![\w’-]){re.escape(form)}(?![\w’-])")
    pieces = _BALISE.split(block)
    for rank in _running(pieces):
        if found := word.search(pieces[rank]):
            return sum(map(len, pieces[:rank])) + found.start()
    return -1


def _running(pieces: list[str]) -> Iterator[int]:
    """The ranks of the pieces of running text: neither a tag, nor a link, nor inside what can hold no link."""
    depth = 0
    for rank, piece in enumerate(pieces):
        if rank % 2 == 0:
            if depth == 0:
                yield rank
        elif _OUVRE.match(piece):
            depth += 1
        elif _FERME.match(piece):
            depth -= 1
