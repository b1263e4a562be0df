"""The contestants: this project from its data; the others from the exported Markdown, each with its own plain settings."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from benchmarks.contenu import ATELIER, RACINE, Contenu
from benchmarks.mesure import Concurrent

ELEVENTY = "@11ty/eleventy@3.1.2"
MENU = 14
MATERIAL: dict[str, Any] = {
    "site_name": "Conventions départementales",
    "theme": {"name": "material", "language": "fr", "font": False},
    "plugins": ["search"],
    "markdown_extensions": ["abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"],
    "validation": {"links": {"unrecognized_links": "ignore", "not_found": "ignore", "anchors": "ignore"}},
}


def projet(contenu: Contenu, nom: str, store: str = "", avant: Callable[[], None] = lambda: None) -> Concurrent:
    """This project, from the YAML of the départements; `store` is the folder of what a dirty build leaves (empty: a clean build)."""
    site = ATELIER / f"site-{contenu.nombre}-{'dirty' if store else 'projet'}"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)]
    env = {**contenu.env, "CONVENTIONS_STORE": store}
    return Concurrent(nom, [*command, "--dirty"] if store else command, RACINE, site, env, avant, tiede=bool(store))


def un_coeur(contenu: Contenu, nom: str, *options: str) -> Concurrent:
    """A clean build of this project on one core, with these options of `benchmarks.part`."""
    site = ATELIER / f"site-{contenu.nombre}-{'-'.join(('un-coeur', *options))}"
    command = [sys.executable, "-m", "benchmarks.part", *options, "build", "--quiet", "--site-dir", str(site)]
    env = {**contenu.env, "CONVENTIONS_STORE": "", "PYTHONPATH": os.pathsep.join(["hooks", "."])}
    return Concurrent(nom, command, RACINE, site, env)


def mkdocs(pages: Path, nom: str, *, menu: Iterable[str]) -> Concurrent:
    """Plain MkDocs with Material; `menu` is its navigation, every other page is `not_in_nav`."""
    folder = _vider(nom)
    settings = {
        **MATERIAL,
        "docs_dir": str(pages),
        "site_dir": str(folder / "site"),
        "nav": list(menu),
        "not_in_nav": "*",
    }
    _configurer(folder, settings)
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(folder / "mkdocs.yml")]
    return Concurrent(nom, command, folder, folder / "site")


def zensical(pages: Path, nom: str, *, avant: Callable[[], None] | None = None) -> Concurrent:
    """Zensical with a small navigation; cold (`--clean`), or warm after the change that `avant` makes in a page."""
    folder = _vider(nom)
    shutil.copytree(pages, folder / "docs")
    settings = {**MATERIAL, "docs_dir": "docs", "site_dir": "site", "nav": petit_menu(pages)}
    _configurer(folder, settings)
    command = [sys.executable, "-m", "zensical", "build", "-f", "mkdocs.yml"]
    if avant is None:
        return Concurrent(nom, [*command, "--clean"], folder, folder / "site")
    return Concurrent(nom, command, folder, folder / "site", avant=avant, tiede=True)


def hugo(pages: Path, nom: str) -> Concurrent | None:
    """Hugo with a bare layout, where it is installed (Debian: `apt install hugo`)."""
    if not shutil.which("hugo"):
        return None
    folder = _vider(nom)
    for path in pages.rglob("*.md"):  # a folder inside a folder is a page of its own only under `_index.md`
        copy = (
            folder / "content" / path.relative_to(pages).with_name("_index.md" if path.stem == "index" else path.name)
        )
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
    (folder / "layouts/_default").mkdir(parents=True)
    for layout in ("_default/list.html", "_default/single.html", "index.html"):
        (folder / "layouts" / layout).write_text(_nu("{{ .Title }}", "{{ .Content }}"), encoding="utf-8")
    settings = {
        "baseURL": "/",
        "relativeURLs": True,
        "disableKinds": ["taxonomy", "term", "RSS"],
        "markup": {"goldmark": {"renderer": {"unsafe": True}}},
    }
    (folder / "hugo.json").write_text(json.dumps(settings), encoding="utf-8")
    command = ["hugo", "--quiet", "--config", "hugo.json", "--destination", "site", "--cleanDestinationDir"]
    return Concurrent(nom, command, folder, folder / "site")


def eleventy(pages: Path, nom: str) -> Concurrent:
    """11ty with a bare layout."""
    folder = _vider(nom)
    shutil.copytree(pages, folder / "docs")
    (folder / "docs/_includes").mkdir()
    (folder / "docs/_includes/nu.njk").write_text(_nu("{{ title }}", "{{ content | safe }}"), encoding="utf-8")
    (folder / "docs/docs.json").write_text('{"layout": "nu.njk"}', encoding="utf-8")
    (folder / "eleventy.config.cjs").write_text(
        'module.exports = () => ({ markdownTemplateEngine: false, dir: { input: "docs", output: "site" } });\n'
    )
    modules = ATELIER / "npm"
    if not (modules / "node_modules/@11ty").exists():
        modules.mkdir(parents=True, exist_ok=True)
        npm = [str(Path(sys.executable).with_name("npm")), "install", "--prefix", str(modules), "--ignore-scripts"]
        subprocess.run([*npm, "--no-audit", "--no-fund", "--loglevel", "error", ELEVENTY], check=True)
    command = [str(Path(sys.executable).with_name("node")), str(modules / "node_modules/@11ty/eleventy/cmd.cjs")]
    return Concurrent(nom, [*command, "--quiet", "--config=eleventy.config.cjs"], folder, folder / "site")


def tout_le_menu(pages: Path) -> list[str]:
    """Every page."""
    return sorted(path.relative_to(pages).as_posix() for path in pages.rglob("*.md"))


def petit_menu(pages: Path) -> list[str]:
    """As many entries as the project's own: home and the heads of the sections."""
    return sorted(tout_le_menu(pages), key=lambda name: (name.count("/"), name))[:MENU]


def _nu(titre: str, contenu: str) -> str:
    return f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{titre}</title></head><body>{contenu}</body></html>\n'


def atelier(nom: str) -> Path:
    """The folder where a contestant works."""
    return ATELIER / "".join(c if c.isalnum() else "-" for c in nom)


def _vider(nom: str) -> Path:
    folder = atelier(nom)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def _configurer(folder: Path, settings: dict[str, Any]) -> None:
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
