"""Finished pages, kept from one build to the next under a key made of everything that shapes them.

A cache can be deleted, restored or shared between machines at any time: a key that does not match is a page built anew.
"""

from __future__ import annotations

import hashlib
import platform
import sqlite3
import zlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from conventions.model.page import Page

LIBRARIES = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "MarkupSafe", "nh3")
BATCH = 200


def fingerprint(files: Iterable[Path], *settings: object) -> str:
    """What shapes every page alike: the code and the theme (their bytes), the settings, the versions of the libraries."""
    digest = hashlib.sha256(repr((platform.python_version(), [(n, version(n)) for n in LIBRARIES], settings)).encode())
    for path in sorted(files):
        digest.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return digest.hexdigest()


class PageCache:
    """A file of finished pages. Whatever goes wrong with it, the build goes on without it."""

    def __init__(self, path: Path | None, common: str) -> None:
        self.common = common
        self.used: set[str] = set()
        self.fresh: list[tuple[str, bytes]] = []
        self.base = _opened(path) if path else None
        self.known = {key for (key,) in self.base.execute("SELECT key FROM pages")} if self.base else set()

    def key(self, page: Page, *more: object) -> str:
        """The name of this page's finished HTML."""
        return hashlib.sha256(repr((self.common, page, more)).encode()).hexdigest()

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
        """Keep a page for the next build."""
        if self.base is not None:
            self.fresh.append((key, zlib.compress(html.encode(), 1)))
            if len(self.fresh) >= BATCH:
                self._flush()

    def close(self) -> None:
        """Write what is new, forget what this build did not use."""
        if self.base is None:
            return
        self._flush()
        unused = [(key,) for key in self.known - self.used]
        try:
            with self.base:
                self.base.executemany("DELETE FROM pages WHERE key = ?", unused)
        except sqlite3.Error:
            pass
        self.base.close()
        self.base = None

    def _flush(self) -> None:
        """Another build may be writing to the same file: then these pages are simply not kept."""
        try:
            if self.base is not None:
                with self.base:
                    self.base.executemany("INSERT OR REPLACE INTO pages VALUES (?, ?)", self.fresh)
        except sqlite3.Error:
            pass
        self.fresh.clear()


def _opened(path: Path) -> sqlite3.Connection | None:
    """The file, made if need be; one that is damaged is deleted and made again."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for _ in range(2):
        try:
            base = sqlite3.connect(path, timeout=5)
            base.execute("CREATE TABLE IF NOT EXISTS pages (key TEXT PRIMARY KEY, html BLOB NOT NULL) WITHOUT ROWID")
            base.execute("SELECT key FROM pages LIMIT 1").fetchone()
        except sqlite3.OperationalError:
            return None
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
        else:
            return base
    return None
