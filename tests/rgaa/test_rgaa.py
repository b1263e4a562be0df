"""The grid of the RGAA is complete and true: every check it names exists, and what it says is absent from the site is."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement

from conventions.model.accessibility import EtatCritere
from conventions.source.accessibility import load_grille
from conventions.source.settings import NATIONAL
from tests.places import ROOT

GRILLE = load_grille(NATIONAL)
PAR_THEME = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)
Pages = dict[str, HtmlElement]


@pytest.fixture(scope="module", params=["site_exemple", "site_dsfr"])
def pages(request: pytest.FixtureRequest) -> Pages:
    site: Path = request.getfixturevalue(request.param)
    return {
        str(path.relative_to(site)): html.fromstring(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
    }


def where(pages: Pages, xpath: str) -> list[str]:
    """The pages that hold such an element."""
    return [name for name, tree in pages.items() if tree.xpath(xpath)]


def test_the_grid_holds_the_106_criteria_in_order() -> None:
    assert [c.numero for c in GRILLE.criteres] == [
        f"{t}.{n}" for t, n in enumerate(PAR_THEME, 1) for n in range(1, n + 1)
    ]
    assert sum(PAR_THEME) == 106


def test_every_criterion_has_a_state_and_says_how_it_was_checked() -> None:
    for critere in GRILLE.criteres:
        assert critere.par, critere
        assert set(critere.par) <= {*GRILLE.moyens, "main"}, critere
        if {critere.etat, critere.dsfr} & {EtatCritere.SANS_OBJET, EtatCritere.NON_RESPECTE}:
            assert critere.note, f"{critere.numero} : dites pourquoi"


def test_every_check_that_the_grid_names_exists() -> None:
    assert [file for file in GRILLE.fichiers.values() if "def test_" not in (ROOT / file).read_text()] == []


def test_what_the_grid_says_of_the_other_shell_was_checked_there() -> None:
    """By functions of the same file, on its site: those that its folder imports, or that take both sites."""
    there = "".join(path.read_text() for path in (ROOT / "tests/navigateur/dsfr").glob("*.py"))
    tried = {
        name
        for name, file in GRILLE.fichiers.items()
        if f"from tests.navigateur.{Path(file).stem} import" in there or "site_dsfr" in (ROOT / file).read_text()
    }
    claimed = [c for c in GRILLE.criteres if c.dsfr is EtatCritere.RESPECTE]
    assert len(claimed) > 40
    assert [c.numero for c in claimed if not (set(c.par) <= tried | {"main"})] == []


@pytest.mark.parametrize(
    ("critere", "xpath"),
    [
        ("1.4", "//*[contains(translate(@class, 'CAPTCHA', 'captcha'), 'captcha')]"),
        ("1.9", "//figure | //figcaption"),
        ("2.1", "//iframe | //frame"),
        ("4.1", "//audio | //video"),
        ("4.8", "//object | //embed | //canvas"),
        ("5.3", "//table[@role='presentation' or not(.//th)]"),
        ("13.2", "//a[@target and not(contains(@title, 'nouvelle fenêtre'))]"),
    ],
)
def test_what_the_grid_says_is_absent_is(critere: str, xpath: str, pages: Pages) -> None:
    assert critere in {c.numero for c in GRILLE.criteres}
    assert where(pages, xpath) == []


def test_tables_have_a_caption_and_scopes(pages: Pages) -> None:
    assert where(pages, "//table")
    # The table that a département typed in its text has no title but what precedes it: none is invented.
    assert where(pages, "//table[not(caption) and not(@class='ecrit')]") == []
    assert where(pages, "//table//th[not(@scope)]") == []


def test_headings_are_in_order_under_a_single_title(pages: Pages) -> None:
    for name, tree in pages.items():
        levels = [
            int(e.tag[1]) for e in tree.xpath("//main//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5]")
        ]
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_no_two_pages_have_the_same_title_or_description(pages: Pages) -> None:
    for xpath in ("//title", "//meta[@name='description']"):
        seen: dict[str, str] = {}
        for name, tree in pages.items():
            (element,) = tree.xpath(xpath)
            words = element.get("content") or element.text_content()
            assert len(words) > 10, name
            assert words not in seen, f"{name} et {seen.get(words)} : « {words} »"
            seen[words] = name


def test_every_page_has_the_same_frame(pages: Pages) -> None:
    for name, tree in pages.items():
        assert [len(tree.xpath(x)) for x in ("//header", "//main", "//footer", "//header//form[@role='search']")] == [
            1
        ] * 4, name
        footer = [a.text_content() for a in tree.xpath("//footer//a")]
        assert "Plan du site" in footer, name
        assert "Accessibilité\u00a0: non conforme" in footer, name
        menu = [a.text_content() for a in tree.xpath("//*[@id='menu']//a")]
        assert menu[0] == "Départements", name
        landmarks = [nav.get("aria-label") for nav in tree.xpath("//nav[not(contains(@class, 'sommaire'))]")]
        assert len(landmarks) == len(set(landmarks)), name
        assert None not in landmarks, name


def test_the_plan_of_the_site_leads_to_every_page_but_the_texts(pages: Pages) -> None:
    plan = {a.get("href") for a in pages["plan-du-site/index.html"].xpath("//main//a")}
    for page in ("comparer/", "recherche/", "glossaire/", "accessibilite/", "departements/69-rhone/", "objectifs/1/"):
        assert f"../{page}" in plan, page
