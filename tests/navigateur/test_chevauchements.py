"""At every width and with text twice as large: nothing is printed over another thing, nothing is cut, no word breaks inside."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.conftest import combien
from tests.navigateur.browser import BUREAU
from tests.navigateur.kinds import NOMS, SORTES, adresses, representants, sorte_de
from tests.navigateur.test_adaptation import AJOUTER, DEBORDE, TEXTE_DOUBLE

LARGEURS = (320, 360, 390, 600, 700, 744, 767, 768, 1024, 1280, 1440, 1920)
# The lines of text that one sees, each with the layer that it is in: what stays above the page on purpose is another matter.
SUR_LE_TEXTE = """() => {
  const hors = ".visuellement-cache, .infobulle, .acces-rapide, .md-skip, .fr-sr-only, [hidden], script, style, noscript, template, option";
  const couche = (e) => { for (let p = e; p; p = p.parentElement) if (["fixed", "sticky"].includes(getComputedStyle(p).position)) return p; };
  const coupe = (e) => { for (let p = e; p && p !== document.documentElement; p = p.parentElement) {
    const s = getComputedStyle(p); if (s.display !== "inline" && (s.overflowX !== "visible" || s.clipPath !== "none")) return p.getBoundingClientRect(); } };
  const lignes = [], petits = [];
  const noeuds = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (noeuds.nextNode()) {
    const noeud = noeuds.currentNode, e = noeud.parentElement;
    if (!noeud.nodeValue.trim() || e.closest(hors) || !e.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const place = document.createRange(), taille = parseFloat(getComputedStyle(e).fontSize), bord = coupe(e), dessus = couche(e);
    place.selectNodeContents(noeud);
    for (const r of place.getClientRects()) {
      if (r.width < 2 || (bord && (r.right <= bord.left + 1 || r.left >= bord.right - 1 || r.bottom <= bord.top + 1 || r.top >= bord.bottom - 1))) continue;
      const marge = Math.max(r.height * .22, (r.height - taille * .72) / 2);
      lignes.push({ noeud, dessus, texte: noeud.nodeValue.trim().slice(0, 40), g: r.left, d: r.right, h: r.top + marge, b: r.bottom - marge });
      if (taille < 12) petits.push(`trop petit (${taille} px) : ${noeud.nodeValue.trim().slice(0, 40)}`);
    }
  }
  lignes.sort((a, b) => a.h - b.h);
  const fautes = [];
  lignes.forEach((a, rang) => { for (let suite = rang + 1; suite < lignes.length && lignes[suite].h < a.b; suite += 1) {
    const b = lignes[suite];
    if (a.noeud !== b.noeud && a.dessus === b.dessus && Math.min(a.d, b.d) - Math.max(a.g, b.g) > 2 && Math.min(a.b, b.b) - Math.max(a.h, b.h) > 2)
      fautes.push(`« ${a.texte} » sur « ${b.texte} »`); } });
  return [...fautes, ...new Set(petits)];
}"""
# A word on two lines without a hyphen, neither its own nor one that its author allows; codes and addresses are no words.
COUPES = """() => {
  const fautes = [], place = document.createRange();
  const noeuds = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (noeuds.nextNode()) {
    const noeud = noeuds.currentNode, e = noeud.parentElement;
    if (e.closest("code, pre, script, style, .visuellement-cache, .infobulle, [hidden]") || !e.checkVisibility() || e.getBoundingClientRect().width <= 1 || getComputedStyle(e).hyphens === "auto") continue;
    for (const mot of noeud.nodeValue.matchAll(/[\\p{L}\\d\\u00ad]{4,}/gu)) {
      if (mot[0].includes("\\u00ad")) continue;
      place.setStart(noeud, mot.index);
      place.setEnd(noeud, mot.index + mot[0].length);
      const bouts = [...place.getClientRects()].filter((r) => r.width > 1);
      if (bouts.length > 1 && bouts.at(-1).top - bouts[0].top > 5) fautes.push(`coupé : ${mot[0]}`);
    }
  }
  return fautes;
}"""


# A button, a field or a drawing over words that are not its own; words that leave their case.
COUVERTS = """() => {
  const hors = ".visuellement-cache, .infobulle, .acces-rapide, .md-skip, .fr-sr-only, [hidden], dialog, [popover]";
  const vu = (e) => !e.closest(hors) && e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const couche = (e) => { for (let p = e; p; p = p.parentElement) if (["fixed", "sticky", "absolute"].includes(getComputedStyle(p).position)) return p; };
  const place = document.createRange(), fautes = [];
  const lignes = [...document.querySelectorAll("main *")].filter((e) => vu(e) && e.getBoundingClientRect().width > 1).flatMap((e) => [...e.childNodes]
    .filter((n) => n.nodeType === Node.TEXT_NODE && n.nodeValue.trim())
    .flatMap((n) => { place.selectNodeContents(n); return [...place.getClientRects()].filter((r) => r.width > 2).map((r) => ({ e, n, r, dessus: couche(e) })); }));
  for (const c of document.querySelectorAll("main :is(img, svg, input, button, select)")) {
    const b = c.getBoundingClientRect(), dessus = couche(c);
    if (!vu(c) || b.width < 4 || b.height < 4) continue;
    for (const { e, n, r, dessus: autre } of lignes)
      if (autre === dessus && !c.contains(e) && !e.closest("label")?.contains(c) && Math.min(r.right, b.right) - Math.max(r.left, b.left) > 3
        && Math.min(r.bottom, b.bottom) - Math.max(r.top, b.top) > r.height * .25 + 1) fautes.push(`${c.localName} sur « ${n.nodeValue.trim().slice(0, 40)} »`);
  }
  for (const { e, n, r, dessus } of lignes) {
    const c = e.closest("td, th"), b = c?.getBoundingClientRect();
    if (b && !dessus && (r.right > b.right + 1.5 || r.left < b.left - 1.5)) fautes.push(`sort de sa case : ${n.nodeValue.trim().slice(0, 40)}`);
  }
  return [...new Set(fautes)];
}"""
OUVRIR = "document.querySelectorAll('main details').forEach((pli) => { pli.open = true; })"
TOUS = (DEBORDE, SUR_LE_TEXTE, COUVERTS)


def faults(page: Page, widths: Sequence[int]) -> list[str]:
    """What is wrong with the open page, as it comes in the light, then unfolded in the dark: at each width and in both sizes.

    In large text a word longer than its line has to be cut.
    """
    found = []
    for scheme, css in product(("light", "dark"), ("", TEXTE_DOUBLE)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.evaluate("document.adoptedStyleSheets = []")
        page.evaluate(AJOUTER, css)
        if scheme == "dark":
            page.evaluate(OUVRIR)
        for width in widths:
            page.set_viewport_size({"width": width, "height": 900})
            way = f"{width} px{', 200 %' if css else ''}{', déplié' if scheme == 'dark' else ''}"
            found += [f"{way} : {line}" for look in TOUS + (() if css else (COUPES,)) for line in page.evaluate(look)]
    return found


@pytest.mark.echantillon(2)
@pytest.mark.parametrize("sorte", NOMS)
def test_nothing_is_printed_over_anything(
    sorte: str,
    site_exemple: Path,
    servir: Callable[..., str],
    page: Page,
    request: pytest.FixtureRequest,
    mesurer: Callable[..., None],
) -> None:
    """One page at three widths; with `--epreuve`, all those that are looked at, and of the whole country the one of the longest name."""
    urls = [servir(site_exemple) + url for url in representants(site_exemple, sorte)]
    urls = urls[: combien(1, epreuve=len(urls))]
    widths = LARGEURS[:: combien(5, epreuve=1)]
    if combien(0, epreuve=1):
        country = request.getfixturevalue("site_national")
        named = [url for url in adresses(country) if sorte_de(url) == next(s for s in SORTES if s.nom == sorte)]
        urls += [servir(country) + max(named, key=len)] if named else []
    found = list[str]()
    for url in urls:
        page.set_viewport_size(BUREAU)
        page.goto(url, wait_until="networkidle")
        found += [f"{url}, {line}" for line in faults(page, widths)]
    mesurer(sorte, "chevauchements", f"{len(urls)} pages, {len(widths)} largeurs, deux tailles, {len(found)} faute")
    assert not found, "\n".join(found)


def test_what_is_printed_over_would_be_seen(page: Page) -> None:
    page.set_content(
        "<p style='margin: 0; font-size: 11px'>Dessous</p><p style='margin: -12px 0 0; width: 5em; overflow-wrap: anywhere'>Départementales</p>"
        "<main><p>Un mot<img src=data:, style='width: 20px; height: 20px; margin-left: -2em'></p>"
        "<table style='table-layout: fixed; width: 40px'><td>Signataires</table></main>"
    )
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate(SUR_LE_TEXTE) == ["« Dessous » sur « Départementales »", "trop petit (11 px) : Dessous"]
    assert page.evaluate(COUPES) == ["coupé : Départementales"]
    assert page.evaluate(COUVERTS) == ["img sur « Un mot »", "sort de sa case : Signataires"]
