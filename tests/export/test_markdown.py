"""Every page as Markdown with its front matter: what any other generator would be given."""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.cli.test_command import run
from tests.places import EXEMPLE, ROOT


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
        assert set(front) <= {"title", "description"}
        assert front["title"]
