"""Every complete text built from the trame carries the official words in order: an alignment of its own.

No code of the project takes part: the words of `trame-officielle.txt` are looked for, by difflib, in the text that a page shows.
What is not looked for: the official placeholders, and the clauses that a convention says it words itself (`redaction:`).
"""

from __future__ import annotations

import difflib
import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.html_reader import article, lire, texte_visible
from tests.places import EXEMPLE, ROOT
from tests.source.official import note_en_place

OFFICIELLE = note_en_place((ROOT / "tests/trame-officielle.txt").read_text(encoding="utf-8").strip()).removeprefix(
    "Annexe 2"
)
BLANCS = re.compile(r"\((?:nom|adresse)[^)]*\)|\[[^\]]*à compléter\]|INSERER LES LOGOS DES SIGNATAIRES|\bde X\b")


def mots(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def mots_de_la_trame(redigees: set[str]) -> list[str]:
    """The official words, without placeholders and without the clauses worded locally."""
    text = mots(BLANCS.sub(" ", OFFICIELLE))
    for clause in redigees & CLAUSES.keys():
        words = mots(BLANCS.sub(" ", CLAUSES[clause]))
        start = next(i for i in range(len(text)) if text[i : i + len(words)] == words)
        text[start : start + len(words)] = []
    return text


def _clauses() -> dict[str, str]:
    """The words of each clause, as the YAML files of the trame hold them."""
    found = {}
    for path in (ROOT / "national/trame/2026-2029").glob("*.yml"):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
        for item in data if isinstance(data, list) else ():
            for entry in (item, *item.get("engagements", ())):
                if "texte" in entry:
                    found[entry.get("clause") or entry["id"]] = entry["texte"]
    return found


CLAUSES = _clauses()


def part_retrouvee(official: list[str], shown: list[str]) -> float:
    """The share of the official words that are shown, in order."""
    matcher = difflib.SequenceMatcher(None, official, shown, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks()) / len(official)


def redigees(path: Path) -> set[str]:
    """The clauses that a file words locally, at first or by an amendment."""
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    contracts = [data.get("convention") or {}]
    contracts += [(a or {}).get("modifie") or {} for a in (data.get("avenants") or {}).values()]
    return {clause for contract in contracts for clause in contract.get("redaction") or {}}


def textes_complets(site: Path) -> list[tuple[str, Path]]:
    """(slug, page) of each complete text that the site says is built from the trame."""
    rows = json.loads((site / "donnees/v1/departements.json").read_text(encoding="utf-8"))
    return [
        (r["convention"].split("/")[1], site / r["convention"] / "index.html") for r in rows if r["texte"] == "complete"
    ]


def test_the_page_of_the_trame_carries_the_official_words(site: Path) -> None:
    official = mots_de_la_trame(set())
    shown = mots(texte_visible(article(lire(site / "trame/2026-2029/index.html"))))
    assert part_retrouvee(official, shown) >= 0.995
    half = len(official) // 2
    assert part_retrouvee([*official[half:], *official[:half]], shown) < 0.995, "un texte déplacé n’est pas vu"


@pytest.mark.parametrize(("which", "number"), [("exemple", 10), ("national", 80)])
def test_every_complete_text_carries_the_official_words(
    which: str, number: int, request: pytest.FixtureRequest
) -> None:
    site: Path = request.getfixturevalue(f"site_{which}")
    folder = EXEMPLE if which == "exemple" else request.getfixturevalue("national")
    complets = textes_complets(site)
    assert len(complets) >= number
    parts = {
        slug: part_retrouvee(
            mots_de_la_trame(redigees(folder / f"{slug}.yml")), mots(texte_visible(article(lire(page))))
        )
        for slug, page in complets
    }
    low = {slug: round(part, 4) for slug, part in parts.items() if part < 0.97}
    assert not low
