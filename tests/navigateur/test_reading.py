"""What one reads and does on a small screen or with large text stays whole: sorting, filtering, the map, the names of links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from lxml import html
from playwright.sync_api import Page, expect

from tests.helpers import REFERENCE
from tests.navigateur.test_adaptation import AJOUTER, DEBORDE, ESPACEMENT, TEXTE_DOUBLE


def test_the_table_is_sorted_and_filtered_at_320_px(page: Page, site_exemple: Path, servir: Callable[..., str]) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{servir(site_exemple)}departements/", wait_until="networkidle")
    region = page.get_by_role("button", name="Région")
    region.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Région")
    expect(page.locator("tbody tr").first).to_contain_text("Provence-Alpes-Côte d’Azur")
    expect(page.locator("caption")).to_have_text("Les conventions départementales, par région, dans l’ordre inverse")
    filtre = page.get_by_label("Filtrer")
    expect(filtre).to_have_accessible_description(
        "Numéro, nom, commune, code postal, région, cour d’appel ou situation"
    )
    # A name is found wherever its cell is: no word is glued to that of the next cell.
    for words, name in (("ain", "Ain"), ("corse du sud", "Corse-du-Sud"), ("76", "Seine-Maritime")):
        filtre.fill(words)
        expect(page.locator("tbody tr:visible th").filter(has_text=name).first).to_be_visible()
    expect(page.locator("tbody tr:visible")).to_have_count(1)


FILTRES = {
    "villeurbanne": ["Rhône Villeurbanne"],
    "villeurbane": ["Rhône Villeurbanne"],
    "69100": ["Rhône"],
    "01200": ["Ain", "Haute-Savoie"],
    "Bourg-en-Bresse": ["Ain"],
    "Bretagne": ["Côtes-d’Armor", "Finistère", "Ille-et-Vilaine", "Morbihan"],  # a commune of the Indre too
    "rien de tel nulle part": [],
}


def test_the_table_is_filtered_by_commune_and_postal_code(
    page: Page, site_exemple: Path, servir: Callable[..., str]
) -> None:
    page.goto(f"{servir(site_exemple)}departements/")
    for words, found in FILTRES.items():
        page.get_by_label("Filtrer").fill(words)
        expect(page.get_by_role("status").filter(has_text="sur 101")).to_have_text(f"{len(found)} sur 101")
        expect(page.locator("tbody tr:visible th")).to_have_text(found, use_inner_text=True)
        page.get_by_label("Filtrer").fill("")
        expect(page.locator("tbody tr:visible")).to_have_count(101)
        expect(page.locator(".lieu")).to_have_count(0)


def test_a_commune_that_several_share_finds_them_all(
    page: Page, site_exemple: Path, servir: Callable[..., str]
) -> None:
    page.goto(f"{servir(site_exemple)}departements/")
    page.get_by_label("Filtrer").fill("Saint-Denis")
    expect(page.locator("tbody tr:visible th").filter(has_text="Seine-Saint-Denis")).to_be_visible()
    expect(page.locator("tbody tr:visible th").filter(has_text="Aude")).to_contain_text("Saint-Denis")
    page.get_by_role("button", name="Chef-lieu").click()
    expect(page.locator("caption")).to_have_text("Les conventions départementales, par chef-lieu")
    expect(page.locator("tbody tr:visible th").filter(has_text="Aude")).to_be_visible()


def test_the_numbers_of_the_map_fit_their_tiles_in_large_text(
    page: Page, site_exemple: Path, servir: Callable[..., str]
) -> None:
    page.goto(servir(site_exemple))
    page.evaluate(AJOUTER, TEXTE_DOUBLE)
    for width in (360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(DEBORDE) == [], width
        tall = page.locator(".tuile > a").evaluate_all(
            "tiles => tiles.filter((a) => a.scrollHeight > a.clientHeight + 1 || a.scrollWidth > a.clientWidth + 1).map((a) => a.textContent)"
        )
        assert tall == [], width


NOMS_LUS = """tiles => tiles.map((a) => { const nom = a.querySelector(".nom"), r = nom.getBoundingClientRect(), t = a.getBoundingClientRect();
        return [nom.textContent.replaceAll("\u00ad", ""), parseFloat(getComputedStyle(nom).fontSize) >= 12,
          r.width > 9 && r.left >= t.left - 1 && r.right <= t.right + 1 && r.bottom <= t.bottom + 1]; })"""
COLONNES = "getComputedStyle(document.querySelector('.tuiles')).gridTemplateColumns.split(' ').length"


def test_the_map_says_each_name(page: Page, site_exemple: Path, servir: Callable[..., str]) -> None:
    """A map from 768 px on, a list below: the name is there to read, whole, before anything is hovered."""
    page.goto(servir(site_exemple))
    for width in (320, 390, 768, 1024, 1280, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        tiles = page.locator(".tuile > a").evaluate_all(NOMS_LUS)
        assert [name for name, *_ in tiles] == [d.nom for d in REFERENCE.departements.values()], width
        assert [tile for tile in tiles if not all(tile)] == [], width
        columns = page.evaluate(COLONNES)
        assert columns == 12 if width >= 768 else columns <= 2, width


def test_a_long_mark_wraps(page: Page, site_exemple: Path, servir: Callable[..., str]) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{servir(site_exemple)}departements/67-bas-rhin/2026-2029/")
    page.evaluate(AJOUTER, ESPACEMENT)
    assert page.locator(".marque-sans-objet").count() > 0
    assert page.evaluate(DEBORDE) == []


def test_leaving_an_explanation_closes_it(page: Page, site_exemple: Path, servir: Callable[..., str]) -> None:
    page.goto(f"{servir(site_exemple)}departements/69-rhone/")
    page.locator('main a[href*="glossaire/#"]').first.press("Enter")
    expect(page.locator(".explication")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Voir le glossaire")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".explication")).to_have_count(0)
    expect(page.locator("main a:focus")).to_be_visible()


def test_each_anchor_of_a_text_has_its_own_name(site_exemple: Path) -> None:
    for name in ("69-rhone", "67-bas-rhin", "976-mayotte"):
        text = (site_exemple / "departements" / name / "2026-2029/index.html").read_text(encoding="utf-8")
        names: Counter[str] = Counter(html.fromstring(text).xpath("//a[contains(@class, 'ancre')]/@aria-label"))
        assert len(names) > 50, name
        assert [words for words, count in names.items() if count > 1] == [], name
