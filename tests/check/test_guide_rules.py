"""The examples of the guide are files that the format accepts, and that the rules do not refuse."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conventions.check import check
from conventions.source.nodes import resolved, schema
from conventions.source.registry import load
from tests.places import JOUR, ROOT

GUIDE = sorted((ROOT / "docs/contribuer").glob("*.md"))
AILLEURS = {"fichier-absent", "empreinte", "avenant-avant-signature", "avenant-numero"}
"""What is missing because an example comes without the documents that it names, or the convention that it amends."""
CLES = tuple(schema()["properties"])
BLOCS = [  # the first page of the guide shows faults, and pieces of files
    pytest.param(block, id=f"{path.stem}-{rank}")
    for path in GUIDE
    for rank, block in enumerate(
        re.findall(r"^```yaml\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL), 1
    )
    if block.startswith(CLES) and path.stem != "index"
]


@pytest.mark.echantillon(8)
@pytest.mark.parametrize("bloc", BLOCS)
def test_an_example_of_the_guide_is_accepted(bloc: str, tmp_path: Path) -> None:
    head = "" if "departement:" in bloc else "departement: '01'\ntrame: 2026-2029\n"
    (tmp_path / "01-ain.yml").write_text(head + bloc, encoding="utf-8")
    told = [p for p in check(load(tmp_path, JOUR)) if p.severity == "erreur" and p.rule not in AILLEURS]
    assert [str(p) for p in told] == []


def test_the_guide_shows_every_field_of_an_amendment() -> None:
    shown = (ROOT / "docs/contribuer/modifier.md").read_text(encoding="utf-8")
    definitions = resolved({"$ref": "#/$defs/avenant"}), resolved({"$ref": "#/$defs/signature"})
    fields = [*(name for node in definitions for name in node["properties"]), "compte_rendu"]
    assert [name for name in fields if name != "texte" and not re.search(rf"\b{name}:", shown)] == []
