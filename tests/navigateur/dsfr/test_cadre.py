"""The State's own frame: its block, its panels by keyboard, its settings of display, without script, on paper, and its weight."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.navigateur.browser import BUREAU, TELEPHONE
from tests.navigateur.test_keyboard import walk
from tests.navigateur.test_sortes import SAUTS

TEXTE = "departements/69-rhone/2026-2029/"
DEDANS = "document.activeElement.closest('[role=dialog], dialog')?.id"
# Past the last stop a browser goes to its own buttons, then comes back to the first.
DEHORS = "document.activeElement !== document.body && !document.activeElement.closest('[role=dialog], dialog')"
POLICE = """async () => { await document.fonts.ready;
  return [...document.fonts].filter((f) => f.status === "loaded").map((f) => `${f.weight} ${f.style}`).sort(); }"""


@pytest.fixture
def texte(page: Page, site_exemple: Path, servir: Callable[..., str]) -> Page:
    page.set_viewport_size(TELEPHONE)
    page.goto(servir(site_exemple) + TEXTE, wait_until="networkidle")
    return page


def test_the_block_of_the_state_leads_home_and_names_it(texte: Page) -> None:
    expect(texte.locator("header .fr-logo")).to_have_text("RépubliqueFrançaise")
    accueil = texte.locator(".fr-header__service a")
    expect(accueil).to_have_attribute("title", "Accueil – Conventions départementales – République Française")
    expect(texte.locator("header img")).to_have_count(0)
    accueil.click()
    expect(accueil).to_have_attribute("aria-current", "page")


def test_the_footer_has_the_four_links_and_says_that_nothing_was_audited(texte: Page) -> None:
    pied = texte.get_by_role("contentinfo")
    for nom in ("info.gouv.fr", "service-public.gouv.fr", "legifrance.gouv.fr", "data.gouv.fr"):
        lien = pied.get_by_role("link", name=nom)
        expect(lien).to_have_attribute("href", f"https://www.{nom}/")
        expect(lien).to_have_attribute("title", f"{nom} – nouvelle fenêtre")
    expect(pied.get_by_role("link", name="Accessibilité\u00a0: non conforme")).to_be_visible()


@pytest.mark.parametrize(("bouton", "volet"), [("Menu", "volet-menu"), ("Rechercher", "volet-recherche")])
def test_a_panel_of_a_phone_keeps_the_keyboard_and_gives_it_back(texte: Page, bouton: str, volet: str) -> None:
    ouvre = texte.locator(".fr-header__navbar").get_by_role("button", name=bouton)
    fenetre = texte.locator(f"#{volet}")
    expect(fenetre).to_be_hidden()
    for fermer in ("Escape", "bouton"):
        ouvre.press("Enter")
        expect(texte.get_by_role("dialog", name=bouton)).to_be_visible()
        assert texte.evaluate(DEDANS) == volet
        for touche in ("Tab", "Shift+Tab"):
            for _ in range(25):
                texte.keyboard.press(touche)
                assert not texte.evaluate(DEHORS), "le clavier est sorti du volet"
        if fermer == "bouton":
            fenetre.get_by_role("button", name="Fermer").press("Enter")
        else:
            fenetre.get_by_role("button", name="Fermer").press("Escape")
        expect(fenetre).to_be_hidden()
        expect(ouvre).to_be_focused()
        expect(ouvre).to_have_attribute("aria-expanded", "false")
        assert texte.locator("[inert], [aria-modal]").count() == 0
    expect(fenetre).not_to_have_attribute("role", "dialog")


def test_a_panel_closes_when_the_screen_grows(texte: Page) -> None:
    texte.locator("#bouton-menu").click()
    texte.set_viewport_size(BUREAU)
    expect(texte.locator("[inert], [role=dialog]")).to_have_count(0)
    expect(texte.get_by_role("navigation", name="Navigation principale").get_by_role("link").first).to_be_visible()


@pytest.mark.echantillon(4)
@pytest.mark.parametrize("taille", [TELEPHONE, BUREAU], ids=["telephone", "bureau"])
@pytest.mark.parametrize(
    ("nom", "arrivee"),
    [
        ("Contenu", "#contenu"),
        ("Menu", "#menu a, #menu"),
        ("Recherche", "#recherche-q"),
        ("Pied de page", "#pied"),
    ],
)
def test_each_quick_access_lands_where_it_says(texte: Page, taille: dict[str, int], nom: str, arrivee: str) -> None:
    """A phone's menu and search are in closed panels, which open."""
    texte.set_viewport_size(taille)  # type: ignore[arg-type]
    texte.locator(".fr-skiplinks").get_by_role("link", name=nom, exact=True).press("Enter")
    assert texte.evaluate(f"document.activeElement.matches({arrivee!r})")
    assert texte.evaluate("document.activeElement.checkVisibility({ visibilityProperty: true })")


@pytest.mark.parametrize("taille", [TELEPHONE, BUREAU], ids=["telephone", "bureau"])
def test_the_theme_is_chosen_by_keyboard_and_remembered(texte: Page, taille: dict[str, int]) -> None:
    texte.set_viewport_size(taille)  # type: ignore[arg-type]
    texte.emulate_media(color_scheme="light")
    fond = "getComputedStyle(document.body).backgroundColor"
    clair = texte.evaluate(fond)
    if taille == TELEPHONE:
        texte.locator("#bouton-menu").press("Enter")
    bouton = texte.get_by_role("banner").get_by_role("button", name="Paramètres d’affichage").locator("visible=true")
    bouton.press("Enter")
    fenetre = texte.get_by_role("dialog", name="Paramètres d’affichage")
    expect(fenetre).to_be_visible()
    expect(fenetre.get_by_label("Système")).to_be_checked()
    fenetre.get_by_label("Système").focus()
    texte.keyboard.press("ArrowUp")
    expect(fenetre.get_by_label("Thème sombre")).to_be_checked()
    assert texte.evaluate(fond) != clair
    for _ in range(12):
        texte.keyboard.press("Tab")
        assert not texte.evaluate(DEHORS)
    texte.keyboard.press("Escape")
    expect(fenetre).to_be_hidden()
    rendu = texte.locator("#bouton-menu") if taille == TELEPHONE else bouton
    expect(rendu).to_be_focused()
    texte.reload()
    assert texte.evaluate(fond) != clair
    assert texte.evaluate("document.documentElement.dataset.frTheme") == "dark"
    assert texte.context.cookies() == []


def test_the_suggestions_stand_under_their_field(texte: Page) -> None:
    """As wide as the whole form, its words to the left, on any screen."""
    for taille in (TELEPHONE, BUREAU):
        texte.set_viewport_size(taille)
        if taille == TELEPHONE:
            texte.locator("#bouton-recherche").click()
        champ = texte.locator("#recherche-q")
        champ.fill("")
        champ.press_sequentially("rhone")
        option = texte.locator("#suggestions [role=option]").first
        expect(option).to_be_visible()
        boite, form = texte.locator("#suggestions").bounding_box(), texte.locator(".fr-search-bar").bounding_box()
        assert boite is not None
        assert form is not None
        assert abs(boite["x"] - form["x"]) < 1
        assert abs(boite["width"] - form["width"]) < 1
        assert 0 <= boite["y"] - form["y"] - form["height"] < 8
        assert texte.locator("#suggestions").evaluate("(e) => getComputedStyle(e).textAlign") in {"left", "start"}
        champ.press("Escape")
        champ.press("Escape")
    expect(texte.get_by_role("dialog")).to_have_count(0)


def test_the_breadcrumb_unfolds_on_a_phone(texte: Page) -> None:
    """Its button then goes, as in every site of the State: the keyboard goes on with what it has shown."""
    bouton = texte.get_by_role("button", name="Voir le fil d’Ariane")
    accueil = texte.locator(".fr-breadcrumb").get_by_role("link", name="Accueil")
    expect(accueil).to_be_hidden()
    bouton.press("Enter")
    expect(accueil).to_be_focused()
    expect(bouton).to_be_hidden()


def test_the_contents_unfold_on_a_phone(texte: Page) -> None:
    bouton = texte.get_by_role("button", name="Dans cette page")
    article = texte.locator(".fr-sidemenu").get_by_role("link", name="Article 3", exact=False)
    expect(article).to_be_hidden()
    bouton.press("Enter")
    expect(bouton).to_have_attribute("aria-expanded", "true")
    article.press("Enter")
    expect(texte.locator("#art-3")).to_be_in_viewport()
    expect(article).to_be_hidden()
    expect(bouton).to_have_attribute("aria-expanded", "false")


def test_what_the_mouse_is_on_shows_it(texte: Page) -> None:
    texte.set_viewport_size(BUREAU)
    for qui in (
        ".fr-search-bar .fr-btn",
        ".fr-nav__link >> nth=1",
        ".fr-sidemenu__link >> nth=1",
        ".fr-btn--display >> nth=0",
    ):
        element = texte.locator(qui)
        texte.mouse.move(0, 0)
        before = element.evaluate("(e) => getComputedStyle(e).backgroundColor")
        element.hover()
        assert element.evaluate("(e) => getComputedStyle(e).backgroundColor") != before, qui


def test_the_contents_follow_the_reading(texte: Page) -> None:
    texte.set_viewport_size(BUREAU)
    texte.locator("#art-6").scroll_into_view_if_needed()
    texte.evaluate("document.querySelector('#art-6').scrollIntoView()")
    expect(texte.locator(".fr-sidemenu [aria-current]")).to_contain_text("Article 6")


def test_without_script_the_menu_and_the_search_are_there_and_the_system_chooses_the_theme(
    site_exemple: Path, servir: Callable[..., str], ouvrir: Callable[..., Page]
) -> None:
    page = ouvrir(java_script_enabled=False, viewport=TELEPHONE, color_scheme="dark")
    page.goto(servir(site_exemple) + TEXTE)
    for lien in page.get_by_role("navigation", name="Navigation principale").get_by_role("link").all():
        expect(lien).to_be_visible()
    expect(page.locator("#recherche-q")).to_be_visible()
    expect(page.get_by_role("navigation", name="Sommaire").get_by_role("link").last).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 22, 22)"


def test_a_printed_text_is_the_text_alone(texte: Page) -> None:
    texte.emulate_media(media="print")
    for gone in (".fr-header__tools", ".fr-header__menu", ".fr-sidemenu", ".fr-breadcrumb", ".fr-footer", ".voisins"):
        assert texte.locator(f"{gone}:visible").count() == 0, gone
    expect(texte.locator(".impression-seule")).to_contain_text("Situation au 15/01/2028")
    assert texte.evaluate("getComputedStyle(document.querySelector('article')).color") == "rgb(0, 0, 0)"
    assert texte.pdf(format="A4").count(b"/Type /Page\n") in range(5, 20)


def test_two_weights_of_marianne_are_enough(texte: Page) -> None:
    assert {"400 normal", "700 normal"} <= set(texte.evaluate(POLICE))


def test_the_text_does_not_move_when_marianne_comes_late(
    page: Page, site_exemple: Path, servir: Callable[..., str]
) -> None:
    def late(route: Route) -> None:
        time.sleep(0.4)
        route.continue_()

    page.set_viewport_size(BUREAU)
    page.add_init_script(SAUTS)
    page.route("**/*.woff2", late)
    page.goto(servir(site_exemple) + "clauses/2026-2029/art-3-al-6/", wait_until="networkidle")
    assert page.evaluate("window.saut ?? 0") < 0.01


def test_no_stop_of_the_keyboard_is_hidden_on_a_phone(texte: Page) -> None:
    assert all(stop["visible"] and not stop["masque"] for stop in walk(texte, most=12))
