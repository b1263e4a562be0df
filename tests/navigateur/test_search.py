"""The search as one uses it: the header's field, the home page's, the page with its filters, small screens, no script."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, Route, expect

RHONE = "departements/69-rhone/"


@pytest.fixture
def base(servir: Callable[..., str], site_exemple: Path) -> str:
    """The site of the examples, under a sub-path."""
    return servir(site_exemple, "/a/b/")


def test_nothing_is_read_before_the_first_letter(page: Page, base: str) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/recherche" in request.url:
            asked.append(request.url.removeprefix(base))

    page.on("request", note)
    page.goto(base, wait_until="networkidle")
    page.locator("#recherche-q").focus()
    page.wait_for_load_state("networkidle")
    assert asked == ["assets/javascripts/recherche.js"]
    page.keyboard.type("r")
    expect(page.locator("#suggestions [role=option]").first).to_be_visible()
    assert "recherche/annuaire.json" in asked


def test_header_search_by_keyboard(page: Page, base: str) -> None:
    page.goto(base + "trame/")
    page.keyboard.press("/")
    field = page.locator("#recherche-q")
    expect(field).to_be_focused()
    page.keyboard.type("rhone")
    first = page.locator("#suggestions [role=option]").first
    expect(first).to_contain_text("Rhône (69)")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    assert field.get_attribute("aria-activedescendant") == first.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url(base + RHONE)


def test_arrows_go_round_and_escape_closes(page: Page, base: str) -> None:
    page.goto(base)
    field = page.locator("#recherche-q")
    field.press_sequentially("médiation")
    options = page.locator("#suggestions [role=option]")
    expect(options).to_have_count(8)
    field.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    expect(options.last).to_contain_text("Tous les résultats")
    field.press("ArrowDown")
    expect(page.locator("#suggestions [aria-selected=true]")).to_have_count(0)
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    field.press("Escape")
    expect(page.locator("#suggestions")).to_be_hidden()
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("médiation")
    expect(field).to_be_focused()


def test_enter_alone_opens_the_page_of_results(page: Page, base: str) -> None:
    page.goto(base + RHONE)
    page.locator("#recherche-q").press_sequentially("parloirs")
    expect(page.locator("#suggestions [role=option]").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(base + "recherche/?q=parloirs")
    expect(page.locator("#resultats > li").first).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("69100", RHONE),
        ("villeurbanne", RHONE),
        ("2a", "departements/2a-corse-du-sud/"),
        ("Cote d or", "departements/21-cote-d-or/"),
    ],
)
def test_home_leads_straight_to_the_departement(page: Page, base: str, typed: str, url: str) -> None:
    page.goto(base)
    page.locator("#trouver").press_sequentially(typed)
    page.keyboard.press("Enter")
    page.wait_for_url(base + url)


def test_home_shows_both_departements_of_a_postcode(page: Page, base: str) -> None:
    page.goto(base)
    page.locator("#trouver").press_sequentially("01200")
    expect(page.locator("#trouver-liste [role=option]").nth(1)).to_contain_text("Haute-Savoie (74)")
    page.keyboard.press("Enter")
    page.wait_for_url(base + "recherche/?q=01200")
    links = page.locator("#resultats > li > a:first-child")
    expect(links).to_have_text(["Ain (01)", "Haute-Savoie (74)"])


@pytest.mark.parametrize(
    ("q", "told"),
    [
        ("changer de prénom", r"^Aucun résultat pour « .* »\. La trame .* ne parle pas de changement de nom ou de prénom\.$"),
        ("jaf", r"^\d+ résultats pour « jaf »\. La trame nationale ne parle pas du juge aux affaires familiales\.$"),
    ],
)  # fmt: skip
def test_the_page_tells_what_conventions_do_not_speak_of(page: Page, base: str, q: str, told: str) -> None:
    page.goto(f"{base}recherche/?q={q}")
    expect(page.locator(".compte-resultats")).to_have_text(re.compile(told))


def test_a_result_lands_on_its_clause(page: Page, base: str) -> None:
    page.goto(base + "recherche/?q=médiation+parloirs+rhone")
    result = page.locator("#resultats > li").first
    expect(result).to_contain_text("Rhône (69)")
    expect(result).to_contain_text("article 2, objectif 2")
    expect(result.locator("mark").first).to_be_visible()
    result.locator("a").first.click()
    page.wait_for_url(re.compile(r"/2026-2029/#obj-2-action-parloirs-familles$"))
    expect(page.locator(":target")).to_have_count(1)


def test_filters_are_in_the_address(page: Page, base: str) -> None:
    """Every action on detention in Bretagne is two clicks; back and forward undo and redo them."""
    page.goto(base + "recherche/")
    status = page.locator(".compte-resultats")
    page.locator("label[for=axe-detention]").click()
    expect(status).to_contain_text("résultats")
    before = status.inner_text()
    page.locator("label[for=region-bretagne]").click()
    page.wait_for_url(re.compile(r"/recherche/\?(?=.*region=bretagne)(?=.*axe=detention)"))
    expect(status).to_have_text("1 résultat")
    expect(page.locator("#resultats > li")).to_have_count(1)
    page.go_back()
    expect(status).to_have_text(before)
    expect(page.locator("#region-bretagne")).not_to_be_checked()
    page.go_forward()
    expect(status).to_have_text("1 résultat")
    expect(page.locator("#region-bretagne")).to_be_checked()


def test_counts_say_what_a_filter_would_give(page: Page, base: str) -> None:
    page.goto(base + "recherche/?q=médiation")
    line = page.locator("li:has(> #type-action)")
    expect(line.locator(".compte")).to_be_visible()
    count = line.locator(".compte").inner_text()
    line.locator("label").click()
    expect(page.locator(".compte-resultats")).to_contain_text(f"{count} résultats")


def test_a_shared_address_gives_the_same_results(page: Page, base: str) -> None:
    page.goto(base + "recherche/?q=violences&statut=en-vigueur&type=action")
    expect(page.locator("#mots")).to_have_value("violences")
    expect(page.locator("#statut-en-vigueur")).to_be_checked()
    expect(page.locator("#resultats > li").first).to_be_visible()
    assert all("Action" in text for text in page.locator("#resultats .origine").all_inner_texts())


def test_no_result_says_so(page: Page, base: str) -> None:
    page.goto(base + "recherche/?q=zzzzzz")
    expect(page.locator(".compte-resultats")).to_contain_text("Aucun résultat pour « zzzzzz »")
    expect(page.locator("#resultats > li")).to_have_count(0)
    page.locator("#recherche-q").press_sequentially("zzzzzz")
    expect(page.locator("#suggestions [role=option]")).to_have_text(["Aucun résultat : voir la page de recherche"])


def test_markup_that_is_typed_stays_text(page: Page, base: str) -> None:
    page.goto(base + "recherche/?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E")
    expect(page.locator(".compte-resultats")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator(".resultats img")).to_have_count(0)


def test_the_search_fits_a_small_screen(ouvrir: Callable[..., Page], base: str) -> None:
    page = ouvrir(viewport={"width": 320, "height": 640})
    page.goto(base + "recherche/?q=médiation+familiale")
    expect(page.locator("#resultats > li").first).to_be_visible()
    page.get_by_text("Filtrer les résultats").click()
    expect(page.locator("label[for=axe-separation]")).to_be_visible()
    page.locator("#recherche-q").press_sequentially("detention")
    expect(page.locator("#suggestions [role=option]").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_without_javascript_the_page_lists_ways_in(ouvrir: Callable[..., Page], base: str) -> None:
    page = ouvrir(java_script_enabled=False)
    page.goto(base + "recherche/?q=rhone")
    expect(page.get_by_text("La recherche a besoin de JavaScript")).to_be_visible()
    expect(page.locator(".filtres")).to_be_hidden()
    page.get_by_role("link", name="69 Rhône").click()
    page.wait_for_url(base + RHONE)


BOUGE = """() => new Promise((fini) => {
  let somme = 0;
  new PerformanceObserver((liste) => {
    for (const e of liste.getEntries()) somme += e.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => fini(somme), 200);
})"""


@pytest.mark.echantillon(3)
@pytest.mark.parametrize("adresse", ["recherche/", "", "departements/"])
@pytest.mark.parametrize("largeur", [390, 1366])
def test_nothing_moves_when_the_scripts_come_late(
    ouvrir: Callable[..., Page], base: str, adresse: str, largeur: int
) -> None:
    """The page is painted before its scripts are there: what they add must not push what is being read."""
    page = ouvrir(viewport={"width": largeur, "height": 844})

    def late(route: Route) -> None:
        time.sleep(0.3)
        route.continue_()

    page.route(re.compile(r"/assets/javascripts/(?!apparence)"), late)
    page.goto(base + adresse, wait_until="networkidle")
    assert page.evaluate(BOUGE) < 0.02
