"""The comparison page: by keyboard, by its address, on a phone, without JavaScript; and it says what Python says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from conventions.compose.diff import pair_up
from tests.navigateur.test_axe import REGLES, violations

# Each choice of the page, and the file of the text that it names.
PAIRES = (
    (("69", "69-rhone/2026-2029"), ("13", "13-bouches-du-rhone/2026-2029")),
    (("2A", "2a-corse-du-sud/2026-2029"), ("trame", "trame/2026-2029")),
    (("69@2026-03-27", "69-rhone/2026-2029/2026-03-27"), ("69", "69-rhone/2026-2029")),
    (("trame", "trame/2026-2029"), ("35", "35-ille-et-vilaine/2026-2029")),
    (("67", "67-bas-rhin/2026-2029"), ("68", "67-bas-rhin/2026-2029")),
)
Choix = tuple[str, str]


@pytest.fixture
def adresse(site_exemple: Path, servir: Callable[..., str]) -> str:
    return servir(site_exemple, "/a/b/") + "comparer/"


def lire(site: Path, chemin: str) -> dict[str, str]:
    """The clauses of a text as published, by id."""
    content = json.loads((site / f"donnees/v1/textes/{chemin}.json").read_text(encoding="utf-8"))
    return {clause["id"]: clause["texte"] for clause in content["clauses"]}


def officielles(site: Path, *chemins: str) -> frozenset[str]:
    """The clauses that are the trame's in both texts."""
    found = []
    for chemin in chemins:
        content = json.loads((site / f"donnees/v1/textes/{chemin}.json").read_text(encoding="utf-8"))
        found.append({c["id"] for c in content["clauses"] if c["conformite"] in {"verbatim", "corrigee"}})
    return frozenset(found[0] & found[1])


@pytest.mark.parametrize(("a", "b"), PAIRES)
def test_it_shows_the_clauses_that_python_finds_different(
    a: Choix, b: Choix, site_exemple: Path, adresse: str, page: Page
) -> None:
    avant, apres = lire(site_exemple, a[1]), lire(site_exemple, b[1])
    pairs = pair_up(avant, apres, officielles(site_exemple, a[1], b[1]))
    expected = [p.id for p in pairs if p.nature != "egale"]
    page.goto(f"{adresse}?a={a[0]}&b={b[0]}")
    expect(page.locator("#bilan")).not_to_be_empty()
    rows = page.locator("table.comparaison tbody th a").evaluate_all("ls => ls.map(l => l.hash.slice(1))")
    assert rows == expected
    if expected:
        assert page.locator("#bilan").inner_text().startswith(f"{len(expected)} clause")
    page.get_by_label("Tout le texte").check()
    expect(page.locator("table.comparaison tbody tr")).to_have_count(len(pairs))


@pytest.mark.parametrize(("a", "b"), PAIRES[:3])
def test_both_texts_can_be_read_again_in_the_columns(
    a: Choix, b: Choix, site_exemple: Path, adresse: str, page: Page
) -> None:
    page.goto(f"{adresse}?a={a[0]}&b={b[0]}&clauses=toutes")
    expect(page.locator("table.comparaison")).to_be_visible()
    cells = page.locator("table.comparaison tbody tr").evaluate_all("""lignes => lignes.map((ligne) => {
        const copie = ligne.cloneNode(true);
        copie.querySelectorAll(".visuellement-cache, .absent").forEach((mot) => mot.remove());
        return [copie.querySelector("th a").hash.slice(1), ...[...copie.querySelectorAll("td")].map((td) => td.textContent)];
    })""")
    avant, apres = lire(site_exemple, a[1]), lire(site_exemple, b[1])
    assert len(cells) > 80
    for ident, left, right in cells:
        assert (left, right) == (avant.get(ident, ""), apres.get(ident, "")), ident


def test_the_address_follows_the_choices_and_can_be_shared(adresse: str, page: Page) -> None:
    page.goto(adresse)
    expect(page.locator("#bilan")).to_have_text("Choisissez deux textes.")
    page.get_by_label("Premier texte").select_option("69")
    page.get_by_label("Second texte").select_option("13")
    expect(page).to_have_url(re.compile(r"\?a=69&b=13$"))
    expect(page.locator("table.comparaison caption")).to_have_text("Rhône et Bouches-du-Rhône, clause par clause")
    page.get_by_label("Dans un seul texte").check()
    expect(page).to_have_url(re.compile(r"\?a=69&b=13&vue=suite$"))
    expect(page.locator("table.comparaison thead th")).to_have_count(2)
    page.get_by_role("button", name="Échanger").click()
    expect(page).to_have_url(re.compile(r"\?a=13&b=69&vue=suite$"))
    page.go_back()
    expect(page.get_by_label("Premier texte")).to_have_value("69")
    page.go_back()
    expect(page.get_by_label("Côte à côte")).to_be_checked()
    expect(page.locator("table.comparaison thead th")).to_have_count(3)


def test_a_person_who_only_has_a_keyboard_compares_two_texts(adresse: str, page: Page) -> None:
    page.goto(adresse)
    page.locator("h1").evaluate("titre => { titre.tabIndex = -1; titre.focus(); }")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Premier texte")).to_be_focused()
    page.keyboard.type("Rhône (69)")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Second texte")).to_be_focused()
    page.keyboard.type("Trame")
    expect(page.locator("#bilan")).to_contain_text("Rhône et Trame nationale 2026-2029")
    expect(page.get_by_label("Second texte")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#bilan")).to_contain_text("Trame nationale 2026-2029 et Rhône")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Côte à côte")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Dans un seul texte")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_label("Tout le texte")).to_be_checked()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('table.comparaison') !== null")


def test_a_screen_reader_is_told_what_the_colours_show(adresse: str, page: Page) -> None:
    page.goto(f"{adresse}?a=69&b=13")
    table = page.get_by_role("table", name="Rhône et Bouches-du-Rhône, clause par clause")
    expect(table.get_by_role("columnheader")).to_have_count(3)
    expect(page.get_by_role("status").and_(page.locator("#bilan"))).to_contain_text("clauses diffèrent")
    words = table.locator("del, ins").evaluate_all(
        "ms => ms.map(m => m.querySelector('.visuellement-cache')?.textContent)"
    )
    assert set(words) == {"Rhône seulement\u00a0: ", "Bouches-du-Rhône seulement\u00a0: "}
    rows = table.locator("tbody tr")
    assert rows.count() == table.get_by_role("rowheader").count() > 10


@pytest.mark.parametrize("recherche", ["?a=69&b=13", "?a=69&b=trame&vue=suite&clauses=toutes"])
def test_axe_finds_nothing_and_a_phone_scrolls_one_way(
    recherche: str, adresse: str, ouvrir: Callable[..., Page]
) -> None:
    page = ouvrir(viewport={"width": 320, "height": 640})
    page.goto(adresse + recherche)
    expect(page.locator("table.comparaison")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page, REGLES) == []
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="dark")
    assert violations(page, REGLES) == []


@pytest.mark.parametrize(
    ("recherche", "bilan"),
    [
        ("?a=69&b=69", "C’est deux fois le même texte"),
        ("?a=zz&b=13", "Aucun texte publié pour « zz »"),
        ("?a=%3Cscript%3E&b=13", "Aucun texte publié pour « <script> »"),
        ("?a=2a&b=TRAME", "clauses diffèrent"),
        ("?a=69", "Choisissez deux textes."),
        ("?a=69&b=13&vue=inconnue", "clauses diffèrent"),
    ],
)
def test_whatever_the_address_the_page_says_where_it_stands(
    recherche: str, bilan: str, adresse: str, page: Page
) -> None:
    page.goto(adresse + recherche)
    expect(page.locator("#bilan")).to_contain_text(bilan)


def test_each_clause_leads_to_its_place(adresse: str, page: Page) -> None:
    page.goto(f"{adresse}?a=69&b=13")
    page.locator("table.comparaison tbody th a", has_text="Article 3, alinéa 6").click()
    expect(page).to_have_url(re.compile(r"/a/b/departements/69-rhone/2026-2029/#art-3-al-6$"))
    expect(page.locator("#art-3-al-6")).to_be_attached()


def test_a_text_that_cannot_be_read_is_told(adresse: str, page: Page) -> None:
    page.route("**/13-bouches-du-rhone/*.json", lambda route: route.fulfill(status=200, body="{"))
    page.goto(f"{adresse}?a=69&b=13")
    expect(page.locator("#bilan")).to_contain_text("Le texte n’a pas pu être chargé")


def test_without_javascript_every_departure_is_a_plain_page(adresse: str, ouvrir: Callable[..., Page]) -> None:
    page = ouvrir(java_script_enabled=False)
    page.goto(adresse)
    expect(page.locator("#comparer")).to_be_hidden()
    page.get_by_role("link", name="Rhône (69)", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Les écarts avec la trame")
    expect(page.locator("del", has_text="permettant")).to_be_visible()


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
        value = page.locator(".rempli").first
        expect(value).to_be_visible()
        decorated = value.evaluate(
            "v => getComputedStyle(v).borderBottomStyle !== 'none' || getComputedStyle(v).textDecorationLine !== 'none'"
        )
        assert decorated == coche, media
