"""Texts as an author types them, drawn at random, each with what a reader must see of it; and what a page shows, read back."""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import html

BLOCS = {
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "td",
    "th",
    "tr",
    "table",
    "thead",
    "tbody",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "br",
}
ROMAINS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


class Ligne(NamedTuple):
    """A line that is read: in how many lists it stands, and its words."""

    niveau: int
    mots: str


class Auteur:
    """Draws a text whose every word begins with `marque`."""

    def __init__(self, marque: str, graine: int) -> None:
        self.marque = marque
        self.hasard = random.Random(f"{marque}/{graine}")
        self.rang = itertools.count(1)
        self.notes: list[tuple[str, str]] = []

    def texte(self, *, titres: bool = False) -> tuple[str, list[Ligne]]:
        """(what is typed, what is read). It begins and ends with a sentence."""
        parts = [self.paragraphe()]
        makers = [self.paragraphe, self.liste_collee, self.liste_a_part, self.tableau]
        for maker in self.hasard.sample(makers, 4) + ([self.titre] if titres else []):
            parts += [maker(), self.paragraphe()] if maker == self.titre else [maker()]
        parts.append(self.paragraphe())
        typed = "\n\n".join(text for text, _ in parts)
        read = [line for _, lines in parts for line in lines]
        for name, words in self.notes:
            typed += f"\n\n[^{name}]: {words}"
            read.append(Ligne(0, f"^{name} {words}"))
        return typed, read

    def mots(self) -> tuple[str, str]:
        """A few words, with their signs of formatting and without."""
        plain = [f"{self.marque}{next(self.rang)}" for _ in range(self.hasard.randint(2, 4))]
        plain.insert(1, self.hasard.choice(["12 000", "3,5 %", "n° 4", "(207)", "l’an 2027.", "5 * 2", "a_b_c"]))
        typed = list(plain)
        sign = self.hasard.choice(["**{}**", "*{}*", "[{}](https://exemple.example/page)", "{}", "{}"])
        typed[-1] = sign.format(typed[-1])
        return " ".join(typed), " ".join(plain)

    def paragraphe(self) -> tuple[str, list[Ligne]]:
        """One to three lines, cut on purpose; some look like a list and are none."""
        lines = [self.mots() for _ in range(self.hasard.randint(1, 3))]
        start = self.hasard.choice(["", "", "2027. ", "12. "])
        typed = [f"{start}{lines[0][0]}", *(text for text, _ in lines[1:])]
        read = [f"{start}{lines[0][1]}", *(text for _, text in lines[1:])]
        if self.hasard.random() < 0.3:
            name = str(len(self.notes) + 1)
            self.notes.append((name, f"{self.marque}{next(self.rang)} note"))
            typed[-1] += f"[^{name}]"
            read[-1] += f"^{name}"
        return "\n".join(typed), [Ligne(0, words) for words in read]

    def liste_collee(self) -> tuple[str, list[Ligne]]:
        """A list right under its sentence."""
        (before, read), (typed, items) = self.paragraphe(), self.liste(1)
        return f"{before}\n{typed}", [*read, *items]

    def liste_a_part(self) -> tuple[str, list[Ligne]]:
        """A list after an empty line."""
        (before, read), (typed, items) = self.paragraphe(), self.liste(1)
        return f"{before}\n\n{typed}", [*read, *items]

    def liste(self, niveau: int) -> tuple[str, list[Ligne]]:
        """Two or three items of one kind, some with a list of their own, set two to four spaces to the right."""
        first, kind = self.hasard.randint(1, 5), self.hasard.choice("-•–1)°aI")
        lines, read = [], []
        for rank in range(first, first + self.hasard.randint(2, 3)):
            sign = self.signe(kind, rank)
            typed, words = self.mots()
            lines.append(f"{sign} {typed}")
            read.append(Ligne(niveau, words if sign == "-" else f"{sign} {words}"))
            if niveau < 4 and self.hasard.random() < 0.4:
                inside, below = self.liste(niveau + 1)
                indent = " " * self.hasard.randint(2, 4)
                lines += [indent + line for line in inside.split("\n")]
                read += below
        return "\n".join(lines), read

    def signe(self, kind: str, rank: int) -> str:
        """The number, the letter or the sign of an item."""
        ranked = {
            "1": f"{rank}.",
            ")": f"{rank})",
            "°": f"{rank}°",
            "a": f"{chr(96 + rank)})",
            "I": f"{ROMAINS[rank]}.",
        }
        return ranked.get(kind, kind)

    def tableau(self) -> tuple[str, list[Ligne]]:
        """Two to five columns, an empty cell now and then."""
        width = self.hasard.randint(2, 5)
        rows = [[self.mots() if self.hasard.random() < 0.9 else ("", "") for _ in range(width)] for _ in range(3)]
        typed = [f"| {' | '.join(text for text, _ in row)} |" for row in rows]
        typed.insert(1, f"|{'---|' * width}")
        return "\n".join(typed), [Ligne(0, words) for row in rows for _, words in row if words]

    def titre(self) -> tuple[str, list[Ligne]]:
        """A heading of some level."""
        typed, words = self.mots()
        return f"{'#' * self.hasard.randint(2, 4)} {typed}", [Ligne(0, words)]


def lues(article: html.HtmlElement, marque: str) -> list[Ligne]:
    """The lines of a page that hold words of that mark, levels counted from the least of them."""
    found = [line for line in lignes(article) if re.search(rf"\b{marque}\d", line.mots)]
    least = min((line.niveau for line in found), default=0)
    return [Ligne(line.niveau - least, line.mots) for line in found]


def lignes(article: html.HtmlElement) -> Iterator[Ligne]:
    words, level = "", 0
    for kind, value in evenements(article, 0):
        if kind == "texte":
            words += str(value)
        else:
            if words.strip():
                yield Ligne(level, " ".join(words.split()))
            words, level = "", int(value)
    if words.strip():
        yield Ligne(level, " ".join(words.split()))


def evenements(element: html.HtmlElement, niveau: int) -> Iterator[tuple[str, str | int]]:
    inside = niveau + (element.tag in {"ul", "ol"})
    if element.tag in BLOCS:
        yield "bloc", inside
    yield "texte", "^" if element.tag == "sup" else ""  # a call of a note, or its name
    yield "texte", element.text or ""
    for child in element:
        yield from evenements(child, inside)
        yield "texte", child.tail or ""
    if element.tag in BLOCS:
        yield "bloc", niveau
