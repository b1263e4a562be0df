"""Plugins that people use, on a stock Material site: they see generated pages as they see any other page of MkDocs."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.build.project import copy_project
from tests.places import SOURCE_DATE_EPOCH

pytestmark = pytest.mark.lent

CONFIG = {
    "site_name": "Essai",
    "site_url": "https://exemple.invalid/",
    "edit_uri": "https://forge.exemple.invalid/edit/main/docs/",
    "theme": {"name": "material", "language": "fr", "font": False, "features": ["content.action.edit"]},
    "hooks": ["hooks/site_hook.py"],
    "nav": [{"Comprendre": "comprendre/index.md"}],
    "markdown_extensions": ["attr_list", "tables", "md_in_html", "admonition", "def_list"],
    "plugins": [
        "search",
        {"tags": {"tags": True}},
        {"rss": {"match_path": r"departements/.*", "use_git": True, "length": 500}},
        {"git-revision-date-localized": {"type": "iso_date", "fallback_to_build_date": True}},
        {"redirects": {"redirect_maps": {"ancien-rhin.md": "departements/67-bas-rhin/index.md"}}},
        {"minify": {"minify_html": True}},
    ],
}
DAYS = {"67-bas-rhin": "2026-03-05", "68-haut-rhin": "2026-04-06", "2a-corse-du-sud": "2026-05-07"}
PAGE = "departements/67-bas-rhin/index.html"


def git(project: Path, *words: str, day: str = "2026-01-02") -> None:
    moment = f"{day}T12:00:00+00:00"
    who = {f"GIT_{role}_{what}": "essai" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    env = {**os.environ, **who, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    subprocess.run(["git", *words], cwd=project, env=env, check=True, capture_output=True)


@pytest.fixture(scope="module")
def projet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project under git, one commit a département; a plugin changes the Markdown of one generated page."""
    project = copy_project(tmp_path_factory.mktemp("plugins") / "projet")
    shutil.rmtree(project / "overrides")
    (project / "docs/tags.md").write_text("# Étiquettes\n", encoding="utf-8")
    (project / "mkdocs.yml").write_text(yaml.safe_dump({**CONFIG, "hooks": [*CONFIG["hooks"], "ajout.py"]}), "utf-8")
    (project / "ajout.py").write_text(
        "def on_page_markdown(markdown, *, page, config, files):\n"
        "    if page.url == 'departements/68-haut-rhin/':\n"
        "        page.meta['tags'] = ['Alsace']\n"
        "        return markdown + '\\n\\n!!! note \"Ajouté\"\\n    Par un module, avec **emphase**.\\n'\n"
        "    return markdown\n",
        encoding="utf-8",
    )
    git(project, "init", "-q")
    git(project, "add", "hooks", "national", "docs", "mkdocs.yml", "ajout.py", "donnees/pieces")
    git(project, "commit", "-qm", "projet")
    for name, day in DAYS.items():
        git(project, "add", f"donnees/{name}.yml")
        git(project, "commit", "-qm", name, day=day)
    return project


@pytest.fixture(scope="module")
def bati(projet: Path) -> Path:
    env = {**os.environ, "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH, "CONVENTIONS_DEPARTMENTS": "donnees"}
    command = [sys.executable, "-m", "mkdocs", "build", "-d", "site"]
    done = subprocess.run(
        command, cwd=projet, env={**env, "CONVENTIONS_STORE": ""}, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return projet / "site"


def test_material_s_own_frame_shows_them(bati: Path) -> None:
    page = (bati / PAGE).read_text(encoding="utf-8")
    assert "md-header" in page
    assert "Bas-Rhin" in page
    assert re.search(r'class="?md-nav__link"? href="?#dates', page) or "href=#dates class=md-nav__link" in page


def test_search_finds_them(bati: Path) -> None:
    index = json.loads((bati / "search/search_index.json").read_text(encoding="utf-8"))
    found = {entry["location"] for entry in index["docs"]}
    assert {"departements/67-bas-rhin/", "departements/67-bas-rhin/#dates", "clauses/2026-2029/art-3-al-6/"} <= found


def test_the_edit_button_opens_the_yaml(bati: Path) -> None:
    page = (bati / PAGE).read_text(encoding="utf-8")
    assert "https://forge.exemple.invalid/edit/main/donnees/67-bas-rhin.yml" in page
    shared = (bati / "objectifs/1/index.html").read_text(encoding="utf-8")
    assert "forge.exemple.invalid" not in shared


@pytest.mark.parametrize("name", DAYS)
def test_the_date_of_a_page_is_that_of_the_commit_of_its_yaml(name: str, bati: Path) -> None:
    page = (bati / f"departements/{name}/index.html").read_text(encoding="utf-8")
    assert DAYS[name] in page


def test_rss_tells_of_them_with_the_date_of_the_commit(bati: Path) -> None:
    feed = json.loads((bati / "feed_json_updated.json").read_text(encoding="utf-8"))
    items = {item["url"]: item["date_modified"] for item in feed["items"]}
    assert items["https://exemple.invalid/departements/67-bas-rhin/"].startswith(DAYS["67-bas-rhin"])


def test_tags_list_them(bati: Path) -> None:
    assert "Alsace" in (bati / "departements/68-haut-rhin/index.html").read_text(encoding="utf-8")


def test_an_old_address_can_lead_to_one(bati: Path) -> None:
    assert "departements/67-bas-rhin/" in (bati / "ancien-rhin/index.html").read_text(encoding="utf-8")


def test_their_html_is_minified(bati: Path) -> None:
    assert "\n\n" not in (bati / PAGE).read_text(encoding="utf-8").partition("<body")[2]


def test_a_plugin_may_change_their_markdown(bati: Path) -> None:
    page = (bati / "departements/68-haut-rhin/index.html").read_text(encoding="utf-8")
    assert "<strong>emphase</strong>" in page
    assert "admonition" in page


def test_the_sitemap_has_them(bati: Path) -> None:
    sitemap = (bati / "sitemap.xml").read_text(encoding="utf-8")
    assert "https://exemple.invalid/departements/67-bas-rhin/2026-2029/" in sitemap
