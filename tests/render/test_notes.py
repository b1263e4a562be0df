"""The notes of one page never have the same sign, and none is called by the word that names it in the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from conventions.compose.view import View
from conventions.render.html import to_html
from conventions.render.kinds import all_pages
from conventions.render.notes import notes_de, suite
from conventions.render.rich import riche
from tests.helpers import composee, page_texte, pages
from tests.places import EXEMPLE, ROOT

SOURCE = """\
departement: "69"
trame: 2026-2029
convention:
  introduction: "Au vu du bilan[^1] partagé[^b],\\n\\n[^b]: Ici.\\n\\n[^1]: Mars 2026."
  signataires: {association-x: {nom: Lien}}
  objectifs: {1: {actions: {visio: {intitule: Visio, description: "Par écran[^1].\\n\\n[^1]: Chiffré."}}}}
  instance: {frequence: "deux fois[^n] l’an\\n\\n[^n]: Un.\\n\\n[^n]: Deux."}
  redaction:
    art-5-al-1: {remplace: "Sous deux délais[^delais].\\n\\n[^delais]: Fixés ensemble.", motif: x}
suivi:
  bilans:
    global: {texte: "Fait[^fin].\\n\\n[^fin]: Enfin."}
    feuille-1: {texte: "Fait[^1].\\n\\n[^1]: Un."}
"""


@pytest.mark.parametrize(
    ("typed", "taken", "signs"),
    [
        ("a[^1] b[^2]\n\n[^1]: x\n[^2]: y", (), {"1": "1", "2": "2"}),
        ("a[^2] b[^fin]\n\n[^fin]: x\n[^2]: y", (), {"2": "1", "fin": "2"}),
        ("a[^1] b[^2]\n\n[^1]: x\n[^2]: y", ("1",), {"1": "2", "2": "3"}),
        ("a[^b]: c[^a]\n\n[^a]: x\n[^b]: y", (), {"b": "1", "a": "2"}),
        ("a\\[^b] c[^a]\n\n[^a]: x\n[^b]: y", (), {"a": "1", "b": "2"}),
        ("a[^x]\n\n[^x]: x\n[^x]: y", (), {"x": "1"}),
        ("rien", (), {}),
    ],
)
def test_notes_are_numbered_in_order_of_call(typed: str, taken: tuple[str, ...], signs: dict[str, str]) -> None:
    assert {name: found.signe for name, found in notes_de(typed, "x", suite(taken))} == signs


def read_back(page: str) -> list[tuple[str, str]]:
    """(sign, words) of each note that a call leads to, in order of call. Each id is there once, each sign too."""
    shown = html.fragment_fromstring(page, create_parent="article")
    calls = [(a.text, a.get("href").removeprefix("#")) for a in shown.xpath("//sup[@class='appel']/a")]
    found = [(sign, place, shown.xpath("//*[@id=$place]", place=place)) for sign, place in calls]
    assert [len(notes) for _, _, notes in found] == [1] * len(found)
    signs = [sup.text_content() for sup in shown.xpath("//*[contains(@class, 'note-')]/sup[1]")]
    assert len(set(signs)) == len(signs) >= len(calls)
    assert signs == sorted(signs)
    back = [a.get("href").removeprefix("#") for a in shown.xpath("//a[@class='retour-note']")]
    assert [len(shown.xpath("//sup/a[@id=$place]", place=place)) for place in back] == [1] * len(back)
    return [(sign, " ".join(notes[0].text_content().split()).partition(" ")[2]) for sign, _, notes in found]


def page(view: View, url: str) -> str:
    return next(to_html(p.markdown).html for p in all_pages(view) if p.url == url)


def test_the_notes_of_the_trame_and_of_all_clauses_differ() -> None:
    shown = page_texte(composee(SOURCE, "69")[0], "69")
    assert read_back(shown) == [
        ("2", "Mars 2026."),
        ("3", "Ici."),
        ("4", "Chiffré."),
        ("5", "Un. Deux."),
        ("6", "Fixés ensemble."),
    ]
    assert "<sup>1</sup> Le nombre et la qualité" in shown


def test_the_other_pages_number_theirs_too() -> None:
    view = composee(SOURCE, "69")[0]
    assert read_back(page(view, "departements/69-rhone/feuille-de-route/")) == [("1", "Enfin."), ("2", "Un.")]
    assert page(view, "departements/69-rhone/feuille-de-route/").count("retour-note") == 2
    assert read_back(page(view, "departements/69-rhone/2026-2029/ecarts/")) == [
        ("2", "Mars 2026."),
        ("3", "Ici."),
        ("4", "Un. Deux."),
    ]
    assert 'id="art-3-al-6-note' not in page(view, "clauses/2026-2029/art-3-al-6/")
    assert '<sup class="appel">1</sup>' in page(view, "clauses/2026-2029/art-3-al-6/")


def test_a_text_apart_numbers_its_notes() -> None:
    assert '<sup class="appel">1</sup>' in riche("Fait[^fin].\n\n[^fin]: Ici.")


@pytest.mark.parametrize("folder", [EXEMPLE, ROOT / "tests/hostile/rien"], ids=["exemples", "vide"])
def test_the_note_of_the_trame_is_called_once_wherever_it_stands(folder: Path) -> None:
    noted = [p.markdown for p in pages(folder, fictif=True) if '<a class="ancre" id="note-1"' in p.markdown]
    texts = [text for text in noted if "partenaires signataires dépendent" in text]
    assert texts
    assert {text.count('<sup><a id="appel-note-1" href="#note-1"') for text in texts} == {1}
