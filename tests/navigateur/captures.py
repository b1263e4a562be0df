"""Photographs the site, by one command: what its documents show, and what git ignores, for review.

In docs/assets/: the home page (README) and the pictures of the guide, under Material alone. In captures/: each kind of page
under both shells (the State's in captures/dsfr/), on a phone, a desktop and a wide screen, light and dark, and on paper; in
captures/reglages/, what Material's settings change. `--images` makes the first only.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any, Literal

import yaml
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.build.served import preview_of
from tests.navigateur.browser import BUREAU, PAPIER, TELEPHONE, launch, serve
from tests.navigateur.kinds import SORTES, representants
from tests.places import ROOT, SOURCE_DATE_EPOCH

OUT = ROOT / "captures"
IMAGES = ROOT / "docs/assets"
LARGE: ViewportSize = {"width": 1920, "height": 1080}
TAILLES = {"telephone": TELEPHONE, "bureau": BUREAU, "large": LARGE}
MODES: dict[str, Literal["light", "dark"]] = {"clair": "light", "sombre": "dark"}
FEATURES = ["navigation.tabs", "navigation.path", "toc.follow", "content.code.copy"]
REGLAGES: dict[str, dict[str, Any]] = {
    "palette-indigo": {"palette": {"scheme": "default", "primary": "indigo", "accent": "pink"}},
    "palette-jaune-sombre": {"palette": {"scheme": "slate", "primary": "amber", "accent": "lime"}},
    "logo-image": {"logo": "pieces/69/logo-metropole.png"},
    "logo-icone": {"logo": None, "icon": {"logo": "material/scale-balance"}},
    "avec-haut-et-infobulles": {"features": [*FEATURES, "navigation.top", "content.tooltips"]},
    "sans-haut-ni-infobulles": {"features": FEATURES},
}
"""What a service may change of the look, as Material's documentation says: each is built, and photographed."""
PAGES = {"accueil": "", "fiche": "departements/69-rhone/", "texte": "departements/69-rhone/2026-2029/"}
FAUTE = ("- prenom:\n", "- prenom: Jeanne: Marie\n")


def build(site: Path, config: str = "mkdocs.yml") -> Path:
    """The fictitious conventions, as `make exemple` shows them, with those settings."""
    fictitious = {"CONVENTIONS_DEPARTMENTS": "tests/exemple/departments", "ADRESSE_DU_SITE": "http://localhost/"}
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", config, "-d", str(site)],
        cwd=ROOT,
        check=True,
        env={**os.environ, **fictitious, "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH},
    )
    return site


@contextmanager
def page_of(browser: Browser, size: ViewportSize, scheme: Literal["light", "dark"] = "light") -> Iterator[Page]:
    context = browser.new_context(viewport=size, color_scheme=scheme, locale="fr-FR")
    yield context.new_page()
    context.close()


def photograph(browser: Browser, site: Path, root: str, out: Path) -> None:
    """Every representative of every kind, named by its kind, its size and its mode: loaded once for each size."""
    out.mkdir(parents=True)
    pages = [
        (f"{sorte.nom.replace(' ', '-')}-{rank}", url)
        for sorte in SORTES
        for rank, url in enumerate(representants(site, sorte.nom), 1)
    ]
    with page_of(browser, TELEPHONE) as page:
        for name, url in pages:
            for taille, viewport in TAILLES.items():
                page.set_viewport_size(viewport)
                page.emulate_media(media="screen")
                page.goto(root + url, wait_until="networkidle")
                for mode, scheme in MODES.items():
                    page.emulate_media(color_scheme=scheme)
                    page.screenshot(path=out / f"{name}-{taille}-{mode}.png", full_page=True)
            page.emulate_media(media="print")
            page.set_viewport_size(PAPIER[page.locator("body.gabarit-large").count()])
            page.screenshot(path=out / f"{name}-papier.png", full_page=True)
    print(out.relative_to(ROOT))


def print_text(browser: Browser, root: str, out: Path) -> None:
    """The text of a convention, on paper."""
    page = browser.new_page()
    page.goto(root + PAGES["texte"], wait_until="networkidle")
    page.pdf(path=out / "texte-imprime.pdf", format="A4")


def settings(browser: Browser, where: Path) -> None:
    """The site with each of the settings: at the top, then a page read down and back up a little, under the mouse."""
    out = OUT / "reglages"
    out.mkdir()
    for name, theme in REGLAGES.items():
        with tempfile.NamedTemporaryFile("w", dir=ROOT, prefix=".captures-", suffix=".yml") as config:
            yaml.safe_dump({"INHERIT": "mkdocs.yml", "theme": theme}, config)
            config.flush()
            site = build(where / name, config.name)
        with serve(site) as root:
            for taille, viewport in TAILLES.items():
                with page_of(browser, viewport) as page:
                    for nom, url in PAGES.items():
                        page.goto(root + url, wait_until="networkidle")
                        page.screenshot(path=out / f"{name}-{nom}-{taille}.png")
                    page.goto(f"{root}trame/2026-2029/", wait_until="networkidle")
                    page.mouse.wheel(0, 20_000)
                    page.wait_for_timeout(300)
                    page.locator(
                        "article [title]:visible"
                    ).first.hover()  # back up: the button shows, and the words of the mouse
                    page.wait_for_timeout(600)
                    page.screenshot(path=out / f"{name}-lecture-{taille}.png")
    print(out.relative_to(ROOT))


def keep(page: Page, name: str) -> None:
    """A picture that the repository keeps: a third of the weight, and nothing that the eye misses."""
    target = IMAGES / name
    page.screenshot(path=target)
    with Image.open(target) as picture:
        light = picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=128)
    light.save(target, optimize=True)
    print(target.relative_to(ROOT))


def home(browser: Browser, root: str) -> None:
    """The home page, for the project's own presentation."""
    with page_of(browser, {"width": 1280, "height": 880}) as page:
        page.goto(root, wait_until="networkidle")
        keep(page, "apercu.png")


def guide(browser: Browser, where: Path) -> None:
    """What the guide shows: the file of the Ain, a fault in it, told by the preview, and the link that leads to it."""
    dossier = where / "departments"
    shutil.copytree(ROOT / "departments", dossier)
    path = dossier / "01-ain.yml"
    text = path.read_text(encoding="utf-8")
    with page_of(browser, {"width": 860, "height": 520}) as page:
        page.set_content(
            f"<pre style='margin: 14px 8px; font: 13px/18px monospace; white-space: pre-wrap'>{escape(text)}</pre>"
        )
        keep(page, "guide/fichier.png")
    path.write_text(text.replace(*FAUTE, 1), encoding="utf-8")
    with preview_of(dossier, where / "store") as root, page_of(browser, {"width": 860, "height": 320}) as page:
        page.goto(f"{root}departements/01-ain/", wait_until="load")
        page.locator(".fautes").wait_for()
        page.locator(".md-banner").evaluate("e => e.remove()")  # the contributor's own folder is no fictitious one
        keep(page, "guide/faute.png")
        page.set_viewport_size({"width": 860, "height": 230})
        page.locator(".seule-foi").evaluate("e => e.scrollIntoView()")
        keep(page, "guide/lien.png")


def way(browser: Browser, where: Path) -> None:
    """The way of a document, on invented data: the trame to fill, the report of an import, what « joindre » says."""
    folder, command = where / "chemin", Path(sys.executable).with_name("conventions")
    folder.mkdir()
    env = {**os.environ, "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH, "NO_COLOR": "1"}
    exemple = {**env, "CONVENTIONS_DEPARTMENTS": str(ROOT / "tests/exemple/departments")}

    def ran(words: str, env: dict[str, str]) -> str:
        return subprocess.run(
            [command, *words.split()], cwd=folder, env=env, capture_output=True, text=True, check=False
        ).stdout

    ran("export docx 69", exemple)
    mine = {**env, "CONVENTIONS_DEPARTMENTS": "departments"}
    said = ran("import 69-rhone-2026-2029.docx", mine)
    with page_of(browser, {"width": 860, "height": 220}) as page:
        terminal(page, "conventions import 69-rhone-2026-2029.docx", said)
        keep(page, "guide/import.png")
    with page_of(browser, {"width": 860, "height": 460}) as page:
        page.goto((folder / "import/69-rhone-rapport.html").as_uri())
        page.locator("h2", has_text="passage par passage").evaluate("e => e.scrollIntoView()")
        keep(page, "guide/rapport.png")
    path = folder / "departments/69-rhone.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("nom: Vauquelin", "nom: Modèle", 1), encoding="utf-8")
    ran("import 69-rhone-2026-2029.docx", mine)
    with page_of(browser, {"width": 860, "height": 200}) as page:
        page.goto((folder / "import/69-rhone-rapport-2.html").as_uri())
        page.locator("h2", has_text="Ce qui change").evaluate("e => e.scrollIntoView()")
        keep(page, "guide/change.png")
    shutil.copy(ROOT / "tests/exemple/departments/pieces/69/convention.pdf", folder / "signe.pdf")
    with page_of(browser, {"width": 860, "height": 170}) as page:
        terminal(page, "conventions joindre signe.pdf 69", ran("joindre signe.pdf 69", mine))
        keep(page, "guide/joindre.png")


def terminal(page: Page, typed: str, said: str) -> None:
    """A command and what it answers."""
    page.set_content(
        f"<pre style='margin: 14px 8px; font: 13px/18px monospace; white-space: pre-wrap'>$ {escape(typed)}\n{escape(said)}</pre>"
    )


def main() -> None:
    """Build, then photograph."""
    parser = argparse.ArgumentParser(description="photographie le site dans docs/assets/ et dans captures/")
    parser.add_argument("--images", action="store_true", help="refait les images de docs/assets/, et rien d’autre")
    images = parser.parse_args().images
    shutil.rmtree(OUT, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser, where = launch(playwright), Path(folder)
        for out, config in {OUT: "mkdocs.yml", OUT / "dsfr": "mkdocs.dsfr.yml"}.items():
            with serve(build(where / config / "site", config)) as root:
                if config == "mkdocs.yml":
                    home(browser, root)
                    guide(browser, where)
                    way(browser, where)
                if images:
                    break
                photograph(browser, where / config / "site", root, out)
                print_text(browser, root, out)
        if not images:
            settings(browser, where)
        browser.close()


if __name__ == "__main__":
    main()
