"""Compiled templates: kept beside the code, made again with another version, never in the way."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from conventions.build import compiled


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    return tmp_path


def _rendered(version: str) -> str:
    env = Environment(loader=DictLoader({"page.md": "Bonjour {{ nom }}"}), autoescape=True)
    compiled.keep_compiled(env, "pages", version)
    return env.get_template("page.md").render(nom="Ain")


def _found(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("pages-*") if not path.name.endswith("essai")]


def test_un_gabarit_est_garde_puis_relu_et_une_autre_version_repart_de_zero(kept: Path) -> None:
    assert _rendered("a") == "Bonjour Ain"
    (first,) = _found(kept)
    written = first.stat().st_mtime_ns
    assert _rendered("a") == "Bonjour Ain"
    assert [path.stat().st_mtime_ns for path in _found(kept)] == [written]
    assert _rendered("b") == "Bonjour Ain"
    assert [path.name.startswith("pages-b-") for path in _found(kept)] == [True]


@pytest.mark.parametrize("damage", [b"", b"x" * 40])
def test_un_fichier_abime_est_refait(kept: Path, damage: bytes) -> None:
    _rendered("a")
    (first,) = _found(kept)
    first.write_bytes(damage)
    assert _rendered("a") == "Bonjour Ain"
    assert len(first.read_bytes()) > 100


def test_la_ou_rien_ne_peut_etre_ecrit_rien_n_est_garde(kept: Path) -> None:
    (kept / Path(compiled.__file__).parts[1]).write_text("un fichier à la place du dossier")
    assert _rendered("a") == "Bonjour Ain"
    assert _found(kept) == []
