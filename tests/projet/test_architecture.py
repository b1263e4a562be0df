"""What is told to maintainers is what the code does: which room imports which, the way of a file to its page, where to change what."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places import ROOT

HOOKS = ROOT / "hooks"
ROOMS = HOOKS / "conventions"
PAGE = (ROOT / "docs/projet/architecture.md").read_text(encoding="utf-8")
HOOK = {"site_hook", "site_pages", "site_theme"}
DOORS = {"atelier", "cli", *HOOK}


def drawn() -> dict[str, set[str]]:
    """Each line of the picture: a room, an arrow, and all that it imports."""
    lines = [line for line in PAGE.splitlines() if re.match(r"\w+ +→", line)]
    rooms = [line.partition("→") for line in lines]
    found = {room.strip(): set(below.split()) for room, _, below in rooms}
    assert len(found) == len(lines), "une pièce est dessinée deux fois"
    return found


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module, "un import relatif"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(name: str) -> str:
    """The room of a module of `conventions`, or the name of the library that it comes from."""
    first, _, rest = name.partition(".")
    return rest.partition(".")[0] if first == "conventions" else first


def built() -> dict[str, set[str]]:
    """The same, as the code has it; of the libraries, MkDocs alone."""
    found: dict[str, set[str]] = {}
    for path in HOOKS.rglob("*.py"):
        name = ".".join(path.relative_to(HOOKS).with_suffix("").parts).removesuffix(".__init__")
        if name != "conventions":
            below = {room(i) for i in imported(ast.parse(path.read_text(encoding="utf-8")))}
            found[room(name)] = found.get(room(name), set()) | below
    known = {*found, "mkdocs"}
    return {name: (below & known) - {name} for name, below in found.items()}


def test_the_picture_draws_every_import_and_no_other() -> None:
    assert drawn() == built()


def test_the_ten_rooms_and_the_three_doors_are_drawn_and_told() -> None:
    folders = {path.name for path in ROOMS.iterdir() if (path / "__init__.py").is_file()}
    assert set(drawn()) == folders | HOOK
    assert len(folders - DOORS) == 10
    told = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert set(told) == folders - DOORS


def test_a_room_comes_after_those_that_it_imports() -> None:
    order = list(drawn())
    assert all(
        order.index(below) < order.index(name) for name, found in drawn().items() for below in found - {"mkdocs"}
    )


def functions(tree: ast.AST, prefix: str = "") -> Iterator[str]:
    """Every function and class of a module, by its full name."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield f"{prefix}{node.name}"
            yield from functions(node, f"{prefix}{node.name}.")


def place(path: str) -> Path:
    if path.startswith("mkdocs/"):
        found = importlib.util.find_spec("mkdocs")
        assert found is not None
        assert found.origin
        return Path(found.origin).parent.parent / path
    return HOOKS / path if path.removesuffix(".py") in HOOK else ROOMS / path


NAMED = re.findall(r"`([\w/]+\.py):([\w.]+)`", PAGE)
HOPS = re.findall(r"^(\d+)\. (?:\*\*[\w ]+\*\* – )?`[\w/]+\.py:[\w.]+`", PAGE, re.MULTILINE)


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_what_the_way_of_a_file_names_exists(path: str, name: str) -> None:
    assert name in set(functions(ast.parse(place(path).read_text(encoding="utf-8"))))


def test_the_hops_are_counted() -> None:
    assert [int(number) for number in HOPS] == list(range(1, len(HOPS) + 1))
    assert f"Soit {len(HOPS)} sauts." in PAGE


GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHANGES = re.findall(r"^\| ([^|]+) \| ([^|]+) \|$", GUIDE.partition("## Où changer quoi")[2], re.MULTILINE)[1:]
TOLD = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs/projet").rglob("*.md")]
PATH = re.compile(
    r"`((?:[\w.-]+/)+[\w.-]+\.(?:py|md|yml|json|css|html|txt|js|sh)|(?:docs|national|overrides|tests|tools)/[\w./-]*)`"
)
"""Written on another branch."""


def test_eleven_changes_touch_five_places_at_most() -> None:
    assert len(CHANGES) == 11
    for what, places in CHANGES:
        assert 1 <= len(re.findall(r"`[^`]*/[^`]*`", places)) <= 5, what


@pytest.mark.parametrize("path", TOLD, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_file_and_folder_that_is_named_exists(path: Path) -> None:
    named = {name for name in PATH.findall(path.read_text(encoding="utf-8")) if not re.search(r"[A-ZÀ-Ý]{3}", name)}
    places = (ROOT, ROOT / "hooks/conventions", path.parent)
    gone = {name for name in named if not any((place / name).exists() for place in places)}
    assert gone == set()
