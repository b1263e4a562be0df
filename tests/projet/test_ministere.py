"""A State service puts its look in overrides/material/ministere and its settings in mkdocs.yml, and touches nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from tests.places import ROOT

ENTETE = '<div class="entete-haut"><img src="{{ \'ministere/logo.svg\' | url }}" alt="Service d’essai" width="180" height="80"></div>'
PIED = "<div><p>Mentions du service d’essai</p></div>"
TETE = """<link rel="stylesheet" href="{{ 'ministere/palette.css' | url }}">"""
REGLAGES = {
    "        nom:                     # le ministère": "        nom: Ministère d’essai   # le ministère",
    "        etat: non conforme": "        etat: partiellement conforme",
    "        audit_date:": "        audit_date: 12 octobre 2026",
    "        audit_taux:": '        audit_taux: "75"',
}
PALETTE = ":root { --fond: #f0f4ff; }"


@pytest.fixture(scope="module")
def site_du_service(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as that service would have it: its five files changed, and built."""
    project = tmp_path_factory.mktemp("projet")
    for name in ("mkdocs.yml", "docs", "hooks", "national", "overrides", "departments"):
        origin = ROOT / name
        if origin.is_dir():
            shutil.copytree(origin, project / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        else:
            shutil.copy(origin, project / name)
    here = project / "overrides/material/ministere"
    contents = {"entete.html": ENTETE, "pied.html": PIED, "tete.html": TETE, "palette.css": PALETTE}
    for name, content in {**contents, "logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}.items():
        (here / name).write_text(content, encoding="utf-8")
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    for empty, filled in REGLAGES.items():
        assert empty in settings
        settings = settings.replace(empty, filled, 1)
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(project / "site")]
    result = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return project / "site"


@pytest.mark.parametrize("name", ["index.html", "departements/69-rhone/index.html", "accessibilite/index.html"])
def test_the_service_is_on_every_page(name: str, site_du_service: Path) -> None:
    page = html.fromstring((site_du_service / name).read_text(encoding="utf-8"))
    (logo,) = page.xpath("//img[@alt='Service d’essai']")
    assert ((site_du_service / name).parent / logo.get("src")).resolve().is_file()
    body = page.text_content()
    assert body.index("Mentions du service d’essai") > body.index("Seule la version signée fait foi")
    styles = page.xpath("//link[@rel='stylesheet']/@href")
    assert styles[-1].endswith("ministere/palette.css"), "la palette du service doit venir après celles du site"


def test_the_site_has_no_trace_of_a_service_by_default(site: Path) -> None:
    page = html.fromstring((site / "index.html").read_text(encoding="utf-8"))
    assert page.xpath("//img") == []
    assert [href for href in page.xpath("//link/@href") if "ministere" in href] == []


def test_the_palette_of_the_service_is_published_as_it_is(site_du_service: Path) -> None:
    assert (site_du_service / "ministere/palette.css").read_text() == PALETTE
    assert not (site_du_service / "ministere/LISEZMOI.md").exists()


def test_an_audit_changes_the_declaration_and_every_footer(site_du_service: Path) -> None:
    declaration = html.fromstring((site_du_service / "accessibilite/index.html").read_text(encoding="utf-8"))
    words = " ".join(declaration.xpath("//main")[0].text_content().split())
    assert "Ministère d’essai s’engage" in words
    assert "Ce site est partiellement conforme avec le référentiel général" in words
    assert "12 octobre 2026, révèle que 75 % des critères du RGAA sont respectés" in words
    home = html.fromstring((site_du_service / "index.html").read_text(encoding="utf-8"))
    assert "Accessibilité\u00a0: partiellement conforme" in [a.text_content() for a in home.xpath("//footer//a")]
