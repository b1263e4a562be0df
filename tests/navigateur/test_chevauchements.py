"""At every width and with text twice as large: nothing is printed over another thing, nothing is cut, no word breaks inside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.navigateur.test_adaptation import AJOUTER, DEBORDE, TEXTE_DOUBLE

PAGES = ("", "departements/", "departements/69-rhone/", "clauses/2026-2029/art-3-al-6/")
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


def faults(page: Page) -> list[str]:
    """What is wrong with the open page, at each width and in both sizes. In large text a word longer than its line has to be cut."""
    found = []
    for css, seen in (("", (DEBORDE, SUR_LE_TEXTE, COUPES)), (TEXTE_DOUBLE, (DEBORDE, SUR_LE_TEXTE))):
        page.evaluate(AJOUTER, css)
        for width in LARGEURS:
            page.set_viewport_size({"width": width, "height": 900})
            found += [f"{width} px{', 200 %' if css else ''} : {line}" for look in seen for line in page.evaluate(look)]
    return found


@pytest.mark.echantillon(1)
@pytest.mark.parametrize("url", PAGES)
def test_nothing_is_printed_over_anything(
    url: str, site_exemple: Path, servir: Callable[..., str], page: Page, mesurer: Callable[..., None]
) -> None:
    page.goto(servir(site_exemple) + url, wait_until="networkidle")
    found = faults(page)
    mesurer(url or "accueil", "chevauchements", f"{len(LARGEURS)} largeurs, deux tailles, {len(found)} faute")
    assert not found, "\n".join(found)


def test_what_is_printed_over_would_be_seen(page: Page) -> None:
    page.set_content(
        "<p style='margin: 0; font-size: 11px'>Dessous</p><p style='margin: -12px 0 0; width: 5em; overflow-wrap: anywhere'>Départementales</p>"
    )
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate(SUR_LE_TEXTE) == ["« Dessous » sur « Départementales »", "trop petit (11 px) : Dessous"]
    assert page.evaluate(COUPES) == ["coupé : Départementales"]
