"""What a build leaves to the next: values of the model under keys made of all that shapes them, in one table of SQLite.

The file can be deleted, restored or shared at any time: a key that does not match is work done anew, a value that is damaged
is no value, and a file that cannot be used is made again, or done without.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from conventions.build.spool import Spool

T = TypeVar("T")
TABLE = "CREATE TABLE kept (key TEXT PRIMARY KEY, digest TEXT NOT NULL, data BLOB NOT NULL)"
_ENCODER = msgspec.msgpack.Encoder(order="deterministic")


def encode(value: object) -> bytes:
    """A value of the model as msgpack; equal values give equal bytes."""
    return _ENCODER.encode(value)


def decode(data: bytes, kind: type[T]) -> T:
    """The value, of that very type. Raises `msgspec.MsgspecError` for anything else."""
    value: T = _decoder(kind).decode(data)
    return value


_decoder: Callable[[Any], Any] = cache(msgspec.msgpack.Decoder)


def digest(data: bytes) -> str:
    """The digest of a content."""
    return hashlib.sha256(data).hexdigest()[:32]  # processors have it wired: half the time of any other


def _sealed(key: str, data: bytes) -> str:
    """The digest of a value under its name: one that stands under another is no value."""
    return digest(key.encode() + data)


class Store:
    """Opened for one build; `common` is what shapes all work alike, part of every key."""

    def __init__(self, path: Path | None, common: str) -> None:
        self.common = common
        self._base = _opened(path) if path else None
        self._used: set[str] = set()
        self._fresh = Spool(path.parent if path else Path())
        """What this build has made: a tenth of the memory of a large one, were it not on the disk."""

    def key(self, *parts: object) -> str:
        """The name of what these parts make; each is a value that `encode` takes."""
        return digest(encode((self.common, parts)))

    def get(self, key: str, kind: type[T]) -> T | None:
        """The value of that name, if it is there, whole, and of that type."""
        self._used.add(key)
        with suppress(sqlite3.Error, msgspec.MsgspecError, TypeError, AttributeError):
            row = self._base and self._base.execute("SELECT digest, data FROM kept WHERE key = ?", (key,)).fetchone()
            if row and _sealed(key, row[1]) == row[0]:
                return decode(row[1], kind)
        return None

    def put(self, key: str, value: object) -> None:
        """Keep a value for the next build; where there is no room for it, it is made anew."""
        self._used.add(key)
        if self._base is not None:
            with suppress(OSError):
                self._fresh.add({key: encode(value)})

    def close(self) -> None:
        """Write what is new, forget what this build did not ask for. Another build may be writing: then nothing is kept."""
        if self._base is None:
            return
        rows = ((key, _sealed(key, data), data) for key, data in self._fresh.items())
        with suppress(sqlite3.Error, OSError), self._base:
            known = {key for (key,) in self._base.execute("SELECT key FROM kept")}
            self._base.executemany("DELETE FROM kept WHERE key = ?", [(key,) for key in known - self._used])
            self._base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
        self.abandon()

    def abandon(self) -> None:
        """Close the file as it was."""
        self._fresh.close()
        if self._base is not None:
            with suppress(sqlite3.Error):
                self._base.close()
            self._base = None


def _opened(path: Path) -> sqlite3.Connection | None:
    """The file, made if need be; one that is damaged, or something else, is made again; None where that cannot be done."""
    for attempt in range(2):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            base = sqlite3.connect(path, timeout=5, isolation_level="IMMEDIATE")
            base.execute("PRAGMA synchronous = OFF")  # a value that a power cut damages is no value, and is made again
            known = base.execute("SELECT sql FROM sqlite_master WHERE name = 'kept'").fetchone()
            if known is None:
                base.execute(TABLE)
            elif known != (TABLE,):
                raise sqlite3.DatabaseError("another table, or a view")
            base.execute("SELECT key, digest, data FROM kept LIMIT 1").fetchone()
            if attempt or base.execute("PRAGMA quick_check").fetchone() == ("ok",):
                return base
            base.close()
        except (sqlite3.Error, OSError):
            pass
        with suppress(OSError):
            path.unlink(missing_ok=True)
    return None


def fingerprint(folders: Iterable[Path], *more: object) -> str:
    """What shapes all work alike: the code, the national data, the theme (names and bytes of the files), Python, the libraries."""
    found = hashlib.sha256(repr((platform.python_version(), _libraries(), more)).encode())
    for folder in folders:
        for name, path in sorted(_files(folder, "")):
            with suppress(FileNotFoundError):  # an editor has just taken it away
                data = path.read_bytes()
                found.update(b"\0%s\0%d\0%s" % (os.fsencode(name), len(data), data))
    return found.hexdigest()[:32]


def _files(folder: Path, prefix: str) -> Iterator[tuple[str, Path]]:
    """The plain files, save what Python and editors leave beside them."""
    for entry in os.scandir(folder):
        if entry.name.startswith(".") or entry.name.endswith("~") or entry.name == "__pycache__":
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path), f"{prefix}{entry.name}/")
        elif entry.is_file():
            yield prefix + entry.name, Path(entry.path)


def _libraries() -> list[str]:
    """Every library that is installed, with its version: the name of the folder that describes it."""
    places = [Path(place) for place in sys.path if place]
    return sorted({p.name for place in places if place.is_dir() for p in place.glob("*.dist-info")})
