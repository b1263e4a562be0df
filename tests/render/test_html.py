"""The fast way from Markdown to HTML, block by block, and the plain way say the same, on every page."""

from __future__ import annotations

import re
from html import unescape

import markdown
import pytest

from conventions.model.french import echapper
from conventions.model.page import Page
from conventions.render.html import EXTENSIONS, Heading, to_html
from tests.helpers import pages
from tests.places import EXEMPLE, ROOT

CONVERTER = markdown.Markdown(extensions=list(EXTENSIONS), output_format="html")


def en_entier(text: str) -> str:
    """The plain way."""
    return _meme_sens(CONVERTER.reset().convert(text))


def par_blocs(text: str) -> str:
    """The fast way."""
    return _meme_sens(to_html(text).html)


def _meme_sens(html: str) -> str:
    """What both ways must share, and nothing else.

    Set aside: the empty line that Python-Markdown leaves beside raw HTML, a sign or its entity,
    the superscript that ours gives to « 1er ».
    """
    plain = html.replace("1<sup>er</sup>", "1er")
    return re.sub(r"&#(\d+);", _signe, re.sub(r"\n{2,}", "\n", plain))


def _signe(entity: re.Match[str]) -> str:
    sign = chr(int(entity[1]))
    return entity[0] if sign in "<>&\"'" else sign


@pytest.fixture(params=["reel", "exemple", pytest.param("national", marks=pytest.mark.lent)])
def lot(request: pytest.FixtureRequest) -> list[Page]:
    if request.param == "reel":
        return pages(ROOT / "departments", fictif=False)
    folder = EXEMPLE if request.param == "exemple" else request.getfixturevalue("national")
    return pages(folder, fictif=True)


@pytest.mark.lent
def test_converting_by_block_gives_the_same_as_converting_the_whole(lot: list[Page]) -> None:
    assert len(lot) > 300
    different = [page.url for page in lot if en_entier(page.markdown) != par_blocs(page.markdown)]
    assert not different


@pytest.mark.parametrize(
    "text",
    [
        "# Titre",
        "#  Titre  ",
        "#Titre",
        '## « Un » mot &#46; <span class="marque">local</span> {#art-1}',
        "### *Un* mot {#obj-1}",
        '### Objectif {#obj-1 data-sommaire="Objectif 1"}',
        "## Titre ##",
        "# Un # deux",
        "# 2026 {#a}",
        "# Titre {#a}\nsuite",
        "####### Sept",
    ],
)
def test_a_heading_is_what_markdown_makes_of_it(text: str) -> None:
    assert en_entier(text) == par_blocs(text)


@pytest.mark.parametrize("text", ["- un\n\n- deux", "[x][1]\n\n[1]: /y", "1. un\n\n    suite"])
def test_a_block_that_needs_its_neighbour_is_seen(text: str) -> None:
    assert en_entier(text) != par_blocs(text), "ce test compare deux choses qui ne peuvent pas différer"


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("le 1er octobre", "<p>le 1<sup>er</sup> octobre</p>"),
        ("au 21er, 1ers, a1er", "<p>au 21er, 1ers, a1er</p>"),
        ('<p title="le 1er mai">le 1er mai</p>', '<p title="le 1er mai">le 1<sup>er</sup> mai</p>'),
        ("<select><option>le 1er mai</option></select>", "<p><select><option>le 1er mai</option></select></p>"),
        ("`1er`", "<p><code>1er</code></p>"),
    ],
)
def test_the_first_of_a_month_has_its_superscript_where_html_can_have_one(text: str, made: str) -> None:
    assert to_html(text).html == made


def test_the_contents_list_follows_the_headings() -> None:
    body = to_html(
        '## Un *titre* {#un}\n\n### Sous & sur {#deux}\n\n<h2 id="trois" data-sommaire="Court">Trois</h2>\n\n## Suivi <span class="marque marque-ajoutee">ajouté</span> {#quatre}'
    )
    assert body.headings == (
        Heading(2, "un", "Un titre"),
        Heading(3, "deux", "Sous &amp; sur"),
        Heading(2, "trois", "Court"),
        Heading(2, "quatre", "Suivi (ajouté)"),
    )


def test_a_body_knows_its_anchors_and_its_links() -> None:
    body = to_html(
        '## Un {#un}\n\nVoir [deux](../deux/#b).\n\n<p id="c"><a class="x" href="#un">un</a> <img src="i.png"></p>'
    )
    assert body.anchors == ("un", "c")
    assert body.links == ("../deux/#b", "#un", "i.png")


def test_a_sign_is_lighter_than_its_entity_except_where_html_would_read_it() -> None:
    signs = "".join(map(chr, range(33, 127)))
    made = to_html(f"<p>{echapper(signs)}</p>").html
    assert set(re.findall(r"&#\d+;", made)) == {"&#34;", "&#38;", "&#39;", "&#60;", "&#62;"}
    assert unescape(made) == f"<p>{signs}</p>"
    assert unescape(to_html(f"<p>{echapper('&#60;b&#62;')}</p>").html) == "<p>&#60;b&#62;</p>"
