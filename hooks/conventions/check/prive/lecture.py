"""A text → what is read in it: signs that look like others in their plain form, and the words that the page shows, without their formatting."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

Etendue = tuple[int, int]
"""(first rank, rank after the last) of what was found."""
_PORTEE = 300
"""Signs beyond which what is read tells nothing of what is found."""
AU_PLUS = 500
"""Beyond that many of one form, what is told says no more, and none is given the benefit of the doubt: no convention holds so many."""

_AUTRES = {
    "\u3002": ".",
    "\uff61": ".",
    "\u2024": ".",
    "\u00b7": ".",
    "\u2022": ".",
    "\u2010": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
}
BLANC = r"[^\S\n]"
"""A space that stays on its line."""
COUPURE = rf"\n{BLANC}{{0,80}}\#?{BLANC}{{0,3}}"
"""The end of a line, the indentation of the next one, and its `#` if it is a comment."""
_RUPTURE = re.compile(r"[;!?\x1e]|\.\s+(?=[A-ZÀ-Ý])|\n\s*\n|\n\s*(?=- |[\w-]+:)")
_HABILLAGE = re.compile(
    r"\\(?=[^\w\s]|[_\n])|(?<=\S)\*{1,3}|\*{1,3}(?=\S)|\[\^[^\[\]\s^]{1,20}\](?!:)"
    r"|\[(?=[^\[\]]{1,400}\]\(https://)|\]\(https://[^\s()<>\"\\]{1,400}\)"
)
"""What a page does not show: escapes, emphasis, calls of notes, what makes a link of words."""


class Lecture(NamedTuple):
    """A part of a text as it is read: its signs, the rank of each in the text, and between which ranks what is found counts."""

    mots: str
    rangs: Sequence[int]
    debut: int
    fin: int


def trouves(commence: re.Pattern[str], forme: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What `forme.finditer` gives, tried only where its first sign is: `commence`, one sign and what stands around it.

    An expression that begins by a set of signs is looked for some ten times as fast as one that begins by anything else.
    """
    end = 0
    for sign in commence.finditer(text):
        if sign.start() >= end and (found := forme.match(text, sign.start())):
            end = found.end()
            yield found


def dit(text: str, *words: str) -> bool:
    """Whether one of these (in lower case) is in it: what makes a slow expression worth trying. Its i may have another dot, or none."""
    lower = text.lower()
    return any(word in lower for word in words) or not {"\u0130", "\u0131"}.isdisjoint(text)


_LETTRE = r"(?:[(\[{<]?(?i:at|à|arobase|point|dot)[)\]}>]?|\S)"
_ESPACEES = re.compile(rf"(?<!\S){_LETTRE}(?:{BLANC}{{1,2}}{_LETTRE}(?!\S)){{4,}}+")
"""Letters set apart, as in « n é e » or « a @ b . f r »."""
_ESPACEES_PEUT_ETRE = re.compile(r" \S {1,2}\S {1,2}\S ")


def serre(read: Lecture) -> Lecture:
    """The same with its spaced letters joined again. Two spaces, among single ones, part two words."""
    text, ranks = read.mots, read.rangs
    if not _ESPACEES_PEUT_ETRE.search(text):
        return read
    kept, end = list[int](), 0
    for found in _ESPACEES.finditer(text):
        single = len(re.findall(rf"\S{BLANC}(?=\S)", found[0])) > len(found[0]) // 4
        kept += range(end, found.start())
        kept += [r for r in range(*found.span()) if not text[r].isspace() or (single and text[r - 1].isspace())]
        end = found.end()
    kept += range(end, len(text))
    return read._replace(mots="".join(text[rank] for rank in kept), rangs=[ranks[rank] for rank in kept])


def montre(text: str) -> Iterator[Lecture]:
    """The words that a page shows, around each place where they are not the text as typed, which is read by itself.

    Nothing is found twice as far from what tells it as `_PORTEE`: a convention holds three such places, and is not read twice.
    """
    hidden = [found.span() for found in _HABILLAGE.finditer(text)]
    while hidden:
        near = next((n for n in range(1, len(hidden)) if hidden[n][0] - hidden[n - 1][1] > 4 * _PORTEE), len(hidden))
        some, hidden = hidden[:near], hidden[near:]
        first, last = max(0, some[0][0] - 2 * _PORTEE), min(len(text), some[-1][1] + 2 * _PORTEE)
        shown = [*itertools.pairwise([first, *itertools.chain.from_iterable(some), last])][::2]
        ranks = list(itertools.chain.from_iterable(itertools.starmap(range, shown)))
        words = "".join(text[begin:end] for begin, end in shown)
        yield Lecture(words, ranks, first and first + _PORTEE, last if last == len(text) else last - _PORTEE)


def sans_habillage(text: str) -> str:
    """The words that a page shows."""
    return _HABILLAGE.sub("", text)


def en_clair(text: str) -> str:
    """The text, as long as it was, with every figure, space, dot, dash and at-sign in its plain form."""
    for sign in set() if text.isascii() else set(text):
        if (plain := _plain(sign)) != sign:  # which stands for itself: the order does not matter
            text = text.replace(sign, plain)
    return text


@cache
def _plain(sign: str) -> str:
    digit = unicodedata.digit(sign, None)
    if digit is not None:
        return str(digit)
    shown = unicodedata.normalize("NFKC", sign)
    plain = shown if len(shown) == 1 else sign
    return _AUTRES.get(plain, plain)


def avant(text: str, rank: int, signs: int = 90) -> str:
    """What the same sentence says just before that rank, line breaks and marks of comments set aside."""
    said = text[max(0, rank - signs) : rank]
    begun = max((found.end() for found in _RUPTURE.finditer(said)), default=0)
    return re.sub(r"[\s#]+", " ", said[begun:])


def apres(text: str, rank: int) -> str:
    """What follows at once."""
    return re.sub(r"^[\s#]+", " ", text[rank : rank + 40])
