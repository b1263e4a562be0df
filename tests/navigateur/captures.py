"""Photographs each kind of page into captures/, for review: phone and desktop, light and dark, and the printed text.

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


def build(site: Path) -> None:
    """The fictitious conventions, as `make exemple` shows them."""
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)],
        cwd=ROOT,
        check=True,
        env={
            **os.environ,
            "CONVENTIONS_DEPARTMENTS": "tests/exemple/departments",
            "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH,
        },
    )


def photograph(browser: Browser, site: Path, root: str) -> None:
    """Every representative of every kind, named by its kind, its size and its mode."""
    for taille, viewport in TAILLES.items():
        for mode, scheme in MODES.items():
            page = browser.new_context(viewport=viewport, color_scheme=scheme, locale="fr-FR").new_page()
            for sorte in SORTES:
                for rank, url in enumerate(representants(site, sorte.nom), 1):
                    page.goto(root + url, wait_until="networkidle")
                    name = f"{sorte.nom.replace(' ', '-')}-{rank}-{taille}-{mode}.png"
                    page.screenshot(path=OUT / name, full_page=True)
                    print(f"captures/{name}")
            page.context.close()


def print_text(browser: Browser, root: str) -> None:
    """The text of a convention, on paper."""
    page = browser.new_page()
    page.goto(f"{root}departements/69-rhone/2026-2029/", wait_until="networkidle")
    page.pdf(path=OUT / "texte-imprime.pdf", format="A4")
    print("captures/texte-imprime.pdf")


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
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        build(site)
        browser = launch(playwright)
        with serve(site) as root:
            if images:
                preview(browser, root)
            else:
                shutil.rmtree(OUT, ignore_errors=True)
                OUT.mkdir()
                photograph(browser, site, root)
                print_text(browser, root)
        browser.close()


if __name__ == "__main__":
    main()
