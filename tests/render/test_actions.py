"""What the départements do, by action: every link is there once, and a page keeps a hundred of them open at most."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import html

from conventions.render.actions import AU_PLUS, Concerned, par_action
from conventions.render.collection import collection
from conventions.render.engagements import ActionCitee
from tests.helpers import pages, view
from tests.places import EXEMPLE

LIGNES = list(collection(view(EXEMPLE, fictif=True)).lignes.values())


def action(intitule: str, ident: str = "a", objectif: int = 1) -> ActionCitee:
    return ActionCitee(ident, objectif, "", (), intitule, "", "")


def shown(*sections: list[Concerned]) -> list[html.HtmlElement]:
    return [html.fragment_fromstring(one) for one in par_action("objectifs/1/", sections)]


def links(page: html.HtmlElement) -> list[str]:
    return [a.text for a in page.xpath(".//a")]


def test_an_action_is_told_once_with_all_the_departements_that_do_it() -> None:
    names = ["Point d’accueil", "point d'accueil", "Autre chose", ""]
    (page,) = shown([(LIGNES[i], action(name)) for i, name in enumerate(names)])
    assert page.xpath(".//strong/text()") == ["Point d’accueil", "Autre chose", "Action à intituler"]
    assert [p.text_content() for p in page.xpath(".//p")] == ["Ain et Aisne", "Allier", "Alpes-de-Haute-Provence"]


def test_two_actions_of_one_title_in_one_departement_are_told_apart() -> None:
    (page,) = shown(
        [(LIGNES[0], action("Relais", "a")), (LIGNES[0], action("Relais", "b")), (LIGNES[1], action("Relais"))]
    )
    assert links(page) == ["Ain (1)", "Ain (2)", "Aisne"]


@pytest.mark.parametrize(
    "titres",
    [
        pytest.param(lambda section, rang: f"{section} {rang}", id="each its own"),
        pytest.param(lambda section, _: f"{section}", id="one of all"),
        pytest.param(lambda section, rang: f"{section} {rang % 9}", id="by twelve"),
    ],
)
@pytest.mark.parametrize("combien", [1, 3, 5])
def test_a_page_folds_past_a_hundred_links(titres: Callable[[int, int], str], combien: int) -> None:
    given = [[(ligne, action(titres(s, rang))) for rang, ligne in enumerate(LIGNES)] for s in range(combien)]
    made = shown(*given)
    assert [len(links(page)) for page in made] == [len(LIGNES)] * combien
    open_ones = [page.xpath(".//a[not(ancestor::details)] | .//details[not(ancestor::details)]") for page in made]
    assert sum(map(len, open_ones)) <= AU_PLUS + combien
    assert all(open_ones)


def test_nothing_is_folded_on_a_page_of_few() -> None:
    made = shown(*([(ligne, action(f"{s} {rang}")) for rang, ligne in enumerate(LIGNES[:24])] for s in range(4)))
    assert [page.xpath(".//details") for page in made] == [[]] * 4


def test_the_pages_lead_no_more_to_each_of_the_101() -> None:
    made = {page.url: page.markdown for page in pages(EXEMPLE, fictif=True)}
    about = [url for url in made if url.startswith(("objectifs/", "axes/"))]
    assert len(about) == 12
    assert [url for url in about if "02-aisne" in made[url]] == []
