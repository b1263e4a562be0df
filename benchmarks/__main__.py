"""`python -m benchmarks`: measure, print the ratios, write benchmarks/REPORT.md."""

from __future__ import annotations

import argparse
import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

from benchmarks import concurrents as c
from benchmarks import documents
from benchmarks.apercu import attendre
from benchmarks.contenu import ATELIER, Contenu, ecrire, exporter
from benchmarks.mesure import Concurrent, Serie, comparer, lancer, peser
from benchmarks.part import SANS
from benchmarks.profil import profiler
from benchmarks.rapport import (
    ACTION,
    CHAUD,
    COMPLET,
    FROID,
    NU,
    PETIT,
    PLANCHER,
    PLANCHER_ZENSICAL,
    PROJET,
    SANS_DONNEES,
    TIEDE,
    UN_COEUR,
    Mesures,
    rediger,
    transfert,
)


def main() -> None:
    """Every measurement, in one run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Mesurer la construction du site.")
    parser.add_argument("--tours", type=int, default=5, help="nombre de mesures de chaque concurrent")
    parser.add_argument("--sans-croissance", action="store_true", help="ne pas mesurer 303 et 1 010 départements")
    options = parser.parse_args()
    ATELIER.mkdir(parents=True, exist_ok=True)
    contenu = ecrire(101)
    pages = exporter(contenu)
    print("101 départements, tout reconstruire et un seul fichier changé", flush=True)
    series = comparer(_concurrents(contenu, pages), options.tours)
    croissance = {101: series[PROJET]}
    for nombre in () if options.sans_croissance else (303, 1010):
        print(f"{nombre} départements", flush=True)
        croissance[nombre] = _seul(ecrire(nombre))
    profil = profiler(_tiede(contenu, TIEDE, "69-rhone.yml", "adresse: "), options.tours)
    apercu = attendre(contenu, contenu.donnees / "69-rhone.yml", options.tours)
    weights = transfert(ATELIER / "site-101-projet")
    report = rediger(Mesures(series, profil, apercu, croissance, weights, options.tours))
    report = documents.remise(report, documents.gardee(documents.RAPPORT.read_text(encoding="utf-8")))
    documents.RAPPORT.write_text(report, encoding="utf-8")
    print(report)


def _concurrents(contenu: Contenu, pages: Path) -> list[Concurrent]:
    changed = contenu.donnees / "69-rhone.yml"
    everyone = [
        c.projet(contenu, PROJET),
        c.un_coeur(contenu, UN_COEUR),
        c.un_coeur(contenu, SANS_DONNEES, SANS),
        _tiede(contenu, TIEDE, "69-rhone.yml", "adresse: "),
        _tiede(contenu, ACTION, "38-isere.yml", "intitule: "),
        c.mkdocs(pages, COMPLET, menu=c.tout_le_menu(pages)),
        c.mkdocs(pages, PETIT, menu=c.petit_menu(pages)),
        c.mkdocs(_une(pages), PLANCHER, menu=["index.md"]),
        c.zensical(pages, FROID),
        c.zensical(
            pages, CHAUD, avant=_memes_pages(contenu, _changement(changed, "adresse: "), c.atelier(CHAUD) / "docs")
        ),
        c.zensical(_une(pages), PLANCHER_ZENSICAL),
        c.hugo(pages, "Hugo, page nue"),
        c.eleventy(pages, NU),
    ]
    return [one for one in everyone if one]


def _tiede(contenu: Contenu, nom: str, file: str, before: str) -> Concurrent:
    """This project after a change of one file, with what the last build left."""
    change = _changement(contenu.donnees / file, before)
    return c.projet(contenu, nom, str(ATELIER / "store"), change)


def _une(pages: Path) -> Path:
    """A site of one page: what each program costs before it does anything."""
    alone = ATELIER / "une-page"
    alone.mkdir(exist_ok=True)
    shutil.copy(pages / "index.md", alone)
    return alone


def _changement(path: Path, before: str) -> Callable[[], None]:
    """A change of one word in a file, another at each run."""
    numbers = itertools.count(1)
    original: list[str] = []

    def change() -> None:
        original[:] = original or [path.read_text(encoding="utf-8")]
        assert before in original[0], f"{path} ne contient pas « {before} »"
        path.write_text(original[0].replace(before, f"{before}{next(numbers)} ", 1), encoding="utf-8")

    return change


def _memes_pages(contenu: Contenu, change: Callable[[], None], docs: Path) -> Callable[[], None]:
    """The pages that the change of a file changes, as the export writes them, put in the place of the old ones."""

    def follow() -> None:
        change()
        for page in (fresh := exporter(contenu, "suite")).rglob("*.md"):
            old = docs / page.relative_to(fresh)
            if page.read_bytes() != old.read_bytes():
                old.write_bytes(page.read_bytes())

    return follow


def _seul(contenu: Contenu) -> Serie:
    """The project alone, once: what matters here is processor and memory, which other programs disturb little."""
    one = c.projet(contenu, PROJET)
    serie = Serie(one.nom, [lancer(one)])
    peser(serie, one.site)
    return serie


if __name__ == "__main__":
    main()
