"""What a build outlives: being killed at any moment, and whatever is done to what the last one has left."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.project import built, copy_model, differences
from tests.places import SOURCE_DATE_EPOCH

pytestmark = pytest.mark.lent
MOMENTS = 50
MOTS = ("Dans le prolongement de", "À la suite de")
"""Two states of a file: a build leads from one to the other."""


@pytest.fixture(scope="module")
def lieu(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project, with its site and its store beside it, and the site as a build that knows nothing makes it."""
    place = copy_model(tmp_path_factory, tmp_path_factory.mktemp("survie"))
    shutil.copytree(place / "site", place / MOTS[0])
    return place


@pytest.fixture(scope="module")
def duree(lieu: Path) -> float:
    """How long a build takes to lead to the other state, whose site is kept too."""
    write(lieu, 1)
    built(lieu / "projet", lieu / MOTS[1])
    write(lieu, 0)
    start = time.monotonic()
    built(lieu / "projet", lieu / "chrono", store=lieu / "store-chrono")
    return time.monotonic() - start


def write(lieu: Path, state: int) -> None:
    """Put the file in that state."""
    path = lieu / "projet/donnees/67-bas-rhin.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(MOTS[1 - state], MOTS[state]), encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="les processus d’un groupe sont tués ensemble")
@pytest.mark.echantillon(0)
@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_build_killed_at_any_moment_leaves_a_whole_site(moment: int, lieu: Path, duree: float) -> None:
    """The one or the other, to the last byte; and the next build leads to the other."""
    before, after = moment % 2, 1 - moment % 2
    write(lieu, before)
    built(lieu / "projet", lieu / "site", "--dirty", store=lieu / "store")
    write(lieu, after)
    env = {**os.environ, "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH, "CONVENTIONS_DEPARTMENTS": "donnees"}
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "build",
        "-q",
        "-d",
        str(lieu / "site"),
        *(["--dirty"] if moment % 3 else []),
    ]
    env["CONVENTIONS_STORE"] = str(lieu / "store")
    build = subprocess.Popen(command, cwd=lieu / "projet", env=env, start_new_session=True)
    time.sleep(duree * (moment + 1) / MOMENTS)
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()
    states = [differences(lieu / "site", lieu / MOTS[state]) for state in (before, after)]
    assert [] in states, states
    built(lieu / "projet", lieu / "site", "--dirty", store=lieu / "store")
    assert differences(lieu / "site", lieu / MOTS[after]) == []
    assert [path.name for path in (lieu / ".site.staging").glob("*") if path.name != "spare"] == []


def store(lieu: Path) -> Path:
    """The file that builds leave to each other."""
    return next((lieu / "store").glob("*.sqlite"))


def statement(sql: str) -> Callable[[Path], None]:
    """That statement, on the table."""

    def do(path: Path) -> None:
        base = sqlite3.connect(path)
        with base:
            base.execute(sql)
        base.close()

    return do


def in_place(data: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    """The same file, of other bytes."""
    return lambda path: path.write_bytes(data(path.read_bytes()))


def directory(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "reste").write_text("x", encoding="utf-8")


def link_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to("nulle-part/ailleurs.sqlite")


def wal_left(path: Path) -> None:
    """What a process that was killed leaves beside the file."""
    for end in ("-wal", "-shm", "-journal"):
        Path(f"{path}{end}").write_bytes(b"\x37\x7f\x06\x82" + b"\xff" * 4096)


def wal_mode(path: Path) -> None:
    statement("PRAGMA user_version = 7")(path)
    base = sqlite3.connect(path)
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("DELETE FROM kept WHERE rowid % 2")
    base.commit()
    shutil.copy(f"{path}-wal", f"{path}-garde")
    base.close()
    shutil.move(f"{path}-garde", f"{path}-wal")


def of_another_day(path: Path) -> None:
    """The rows of one key under another: each is whole, and says something else."""
    base = sqlite3.connect(path)
    rows = base.execute("SELECT key, digest, data FROM kept ORDER BY key").fetchall()
    with base:
        base.execute("DELETE FROM kept")
        turned = [(key, *rest[1:]) for (key, _, _), rest in zip(rows, [*rows[1:], rows[0]], strict=True)]
        base.executemany("INSERT INTO kept VALUES (?, ?, ?)", turned)
    base.close()


DAMAGE: dict[str, Callable[[Path], object]] = {
    "absent": lambda path: path.unlink(),
    "vide": in_place(lambda _: b""),
    "coupé": in_place(lambda data: data[:5000]),
    "coupé à la moitié": in_place(lambda data: data[: len(data) // 2]),
    "un autre fichier": in_place(lambda _: b"x" * 5000),
    "une page web": in_place(lambda _: b"<!doctype html><title>404</title>"),
    "suivi d’autre chose": in_place(lambda data: data + b"\xff" * 10_000),
    "un en-tête abîmé": in_place(lambda data: b"\0" * 40 + data[40:]),
    "des pages abîmées": in_place(lambda data: data[:4096] + b"\xff" * 8192 + data[12_288:]),
    "un octet sur mille": in_place(lambda data: data[:100] + bytes(b ^ (i % 1000 == 0) for i, b in enumerate(data[100:]))),
    "une autre table": statement("DROP TABLE kept"),
    "une vue à sa place": lambda path: [statement(sql)(path) for sql in ("DROP TABLE kept", "CREATE VIEW kept AS SELECT 1 AS key, 2 AS digest, 3 AS data")],
    "d’autres colonnes": statement("ALTER TABLE kept RENAME COLUMN digest TO ancien"),
    "une colonne de plus": statement("ALTER TABLE kept ADD COLUMN de_plus TEXT NOT NULL DEFAULT ''"),
    "des valeurs d’un autre type": statement("UPDATE kept SET data = 12"),
    "des valeurs de texte": statement("UPDATE kept SET data = CAST(hex(data) AS TEXT)"),
    "des valeurs vides": statement("UPDATE kept SET data = x''"),
    "des valeurs changées": statement("UPDATE kept SET data = x'92a3616263ff'"),
    "des empreintes changées": statement("UPDATE kept SET digest = 'x'"),
    "des lignes d’une autre clé": of_another_day,
    "des lignes perdues": statement("DELETE FROM kept WHERE rowid % 3 = 0"),
    "un journal qui reste": wal_left,
    "un journal non fondu": wal_mode,
    "en lecture seule": lambda path: path.chmod(0o400),
    "un dossier": directory,
    "un lien vers nulle part": link_to_nowhere,
}  # fmt: skip


@pytest.mark.echantillon(1)
@pytest.mark.parametrize("kind", DAMAGE)
def test_whatever_is_done_to_the_store_the_bytes_are_right(kind: str, lieu: Path) -> None:
    write(lieu, 0)
    for damage in (lambda _: None, DAMAGE[kind]):
        damage(store(lieu))
        built(lieu / "projet", lieu / "site", "--dirty", "--strict", store=lieu / "store")
        assert differences(lieu / "site", lieu / MOTS[0]) == []
    if not store(lieu).is_file():  # what cannot be used is done without, and stays
        shutil.rmtree(lieu / "store")
        built(lieu / "projet", lieu / "site", "--dirty", store=lieu / "store")
