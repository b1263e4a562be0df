"""What the contracts of import-linter (pyproject.toml) cannot say: what is pure, who prints, and how long things may be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache, reduce
from importlib import import_module
from pathlib import Path

import pytest

from benchmarks.part import ABSENTS, PAGES, PROPRES
from benchmarks.profil import ETAPES
from conventions.render.kinds import KINDS
from tests.places import ROOT

HOOKS = ROOT / "hooks"
PACKAGE = HOOKS / "conventions"

# What a pure room may import from outside: nothing here opens a file, reads a clock or asks a network.
CALCUL = {
    *(
        "__future__",
        "bisect",
        "calendar",
        "collections",
        "copy",
        "dataclasses",
        "datetime",
        "difflib",
        "enum",
        "functools",
    ),
    *(
        "decimal",
        "hashlib",
        "html",
        "itertools",
        "json",
        "math",
        "operator",
        "posixpath",
        "re",
        "string",
        "textwrap",
        "typing",
    ),
    *("unicodedata", "urllib.parse"),
}
PURES = {"model": CALCUL, "compose": CALCUL, "render": CALCUL | {"csv", "jinja2", "markdown"}}
GABARITS = "conventions.render.templating"  # reads the package's own templates, and nothing else
EFFETS = {"open", "input", "exec", "eval", "__import__", "import_module"}
METHODES = {"now", "today", "utcnow", "read_text", "read_bytes", "write_text", "write_bytes", "iterdir", "glob"}
GENERATEUR = {"hooks/site_hook.py", "hooks/site_pages.py"}
PORTES = {"cli", "site_hook", "site_pages"}


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of `hooks/`, by its name."""
    found = {}
    for path in sorted(HOOKS.rglob("*.py")):
        name = ".".join(path.relative_to(HOOKS).with_suffix("").parts).removesuffix(".__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


def imports(tree: ast.AST) -> Iterator[str]:
    """The full names that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "un import relatif"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room(name: str) -> str:
    """The room that a module is in, or the module itself beside them."""
    first, _, rest = name.partition(".")
    return rest.partition(".")[0] if first == "conventions" else first


def calls(tree: ast.AST) -> Iterator[tuple[str, bool]]:
    """The name of what is called, and whether it is a method."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                yield node.func.id, False
            elif isinstance(node.func, ast.Attribute):
                yield node.func.attr, True


def test_pure_rooms_touch_neither_disk_nor_clock_nor_network() -> None:
    wrong = set()
    for name, tree in modules().items():
        if room(name) not in PURES:
            continue
        outside = {i for i in imports(tree) if not i.startswith("conventions.")}
        known = PURES[room(name)] | ({"importlib.resources"} if name == GABARITS else set())
        wrong |= {f"{name} : {i}" for i in outside if not any(f"{i}.".startswith(f"{k}.") for k in known)}
        if name != GABARITS:
            wrong |= {f"{name} : {c}()" for c, method in calls(tree) if c in (METHODES if method else EFFETS)}
    assert not wrong
    assert {room(name) for name in modules()} >= set(PURES)


@pytest.mark.parametrize("folder", ["hooks", "tests", "tools"])
def test_only_the_hook_knows_the_generator(folder: str) -> None:
    knowing = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*.py")
        if any(i.partition(".")[0] in {"mkdocs", "material"} for i in imports(ast.parse(path.read_text("utf-8"))))
    }
    assert knowing == (GENERATEUR if folder == "hooks" else set())


def test_only_the_front_doors_print_or_log() -> None:
    talking = {
        name
        for name, tree in modules().items()
        if room(name) not in PORTES
        if ("print", False) in calls(tree) or any(i.partition(".")[0] == "logging" for i in imports(tree))
    }
    assert not talking


def test_only_one_module_reads_the_clock() -> None:
    reading = {
        name for name, tree in modules().items() if {c for c, m in calls(tree) if m} & {"now", "today", "utcnow"}
    }
    assert reading == {"conventions.source.settings"}


def test_only_one_module_reads_the_variables_of_the_project() -> None:
    """`source/settings.py` says what each is for."""
    reading = {
        name
        for name, tree in modules().items()
        if any(isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"} for node in ast.walk(tree))
    }
    assert reading == {"conventions.source.settings"}


@pytest.mark.parametrize("folder", ["hooks", "tests", "tools", "benchmarks"])
def test_no_file_is_longer_than_300_lines(folder: str) -> None:
    sizes = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for pattern in ("*.py", "*.md", "*.sh")
        for path in (ROOT / folder).rglob(pattern)
        if not ("exemple/departments" in path.as_posix() or (path.parent.name == "regles" and path.suffix == ".md"))
    }  # conventions and cases are as long as they have to be
    assert {name: size for name, size in sizes.items() if size > 300} == {}
    assert sizes or folder == "benchmarks"


@pytest.mark.parametrize("folder", ["hooks", "tests", "tools", "benchmarks"])
def test_no_function_is_longer_than_50_lines(folder: str) -> None:
    long = {
        f"{path.relative_to(ROOT).as_posix()} : {node.name}"
        for path in (ROOT / folder).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno
        if node.end_lineno - node.lineno + 1 > 50
    }
    assert long == set()


def test_every_module_says_what_it_does() -> None:
    assert [name for name, tree in modules().items() if not ast.get_docstring(tree)] == []
    assert Path(PACKAGE / "__init__.py").is_file()


def test_the_stages_that_the_bench_times_are_there() -> None:
    for _, module, stage in ETAPES:
        assert callable(reduce(getattr, stage.split("."), import_module(module))), stage


def test_what_the_bench_leaves_out_is_there() -> None:
    assert KINDS.keys() >= PAGES
    for module, name, _ in ABSENTS:
        assert hasattr(import_module(module), name), f"{module}.{name}"
    assert all(map(import_module, PROPRES))
