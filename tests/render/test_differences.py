"""A change as it reads on the page of an amendment: no sign of formatting, and the spaces of French."""

from __future__ import annotations

import json
import re

import pytest
from lxml import html

from conventions.render.differences import changes
from conventions.render.html import to_html
from conventions.render.pages.versions import avenants
from tests.helpers import composee


def table(*rows: str, head: str = "Année | Montant") -> str:
    return "\n".join([f"| {head} |", "|---|--:|", *(f"| {row} |" for row in rows)])


UN = table("2026 | 1 000 €", "2027 | 2 000 €")
DEUX = table("2026 | 1 500 €", "2027 | 2 000 €", "2028 | 3 000 €")
AUTRE = table("2026 | 1 000 €", head="Exercice | Montant")
DANS_UNE_LISTE = "- Les aides\u00a0:\n\n  {}\n- la fin"
LIEUX = {
    "mots remplacés": "redaction: {{art-5-al-1: {{motif: x, remplace: {}}}}}",
    "phrase ajoutée": "redaction: {{art-5-al-1-bis: {{ajoute: {}}}}}",
    "dans une phrase": "instance: {{frequence: {}}}",
    "description d’une action": "objectifs: {{1: {{actions: {{visio: {{description: {}}}}}}}}}",
    "engagement local": "objectifs: {{5: {{intitule: x, engagements: {{a: {}}}}}}}",
}


def changed(place: str, before: str, after: str) -> html.HtmlElement:
    """The list of changes, as the page of the amendment has it."""
    first, second = (f"{{{LIEUX[place].format(json.dumps(text, ensure_ascii=False))}}}" for text in (before, after))
    source = f'departement: "48"\ntrame: 2026-2029\nconvention: {first}\navenants: {{1: {{modifie: {second}}}}}\n'
    view, _ = composee(source, "48")
    (page,) = avenants(view, view.fiches["48"])
    (section,) = html.fromstring(to_html(page.markdown).html).xpath("//section[@class='changement']")
    assert isinstance(section, html.HtmlElement)
    return section


def reading(section: html.HtmlElement, dropped: str) -> list[list[list[str]]]:
    """The tables of one of both readings, without what the other alone has."""
    for gone in section.xpath(f".//{dropped}|.//span[@class='visuellement-cache']"):
        gone.drop_tree()
    rows = (
        [[c.text_content().strip() for c in row] for row in one.xpath(".//tr")] for one in section.xpath(".//table")
    )
    return [kept for one in rows if (kept := [row for row in one if any(row)])]


def typed(text: str) -> list[list[list[str]]]:
    """The table of a text, as its author sees it."""
    rows = [line.strip(" |").split(" | ") for line in text.split("\n") if "|" in line and "--" not in line]
    return [[[re.sub(r"(?<=\d) (?=[\d€])", lambda _: "\u202f", c) for c in row] for row in rows]] if rows else []


def spaced(tables: list[list[list[str]]]) -> list[list[list[str]]]:
    return [[[cell.replace("\u00a0", "\u202f") for cell in row] for row in one] for one in tables]


@pytest.mark.parametrize("place", LIEUX)
@pytest.mark.parametrize(
    ("before", "after"), [(UN, DEUX), (DEUX, UN), (UN, AUTRE), (UN, "Deux mots."), ("Deux mots.", UN)]
)
@pytest.mark.parametrize("around", ["{}", "Les aides\u00a0:\n\n{}\n\nla fin", DANS_UNE_LISTE])
def test_a_table_stays_a_table_in_both_readings(place: str, before: str, after: str, around: str) -> None:
    old, new = (
        around.format(text.replace("\n", "\n  ") if around is DANS_UNE_LISTE else text) for text in (before, after)
    )
    assert spaced(reading(changed(place, old, new), "ins")) == typed(old)
    assert spaced(reading(changed(place, old, new), "del")) == typed(new)


def test_a_number_of_a_table_is_read_whole() -> None:
    section = changed("mots remplacés", UN, DEUX)
    struck, added = ([one.text_content() for one in section.xpath(f".//td/{tag}")] for tag in ("del", "ins"))
    assert struck == ["supprimé\u00a0: 1\u202f000\u00a0€"]
    assert added[0] == "ajouté\u00a0: 1\u202f500\u00a0€"


def read(made: str) -> str:
    return re.sub(r"<[^>]+>", "", made.replace("<br> ", "\n"))


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("dix euros : 12 €", "dix euros : 13 €", "dix euros\u00a0&#58; supprimé\u00a0: 12\u00a0ajouté\u00a0: 13\u00a0€"),
        ("le préfet de région ; puis", "le préfet du lieu ; puis", "\u202f&#59; puis"),
    ],
)  # fmt: skip
def test_no_break_spaces_stay(before: str, after: str, shown: str) -> None:
    assert read(changes(before, after)).endswith(shown)
