"""What a build leaves to the next: finished work, each piece under a key made of all that shapes it.

The file can be deleted, restored or shared between machines at any time: a key that does not match is work done anew.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from conventions.gele import degeler

BATCH = 200
TABLE = "CREATE TABLE IF NOT EXISTS travail (key TEXT PRIMARY KEY, data BLOB NOT NULL)"  # the keys alone are an index


def fingerprint(folders: Iterable[Path]) -> str:
    """What shapes all work alike: the code, the data and the theme (names and bytes of the files), Python, the libraries."""
    digest = hashlib.sha256(repr((platform.python_version(), _libraries())).encode())
    for folder in map(str, folders):
        for path in sorted(_files(folder)):
            with open(path, "rb") as file:  # noqa: PTH123 — a path object for each file takes longer than reading it
                data = file.read()
            digest.update(f"\0{path[len(folder) :]}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


def _files(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path) if entry.name != "__pycache__" else ()
            else:
                yield entry.path


def _libraries() -> list[str]:
    """Every library that is installed, with its version: the name of the folder that describes it."""
    places = [Path(place) for place in sys.path if place]
    return sorted({p.name for place in places if place.is_dir() for p in place.glob("*.dist-info")})


class Cache:
    """A file of finished work. Whatever goes wrong with it, the build goes on without it.

    It may be read in a copy of the process; it is written by the one that opened it.
    """

    def __init__(self, path: Path | None, common: str) -> None:
        self.common = common
        self.path = path
        self.used: set[str] = set()
        self.fresh: list[tuple[str, bytes]] = []
        self._base = _opened(path) if path else None
        self._owner = os.getpid()
        self.known = {key for (key,) in self._base.execute("SELECT key FROM travail")} if self._base else set()

    @property
    def open(self) -> bool:
        """Whether what is kept will be found again."""
        return self._base is not None

    def key(self, *parts: object) -> str:
        """The name of what these parts, and what shapes everything, make."""
        return hashlib.sha256(repr((self.common, parts)).encode()).hexdigest()

    def read(self, key: str) -> bytes | None:
        """The work of that name, if it is known."""
        base = self._here() if key in self.known else None
        row = None
        with suppress(sqlite3.Error):
            row = base.execute("SELECT data FROM travail WHERE key = ?", (key,)).fetchone() if base else None
        return row[0] if row else None

    def value(self, key: str) -> Any:  # noqa: ANN401 — what was frozen
        """The value frozen under that name; None if it is not known."""
        with suppress(ValueError):
            return degeler(self.read(key) or b"")
        return None

    def keep(self, key: str, data: bytes = b"") -> None:
        """Keep a piece of work for the next build; `data` is empty for what is there already."""
        self.used.add(key)
        if data and self._base is not None:
            self.fresh.append((key, data))
            if len(self.fresh) >= BATCH:
                self._flush()

    def close(self) -> None:
        """Write what is new, forget what this build did not use."""
        if self._base is None:
            return
        self._flush()
        self._run("DELETE FROM travail WHERE key = ?", [(key,) for key in self.known - self.used])
        self._base.close()
        self._base = None

    def _here(self) -> sqlite3.Connection | None:
        """The connection; in a copy of the process, one of its own, which SQLite asks for."""
        if os.getpid() != self._owner and self.path is not None:
            self._base, self._owner = _opened(self.path), os.getpid()
        return self._base

    def _flush(self) -> None:
        self._run("INSERT OR REPLACE INTO travail VALUES (?, ?)", self.fresh)
        self.fresh.clear()

    def _run(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Another build may be writing to the same file: then these rows are simply not kept."""
        if self._base is not None:
            with suppress(sqlite3.Error), self._base:
                self._base.executemany(statement, rows)


def _opened(path: Path) -> sqlite3.Connection | None:
    """The file, made if need be; one that is damaged is deleted and made again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(2):
        try:
            base = sqlite3.connect(path, timeout=5)
            base.execute(TABLE)
            base.execute("SELECT key FROM travail LIMIT 1").fetchone()
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
        else:
            return base
    return None
