"""Each page bends to its reader: 320 px, text twice as large, wider spacing, no script, forced colours, less motion, paper."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from conventions.model.status import Statut
from tests.navigateur.kinds import NOMS, representants

# What sticks out of the screen without a region of its own that scrolls, and text cut by its box.
DEBORDE = """() => {
  const defile = (e) => { for (let p = e; p; p = p.parentElement) {
    if (["auto", "scroll"].includes(getComputedStyle(p).overflowX) && p !== document.documentElement) return true; } return false; };
  const cache = (e) => e.closest(".visuellement-cache, [hidden], .acces-rapide, .infobulle") !== null;
  const fautes = [];
  const large = document.documentElement.scrollWidth;
  if (large > innerWidth) fautes.push(`la page défile de ${large - innerWidth} px vers la droite`);
  for (const e of document.querySelectorAll("body *")) {
    const r = e.getBoundingClientRect();
    // One pixel wide or high: words for screen readers only.
    if (cache(e) || !e.checkVisibility() || r.width <= 1 || r.height <= 1) continue;
    if (r.width && r.right > innerWidth + 1 && !defile(e)) fautes.push(`dépasse : ${e.outerHTML.slice(0, 90)}`);
    const s = getComputedStyle(e);
    const coupe = s.overflow === "hidden" || s.overflow === "clip";
    if (coupe && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) && e.innerText?.trim()) {
      fautes.push(`coupé : ${e.outerHTML.slice(0, 90)}`);
    }
  }
  return fautes;
}"""
# Added through the CSSOM, which the page's own policy does not forbid.
AJOUTER = """(css) => { const feuille = new CSSStyleSheet(); feuille.replaceSync(css);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, feuille]; }"""
# What would move, turn or glide.
BOUGE = """() => [...document.querySelectorAll("*")].filter((e) => {
  const s = getComputedStyle(e);
  return parseFloat(s.transitionDuration) > 0.01 || parseFloat(s.animationDuration) > 0.01 || s.scrollBehavior === "smooth";
}).map((e) => e.outerHTML.slice(0, 90))"""
TEXTE_DOUBLE = "html { font-size: 200% !important }"
ESPACEMENT = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""


@pytest.mark.echantillon(8)
@pytest.mark.parametrize("sorte", NOMS)
def test_nothing_is_cut_nor_sticks_out(
    sorte: str, site_exemple: Path, servir: Callable[..., str], page: Page, mesurer: Callable[..., None]
) -> None:
    found: list[str] = []

    def look(name: str, width: int, css: str = "") -> None:
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate(AJOUTER, css)
        found.extend(f"{page.url} ({name}) : {fault}" for fault in page.evaluate(DEBORDE))

    urls = representants(site_exemple, sorte)
    for url in urls:
        page.set_viewport_size({"width": 320, "height": 800})
        page.goto(servir(site_exemple) + url, wait_until="networkidle")
        look("320 px", 320)
        if url == urls[0]:
            look("espacement", 390, ESPACEMENT)
            page.set_viewport_size({"width": 1280, "height": 800})
            page.reload(wait_until="networkidle")
            look("texte à 200 %", 1280, TEXTE_DOUBLE)
    mesurer(sorte, "320 px, 200 %, espacement", f"{len(urls)} pages")
    assert not found, "\n".join(found)


def test_what_sticks_out_would_be_seen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.set_content("<p style='width: 400px'>Trop large</p><p style='height: 9px; overflow: hidden'>Trop haut</p>")
    assert [fault.split()[0] for fault in page.evaluate(DEBORDE)] == ["la", "dépasse", "coupé"]


@pytest.mark.echantillon(8)
@pytest.mark.parametrize("sorte", NOMS)
def test_the_page_works_without_script(
    sorte: str, site_exemple: Path, servir: Callable[..., str], ouvrir: Callable[..., Page]
) -> None:
    page = ouvrir(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(servir(site_exemple) + representants(site_exemple, sorte)[0])
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("navigation", name="Navigation principale").get_by_role("link").first).to_be_visible()
    expect(page.locator(".js-seulement:visible")).to_have_count(0)
    main = page.get_by_role("main")
    assert len(main.inner_text()) > 200, "la page est vide sans script"
    scripted = main.locator(":is(button, select, input:not([type=checkbox])):visible:not(form[action] *)")
    assert scripted.count() == 0, "une commande visible ne fait rien sans script"


def test_the_marks_of_the_text_are_hidden_without_script(
    site_exemple: Path, servir: Callable[..., str], ouvrir: Callable[..., Page]
) -> None:
    page = ouvrir(java_script_enabled=False)
    page.goto(servir(site_exemple) + "departements/69-rhone/2026-2029/")
    marque = page.locator("main .marque").first
    expect(marque).to_be_visible()
    page.get_by_label("Montrer les passages remplis").uncheck()
    expect(marque).to_be_hidden()


@pytest.mark.echantillon(3)
@pytest.mark.parametrize("marques", [("", ".cle", 0), ("contribuer/signer/", ".statut", 8)], ids=["carte", "texte"])
@pytest.mark.parametrize("mode", [{"forced_colors": "active"}, {"color_scheme": "dark"}, {}])
def test_each_status_keeps_its_shape(
    mode: dict[str, str],
    marques: tuple[str, str, int],
    site_exemple: Path,
    servir: Callable[..., str],
    ouvrir: Callable[..., Page],
) -> None:
    """On the map and in the text, told apart by the drawing alone: the words are out of the picture, and so are colours in grey."""
    url, nom, bord = marques
    page = ouvrir(**mode)
    page.goto(servir(site_exemple) + url)
    page.evaluate(AJOUTER, f"{nom} {{ filter: grayscale(1) contrast(9) }}")
    screen = Image.open(BytesIO(page.screenshot(full_page=True)))
    pictures = {}
    for statut in page.locator(nom).all():
        box = statut.bounding_box()
        assert box is not None
        left, top = round(box["x"]) + bord, round(box["y"]) + 4
        pictures[statut.inner_text()] = screen.crop((left, top, left + 20, top + round(box["height"]) - 8)).tobytes()
    assert len(pictures) == len(Statut)
    assert [pair for pair in combinations(pictures, 2) if pictures[pair[0]] == pictures[pair[1]]] == []


def test_a_printed_text_is_the_text_alone(site_exemple: Path, servir: Callable[..., str], page: Page) -> None:
    page.goto(servir(site_exemple) + "departements/69-rhone/2026-2029/")
    page.emulate_media(media="print")
    for gone in (
        "header",
        ".md-tabs",
        ".md-sidebar",
        ".sommaire-repliable",
        ".md-path",
        ".voisins",
        "footer nav",
        ".aide",
    ):
        assert page.locator(f"{gone}:visible").count() == 0, gone
    expect(page.locator(".impression-seule")).to_contain_text("Situation au 15/01/2028")
    number = page.evaluate("getComputedStyle(document.querySelector('#art-3-al-6'), '::before').content")
    assert "6" in number or "data-n" in number
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('article')).paddingLeft)") > 40, (
        "les numéros des alinéas sont sur le texte"
    )
    assert page.evaluate("getComputedStyle(document.querySelector('article')).color") == "rgb(0, 0, 0)"
    assert page.pdf(format="A4").count(b"/Type /Page\n") in range(5, 20)
