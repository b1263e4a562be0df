"""Photographs each kind of page into captures/, for review: phone and desktop, light and dark, and the printed text.

The site of the State is photographed into captures/dsfr/: git ignores both.

`--images` makes anew the picture that the project's presentation shows, docs/assets/apercu.png.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.navigateur.browser import BUREAU, TELEPHONE, launch, serve
from tests.navigateur.kinds import SORTES, representants
from tests.places import ROOT, SOURCE_DATE_EPOCH

OUT = ROOT / "captures"
TAILLES = {"bureau": BUREAU, "telephone": TELEPHONE}
MODES: dict[str, Literal["light", "dark"]] = {"clair": "light", "sombre": "dark"}


def build(site: Path, config: str = "mkdocs.yml") -> None:
    """The fictitious conventions, as `make exemple` shows them, under one of the shells."""
    subprocess.run(
        [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--strict",
            "--quiet",
            "--config-file",
            config,
            "--site-dir",
            str(site),
        ],
        cwd=ROOT,
        check=True,
        env={
            **os.environ,
            "CONVENTIONS_DEPARTMENTS": "tests/exemple/departments",
            "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH,
            "ADRESSE_DU_SITE": "http://localhost/",
        },
    )


def photograph(browser: Browser, site: Path, root: str, out: Path) -> None:
    """Every representative of every kind, named by its kind, its size and its mode."""
    out.mkdir()
    for taille, viewport in TAILLES.items():
        for mode, scheme in MODES.items():
            page = browser.new_context(viewport=viewport, color_scheme=scheme, locale="fr-FR").new_page()
            for sorte in SORTES:
                for rank, url in enumerate(representants(site, sorte.nom), 1):
                    page.goto(root + url, wait_until="networkidle")
                    name = f"{sorte.nom.replace(' ', '-')}-{rank}-{taille}-{mode}.png"
                    page.screenshot(path=out / name, full_page=True)
                    print((out / name).relative_to(ROOT))
            page.context.close()


def print_text(browser: Browser, root: str, out: Path) -> None:
    """The text of a convention, on paper."""
    page = browser.new_page()
    page.goto(f"{root}departements/69-rhone/2026-2029/", wait_until="networkidle")
    page.pdf(path=out / "texte-imprime.pdf", format="A4")
    print((out / "texte-imprime.pdf").relative_to(ROOT))


def preview(browser: Browser, root: str) -> None:
    """The home page, for the project's own presentation."""
    page = browser.new_page(viewport={"width": 1280, "height": 880}, color_scheme="light")
    page.goto(root, wait_until="networkidle")
    target = ROOT / "docs/assets/apercu.png"
    page.screenshot(path=target)
    with Image.open(target) as picture:
        light = picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=128)
    light.save(target, optimize=True)  # a third of the weight, and nothing that the eye misses
    print(target.relative_to(ROOT))


def main() -> None:
    """Build, then photograph."""
    parser = argparse.ArgumentParser(description="photographie chaque sorte de page dans captures/")
    parser.add_argument("--images", action="store_true", help="refait docs/assets/apercu.png, et rien d’autre")
    images = parser.parse_args().images
    shells = {OUT: "mkdocs.yml"} if images else {OUT: "mkdocs.yml", OUT / "dsfr": "mkdocs.dsfr.yml"}
    if not images:
        shutil.rmtree(OUT, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright)
        for out, config in shells.items():
            site = Path(folder) / config / "site"
            build(site, config)
            with serve(site) as root:
                if images:
                    preview(browser, root)
                else:
                    photograph(browser, site, root, out)
                    print_text(browser, root, out)
        browser.close()


if __name__ == "__main__":
    main()
