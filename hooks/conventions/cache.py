"""What a build leaves to the next: finished pages, and of each département the list of its pages and its texts as data.

Everything is kept under a key made of all that shapes it. The file can be deleted, restored or shared between machines at
any time: a key that does not match is a page made anew.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import platform
import sqlite3
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

from conventions.model.page import Page

LIBRARIES = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "MarkupSafe", "nh3")
BATCH = 200
TABLES = """
CREATE TABLE IF NOT EXISTS pages (key TEXT PRIMARY KEY, html BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lots (key TEXT PRIMARY KEY, pages BLOB NOT NULL, textes BLOB NOT NULL) WITHOUT ROWID;
"""
Textes = Sequence[tuple[str, str]]


def fingerprint(files: Iterable[Path], *settings: object) -> str:
    """What shapes every page alike: the code, the data and the theme (their bytes), the settings, the libraries."""
    digest = hashlib.sha256(repr((platform.python_version(), [(n, version(n)) for n in LIBRARIES], settings)).encode())
    for path in sorted(files):
        digest.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


class Cache:
    """A file of finished work. Whatever goes wrong with it, the build goes on without it."""

    def __init__(self, path: Path | None, common: str) -> None:
        self.common = common
        self.used: set[str] = set()
        self.fresh: list[tuple[str, bytes]] = []
        self.base = _opened(path) if path else None
        self.known = {key for (key,) in self.base.execute("SELECT key FROM pages")} if self.base else set()

    def key(self, *parts: object) -> str:
        """The name of what these parts, and what shapes every page, make."""
        return hashlib.sha256(repr((self.common, parts)).encode()).hexdigest()

    def __contains__(self, key: str) -> bool:
        self.used.add(key)
        return key in self.known

    def read(self, key: str) -> str:
        """The finished HTML of a known key."""
        if self.base is None:
            raise KeyError(key)
        (data,) = self.base.execute("SELECT html FROM pages WHERE key = ?", (key,)).fetchone()
        return zlib.decompress(data).decode()

    def add(self, key: str, html: str) -> None:
        """Keep a finished page."""
        if self.base is not None:
            self.fresh.append((key, zlib.compress(html.encode(), 1)))
            if len(self.fresh) >= BATCH:
                self._flush()

    def lot(self, key: str) -> tuple[list[tuple[Page, str]], Textes] | None:
        """The pages of a département, without their text, each with its key; and its texts as data. None unless all are known."""
        row = (
            self.base.execute("SELECT pages, textes FROM lots WHERE key = ?", (key,)).fetchone() if self.base else None
        )
        self.used.add(key)
        if row is None:
            return None
        pages = [(Page(**fields), name) for fields, name in json.loads(zlib.decompress(row[0]))]
        if not all(name in self for _, name in pages):
            return None
        return pages, [(uri, text) for uri, text in json.loads(zlib.decompress(row[1]))]

    def add_lot(self, key: str, pages: Iterable[tuple[Page, str]], textes: bytes) -> None:
        """Keep the list of a département's pages; `textes` as `packed` made it."""
        rows = [(dataclasses.asdict(page), name) for page, name in pages]
        self._run("INSERT OR REPLACE INTO lots VALUES (?, ?, ?)", [(key, packed(rows), textes)])

    def close(self) -> None:
        """Write what is new, forget what this build did not use."""
        if self.base is None:
            return
        self._flush()
        self._run("DELETE FROM pages WHERE key = ?", [(key,) for key in self.known - self.used])
        lots = [key for (key,) in self.base.execute("SELECT key FROM lots")]
        self._run("DELETE FROM lots WHERE key = ?", [(key,) for key in lots if key not in self.used])
        self.base.close()
        self.base = None

    def _flush(self) -> None:
        self._run("INSERT OR REPLACE INTO pages VALUES (?, ?)", self.fresh)
        self.fresh.clear()

    def _run(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        """Another build may be writing to the same file: then these rows are simply not kept."""
        if self.base is not None:
            with suppress(sqlite3.Error), self.base:
                self.base.executemany(statement, rows)


def packed(value: object) -> bytes:
    """JSON, compressed."""
    return zlib.compress(json.dumps(value, ensure_ascii=False).encode(), 1)


def _opened(path: Path) -> sqlite3.Connection | None:
    """The file, made if need be; one that is damaged is deleted and made again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(2):
        try:
            base = sqlite3.connect(path, timeout=5)
            base.executescript(TABLES)
            base.execute("SELECT key FROM pages LIMIT 1").fetchone()
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
        else:
            return base
    return None
