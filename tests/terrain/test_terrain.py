"""Ten conventions of other shapes: what was signed is what is read, word for word and in its order."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path

import pytest

from conventions.check import check
from conventions.compose.view import View, build_view
from conventions.model.french import mots
from conventions.render.html import to_html
from conventions.render.kinds import all_pages
from conventions.render.pages.fiche import fiche
from conventions.source.registry import Reading, load
from tests.helpers import page_texte
from tests.places import JOUR

HERE = Path(__file__).parent
CODES = sorted(path.stem for path in (HERE / "sources").glob("*.md"))
# What Markdown writes around the words: none of it is read on the page.
SIGNS = re.compile(r"^\s*(?:#+|[-*](?=\s)|\|[-:| ]+\|$)|\*\*|(?<!\w)\*|\[\^\w+\]:?|\|", re.MULTILINE)


@cache
def reading() -> Reading:
    return load(HERE / "departments", JOUR)


@cache
def view() -> View:
    return build_view(reading().registry)


def section(code: str, title: str) -> list[str]:
    """The lines of one part of a source, those of a text of one's own in the place of its name."""
    whole = (HERE / f"sources/{code}.md").read_text(encoding="utf-8")
    part = re.split(rf"^# {title}\n", whole, flags=re.MULTILINE)[1]
    lines = re.split(r"^# ", part, flags=re.MULTILINE)[0].split("\n")
    told = [own_text(line[1:]) if line.startswith("@") else [line] for line in lines]
    return [line for some in told for line in some if line.strip()]


def own_text(name: str) -> list[str]:
    """The lines of a text, its notes at the end, where they are read."""
    lines = (HERE / "departments" / name).read_text(encoding="utf-8").split("\n")[1:]  # its title is the page's
    return [SIGNS.sub(" ", line) for line in lines]


def shown(page: str) -> str:
    """The words of a page, on one line."""
    return " ".join(mots(html.unescape(re.sub(r"<sup\b.*?</sup>|<[^>]+>", lambda m: note(m[0]), page))))


def note(tag: str) -> str:
    """What is read of a tag: the sign of an ordinal, and nothing of a call, which the source writes otherwise."""
    if tag.startswith("<sup"):
        return "er" if ">er<" in tag else ""
    return "" if re.match(r"</?(?:span|a|em|strong)\b", tag) else " "


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("part", ["Le document", "La fiche"])
def test_what_was_signed_is_read_in_its_order(code: str, part: str) -> None:
    one = view().fiches[code]
    lines = section(code, part)
    page = page_texte(view(), code) if part == "Le document" and lines else to_html(fiche(view(), one).markdown).html
    read, place = f" {shown(page)} ", 0
    for line in lines:
        words = f" {' '.join(mots(line))} "
        assert words in read[place:], f"{line!r} ne se lit pas, ou pas à sa place"
        place = read.index(words, place) + len(words) - 1


@pytest.mark.parametrize("code", CODES)
def test_each_source_says_what_could_not_be_expressed(code: str) -> None:
    assert section(code, "Ce que le format ne dit pas")


def test_they_are_without_fault() -> None:
    assert [str(p) for p in check(reading()) if p.severity == "erreur"] == []


def test_who_signs_an_amendment_is_named_though_another_one_brought_it() -> None:
    """The commune that n° 1 brings in September signs n° 2, whose effect is of January."""
    pages = {p.url: p.markdown for p in all_pages(view())}
    assert "La commune de Bourgoin-Jallieu" in pages["departements/38-isere/2026-2029/avenants/2/"]
