"""Hard words become links once a page, in running text only, and no word changes."""

from __future__ import annotations

import re

import pytest

from conventions.model.page import Page
from conventions.model.reference import Mot
from conventions.render.glossary import Mots, link_first

GLOSSAIRE = (
    Mot("cdsf", "CDSF", ("comité départemental des services aux familles",), "…", sur_place=True),
    Mot("mediation-familiale", "Médiation familiale", ("médiations familiales",), "…", sur_place=True),
    Mot("objectif", "Objectif", (), "…"),
)
LIEN = '<a href="G#x">{}</a>'


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("Le CDSF se réunit ; le CDSF décide.", f"Le {LIEN.format('CDSF')} se réunit ; le CDSF décide."),
        ('<p class="CDSF">Le <em>CDSF</em></p>', f'<p class="CDSF">Le <em>{LIEN.format("CDSF")}</em></p>'),
        ("[Le CDSF](../cdsf/) et le CDSF", f"[Le CDSF](../cdsf/) et le {LIEN.format('CDSF')}"),
        ("<a href='x'>Le <b>CDSF</b></a>", "<a href='x'>Le <b>CDSF</b></a>"),
        ("<tr><th>CDSF</th><td>rien</td></tr>", "<tr><th>CDSF</th><td>rien</td></tr>"),
        ("<li><strong>Service CDSF</strong> au CDSF</li>", f"<li><strong>Service CDSF</strong> au {LIEN.format('CDSF')}</li>"),
        ("Les CDSFs et l’anti-CDSF", "Les CDSFs et l’anti-CDSF"),
    ],
)  # fmt: skip
def test_the_first_word_of_running_text_is_linked(block: str, expected: str) -> None:
    assert link_first(block, "CDSF", "G#x") == expected


def test_a_word_is_linked_once_a_page_in_any_of_its_forms() -> None:
    text = "# La médiation familiale\n\nLa médiation familiale.\n\nDes médiations familiales, un objectif, un CDSF."
    page = Mots(GLOSSAIRE).expliquer(Page("objectifs/1/", "Essai", text))
    assert re.findall(r'href="([^"]*)">([^<]*)', page.markdown) == [
        ("../../glossaire/#mediation-familiale", "médiation familiale"),
        ("../../glossaire/#cdsf", "CDSF"),
    ]
    assert re.sub(r"</?a\b[^>]*>", "", page.markdown) == text


@pytest.mark.parametrize("url", ["", "glossaire/", "plan-du-site/", "departements/"])
def test_some_pages_are_left_as_they_are(url: str) -> None:
    page = Page(url, "Essai", "Le CDSF")
    assert Mots(GLOSSAIRE).expliquer(page) is page
