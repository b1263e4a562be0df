"""The page of a text: what is at hand on it, on the screen and on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("coche", [True, False])
def test_the_marks_are_printed_or_not_as_on_the_screen(
    *, coche: bool, site_exemple: Path, servir: Callable[..., str], ouvrir: Callable[..., Page]
) -> None:
    page = ouvrir(java_script_enabled=False)
    page.goto(servir(site_exemple) + "departements/69-rhone/2026-2029/")
    page.locator("#marques").set_checked(coche)
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        marque = page.locator(".marque-reecrite").first
        expect(marque).to_be_visible(visible=coche)
        value = page.locator(":has(> #art-2-al-1) > .rempli").first
        expect(value).to_be_visible()
        decorated = value.evaluate(
            "v => getComputedStyle(v).borderBottomStyle !== 'none' || getComputedStyle(v).textDecorationLine !== 'none'"
        )
        assert decorated == coche, media


TEXTES = (
    *(f"departements/{d}/2026-2029/" for d in ("69-rhone", "64-pyrenees-atlantiques", "13-bouches-du-rhone", "01-ain")),
    "departements/69-rhone/2026-2029/versions/2027-03-01/",
    "trame/2026-2029/",
)


@pytest.fixture
def racine(site_exemple: Path, servir: Callable[..., str]) -> str:
    return servir(site_exemple)


@pytest.mark.parametrize("largeur", [390, 1280])
def test_article_1_is_within_a_screen_and_a_half(largeur: int, racine: str, ouvrir: Callable[..., Page]) -> None:
    """The notice that conventions are fictitious aside: no other site has it."""
    page = ouvrir(viewport={"width": largeur, "height": 844 if largeur == 390 else 900})
    far = {}
    for url in TEXTES:
        page.goto(racine + url)
        far[url] = page.evaluate("""() => {
            const haut = (noeud) => noeud.getBoundingClientRect().top;
            const entete = haut(document.querySelector("header"));
            const avis = document.querySelector("aside[aria-label=Avertissement]");
            const dessous = haut(avis) > entete ? avis.offsetHeight : 0;
            return (haut(document.getElementById("art-1")) - entete - dessous) / innerHeight;
        }""")
        assert page.evaluate("document.documentElement.scrollWidth") <= largeur
    assert {url: screens for url, screens in far.items() if screens > 1.5} == {}


def test_the_parties_and_the_preamble_open_for_an_address_and_by_the_keyboard(racine: str, page: Page) -> None:
    page.goto(f"{racine}departements/69-rhone/2026-2029/")
    parties = page.get_by_role("group", name="Les parties")
    expect(parties.locator("summary")).to_have_text(
        "Entre la préfète, les chefs de cour, la Caf, la MSA et 7 autres parties"
    )
    expect(page.locator("#partie-caf")).to_be_hidden()
    parties.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#partie-caf")).to_be_visible()
    expect(page.locator("#preambule")).to_be_visible()
    for place in ("partie-caf", "preambule-9"):
        page.goto("about:blank")
        page.goto(f"{racine}departements/69-rhone/2026-2029/#{place}")
        expect(page.locator(f"#{place}")).to_be_in_viewport()


def test_the_way_to_the_others_follows_a_paragraph_only_if_asked(racine: str, page: Page) -> None:
    page.goto(f"{racine}departements/69-rhone/2026-2029/")
    link = page.get_by_role("link", name="Article 3, alinéa 6 dans les départements")
    expect(link).to_be_hidden()
    page.get_by_label("Liens ⇄ vers les autres départements").check()
    expect(link).to_be_visible()
    page.goto(f"{racine}trame/2026-2029/#art-3-al-6")
    page.reload()
    expect(link).to_be_visible()
    assert page.locator("a.vers-clause:visible").count() == 1


@pytest.mark.parametrize("url", ["departements/69-rhone/2026-2029/", "trame/2026-2029/"])
def test_a_note_is_reached_both_ways(url: str, racine: str, page: Page) -> None:
    page.goto(racine + url)
    page.get_by_role("group", name="Les parties").locator("summary").click()
    page.get_by_role("link", name="Note 1", exact=True).and_(page.locator("[id^=appel-]")).click()
    expect(page).to_have_url(f"{racine}{url}#note-1")
    page.get_by_role("link", name="Note 1\u00a0: revenir à son appel").click()
    expect(page).to_have_url(f"{racine}{url}#appel-note-1")
    expect(page.locator("#appel-note-1")).to_be_in_viewport()


def test_what_is_folded_is_printed(racine: str, ouvrir: Callable[..., Page]) -> None:
    page = ouvrir(java_script_enabled=False)
    page.goto(f"{racine}departements/69-rhone/2026-2029/")
    page.emulate_media(media="print")
    for place in ("partie-caf", "preambule-9"):
        paragraph = page.locator(f":is(li, p):has(> #{place})")
        assert paragraph.evaluate("p => p.checkVisibility({ contentVisibilityAuto: true }) && p.offsetHeight > 20"), (
            place
        )
    expect(page.locator(".outils-texte")).to_be_hidden()


def test_the_glossary_has_letters_and_two_columns(racine: str, ouvrir: Callable[..., Page]) -> None:
    page = ouvrir(viewport={"width": 1280, "height": 900})
    page.goto(f"{racine}glossaire/")
    words = page.locator(".colonnes-glossaire").first
    assert len(set(words.locator("dt").evaluate_all("ds => ds.map(d => d.getBoundingClientRect().left)"))) == 2
    page.get_by_role("navigation", name="Lettres du glossaire").get_by_role("link", name="M", exact=True).click()
    expect(page.locator("#mots-m")).to_be_in_viewport()


def test_the_state_of_an_action_is_a_mark(racine: str, page: Page) -> None:
    page.goto(f"{racine}departements/69-rhone/feuille-de-route/")
    mark = page.locator("td[data-titre='État'] .statut").first
    assert mark.evaluate("m => getComputedStyle(m, '::before').maskImage").startswith("url(")
