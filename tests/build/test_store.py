"""The store gives back what it was given, of the very type that is asked for, or nothing; whatever is done to its file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from conventions.build.store import Store, decode, encode, fingerprint
from conventions.check import Verdict, judge
from conventions.render.contribution import contribution, part_type
from conventions.search import Found, found_of
from conventions.source.registry import load
from tests.helpers import view
from tests.places import EXEMPLE, JOUR


def test_all_that_a_departement_brings_comes_back_equal() -> None:
    seen = view(EXEMPLE, fictif=True)
    for fiche in seen.fiches.values():
        for name, value in contribution(seen, fiche).parts().items():
            assert decode(encode(value), part_type(name)) == value
        found, _ = found_of(seen, fiche, {})
        assert decode(encode(found), Found) == found


def test_verdicts_come_back_equal() -> None:
    reading = load(EXEMPLE, JOUR)
    for source in reading.sources:
        verdict = judge(source, reading.registry, reading.folder)
        assert decode(encode(verdict), Verdict) == verdict


def test_equal_values_have_equal_bytes() -> None:
    assert encode({"a": frozenset("xyz"), "b": 1}) == encode({"b": 1, "a": frozenset("zyx")})


def kept(path: Path) -> Path:
    store = Store(path, "commun")
    store.put(store.key("un"), ("valeur", 1))
    store.put(store.key("deux"), ("autre", 2))
    store.close()
    return path


def known(path: Path) -> object:
    store = Store(path, "commun")
    value = store.get(store.key("un"), tuple[str, int])
    store.abandon()
    return value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return kept(tmp_path / "store" / "un.sqlite")


def test_a_value_is_kept_under_all_that_shapes_it(path: Path) -> None:
    assert known(path) == ("valeur", 1)
    other = Store(path, "autre code")
    assert other.get(other.key("un"), tuple[str, int]) is None


def test_a_value_of_another_type_is_no_value(path: Path) -> None:
    store = Store(path, "commun")
    assert store.get(store.key("un"), Verdict) is None


@pytest.mark.parametrize("part", ["key", "digest", "data"])
def test_a_value_that_was_changed_is_no_value(part: str, path: Path) -> None:
    """Whatever restores the file: a page cannot be changed through it unless a digest is made to agree, value by value."""
    with sqlite3.connect(path) as base:
        rows = base.execute("SELECT key, digest, data FROM kept ORDER BY key").fetchall()
        for row, other in zip(rows, [*rows[1:], rows[0]], strict=True):
            base.execute(f"UPDATE kept SET {part} = ? WHERE key = ?", (f"{row[0]}x" if part == "key" else other[1 if part == "digest" else 2], row[0]))  # fmt: skip
    base.close()
    assert known(path) is None


def test_what_a_build_does_not_ask_for_is_forgotten(path: Path) -> None:
    store = Store(path, "commun")
    store.get(store.key("deux"), tuple[str, int])
    store.close()
    assert known(path) is None


def _statement(sql: str) -> Callable[[Path], None]:
    def do(path: Path) -> None:
        base = sqlite3.connect(path)
        with base:
            base.execute(sql)
        base.close()

    return do


def _directory(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _view(path: Path) -> None:
    _statement("DROP TABLE kept")(path)
    _statement("CREATE VIEW kept AS SELECT 'a' AS key, 'b' AS digest, 'c' AS data")(path)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "absent": lambda path: path.unlink(),
    "vide": lambda path: path.write_bytes(b""),
    "un autre fichier": lambda path: path.write_bytes(b"x" * 5000),
    "coupé": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "un en-tête abîmé": lambda path: path.write_bytes(b"\0" * 40 + path.read_bytes()[40:]),
    "des pages abîmées": lambda path: path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 8192),
    "une autre table": _statement("DROP TABLE kept"),
    "d’autres colonnes": _statement("ALTER TABLE kept RENAME COLUMN digest TO ancien"),
    "une colonne de plus": _statement("ALTER TABLE kept ADD COLUMN de_plus TEXT NOT NULL DEFAULT ''"),
    "une vue à la place de la table": _view,
    "une valeur changée": _statement("UPDATE kept SET data = x'92a3616263ff'"),
    "une valeur d’un autre type": _statement("UPDATE kept SET data = 12"),
    "une empreinte changée": _statement("UPDATE kept SET digest = 'x'"),
    "un dossier": _directory,
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_whatever_is_done_to_the_file_it_is_made_again(kind: str, path: Path) -> None:
    DAMAGE[kind](path)
    assert known(path) is None
    if kind != "un dossier":
        assert known(kept(path)) == ("valeur", 1)


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "fichier").write_text("un fichier, pas un dossier", encoding="utf-8")
    assert known(kept(tmp_path / "fichier" / "un.sqlite")) is None


def test_another_build_that_writes_at_the_same_time_is_no_obstacle(path: Path) -> None:
    other = sqlite3.connect(path, timeout=0)
    other.execute("BEGIN IMMEDIATE")
    store = Store(path, "commun")
    assert store.get(store.key("un"), tuple[str, int]) == ("valeur", 1)
    other.rollback()
    store.close()


def test_the_fingerprint_sees_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("un", encoding="utf-8")
    first = fingerprint([tmp_path], "réglage")
    assert fingerprint([tmp_path], "réglage") == first
    assert fingerprint([tmp_path], "autre réglage") != first
    (tmp_path / "a").write_text("deux", encoding="utf-8")
    changed = fingerprint([tmp_path], "réglage")
    (tmp_path / "a").rename(tmp_path / "b")
    assert len({first, changed, fingerprint([tmp_path], "réglage")}) == 3
