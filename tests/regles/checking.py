"""A département's file laid in a folder of its own, and what the check says of it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from conventions import check
from conventions.model.problem import Problem
from conventions.source import reader
from conventions.source.reference import load_reference
from conventions.source.registry import Reading, load, read_document

JOUR = date(2026, 11, 23)


def departments(tmp_path: Path) -> Path:
    """An empty folder of départements."""
    folder = tmp_path / "departments"
    folder.mkdir()
    return folder


def deposit(data: bytes, folder: Path) -> Path:
    """Write the file under the name of the département that it says."""
    found = re.search(rb'^departement: *"?([0-9A-Z]+)', data, re.MULTILINE)
    code = found[1].decode() if found else "69"
    target = folder / f"{load_reference('2026-2029').departements[code.zfill(2)].slug}.yml"
    target.write_bytes(data)
    return target


def run(folder: Path, avant: bytes | None = None) -> tuple[list[Problem], Reading]:
    """Every fault of the folder; `avant` is what its first file holds as published."""
    reading = load(folder, JOUR)
    before = {}
    if avant is not None:
        path = reading.sources[0].document.path
        document = reader.parse(avant, path)
        before[path] = read_document(document, folder, reading.registry.reference, reading.registry.trames)
    return check.check(reading, before), reading


def told(problems: list[Problem]) -> str:
    """The messages, one a line, each with the id of its rule."""
    return "".join(f"{p} [{p.rule}]\n" for p in problems)
