"""The examples of the guide are files that the format accepts, and that the rules do not refuse."""

from __future__ import annotations

import re
from collections.abc import Iterator
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
TETE = "departement: '01'\ntrame: 2026-2029\n"
PROPRE = (
    "departement: '01'\ntrame: aucune\ntexte: pieces/01/texte.md\nconvention: {signataires: {prefet: {}, caf: {}}}\n"
)
"""What stands before the amendment of a text of one's own."""
BLOCS = [  # what does not begin as a file does is a piece of one, shown beside a fault
    pytest.param(block, id=f"{path.stem}-{rank}")
    for path in GUIDE
    for rank, block in enumerate(
        re.findall(r"^```yaml\n(.*?)^```", path.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL), 1
    )
    if block.startswith(CLES) and "# refusé" not in block
]
A_SA_PLACE = {
    "intitule": "convention:\n  objectifs:\n    5:\n      engagements: {a: x}\n      ",
    "adresse": "convention:\n  signataires:\n    caf:\n      ",
    "signataire": "convention:\n  ",
    "signe_le": "convention:\n  signataires:\n    prefet:\n      representants:\n        - nom: Exemple\n          prenom: Claire\n          ",
    "convention": "",
}
"""Where each piece of a file of the first page stands in one, by its first word."""
DIT = {"refusé": {"erreur"}, "perdu": {"avertissement"}, "accepté": set[str](), "gardé": set[str]()}


@pytest.mark.echantillon(8)
@pytest.mark.parametrize("bloc", BLOCS)
def test_an_example_of_the_guide_is_accepted(bloc: str, tmp_path: Path) -> None:
    of_own_text = bloc.startswith("avenants:") and "    texte: pieces/" in bloc
    head = "" if "departement:" in bloc else PROPRE if of_own_text else TETE
    (tmp_path / "01-ain.yml").write_text(head + bloc, encoding="utf-8")
    told = [p for p in check(load(tmp_path, JOUR)) if p.severity == "erreur" and p.rule not in AILLEURS]
    assert [str(p) for p in told] == []


def marked() -> Iterator[tuple[str, str]]:
    """Each line of the first page whose comment says what becomes of it, after those that it needs; and that word."""
    page = (ROOT / "docs/contribuer/index.md").read_text(encoding="utf-8")
    for block in re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL):
        lines = block.splitlines()
        for rank, line in enumerate(lines):
            if found := re.search(rf" # .*?({'|'.join(DIT)})", line):
                kept = lines[: rank + 1] if block.startswith("convention") else [line]
                whole = A_SA_PLACE[re.split(r"\W", kept[0])[0]] + "\n".join(kept)
                yield re.sub(r"\s+# (?:refusé|accepté).*$", "", whole), found[1]


@pytest.mark.parametrize(("source", "word"), list(marked()))
def test_the_first_page_says_what_becomes_of_each_line(source: str, word: str, tmp_path: Path) -> None:
    (tmp_path / "01-ain.yml").write_text(f"{TETE}{source}\n", encoding="utf-8")
    last = (TETE + source).count("\n") + 1
    assert {p.severity for p in check(load(tmp_path, JOUR)) if p.line == last} == DIT[word]


def test_the_first_page_has_the_five_faults() -> None:
    assert [word for _, word in marked()] == [
        "refusé",
        "accepté",
        "perdu",
        "gardé",
        "refusé",
        "refusé",
        "refusé",
        "accepté",
    ]


def test_the_guide_shows_every_field_of_an_amendment() -> None:
    shown = (ROOT / "docs/contribuer/modifier.md").read_text(encoding="utf-8")
    definitions = resolved({"$ref": "#/$defs/avenant"}), resolved({"$ref": "#/$defs/signature"})
    fields = [*(name for node in definitions for name in node["properties"]), "compte_rendu"]
    assert [name for name in fields if name != "texte" and not re.search(rf"\b{name}:", shown)] == []
