"""Every page as Markdown with its front matter: what any other generator would be given."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from tests.cli.test_command import run
from tests.helpers import pages
from tests.places import EXEMPLE, ROOT

EDITION = "https://forge.example/edit/main/docs/"
CADRE = {"gabarit", "titre_court", "fil_ariane", "sommaire", "voisins", "date_imprimee", "flux"}


def test_l_export_en_markdown_a_les_pages_du_site(site_exemple: Path, tmp_path: Path) -> None:
    result = run("export", "markdown", tmp_path, CONVENTIONS_DEPARTMENTS=str(EXEMPLE))
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == f"{len(list(tmp_path.rglob('*.md')))}\u00a0pages écrites dans {tmp_path}\n"
    written = {path.relative_to(tmp_path).parent for path in tmp_path.rglob("index.md")}
    by_hand = {path.relative_to(ROOT / "docs").with_suffix("") for path in (ROOT / "docs").rglob("*.md")}
    built = {path.relative_to(site_exemple).parent for path in site_exemple.rglob("index.html")}
    assert written == built - {path.parent if path.name == "index" else path for path in by_hand}
    for path in tmp_path.rglob("index.md"):
        front = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
        assert set(front) <= {"title", "description", "source", "avis", "modifier", "titres", *CADRE}
        assert front["title"]
        assert front["avis"][0]["titre"] == "Site fictif."


def test_the_front_matter_carries_what_a_frame_shows(tmp_path: Path) -> None:
    run("export", "markdown", tmp_path, CONVENTIONS_DEPARTMENTS=str(EXEMPLE), ADRESSE_D_EDITION=EDITION)
    text = (tmp_path / "departements/69-rhone/2026-2029/index.md").read_text(encoding="utf-8")
    front = yaml.safe_load(text.split("---\n")[1])
    assert [step["url"] for step in front["fil_ariane"]] == ["departements/", "departements/69-rhone/"]
    assert (front["gabarit"], front["sommaire"], front["date_imprimee"]) == ("texte", 3, "Situation au 15/01/2028")
    article_1 = {"title": "Article 1 – Objet de la convention", "url": "#art-1", "level": 2, "children": []}
    assert article_1 in front["titres"]
    assert front["modifier"] == {
        "titre": "Proposer une modification",
        "url": "https://forge.example/edit/main/departments/69-rhone.yml",
    }
    assert front["voisins"]["suivant"] == {"titre": "Haute-Saône (70)", "url": "departements/70-haute-saone/"}


def test_anchors_are_written_plainly() -> None:
    """`art-8`, and no entity in its place: a generator that looks for the anchors in the Markdown finds them."""
    text = "\n".join(page.markdown for page in pages(EXEMPLE, fictif=True))
    anchors = re.findall(r'\{#([^} ]*)|\bid="([^"]*)"|(?:href="|\]\()[^")&#]*#([^")]*)', text)
    found = {one for group in anchors for one in group if one}
    assert {"art-8", "art-3-al-6"} <= found
    assert {one for one in found if not re.fullmatch(r"[\w.-]+", one)} == set()
