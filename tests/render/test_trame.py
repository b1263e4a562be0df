"""The page of the trame shows the official text, word for word, « Et » between the parties included."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from tests.html_reader import texte_visible
from tests.source.official import mots_officiels


def mots_de_la_page(source: str) -> list[str]:
    """The words shown on the page of the trame, from its first clause to the list of slips that follows the text."""
    start, end = source.index('<p><a class="ancre" id="logos"'), source.index('<h2 id="coquilles"')
    shown = html.fragment_fromstring(source[start:end], create_parent="div")
    for fold in shown.xpath(".//summary"):  # it counts what it folds, or names those who sign below
        title = fold.find("h2")
        fold.text, fold[:] = "", [] if title is None else [title]
        if title is not None:
            title.tail = ""
    return texte_visible(shown).split()


@pytest.fixture(scope="module")
def page_trame(site: Path) -> str:
    return (site / "trame/2026-2029/index.html").read_text(encoding="utf-8")


def test_the_page_of_the_trame_is_the_official_text_word_for_word(page_trame: str) -> None:
    assert mots_de_la_page(page_trame) == mots_officiels(page=True)


@pytest.mark.parametrize(
    ("shown", "instead"),
    [
        ("s’inscrit et dans les", "s’inscrit dans les"),
        ("Les cours d’appel", "Les tribunaux"),
        ("de la feuille de route nationale", "de la feuille nationale de route"),
        ("En cas de litige,", "En cas de litige grave,"),
        ("INSERER LES LOGOS", "LES LOGOS"),
    ],
)
def test_one_word_of_the_page_breaks_the_alignment(page_trame: str, shown: str, instead: str) -> None:
    assert page_trame.count(shown) >= 1
    assert mots_de_la_page(page_trame.replace(shown, instead)) != mots_officiels(page=True)
