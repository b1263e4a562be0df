"""`python -m benchmarks.recherche`: the site's own search beside Pagefind and Material's lunr, on the same passages.

Quality on the table of queries, bytes and time to the first results in Chromium on a processor four times slower, size of the
index at 101 and 1,010 départements. Writes benchmarks/RECHERCHE.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import yaml
from playwright.sync_api import Browser, sync_playwright

from benchmarks.hote import SERVIS, launch, servir
from benchmarks.moteurs import ATELIER, RACINE, construire

MOTEURS = ("projet", "pagefind", "lunr")
TABLES = {"partout": "les requêtes communes", "exemples": "celles des exemples"}
MESUREES = (
    "rhone",
    "mediation familiale",
    "prison",
    "violences conjugales",
    "69100",
    "denonciation",
    "pension alimentaire",
    "parloirs",
)
RALENTI = 4
INTRODUCTION = """# La recherche, mesurée

Trois moteurs sur les mêmes passages, dans le même navigateur, sur un processeur ralenti {ralenti} fois, par un hôte qui comprime.
« Première » et « trois premières » : part des requêtes de `tests/search/requetes.yml` dont la page attendue y vient. Octets,
requêtes et temps : médianes, de la première lettre aux dix premiers résultats prêts, rien n’étant chargé, scripts compris.
Le classement et les synonymes du site ont été réglés sur cette table ; Pagefind en a les noms, les synonymes et les communes, lunr non.
Ce que vaut la recherche sur des requêtes qu’elle n’a pas vues : `benchmarks/REQUETES.md`.
Index : octets écrits, puis comprimés, communes à part. Fabriqué par `python -m benchmarks.recherche --rediger`.
"""
COLONNES = "| départements | moteur | première | trois premières | octets | requêtes | temps (ms) | index | comprimé | construction (s) |"


@dataclass(frozen=True)
class Mesure:
    """One engine on one set of départements."""

    premiere: float
    trois: float
    octets: int
    requetes: int
    millisecondes: float
    index: int
    comprime: int
    secondes: float


def main() -> None:
    """Every measurement, in one run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.recherche", description="Mesurer la recherche.")
    parser.add_argument("--sans-croissance", action="store_true", help="ne pas mesurer 1 010 départements")
    parser.add_argument(
        "--tables", type=Path, nargs="+", help="ne dit que la part des requêtes de ces tables qui aboutissent"
    )
    parser.add_argument("--rediger", action="store_true", help="réécrit benchmarks/RECHERCHE.md")
    options = parser.parse_args()
    os.environ.setdefault("SOURCE_DATE_EPOCH", (RACINE / "tests/SOURCE_DATE_EPOCH").read_text().strip())
    if options.tables:
        construire(ATELIER / "exemples", 0)
        comparer(ATELIER / "exemples", options.tables)
        return
    tailles = {"exemples": 0, "101": 101} | ({} if options.sans_croissance else {"1 010": 1010})
    mesures: dict[str, dict[str, Mesure]] = {}
    for nom, taille in tailles.items():
        dossier = ATELIER / nom.replace(" ", "")
        secondes = construire(dossier, taille)
        with sync_playwright() as playwright:
            browser = launch(playwright)
            mesures[nom] = mesurer(browser, dossier, taille, secondes)
            browser.close()
        print(nom, json.dumps({k: vars(v) for k, v in mesures[nom].items()}), flush=True)
        if options.rediger:
            (RACINE / "benchmarks/RECHERCHE.md").write_text(rediger(mesures), encoding="utf-8")


def comparer(dossier: Path, tables: Sequence[Path]) -> None:
    """Our search and Pagefind on tables of queries: what comes first, what comes in the first three."""
    with sync_playwright() as playwright, servir(dossier) as base:
        browser = launch(playwright)
        for table in tables:
            parts = yaml.safe_load(table.read_text(encoding="utf-8"))
            requetes = {str(q): page for part in parts.values() for q, page in part.items()}
            for nom in MOTEURS[:2]:
                ranks = rangs(browser, base, nom, requetes)
                first, three = (sum(r < n for r in ranks) / len(ranks) for n in (1, 3))
                print(f"{table.name}, {nom} : {first:.1%} en première place, {three:.1%} dans les trois premières")
        browser.close()


def rangs(browser: Browser, base: str, nom: str, requetes: Mapping[str, str | list[str]]) -> list[int]:
    """Where the answer to each query comes, with a warm engine; where none is expected, finding nothing is the first."""
    page = browser.new_context().new_page()
    page.goto(f"{base}page.html")
    page.evaluate(f"async () => {{ window.chercher = await (await import('./moteurs.js')).{nom}(); }}")
    answers = [page.evaluate("(q) => chercher(q)", q) for q in requetes]
    page.context.close()
    expected = (p if isinstance(p, list) else [p] for p in requetes.values())
    return [_rang(a, p) if p else 99 * bool(a) for a, p in zip(answers, expected, strict=True)]


def mesurer(browser: Browser, dossier: Path, taille: int, secondes: Mapping[str, float]) -> dict[str, Mesure]:
    """The engines on the examples (0) or on that many départements; lunr, which reads all of it, only as far as 101."""
    table = yaml.safe_load((RACINE / "tests/search/requetes.yml").read_text(encoding="utf-8"))
    requetes = {str(q): page for part in TABLES if taille == 0 or part == "partout" for q, page in table[part].items()}
    with servir(dossier) as base:
        return {
            nom: un_moteur(browser, base, dossier, nom, requetes, secondes[nom])
            for nom in (MOTEURS if taille <= 101 else MOTEURS[:2])
        }


def un_moteur(
    browser: Browser, base: str, dossier: Path, nom: str, requetes: Mapping[str, str | list[str]], secondes: float
) -> Mesure:
    """Quality on the whole table with a warm engine, then the cost of one query with nothing loaded."""
    ranks = rangs(browser, base, nom, requetes)
    costs = [_une_requete(browser, base, nom, q) for q in MESUREES]
    files = [
        f
        for f in (dossier / nom).rglob("*")
        if f.is_file() and "communes" not in f.parts and f.suffix != ".css" and "-ui" not in f.name
    ]
    return Mesure(
        premiere=sum(r == 0 for r in ranks) / len(ranks),
        trois=sum(r < 3 for r in ranks) / len(ranks),
        octets=int(statistics.median(c[0] for c in costs)),
        requetes=int(statistics.median(c[1] for c in costs)),
        millisecondes=statistics.median(c[2] for c in costs),
        index=sum(f.stat().st_size for f in files),
        comprime=sum(len(gzip.compress(f.read_bytes(), 6)) for f in files),
        secondes=secondes,
    )


def _rang(adresses: list[str], pages: list[str]) -> int:
    """Where the first of the expected pages comes (99: nowhere); « departements/69-rhone/* » is any address that begins so."""
    return next((n for n, url in enumerate(adresses) if any(fnmatchcase(url, page) for page in pages)), 99)


def _une_requete(browser: Browser, base: str, nom: str, q: str) -> tuple[int, int, float]:
    """(bytes, requests, milliseconds) from the first letter to the first ten results, on a slowed processor."""
    page = browser.new_context().new_page()
    page.goto(f"{base}page.html", wait_until="networkidle")
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": RALENTI})
    SERVIS.clear()
    script = f"""async (q) => {{ const debut = performance.now();
      const chercher = await (await import('./moteurs.js')).{nom}(); await chercher(q); return performance.now() - debut; }}"""
    elapsed: float = page.evaluate(script, q)
    page.wait_for_timeout(50)
    page.context.close()
    return sum(SERVIS), len(SERVIS), elapsed


def rediger(mesures: Mapping[str, Mapping[str, Mesure]]) -> str:
    """The report, in French."""
    names = {"projet": "le site", "pagefind": "Pagefind", "lunr": "lunr"}
    load, cores = os.getloadavg()[1], os.cpu_count()
    machine = f"Mesuré le {time.strftime('%d/%m/%Y')}, {cores} cœurs, charge moyenne {load:.1f} : seuls les rapports entre moteurs comptent.\n"
    lines = [
        INTRODUCTION.format(ralenti=RALENTI),
        machine.replace(".", ",", 1),
        COLONNES,
        "|---" * COLONNES.count(" |") + "|",
    ]
    for nom, engines in mesures.items():
        for engine, m in engines.items():
            cells = (
                *(nom, names[engine], f"{m.premiere:.1%}", f"{m.trois:.1%}", f"{m.octets / 1000:.0f} ko", m.requetes),
                *(
                    f"{m.millisecondes:.0f}",
                    f"{m.index / 1000:.0f} ko",
                    f"{m.comprime / 1000:.0f} ko",
                    f"{m.secondes:.2f}",
                ),
            )
            lines.append(f"| {' | '.join(map(str, cells))} |".replace("%", "\u00a0%").replace(".", ","))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
