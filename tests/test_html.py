"""The fast way from Markdown to HTML, block by block, and the plain way say the same, on every page."""

from __future__ import annotations

import re

import markdown
import pytest

from conftest import ROOT
from conventions.model.page import Page
from conventions.render.html import EXTENSIONS, to_html, toc
from essai import pages

CONVERTER = markdown.Markdown(extensions=list(EXTENSIONS), output_format="html")


def en_entier(text: str) -> str:
    """The plain way."""
    return _sans_ligne_vide(CONVERTER.reset().convert(text))


def par_blocs(text: str) -> str:
    """The fast way."""
    return _sans_ligne_vide(to_html(text))


def _sans_ligne_vide(html: str) -> str:
    """Python-Markdown leaves an empty line beside raw HTML, when something follows: it means nothing to a browser."""
    return re.sub(r"\n{2,}", "\n", html)


@pytest.fixture(params=["reel", "exemple", "national"])
def lot(request: pytest.FixtureRequest) -> list[Page]:
    if request.param == "reel":
        return pages(ROOT / "departments", fictif=False)
    folder = ROOT / "tests/exemple/departments" if request.param == "exemple" else request.getfixturevalue("national")
    return pages(folder, fictif=True)


def test_converting_by_block_gives_the_same_as_converting_the_whole(lot: list[Page]) -> None:
    assert len(lot) > 300
    different = [page.url for page in lot if en_entier(page.markdown) != par_blocs(page.markdown)]
    assert not different


@pytest.mark.parametrize("text", ["- un\n\n- deux", "[x][1]\n\n[1]: /y", "1. un\n\n    suite"])
def test_a_block_that_needs_its_neighbour_is_seen(text: str) -> None:
    assert en_entier(text) != par_blocs(text), "ce test compare deux choses qui ne peuvent pas différer"


def test_the_contents_list_follows_the_headings() -> None:
    entries = toc(to_html("## Un *titre* {#un}\n\n### Sous & sur {#deux}\n\n## Trois {#trois}"))
    assert [(e["id"], e["name"], [c["id"] for c in e["children"]]) for e in entries] == [
        ("un", "Un titre", ["deux"]),
        ("trois", "Trois", []),
    ]
    assert entries[0]["children"][0]["name"] == "Sous &amp; sur"
