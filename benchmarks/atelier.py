"""`python -m benchmarks.atelier`: what the workshop weighs, what it costs to the build, and how long its checks take on a slow computer.

Writes benchmarks/ATELIER.md. Chromium slows the thread of a page (CDP), and not those of its workers: what is measured is the time of
processor that the worker's own thread takes, as the system counts it, and a computer four times slower takes four times as much.
"""

from __future__ import annotations

import gzip
import os
import resource
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page, sync_playwright

from benchmarks.contenu import ATELIER, RACINE
from benchmarks.hote import launch, servir

RALENTI, TOURS, SUIVANTES = 4, 3, 5
PREMIERE, SUIVANTE, PREPARATION = 12.0, 0.5, 10.0
POSE = RACINE / ".cache/atelier/assets/atelier"
EXEMPLE = RACINE / "tests/exemple/departments/69-rhone.yml"
OUVRIR = """() => {
  window.ouvrier = new Worker("/assets/javascripts/atelier-ouvrier.js", { type: "module" });
  window.demander = (verbe, ...donnees) => new Promise((oui, non) => {
    window.ouvrier.onmessage = ({ data }) => (data.erreur ? non(new Error(data.erreur)) : oui(data.reponse));
    window.ouvrier.postMessage({ rang: 1, verbe, donnees });
  });
}"""
VERIFIER = "(donnees) => demander('verifier', ...donnees).then((fautes) => fautes.length)"


class Tour(NamedTuple):
    """One opening: seconds of processor of the worker's thread, to the first check, then for each of the next."""

    premiere: float
    suivantes: list[float]


def main() -> None:
    """Prepare, open, check, write the report."""
    cost = preparer()
    site = ATELIER / "site-atelier"
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(POSE, site / "assets/atelier")
    shutil.copytree(RACINE / "overrides/components/assets/javascripts", site / "assets/javascripts")
    (site / "index.html").write_text("<!doctype html><title>Atelier</title>", encoding="utf-8")
    with servir(site) as base, sync_playwright() as playwright:
        browser = launch(playwright)
        tours = [mesurer(browser.new_page(), base) for _ in range(TOURS)]
        browser.close()
    report = "\n".join(rediger(cost, tours)) + "\n"
    (RACINE / "benchmarks/ATELIER.md").write_text(report, encoding="utf-8")
    print(report)


def preparer() -> float:
    """Seconds of processor that a first build gives to it, what npm fetches being there."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "tools/atelier.py"], cwd=RACINE, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def mesurer(page: Page, base: str) -> Tour:
    """Open the worker and have a whole convention checked, then the same with one word changed, several times."""
    text = EXEMPLE.read_text(encoding="utf-8")
    page.goto(base)
    page.evaluate(OUVRIR)
    page.evaluate(VERIFIER, [EXEMPLE.name, text, text])
    (thread,) = _threads()
    spent = [_seconds(thread)]
    for rank in range(SUIVANTES):
        page.evaluate(VERIFIER, [EXEMPLE.name, text.replace("Lyon", f"Lyon {rank}"), text])
        spent.append(_seconds(thread))
    page.close()
    return Tour(spent[0], [after - before for before, after in pairwise(spent)])


def _threads() -> list[Path]:
    """Those of the workers of a browser that this process started."""
    found = (task for task in Path("/proc").glob("[0-9]*/task/[0-9]*") if _said(task / "comm") == "DedicatedWorker")
    return [task for task in found if str(os.getpid()) in _ancestors(task.parts[2])]


def _ancestors(pid: str) -> Iterator[str]:
    while pid not in {"", "0"}:
        pid = _said(Path("/proc") / pid / "stat").rpartition(") ")[2].partition(" ")[2].partition(" ")[0]
        yield pid


def _said(path: Path) -> str:
    """Nothing, once that process has ended."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except OSError:
        return ""


def _seconds(thread: Path) -> float:
    told = _said(thread / "stat").rpartition(") ")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def rediger(cost: float, tours: list[Tour]) -> Iterator[str]:
    """The report, in French."""
    first = statistics.median(tour.premiere for tour in tours)
    following = statistics.median(spent for tour in tours for spent in tour.suivantes)
    yield "# L’atelier, mesuré"
    yield ""
    yield "Écrit par `python -m benchmarks.atelier`. Chromium ralentit le fil d’une page, pas ceux de ses ouvriers : les temps sont ceux que le système compte au processeur du fil de l’ouvrier, multipliés par quatre."
    yield ""
    yield f"- Date : {time.strftime('%Y-%m-%d')}, {TOURS} ouvertures. Les temps dépendent de la machine, qui est partagée : ils ne valent qu’à peu près."
    yield f"- Préparer l’atelier, au premier `make site` : {_dit(cost, PREPARATION)} de processeur. Rien au suivant, si rien n’a changé."
    yield "- Le fichier vérifié est la convention entière de `tests/exemple`, avec ce qu’elle publie."
    yield ""
    yield f"| vérification | processeur, ici | {RALENTI} fois plus lent | exigé |"
    yield "|---|--:|--:|--:|"
    yield f"| la première, Python et le paquet compris | {_nombre(first)} s | {_dit(first * RALENTI, PREMIERE)} | {PREMIERE:.0f} s |"
    yield f"| chacune des suivantes | {_nombre(following)} s | {_dit(following * RALENTI, SUIVANTE)} | {_nombre(SUIVANTE)} s |"
    yield ""
    yield "| fichier | octets | comprimé (gzip) |"
    yield "|---|--:|--:|"
    for path in sorted(path for path in POSE.rglob("*") if path.is_file()):
        data = path.read_bytes()
        yield f"| `{path.relative_to(POSE)}` | {_ko(len(data))} | {_ko(len(gzip.compress(data)))} |"


def _dit(seconds: float, but: float) -> str:
    return f"{_nombre(seconds)} s" + ("" if seconds < but else " (**trop**)")


def _nombre(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def _ko(size: int) -> str:
    return f"{size / 1000:,.0f} ko".replace(",", "\u202f")


if __name__ == "__main__":
    main()
