"""A walk by keyboard through every kind of page: forward, backward, and the gestures of the frame that all pages share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.navigateur.browser import TELEPHONE
from tests.navigateur.kinds import NOMS, representants

LIMITE = 1_000
LOT = 10  # presses before the page is asked where they led
# Gone through both ways, and on a phone too; the others forward only: the frame is the same.
PRINCIPALES = {"accueil", "tableau", "fiche", "texte", "recherche", "comparaison"}

# What the focused element looks like: its place in the document, whether it can be seen, whether its focus shows, its name.
ARRET = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const r = e.getBoundingClientRect();
  const style = getComputedStyle(e);
  const lignes = [...e.getClientRects()].filter((l) => l.width > 0 && l.height > 0);
  const milieu = (debut, fin, ecran) => (Math.max(debut, 0) + Math.min(fin, ecran)) / 2;
  const points = lignes.map((l) => [milieu(l.left, l.right, innerWidth), milieu(l.top, l.bottom, innerHeight)]);
  const visible = lignes.length > 0 && r.right > 0 && r.left < innerWidth && r.bottom > 0 && r.top < innerHeight;
  const dessus = points.map(([px, py]) => document.elementFromPoint(px, py));
  const cadre = (s) => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2;
  return {
    rang: [...document.querySelectorAll("*")].indexOf(e),
    qui: e.outerHTML.slice(0, 120),
    visible,
    masque: visible && dessus.length > 0 && !dessus.some((d) => d && (e.contains(d) || d.contains(e))),
    focus: cadre(style) || cadre(getComputedStyle(e, "::before")) || style.boxShadow !== "none",
    nom: (e.getAttribute("aria-label") || e.textContent.trim() || e.labels?.[0]?.textContent
      || document.getElementById(e.getAttribute("aria-labelledby"))?.textContent || "").trim().slice(0, 60),
  };
}"""


# Each press is a real one; the page itself notes where it led, once the key is up. After the last stop the focus stays there.
NOTER = f"""(most) => {{
  window.marche?.abort();
  window.marche = new AbortController();
  window.arrets = [];
  window.fini = false;
  const ecouter = (type, suite) =>
    addEventListener(type, (e) => e.key === "Tab" && suite(e), {{ capture: true, signal: marche.signal }});
  ecouter("keydown", (e) => fini && e.preventDefault());
  ecouter("keyup", () => {{
    if (fini) return;
    const arret = ({ARRET})();
    fini = !arret || arret.rang === arrets[0]?.rang;
    if (!fini) fini = arrets.push(arret) === most;
  }});
}}"""


def walk(page: Page, most: int = LIMITE) -> list[dict[str, Any]]:
    """Every stop from here, until the focus leaves the page; the first `most` only, if that is enough."""
    page.evaluate(NOTER, most)
    for _ in range(LIMITE // LOT):
        for _ in range(LOT):
            page.keyboard.press("Tab")
        if page.evaluate("fini"):
            stops: list[dict[str, Any]] = page.evaluate("arrets")
            return stops
    pytest.fail("le clavier est pris au piège")


def walk_back(page: Page) -> list[dict[str, Any]]:
    """The same the other way: Shift is held down all along."""
    page.keyboard.down("Shift")
    stops = walk(page)
    page.keyboard.up("Shift")
    return stops


def faults(stops: list[dict[str, Any]]) -> list[str]:
    """What is wrong at each stop, in words."""
    checks: list[tuple[str, object, str]] = [
        ("visible", False, "hors de l’écran"),
        ("masque", True, "caché par autre chose"),
    ]
    checks += [("focus", False, "le focus ne se voit pas"), ("nom", "", "sans nom")]
    return [f"{words} : {stop['qui']}" for stop in stops for key, wrong, words in checks if stop[key] == wrong]


@pytest.mark.echantillon(8)
@pytest.mark.parametrize("sorte", NOMS)
def test_the_keyboard_goes_through_the_page_and_back(
    sorte: str, site_exemple: Path, servir: Callable[..., str], page: Page, mesurer: Callable[..., None]
) -> None:
    url = representants(site_exemple, sorte)[0]
    page.goto(servir(site_exemple) + url, wait_until="networkidle")
    walks = [walk(page)]
    ranks = [stop["rang"] for stop in walks[0]]
    assert len(ranks) > 10
    assert ranks == sorted(ranks), "l’ordre du clavier n’est pas celui de la page"
    if sorte in PRINCIPALES:
        walks.append(walk_back(page))
        assert [stop["rang"] for stop in walks[1]] == ranks[::-1], "le retour ne suit pas l’aller"
        page.set_viewport_size(TELEPHONE)
        page.reload(wait_until="networkidle")
        walks.append(walk(page, most=80))  # the frame and the first rows: the next ones are alike
    found = [fault for stops in walks for fault in faults(stops)]
    mesurer(sorte, "clavier", f"{len(ranks)} arrêts")
    assert not found, "\n".join(sorted(set(found)))


@pytest.mark.parametrize(
    ("fragment", "faute"),
    [
        ("<a href=#a style='outline: none'>Un lien</a>", "le focus ne se voit pas"),
        ("<button style='outline: 3px solid'></button>", "sans nom"),
        ("<a href=#a style='outline: 3px solid; position: fixed; left: -999px'>Un lien</a>", "hors de l’écran"),
        (
            "<a href=#a style='outline: 3px solid'>Un lien</a><p style='position: fixed; inset: 0; margin: 0'>Dessus</p>",
            "caché par autre chose",
        ),
    ],
)
def test_a_fault_would_be_seen(page: Page, fragment: str, faute: str) -> None:
    page.set_content(fragment)
    assert [fault.partition(" : ")[0] for fault in faults(walk(page))] == [faute]


@pytest.fixture
def accueil(page: Page, site_exemple: Path, servir: Callable[..., str]) -> Page:
    page.goto(servir(site_exemple), wait_until="networkidle")
    return page


def test_the_skip_links_come_first_and_work(accueil: Page) -> None:
    accueil.keyboard.press("Tab")
    expect(accueil.get_by_role("link", name="Aller au contenu")).to_be_focused()
    accueil.keyboard.press("Enter")
    expect(accueil.locator("#contenu")).to_be_focused()
    accueil.keyboard.press("Tab")
    assert accueil.evaluate("document.activeElement.closest('main') !== null")


def test_the_menu_of_a_phone_opens_and_closes(accueil: Page) -> None:
    accueil.set_viewport_size(TELEPHONE)
    bouton, menu = accueil.get_by_role("button", name="Menu"), accueil.locator("#menu")
    expect(menu).to_be_hidden()
    bouton.focus()
    accueil.keyboard.press("Enter")
    expect(bouton).to_have_attribute("aria-expanded", "true")
    expect(menu).to_be_visible()
    fermer = menu.get_by_role("button", name="Fermer")
    expect(fermer).to_be_focused()
    accueil.keyboard.press("Tab")
    expect(menu.get_by_role("link").first).to_be_focused()
    accueil.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(bouton).to_be_focused()
    accueil.keyboard.press("Space")
    expect(menu).to_be_visible()
    fermer.press("Enter")
    expect(menu).to_be_hidden()
    expect(bouton).to_be_focused()


def test_the_appearance_is_chosen_by_keyboard_and_remembered(accueil: Page) -> None:
    accueil.emulate_media(color_scheme="light")
    assert accueil.evaluate("localStorage.length") == 0, "rien n’est retenu de qui n’a rien choisi"
    fond = "getComputedStyle(document.body).backgroundColor"
    clair = accueil.evaluate(fond)
    accueil.locator("#recherche-q").focus()
    for _ in range(2):
        accueil.keyboard.press("Tab")
    expect(accueil.get_by_role("radio", name="Apparence du système")).to_be_focused()
    accueil.keyboard.press("ArrowLeft")
    expect(accueil.get_by_role("radio", name="Mode sombre")).to_be_checked()
    sombre = accueil.evaluate(fond)
    assert sombre != clair
    accueil.reload()
    expect(accueil.get_by_role("radio", name="Mode sombre")).to_be_checked()
    assert accueil.evaluate(fond) == sombre
    accueil.emulate_media(color_scheme="dark")
    accueil.get_by_role("radio", name="Apparence du système").focus()
    accueil.keyboard.press("Space")
    assert accueil.evaluate(fond) == sombre, "le système demande le sombre"
    accueil.emulate_media(color_scheme="light")
    expect(accueil.locator("body")).to_have_css("background-color", clair)
    assert accueil.evaluate("localStorage.length") == 0
    assert accueil.context.cookies() == []


def test_a_chosen_appearance_is_there_at_the_first_paint(accueil: Page) -> None:
    """As soon as there is a body, before any of it shows: nobody who has chosen dark sees a white flash."""
    accueil.emulate_media(color_scheme="light")
    accueil.get_by_role("radio", name="Mode sombre").focus()
    accueil.keyboard.press("Space")
    accueil.route("**/bundle.*.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    accueil.goto(accueil.url, wait_until="commit")
    accueil.wait_for_selector("body")
    assert accueil.evaluate("document.body.getAttribute('data-md-color-scheme')") == "slate"


def test_a_tile_tells_its_name_and_opens_its_sheet(accueil: Page) -> None:
    tuile = accueil.get_by_role("navigation", name="Départements").get_by_role("link", name="69")
    expect(tuile).to_have_text("69 Rhône en vigueur")
    expect(tuile.locator(".nom")).to_be_visible()
    tuile.focus()
    infobulle = tuile.locator(".infobulle")
    expect(infobulle).to_be_in_viewport(ratio=0.9)
    assert "en vigueur" in infobulle.inner_text()
    accueil.keyboard.press("Escape")
    expect(infobulle).not_to_be_in_viewport()
    accueil.keyboard.press("Enter")
    accueil.wait_for_url("**/departements/69-rhone/")


def test_the_table_is_sorted_and_filtered_by_keyboard(
    page: Page, site_exemple: Path, servir: Callable[..., str]
) -> None:
    page.goto(servir(site_exemple) + "departements/")
    entete, noms = page.locator("#table-departements thead th").nth(1), page.locator("#table-departements tbody th")
    entete.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(entete).to_have_attribute("aria-sort", "ascending")
    expect(noms.first).to_have_text("Ain")
    page.keyboard.press("Space")
    expect(entete).to_have_attribute("aria-sort", "descending")
    expect(noms.first).to_have_text("Yvelines")
    page.locator(".filtre-table input").focus()
    page.keyboard.type("cote d or")
    expect(noms.locator("visible=true")).to_have_text(["Côte-d’Or"])
    noms.get_by_role("link", name="Côte-d’Or").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/departements/21-cote-d-or/")


def test_the_contents_list_and_an_alinea_are_reached_by_keyboard(
    page: Page, site_exemple: Path, servir: Callable[..., str]
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.set_viewport_size(TELEPHONE)
    page.goto(servir(site_exemple) + "departements/69-rhone/2026-2029/")
    resume = page.locator(".sommaire-repliable summary")
    resume.focus()
    page.keyboard.press("Enter")
    lien = page.locator(".sommaire-repliable a").filter(has_text="Article 3").first
    lien.focus()
    page.keyboard.press("Enter")
    titre = page.locator("#art-3")
    expect(titre).to_be_in_viewport()
    ancre = page.locator("#art-3-al-6").first
    ancre.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Lien copié : Article 3, alinéa 6")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.url.endswith("#art-3-al-6")


def test_the_one_key_shortcut_can_be_turned_off(page: Page, site_exemple: Path, servir: Callable[..., str]) -> None:
    racine = servir(site_exemple)
    page.goto(f"{racine}suivi/")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first).to_be_focused()
    page.goto(f"{racine}recherche/")
    page.get_by_label("La touche «\u00a0/\u00a0» mène à la recherche").uncheck()
    page.goto(f"{racine}suivi/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement === document.body")
