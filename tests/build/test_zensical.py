"""The way out of Material: Zensical builds what the project exports, with the templates of its shell, and says the same as MkDocs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html

from conventions.build.squelette import ZENSICAL, Changed
from conventions.build.zensical import _theme
from tests.cli.test_command import run
from tests.conftest import alone, shared_folder
from tests.html_reader import ADDRESSES, lire, texte_visible
from tests.places import EXEMPLE, SOURCE_DATE_EPOCH

ROOT_ADDRESS = "http://conventions.invalid/un/dossier/"
"""Not at the top of its host: one `../` too many would not be seen there."""


@pytest.fixture(scope="session")
def projet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `conventions export zensical` writes of the examples, and what Zensical makes of it, in `site/`: once."""
    shared = shared_folder(tmp_path_factory)
    target, outcome = shared / "zensical", shared / "zensical.txt"
    with alone(shared / "zensical.lock"):
        if not outcome.exists():
            made = run("export", "zensical", target, CONVENTIONS_DEPARTMENTS=str(EXEMPLE))
            assert (made.returncode, made.stderr) == (0, ""), made.stderr
            outcome.write_text(_build(target), encoding="utf-8")
    return target


def _build(target: Path) -> str:
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", str(target / "mkdocs.yml")]
    env = {**os.environ, "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH}
    done = subprocess.run(command, cwd=target, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def pages(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*.html")}


@dataclass(frozen=True)
class Said:
    """What a page says, its frame included."""

    title: str
    words: str
    links: Counter[str]
    """Where each leads, in full, and how many times; what the head loads is not a link."""
    anchors: frozenset[str]
    headings: frozenset[str]
    """The anchors of its titles of level 1."""


def said(site: Path, name: str) -> Said:
    page, url = lire(site / name), urljoin(ROOT_ADDRESS, name.removesuffix("index.html"))
    linking = [e for e in page.iter() if e.tag not in {"link", "script"}]
    targets = (urljoin(url, e.get(name, "")) for e in linking for name in ADDRESSES if name in e.attrib)
    (body,) = page.xpath("body")
    return Said(
        page.findtext(".//title") or "",
        re.sub(r"\s+", " ", texte_visible(body)).strip(),
        Counter(re.sub(r"index\.html(?=[#?]|$)", "", target) for target in targets),
        frozenset(map(str, page.xpath("//@id"))),
        frozenset(map(str, page.xpath("//h1/@id"))),
    )


def test_zensical_builds_every_page_and_warns_of_nothing(site_exemple: Path, projet: Path) -> None:
    assert "No issues found" in (projet.parent / "zensical.txt").read_text(encoding="utf-8")
    assert pages(projet / "site") == pages(site_exemple)


def test_each_page_says_the_same(site_exemple: Path, projet: Path) -> None:
    """Words, links and anchors, of the text and of the frame: header, tabs, menu, breadcrumb, contents list, notices, footer."""
    for name in sorted(pages(site_exemple)):
        here, there = said(site_exemple, name), said(projet / "site", name)
        assert (there.title, there.words) == (here.title, here.words), name
        assert there.links == here.links, name
        # Zensical gives an anchor to the title of a page that has none, and to nothing else.
        assert here.anchors <= there.anchors <= here.anchors | there.headings, name


def test_the_files_beside_the_pages_are_the_same(site_exemple: Path, projet: Path) -> None:
    """Open data, index of the search, documents: byte for byte. What each generator writes of its own is apart."""
    for folder in ("donnees", "recherche", "pieces", "suivi"):
        for path in sorted((site_exemple / folder).rglob("*")):
            if path.is_file() and path.suffix != ".html":
                there = projet / "site" / path.relative_to(site_exemple)
                assert there.read_bytes() == path.read_bytes(), path


def test_the_shell_is_ours(projet: Path) -> None:
    """Header, tabs and drawer as overrides/material writes them; no script and no style in a page; one sheet of style, in layers."""
    text = (projet / "site/departements/69-rhone/2026-2029/index.html").read_text(encoding="utf-8")
    page = html.document_fromstring(text)
    assert page.xpath("//header//button[contains(@class, 'bouton-menu') and @aria-controls='menu']")
    for name in ("Navigation principale", "Menu", "Sommaire", "Accès rapide"):
        assert len(page.xpath(f"//nav[@aria-label='{name}']//a")) > 2, name
    assert page.xpath("body/@class") == ["gabarit-texte"]
    assert text.count("<script>") == text.count("<style") == text.count(" style=") == 0
    assert [link.get("href") for link in page.xpath("//link[@rel='stylesheet']")] == [
        "../../../assets/stylesheets/site.css"
    ]
    sheet = (projet / "site/assets/stylesheets/site.css").read_text(encoding="utf-8")
    assert sheet.startswith("@layer theme, composants, habillage;")
    assert ".md-header" in sheet.partition("@layer composants")[0]
    assert "{%" not in sheet


def test_an_export_takes_the_place_of_an_earlier_one_alone(tmp_path: Path) -> None:
    other = tmp_path / "autre"
    other.mkdir()
    (other / "these.txt").write_text("rien à voir")
    refused = run("export", "zensical", other, CONVENTIONS_DEPARTMENTS=str(EXEMPLE))
    assert refused.returncode == 2
    assert "contient autre chose" in refused.stderr
    assert [path.name for path in other.iterdir()] == ["these.txt"]
    shutil.copytree(EXEMPLE, tmp_path / "fautifs")
    (tmp_path / "fautifs/69-rhone.yml").write_text("departement: 68\n")
    faulty = run("export", "zensical", tmp_path / "neuf", CONVENTIONS_DEPARTMENTS=str(tmp_path / "fautifs"))
    assert faulty.returncode == 1
    assert "69-rhone.yml:1" in faulty.stdout
    assert not (tmp_path / "neuf").exists()


@pytest.mark.parametrize("rank", range(len(ZENSICAL.mendings)))
def test_a_change_of_zensical_would_be_told(rank: int) -> None:
    skeleton = (_theme() / "base.html").read_text(encoding="utf-8")
    old, _, times = ZENSICAL.mendings[rank]
    assert skeleton.count(old) == times
    with pytest.raises(Changed, match="Zensical a changé"):
        ZENSICAL.mend(skeleton.replace(old, "", 1))
