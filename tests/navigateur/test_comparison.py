"""The comparison page: by keyboard, by its address, on a phone, without JavaScript; and it says what Python says."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from conventions.compose.diff import pair_up
from tests.navigateur.gestes import TAILLES, Gestes
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
OFFICIELLES = {"verbatim", "corrigee"}


@pytest.fixture
def adresse(site_exemple: Path, servir: Callable[..., str]) -> str:
    return servir(site_exemple, "/a/b/") + "comparer/"


def lire(site: Path, chemin: str) -> dict[str, str]:
    """The clauses of a text as published, by id."""
    return {clause["id"]: clause["texte"] for clause in publiees(site, chemin)}


def publiees(site: Path, chemin: str) -> list[dict[str, str]]:
    return list(json.loads((site / f"donnees/v1/textes/{chemin}.json").read_text(encoding="utf-8"))["clauses"])


def officielles(site: Path, *chemins: str) -> frozenset[str]:
    """The clauses that are the trame's in both texts."""
    found = [{c["id"] for c in publiees(site, chemin) if c["conformite"] in OFFICIELLES} for chemin in chemins]
    return frozenset(found[0] & found[1])


def article(page: Page, name: str) -> Locator:
    """One article of the comparison."""
    return page.locator("#comparaison").get_by_role("region", name=re.compile(f"^{name}\\b"))


@pytest.mark.parametrize(("a", "b"), PAIRES)
def test_it_shows_the_clauses_that_python_finds_different(
    a: Choix, b: Choix, site_exemple: Path, adresse: str, page: Page
) -> None:
    avant, apres = lire(site_exemple, a[1]), lire(site_exemple, b[1])
    pairs = pair_up(avant, apres, officielles(site_exemple, a[1], b[1]))
    expected = [p.id for p in pairs if p.nature != "egale"]
    page.goto(f"{adresse}?a={a[0]}&b={b[0]}")
    expect(page.locator("#bilan")).not_to_be_empty()
    rows = page.locator("table.comparaison tbody th > a:first-child").evaluate_all("ls => ls.map(l => l.hash.slice(1))")
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
    expect(page.locator("#art-3")).to_be_visible()
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
    expect(page).to_have_title(re.compile("^Rhône et Bouches-du-Rhône – Comparer"))
    page.get_by_label("Dans un seul texte").check()
    expect(page).to_have_url(re.compile(r"\?a=69&b=13&vue=suite$"))
    expect(article(page, "Article 3").get_by_role("columnheader")).to_have_count(2)
    page.get_by_role("button", name="Échanger").click()
    expect(page).to_have_url(re.compile(r"\?a=13&b=69&vue=suite$"))
    page.go_back()
    expect(page.get_by_label("Premier texte")).to_have_value("69")
    page.go_back()
    expect(page.get_by_label("Côte à côte")).to_be_checked()
    expect(article(page, "Article 3").get_by_role("columnheader")).to_have_count(3)


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
    expect(page.get_by_role("button", name="Imprimer")).to_be_focused()
    page.locator("#echanger").evaluate("bouton => bouton.click()")  # drawn again while the keyboard is in it
    expect(page.locator("#bilan")).to_contain_text("Rhône et Trame nationale 2026-2029")
    expect(page.get_by_role("button", name="Imprimer")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Parties", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#partie-caf")).to_be_visible()


def test_two_equals_neither_add_nor_take_away(adresse: str, page: Page) -> None:
    """What is in one alone is told in neutral words and colours, to screen readers too."""
    page.goto(f"{adresse}?a=69&b=13")
    table = article(page, "Article 3").get_by_role("table", name="Rhône et Bouches-du-Rhône")
    expect(table.get_by_role("columnheader")).to_have_count(3)
    expect(page.get_by_role("status").and_(page.locator("#bilan"))).to_contain_text("clauses diffèrent")
    said = page.locator(".comparaison mark").evaluate_all("ms => ms.map(m => m.querySelector('span').textContent)")
    assert set(said) == {"seulement dans le Rhône\u00a0: ", "seulement dans les Bouches-du-Rhône\u00a0: "}
    assert page.locator("#comparaison :is(del, ins)").count() == 0
    assert table.locator("tbody tr").count() == table.get_by_role("rowheader").count() == 3


@pytest.mark.parametrize(
    ("recherche", "taken", "put"),
    [
        ("a=trame&b=69", "seulement dans la trame", "seulement dans le Rhône"),
        ("a=69&b=trame", "seulement dans la trame", "seulement dans le Rhône"),
        (
            "a=69@2026-03-27&b=69",
            "seulement dans le Rhône (texte du 27\u00a0mars\u00a02026)",
            "seulement dans le Rhône",
        ),
    ],
)
def test_a_departure_and_an_amendment_add_and_take_away(
    recherche: str, taken: str, put: str, adresse: str, page: Page
) -> None:
    page.goto(f"{adresse}?{recherche}")
    expect(page.locator(".legende-differences del")).to_be_visible()
    for tag, words in (("del", taken), ("ins", put)):
        said = page.locator(f".comparaison td {tag}").evaluate_all("ms => ms.map(m => m.firstChild.textContent)")
        assert set(said) == {f"{words}\u00a0: "}
    assert page.locator("#comparaison mark").count() == 0


def test_parties_are_folded_and_an_address_opens_them(adresse: str, page: Page) -> None:
    page.goto(f"{adresse}?a=69&b=13")
    expect(page.get_by_role("group", name="Parties et adresses")).to_be_visible()
    expect(page.locator("#partie-caf")).to_be_hidden()
    page.goto(f"{adresse}?a=69&b=13#partie-caf")
    page.reload()
    expect(page.locator("#partie-caf")).to_be_in_viewport()


@pytest.mark.parametrize("taille", TAILLES.values(), ids=list(TAILLES))
def test_comparing_article_3_of_two_takes_few_steps(
    taille: ViewportSize, site_exemple: Path, servir: Callable[..., str], page: Page, mesurer: Callable[..., None]
) -> None:
    """From home: (the menu on a telephone,) the page, one text, the other, the article: 4 gestures, 5 on a telephone."""
    gestes = Gestes(page, servir(site_exemple), taille)
    gestes.menu("Comparer")
    gestes.choisir(page.get_by_label("Premier texte"), value="69")
    gestes.choisir(page.get_by_label("Second texte"), value="13")
    gestes.ouvrir(page.get_by_role("navigation", name="Articles").get_by_role("link", name="Article 3", exact=True))
    gestes.tenir(mesurer, "comparer l’article 3 de deux départements", 5 if taille["width"] == 390 else 4, 1)
    row = page.locator("#art-3-al-6")
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("que l’exige l’avancement des travaux")
    expect(page).to_have_url(re.compile(r"\?a=69&b=13#art-3$"))


@pytest.mark.parametrize("largeur", [390, 1280, 1920])
def test_a_passage_of_the_address_is_under_the_heads_and_the_articles(
    largeur: int, adresse: str, ouvrir: Callable[..., Page]
) -> None:
    page = ouvrir(viewport={"width": largeur, "height": 900})
    page.goto(f"{adresse}?a=69&b=13#art-3-al-6")
    row = page.locator("#art-3-al-6")
    expect(row).to_be_in_viewport(ratio=1)
    seen = row.evaluate("""rang => { const { left, top } = rang.getBoundingClientRect();
        return rang.contains(document.elementFromPoint(left + 8, top + 8)); }""")
    assert seen, "ce qui reste en haut de l’écran le recouvre"
    expect(page.get_by_role("link", name="Article 3", exact=True)).to_be_in_viewport()
    if largeur > 390:
        expect(article(page, "Article 3").get_by_role("columnheader", name="Bouches-du-Rhône")).to_be_in_viewport()
    wide = page.locator(".comparaison-articles").bounding_box()
    assert wide
    assert largeur < 1920 or wide["width"] > 1600
    assert page.evaluate("document.documentElement.scrollWidth") <= largeur


def test_a_clause_leads_to_every_departement(adresse: str, page: Page) -> None:
    page.goto(f"{adresse}?a=69&b=13")
    expect(page.locator("#art-3")).to_be_visible()
    links = page.locator("a.partout").evaluate_all("ls => ls.map(l => l.pathname)")
    assert "/a/b/clauses/2026-2029/partie-collectivite/" in links
    assert not [link for link in links if "action" in link or link.endswith("art-3-al-4-bis/")]
    page.get_by_role("link", name="Article 3, alinéa 6\u00a0: tous les départements").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Article 3, alinéa 6")


def test_a_comparison_is_copied_whole(adresse: str, ouvrir: Callable[..., Page]) -> None:
    page = ouvrir(permissions=["clipboard-read", "clipboard-write"])
    page.goto(f"{adresse}?a=69&b=13&vue=suite")
    page.get_by_role("button", name="Copier").click()
    expect(page.locator("#annonce")).to_have_text("Comparaison copiée.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Rhône et Bouches-du-Rhône, clause par clause\n\n")
    assert "\n\nArticle 7, alinéa 1\nRhône\u00a0: (pas dans ce texte)\nBouches-du-Rhône\u00a0: Dans le cadre" in copied
    assert copied.endswith("/a/b/comparer/?a=69&b=13&vue=suite")


@pytest.mark.parametrize("recherche", ["?a=69&b=13", "?a=69&b=trame&vue=suite&clauses=toutes"])
def test_axe_finds_nothing_and_a_phone_scrolls_one_way(
    recherche: str, adresse: str, ouvrir: Callable[..., Page]
) -> None:
    page = ouvrir(viewport={"width": 320, "height": 640})
    page.goto(adresse + recherche)
    expect(page.locator("#art-3")).to_be_visible()
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
