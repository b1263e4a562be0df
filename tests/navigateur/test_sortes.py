"""One page of each kind, opened once and looked at in every way; under each shell, by the same functions.

Its weight, what HTML_CodeSniffer finds, 400 %, forced colours, less motion, paper: `make epreuve` does the same for all the pages
of the kind that are looked at.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response

from tests.conftest import combien
from tests.navigateur.browser import BUREAU, PAPIER
from tests.navigateur.kinds import NOMS, representants
from tests.navigateur.test_adaptation import BOUGE, DEBORDE
from tests.navigateur.test_axe import ATTENDRE, MODES, REGLES, violations
from tests.places import ROOT

SNIFFER = ROOT / ".cache/npm/node_modules/html_codesniffer/build/HTMLCS.js"
# Its errors, all of them: what it calls a warning is what it cannot judge, the contrast over a picture for one, which axe measures.
FAUTES = """() => new Promise((fini) => HTMLCS.process("WCAG2AA", document, () => fini(HTMLCS.getMessages()
  .filter(({ type }) => type === HTMLCS.ERROR)
  .map(({ code, element, msg }) => `${code} : ${element.outerHTML?.slice(0, 120)} – ${msg}`))))"""
# A drawing cut out of a colour: where colours are forced, the browser may give it that of the page.
EFFACES = """() => { const nu = document.createElement("i"); nu.style.backgroundColor = "Canvas"; document.body.append(nu);
  const fond = getComputedStyle(nu).backgroundColor; nu.remove();
  return [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility({ visibilityProperty: true }))
  .flatMap((e) => [undefined, "::before", "::after"].map((ou) => [e, ou, getComputedStyle(e, ou)]))
  .filter(([, ou, s]) => !ou || !["none", "normal"].includes(s.content))
  .filter(([, , s]) => s.maskImage !== "none" && s.display !== "none")
  .filter(([, , s]) => s.backgroundColor === fond)
  .map(([e, ou]) => `dessin effacé : ${ou ?? ""} ${e.outerHTML.slice(0, 90)}`); }"""
# What a sheet of paper has no use for, and what a dark screen would leave on it.
SUR_PAPIER = """() => {
  const clarte = (c) => c.match(/[0-9.]+/g).slice(0, 3).reduce((somme, v) => somme + v / 3, 0);
  const vus = [...document.querySelectorAll("body *")].filter((e) => e.checkVisibility() && e.getBoundingClientRect().height > 1);
  const commandes = vus.filter((e) => e.matches("button:not(thead *), input, select, nav:not(.carte), footer"));
  const pales = vus.filter((e) => e.closest("main") && !e.closest(".carte") && e.innerText && clarte(getComputedStyle(e).color) > 120);
  return [...commandes.map((e) => `imprimé : ${e.outerHTML.slice(0, 90)}`), ...pales.map((e) => `pâle : ${e.outerHTML.slice(0, 90)}`),
    ...(clarte(getComputedStyle(document.body).backgroundColor) < 250 ? ["le fond de la page n’est pas blanc"] : [])];
}"""
# What stays over the text while it scrolls, in part of the height of the screen.
COUVERT = """() => { scrollTo(0, 600); return Math.max(0, ...[...document.querySelectorAll("body *")]
  .filter((e) => ["fixed", "sticky"].includes(getComputedStyle(e).position) && e.checkVisibility({ visibilityProperty: true }))
  .map((e) => e.getBoundingClientRect()).filter((r) => r.width > innerWidth / 2 && r.bottom > 0 && r.top < innerHeight)
  .map((r) => Math.min(r.bottom, innerHeight) - Math.max(r.top, 0))) / innerHeight; }"""
SAUTS = """new PerformanceObserver((l) => { for (const e of l.getEntries()) if (!e.hadRecentInput) window.saut = (window.saut ?? 0) + e.value; })
  .observe({ type: "layout-shift", buffered: true })"""


def sniffed(page: Page) -> list[str]:
    """What HTML_CodeSniffer calls an error."""
    if not page.evaluate("() => typeof window.HTMLCS === 'object'"):
        page.evaluate(SNIFFER.read_text(encoding="utf-8"))
    found: list[str] = page.evaluate(FAUTES)
    return found


def weighing(page: Page, site: Path) -> dict[str, int]:
    """What the page asks for from now on, as a host sends it: fonts are compressed already; a département's own pictures are its own."""
    weight: dict[str, int] = {}
    page.add_init_script(SAUTS)

    def note(response: Response) -> None:
        path = site / response.url.split("/", 3)[3].partition("?")[0]
        data = (path / "index.html" if path.is_dir() else path).read_bytes()
        if site / "pieces" not in path.parents:
            weight[response.url] = len(data) if path.suffix == ".woff2" else len(gzip.compress(data, 9))

    page.on("response", note)
    return weight


def bends(page: Page) -> Iterator[tuple[str, list[str]]]:
    """The open page in each way that style sheets alone make, and what is wrong there."""
    page.emulate_media(reduced_motion="reduce")
    yield "moins de mouvement", page.evaluate(BOUGE)
    page.emulate_media(reduced_motion="no-preference", forced_colors="active")
    yield "couleurs imposées", page.evaluate(EFFACES)
    page.emulate_media(forced_colors="none")
    page.set_viewport_size({"width": 320, "height": 256})  # a screen of 1280 by 1024, at 400 %
    yield "400 %", page.evaluate(DEBORDE)
    yield "400 %", ["ce qui reste à l’écran en couvre plus du tiers"] if page.evaluate(COUVERT) > 1 / 3 else []
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size(PAPIER[page.locator("body.gabarit-large").count()])
    yield "impression", page.evaluate(SUR_PAPIER) + page.evaluate(DEBORDE)


def look(page: Page, address: str, weight: dict[str, int], limite: int) -> list[str]:
    """Open a page, and say what is wrong with it, in words; `weight` is what `weighing` fills."""
    weight.clear()
    page.emulate_media(media="screen", color_scheme="light")
    page.set_viewport_size(BUREAU)
    page.goto(address, wait_until="networkidle")
    total, saut = sum(weight.values()), page.evaluate("window.saut ?? 0")
    found = [f"première vue : {total} octets, {weight}"] * (total > limite) + [f"saut : {saut}"] * (saut >= 0.02)
    found += [f"HTML_CodeSniffer : {line}" for line in sniffed(page)]
    found += [f"{way} : {line}" for way, lines in bends(page) for line in lines]
    return [f"{address} {line}" for line in found]


@pytest.mark.echantillon(13)  # under the State's shell, all of them (dsfr/test_partout.py)
@pytest.mark.parametrize("sorte", NOMS)
def test_one_page_of_each_kind_in_every_way(
    sorte: str, site_exemple: Path, servir: Callable[..., str], page: Page, limite: int, mesurer: Callable[..., None]
) -> None:
    urls, faults = representants(site_exemple, sorte), list[str]()
    weight, first = weighing(page, site_exemple), 0
    for url in urls[: combien(1, epreuve=len(urls))]:
        faults += look(page, servir(site_exemple) + url.partition("?")[0], weight, limite)
        first = first or sum(weight.values())
    mesurer(sorte, "première vue", f"{first / 1000:.1f} ko")
    mesurer(sorte, "HTML_CodeSniffer, 400 %, couleurs imposées, mouvement, papier", f"{len(faults)} faute")
    assert not faults, "\n".join(faults)


def test_each_component_in_each_state(
    site_des_composants: Path, servir: Callable[..., str], page: Page, limite: int, mesurer: Callable[..., None]
) -> None:
    """The page of samples, which is not published: in every way, and by axe, light and dark, wide and at 320 px."""
    weight = weighing(page, site_des_composants)
    limite += 2_000  # no published page has the sheet of the workshop beside all the rest
    faults = look(page, servir(site_des_composants) + "projet/composants/", weight, limite)
    for taille in (BUREAU, {"width": 320, "height": 640}):
        page.emulate_media(media="screen", color_scheme="light")
        page.set_viewport_size(taille)  # type: ignore[arg-type]
        page.reload(wait_until="networkidle")
        faults += page.evaluate(DEBORDE)
        for mode in MODES:
            page.emulate_media(color_scheme=mode)
            page.evaluate(ATTENDRE)
            faults += [f"{taille['width']} px, {mode} : {fault}" for fault in violations(page, REGLES)]
    mesurer("composants", "axe, HTML_CodeSniffer, 320 px, couleurs imposées, mouvement, papier", f"{len(faults)} faute")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("fragment", "faute"),
    [
        ("<img src=data:,>", "HTML_CodeSniffer"),
        ("<p style='transition: color 1s'>Lent</p>", "moins de mouvement"),
        ("<i style='mask: linear-gradient(#000, #000); background: red'>x</i>", "couleurs imposées"),
        ("<p style='position: sticky; top: 0; height: 200px'>Dessus</p><p style='height: 2000px'>Long</p>", "400 %"),
        ("<p style='width: 300px'><span style='display: block; width: 700px'>Large</span></p>", "400 %"),
        ("<button type=button>Inutile</button>", "impression"),
        ("<p style='color: #bbb'>Pâle</p>", "impression"),
    ],
)
def test_a_fault_would_be_seen(page: Page, fragment: str, faute: str) -> None:
    page.set_content(f"<!doctype html><html lang=fr><title>Essai</title><main><h1>Essai</h1>{fragment}</main></html>")
    found = [f"HTML_CodeSniffer : {line}" for line in sniffed(page)]
    assert faute in {*(line.partition(" : ")[0] for line in found), *(way for way, lines in bends(page) if lines)}


def test_a_heavy_page_and_one_that_jumps_would_be_seen(page: Page, servir: Callable[..., str], tmp_path: Path) -> None:
    late = "<script>setTimeout(() => document.querySelector('p').style.height = '400px', 100)</script>"
    (tmp_path / "index.html").write_text(
        f"<!doctype html><html lang=fr><link rel=icon href=data:,><title>Essai</title><h1>Essai</h1><p></p><h2 style='height: 300px'>Suite</h2>{late}"
    )
    found = " ".join(look(page, servir(tmp_path), weighing(page, tmp_path), 10))
    assert "première vue" in found
    assert "saut" in found
