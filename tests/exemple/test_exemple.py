"""The fictitious conventions are without fault and use the whole format; the drawn ones too are without fault, and varied."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from conventions.check import check
from conventions.compose.faits import version_on
from conventions.compose.situation import clauses_of, situation
from conventions.model.dossier import Dossier
from conventions.model.status import Statut
from conventions.source import nodes
from conventions.source.reference import load_reference
from conventions.source.registry import Reading, load
from tests.places import EXEMPLE, JOUR, ROOT

FILES = sorted(EXEMPLE.glob("*.yml"))


def read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return loaded


def legal_status(dossier: Dossier) -> Statut:
    return situation(dossier, JOUR, clauses_of(dossier, version_on(dossier, JOUR).convention)).statut


def statuses(reading: Reading) -> set[Statut]:
    return {legal_status(f.dossier) for f in reading.sources if f.dossier}


def draw(folder: Path, nombre: int, graine: int = 1) -> dict[str, bytes]:
    """What national.py writes: names and bytes."""
    command = [
        sys.executable,
        "-m",
        "tests.exemple.national",
        "--nombre",
        str(nombre),
        "--graine",
        str(graine),
        str(folder),
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in folder.glob("*.yml")}


@pytest.mark.lent
def test_the_examples_are_without_fault() -> None:
    assert check(load(EXEMPLE, JOUR, fictif=True)) == []


def test_the_examples_show_every_legal_status() -> None:
    assert statuses(load(EXEMPLE, JOUR, fictif=True)) == set(Statut)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_example_says_that_it_is_fictitious(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("# FICTIF")


def properties(node: Any, path: str = "") -> Iterator[str]:  # noqa: ANN401 — JSON
    """Every property that the schema defines, by the place of its definition."""
    if isinstance(node, dict):
        for name in node.get("properties", {}) if isinstance(node.get("properties"), dict) else {}:
            yield f"{path}/{name}"
        for key, value in node.items():
            yield from properties(value, f"{path}/{key}")


def used(node: Any, value: Any, path: str = "") -> Iterator[str]:  # noqa: ANN401 — JSON
    """The properties of the schema that a value fills, in the same terms."""
    definitions = nodes.schema()["$defs"]
    if "$ref" in node:
        name = node["$ref"].rpartition("/")[2]
        yield from used(definitions[name], value, f"/$defs/{name}")
    elif isinstance(value, list):
        for item in value:
            yield from used(node["items"], item, f"{path}/items")
    elif isinstance(value, dict):
        for key, inner in value.items():
            if inner in ("", {}):
                continue
            if key in node.get("properties", {}):
                yield f"{path}/{key}"
                yield from used(node["properties"][key], inner, f"{path}/properties/{key}")
            else:
                yield from used(node["additionalProperties"], inner, f"{path}/additionalProperties")


def test_the_examples_use_the_whole_format() -> None:
    everything = set(properties(nodes.schema()))
    found = {name for path in FILES for name in used(nodes.schema(), read(path))}
    assert everything - found == set()


def test_every_piece_is_referred_to_and_every_published_copy_has_its_digest() -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    orphans = [p for p in EXEMPLE.rglob("pieces/*/*") if p.relative_to(EXEMPLE).as_posix() not in texts]
    assert orphans == []
    for path in FILES:
        signed = read(path).get("document_signe", {})
        if "fichier" in signed:
            assert hashlib.sha256((EXEMPLE / signed["fichier"]).read_bytes()).hexdigest() == signed["sha256"]


@pytest.mark.lent
def test_drawn_files_are_without_fault_and_show_every_legal_status(national: Path) -> None:
    reading = load(national, JOUR, fictif=True)
    assert check(reading) == []
    assert len(reading.sources) == 101
    assert statuses(reading) == set(Statut)


def test_the_same_seed_draws_the_same_bytes(tmp_path: Path) -> None:
    first = draw(tmp_path / "a", 9)
    assert draw(tmp_path / "b", 9) == first
    assert draw(tmp_path / "c", 9, graine=2) != first


def test_files_beyond_the_real_ones_come_with_their_reference_data(tmp_path: Path) -> None:
    files = draw(tmp_path / "donnees", 120)
    departements = load_reference("2026-2029", tmp_path / "donnees-national").departements
    assert list(departements)[-19:] == [str(code) for code in range(100, 119)]
    assert {f"{d.slug}.yml" for d in departements.values()} == set(files)
    assert departements["100"].cour == departements["01"].cour
