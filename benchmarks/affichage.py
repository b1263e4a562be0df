"""`python -m benchmarks.affichage`: when the largest thing of a page is painted, and whether anything moves, on a slow phone.

In Chromium, on a processor four times slower and a network of 1.6 Mbit/s whose answers take 150 ms to come. Writes
benchmarks/AFFICHAGE.md.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

from benchmarks.contenu import ATELIER, RACINE, ecrire
from benchmarks.hote import SERVIS, launch, servir

RALENTI, DEBIT, ATTENTE = 4, 1_600_000 / 8, 150
TOURS = 5
BUT = 1.0
ECRANS = {"téléphone": (390, 844), "ordinateur": (1366, 768)}
PAGES = {
    "accueil": "",
    "tableau des départements": "departements/",
    "fiche": "departements/69-rhone/",
    "texte intégral": "departements/69-rhone/2026-2029/",
    "recherche": "recherche/",
    "témoin : une ligne, sans style ni script": "temoin.html",
}
MESURER = """() => new Promise((fini) => {
  const vu = { lcp: 0, element: "", cls: 0 };
  new PerformanceObserver((liste) => {
    for (const e of liste.getEntries()) [vu.lcp, vu.element] = [e.startTime, e.element?.tagName.toLowerCase() ?? ""];
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((liste) => {
    for (const e of liste.getEntries()) vu.cls += e.value;
  }).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => fini(vu), 1000);
})"""


@dataclass(frozen=True)
class Affichage:
    """One page on one screen: seconds to its largest paint at each run, the element, the largest shift, bytes and requests."""

    page: str
    ecran: str
    secondes: list[float]
    element: str
    decalage: float
    octets: int
    requetes: int


def main() -> None:
    """Build the site of 101 complete conventions, look at its pages, write the report."""
    site = ATELIER / "site-affichage"
    contenu = ecrire(101)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=RACINE, env={**os.environ, **contenu.env}, check=True, stderr=subprocess.DEVNULL)
    (site / "temoin.html").write_text("<!doctype html><title>Témoin</title><h1>Une ligne</h1>", encoding="utf-8")
    with servir(site) as base, sync_playwright() as playwright:
        browser = launch(playwright)
        seen = [regarder(browser, base, page, screen) for page in PAGES for screen in ECRANS]
        browser.close()
    report = "\n".join(rediger(seen)) + "\n"
    (RACINE / "benchmarks/AFFICHAGE.md").write_text(report, encoding="utf-8")
    print(report)


def regarder(browser: Browser, base: str, page: str, ecran: str) -> Affichage:
    """Open the page several times, each with nothing kept from the last."""
    runs = [_une_fois(browser, base + PAGES[page], ecran) for _ in range(TOURS)]
    times, elements, shifts, sizes, counts = zip(*runs, strict=True)
    return Affichage(page, ecran, list(times), elements[-1], max(shifts), max(sizes), max(counts))


def _une_fois(browser: Browser, url: str, ecran: str) -> tuple[float, str, float, int, int]:
    width, height = ECRANS[ecran]
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": RALENTI})
    slow = {"offline": False, "latency": ATTENTE, "downloadThroughput": DEBIT, "uploadThroughput": DEBIT}
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", slow)
    SERVIS.clear()
    page.goto(url, wait_until="networkidle")
    seen = page.evaluate(MESURER)
    context.close()
    return seen["lcp"] / 1000, seen["element"], seen["cls"], sum(SERVIS), len(SERVIS)


def rediger(seen: list[Affichage]) -> Iterator[str]:
    """The report, in French."""
    yield "# L’affichage, mesuré"
    yield ""
    yield "Écrit par `python -m benchmarks.affichage`, sur le site des 101 conventions fictives complètes, dans Chromium : processeur ralenti 4 fois, réseau de 1,6 Mbit/s dont chaque réponse met 150 ms à venir, rien en mémoire, hôte qui comprime."
    yield ""
    yield f"- Date : {time.strftime('%Y-%m-%d')}, {TOURS} ouvertures de chaque page. Les temps dépendent de la machine, qui est partagée : ils ne valent qu’à peu près."
    yield "- « Affichée » : quand le plus grand élément est peint (LCP). Exigé : moins d’une seconde, en médiane ; au-dessus, la case le dit."
    yield "- Le témoin dit ce que coûtent, ce jour-là, la machine, le réseau et le navigateur seuls."
    yield "- « Décalage » : somme de ce qui bouge pendant le chargement (CLS), au pire des ouvertures."
    yield ""
    yield "| page | écran | affichée, médiane | de … à … | élément | décalage | octets | requêtes |"
    yield "|---|---|--:|--:|---|--:|--:|--:|"
    for one in seen:
        median = statistics.median(one.secondes)
        said = f"{_nombre(median)} s" + ("" if median <= BUT else " (**trop**)")
        spread = f"{_nombre(min(one.secondes))} – {_nombre(max(one.secondes))} s"
        weight = f"{one.octets / 1000:.0f} ko | {one.requetes}"
        yield f"| {one.page} | {one.ecran} | {said} | {spread} | `{one.element}` | {one.decalage:.4f} | {weight} |".replace(
            ".", ","
        )


def _nombre(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


if __name__ == "__main__":
    main()
