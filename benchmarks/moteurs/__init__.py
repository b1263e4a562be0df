"""The three engines: the same passages written as the site's index, as Pagefind's and as lunr's, with the page that runs them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.moteurs.pagefind import indexer, installer
from conventions.compose.view import build_view
from conventions.render.collection import collection
from conventions.render.html import to_html
from conventions.render.kinds import KINDS, all_pages
from conventions.search.departement import own_passages
from conventions.search.index import common, directory, found, places
from conventions.search.passages import passages, titres
from conventions.search.promises import promises
from conventions.search.words import mots
from conventions.source.registry import load
from conventions.source.settings import NATIONAL, build_date

RACINE = Path(__file__).parent.parent.parent
ATELIER = RACINE / ".cache/recherche"


def construire(dossier: Path, taille: int) -> dict[str, float]:
    """Write the three indexes of the same passages; gives the seconds that each took."""
    shutil.rmtree(dossier, ignore_errors=True)
    (dossier / "lunr").mkdir(parents=True)
    fichiers, national = _donnees(taille)
    view = build_view(load(fichiers, build_date(), fictif=True, national=national).registry)
    trames = view.registry.trames.values()
    named = [
        (genre, p.url, p.titre, p.description, titres(to_html(p.markdown).headings))
        for p in all_pages(view)
        if (genre := KINDS[p.sorte].genre)
    ]
    propres = [(*own_passages(view, fiche, {}), *promises(fiche)) for fiche in view.fiches.values()]
    of_none = list(passages(view.registry.reference, view.registry.trame, trames, named, _ecrites()))
    secondes = {}
    start = time.perf_counter()
    shared, slices = common(view.registry.trame, of_none)
    communes, communes_files = places()
    brought = [found(view.registry.trame, own) for own in propres]
    files = directory(collection(view), shared, communes, [one for one, _ in brought])
    for uri, text in (*slices, *communes_files, *files, *(file for _, own in brought for file in own)):
        path = dossier / "projet" / uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    secondes["projet"] = time.perf_counter() - start
    start = time.perf_counter()
    everything = [*of_none, *(passage for own in propres for passage in own)]
    indexer(everything, view.registry.trame.periode, dossier / "pagefind", ATELIER / "npm")
    secondes["pagefind"] = time.perf_counter() - start
    start = time.perf_counter()
    rows = [
        [p.url, " ".join(mots(p.titre)), " ".join(mots(f"{p.texte} {p.cles} {p.lieux} {p.ressort}"))]
        for p in everything
    ]
    (dossier / "lunr/documents.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    secondes["lunr"] = time.perf_counter() - start
    _scripts(dossier)
    return secondes


def _donnees(taille: int) -> tuple[Path, Path]:
    if not taille:
        return RACINE / "tests/exemple/departments", NATIONAL
    fichiers = ATELIER / f"donnees-{taille}"
    shutil.rmtree(fichiers, ignore_errors=True)
    command = [sys.executable, "-m", "tests.exemple.national", "--nombre", str(taille), "--graine", "1", str(fichiers)]
    subprocess.run(command, cwd=RACINE, check=True, stdout=subprocess.DEVNULL)
    invented = Path(f"{fichiers}-national")
    return fichiers, invented if invented.exists() else NATIONAL


def _ecrites() -> list[tuple[str, str, str]]:
    written = []
    for path in sorted((RACINE / "docs").rglob("*.md")):
        if "projet" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        titre = next((line[2:] for line in text.splitlines() if line.startswith("# ")), path.stem)
        written.append(
            (titre, str(path.relative_to(RACINE / "docs")).replace("index.md", "").replace(".md", "/"), text)
        )
    return written


def _scripts(dossier: Path) -> None:
    """The page of the measurement, the project's scripts and lunr's (npm)."""
    modules = installer(ATELIER / "npm", "lunr@2", "lunr-languages@1")
    for name in ("lunr/lunr.js", "lunr-languages/lunr.stemmer.support.js", "lunr-languages/lunr.fr.js"):
        shutil.copy(modules / name, dossier / "lunr")
    for name in ("page.html", "moteurs.js"):
        shutil.copy(RACINE / "benchmarks/moteurs" / name, dossier)
    shutil.copytree(
        RACINE / "overrides/components/assets/javascripts", dossier / "site/assets/javascripts", dirs_exist_ok=True
    )
