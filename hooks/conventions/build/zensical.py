"""The site as a project that Zensical builds: its pages in Markdown, its files, the templates of the shell, the settings.

    mkdocs.yml   what differs from the settings of the site, which it inherits
    docs/        every page, with all that a frame shows of it; the files published beside
    theme/       the templates of the default shell and of the components; one style sheet, made

Zensical runs no hook: whatever MkDocs's events do is done here.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import yaml
from jinja2 import ChainableUndefined, Environment, FileSystemLoader

from conventions.build.opening import Opened, Refused, Request, open_site
from conventions.build.site import Written
from conventions.build.squelette import SKELETON, ZENSICAL, Changed
from conventions.build.trial import address
from conventions.build.work import unpacked
from conventions.export.markdown import to_edit, with_front_matter
from conventions.render.feuilles import feuille
from conventions.render.html import outline
from conventions.render.written import rendre_page_ecrite
from conventions.source.site_file import site_file

SHELL = (Path("overrides/material"), Path("overrides/components"))
SHEETS = (Path("assets/stylesheets/site.css"), Path("assets/stylesheets/atelier-page.css"))
MINE = "docs", "theme"


def open_project(root: Path, target: Path) -> Opened:
    """The project to be written, in the place of what `target` holds. Raises `Refused`."""
    known = known_settings(root)
    _theme()
    if target.exists() and {path.name for path in target.iterdir()} - {*MINE, "mkdocs.yml", "site", ".cache"}:
        raise Refused(f"{target} contient autre chose qu’un projet Zensical\u00a0: choisissez un dossier neuf")
    return open_site(
        Request(
            root=root,
            site=target,
            name=known["site_name"],
            site_url=known.get("site_url", ""),
            settings=known.get("extra", {}).get("conventions"),
            theme=tuple(root / folder for folder in SHELL),
            shaping="",
            dirty=False,
            serving=False,
            use="zensical",
        )
    )


def write_project(opened: Opened, root: Path) -> int:
    """Write it whole, and say how many pages it has. The files of the départements are without fault."""
    known, target = known_settings(root), opened.site.staging
    sources = list(_hand_written(root / "docs", known.get("exclude_docs", "")))
    written = {path: _read(path, root / "docs") for path in sources if path.suffix == ".md"}
    opened.site.compose(list(written.values()))
    if opened.site.bugs:
        raise Refused("\n".join(map(str, opened.site.bugs)))
    _files(opened, target.folder / "docs")
    count = 0
    for uri, text in _pages(opened, written, root / "docs", known.get("edit_uri", "")):
        _write(target.folder / "docs" / uri, text)
        count += 1
    for path in (path for path in sources if path not in written):
        _copy(path, target.folder / "docs" / path.relative_to(root / "docs"))
    _shell(root, target.folder / "theme", known)
    text = yaml.safe_dump(_own_settings(opened, root, known), allow_unicode=True, sort_keys=False, width=10_000)
    _write(target.folder / "mkdocs.yml", text)
    opened.site.finish(sure=True)
    return count


def known_settings(root: Path) -> dict[str, Any]:
    try:
        return site_file(root / "mkdocs.yml")
    except (OSError, yaml.YAMLError) as error:
        raise Refused(f"mkdocs.yml ne peut pas être lu ({error})") from error


def _theme() -> Path:
    """The folder of Zensical's own templates: a package apart since its version 0.0.74. Raises `Refused` where it is not installed."""
    if find_spec("zensical_ui"):
        return Path(import_module("zensical_ui").get_theme_dir())
    found = find_spec("zensical")
    if not found or not found.origin:
        raise Refused(
            "Zensical n’est pas installé, et la feuille de style du site contient la sienne\u00a0: « pip install zensical »."
        )
    return Path(found.origin).parent / "templates"


def _hand_written(docs: Path, excluded: str) -> Iterator[Path]:
    """The files of `docs/`, without the folders that `exclude_docs` names."""
    out = tuple(f"{line.strip().strip('/')}/" for line in excluded.splitlines() if line.strip())
    for path in sorted(docs.rglob("*")):
        if path.is_file() and not path.relative_to(docs).as_posix().startswith(out):
            yield path


def _read(path: Path, docs: Path) -> Written:
    return Written.read(path.stem, address(path.relative_to(docs)), path.read_text(encoding="utf-8"))


def _pages(opened: Opened, written: Mapping[Path, Written], docs: Path, edition: str) -> Iterator[tuple[str, str]]:
    """(path, Markdown) of each page, its front matter with what MkDocs's events would have added."""
    notices = {"avis": [asdict(avis) for avis in opened.frame(serving=False)["avis"]]}
    for made in opened.site.pages:
        body = unpacked(opened.site.contents.get(made.html) or b"")
        more = opened.beside(made.url, body.meta, to_edit(edition, made.source))
        meta = {**body.meta, **more, **notices, "titres": outline(body.headings)}
        yield made.uri, with_front_matter(meta, body.markdown)
    ministere, grille = opened.settings.reglages, opened.site.context.reference.grille
    for path, page in written.items():
        name = path.relative_to(docs).as_posix()
        head, _, rest = page.markdown.removeprefix("---\n").partition("\n---\n")
        meta = yaml.safe_load(head) or {}
        more = opened.beside(page.url, meta, urljoin(edition, name) if edition else "")
        yield name, with_front_matter({**meta, **more, **notices}, rendre_page_ecrite(rest.strip(), ministere, grille))


def _files(opened: Opened, docs: Path) -> None:
    """The open data, the index of the search, the documents of the départements."""
    site = opened.site
    for uri in site.files:
        _write(docs / uri, site.contents.get(uri) or b"")
    for uri in site.documents:
        _copy(site.context.folder / uri, docs / uri)
    for uri in site.telechargements:
        _copy(site.telecharges / uri, docs / uri)


def _shell(root: Path, theme: Path, known: Mapping[str, Any]) -> None:
    """The templates as they are; of the style sheets, those that pages ask for, as MkDocs would make them."""
    for folder in SHELL:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.suffix != ".css":
                _copy(path, theme / path.relative_to(root / folder))
    own = _theme()
    env = Environment(  # noqa: S701 — style sheets
        loader=FileSystemLoader([*(root / folder for folder in SHELL), own]),
        undefined=ChainableUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["feuille"] = feuille
    _write(theme / SKELETON, _skeleton(own))
    sheets = sorted((own / "assets/stylesheets/classic").glob("*.css"))
    own_css = "\n".join(path.read_text(encoding="utf-8") for path in sheets)
    for sheet in SHEETS:
        made = env.get_template(sheet.as_posix()).render(config={"theme": known["theme"]}, theme_css=own_css)
        _write(theme / sheet, made)


def _skeleton(own: Path) -> str:
    try:
        return ZENSICAL.mend((own / SKELETON).read_text(encoding="utf-8"))
    except Changed as changed:
        raise Refused(str(changed)) from None


def _own_settings(opened: Opened, root: Path, known: Mapping[str, Any]) -> dict[str, Any]:
    """What Zensical needs beside the settings of the site: where things are, and what the hook gives to every template."""
    frame = opened.frame(serving=False)
    return {
        "INHERIT": os.path.relpath(root / "mkdocs.yml", opened.site.staging.site),
        "docs_dir": "docs",
        "site_dir": "site",
        "watch": None,
        "site_url": known.get("site_url") or None,
        "theme": {"custom_dir": "theme", "variant": "classic"},
        "plugins": {"search": {"enabled": False}},
        "extra": {
            "site": {
                "aide": [{**asdict(aide), "lien": aide.lien} for aide in frame["aide"]],
                "avis": [asdict(avis) for avis in frame["avis"]],
                "fictif": frame["fictif"],
                "situation": frame["situation"],
                "reglages": asdict(frame["reglages"]),
            }
        },
    }


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
