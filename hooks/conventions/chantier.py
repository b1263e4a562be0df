"""The site while it is being built: aside, in a hidden folder of it. What has not changed stays where it is.

Until the end, the site that is there keeps every byte; at the end it holds what a clean build would give, and no more.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

NEUF = ".chantier"
Etat = tuple[str, int, int]
"""Of a file that was written: digest of its content, size, and nanosecond of its last change."""


def empreinte(data: bytes) -> str:
    """The digest of a content."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


class Chantier:
    """`connus` is what `finish` said of the files of that site last time: those that nobody has touched since are known."""

    def __init__(self, site: Path, connus: Mapping[str, Etat]) -> None:
        self.site, self.neuf = site, site / NEUF
        self._folders: set[str] = set()
        self.abandon()
        here = dict(_files(site))
        self._intacts = {uri: etat[0] for uri, etat in connus.items() if here.get(uri) == etat[1:]}

    def intact(self, uri: str, digest: str) -> bool:
        """Whether the site holds this very content there."""
        return self._intacts.get(uri) == digest

    def write(self, uri: str, data: bytes) -> None:
        """Write a file of the new site."""
        folder = f"{self.neuf}/{uri}".rpartition("/")[0]
        if folder not in self._folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        (self.neuf / uri).write_bytes(data)

    def finish(self, places: Mapping[str, str]) -> dict[str, Etat]:
        """Put the new files in the site, and take out what is neither new nor in `places` (address → digest)."""
        new = {uri for uri, _ in _files(self.neuf)}
        _clear(self.site, new | set(places))
        if self.neuf.exists():
            _merge(self.neuf, self.site)
        self.abandon()
        here = dict(_files(self.site))
        return {uri: (digest, *here[uri]) for uri, digest in places.items()}

    def abandon(self) -> None:
        """Take away what is being built."""
        shutil.rmtree(self.neuf, ignore_errors=True)
        self._folders.clear()


def _files(folder: Path, prefix: str = "") -> Iterator[tuple[str, tuple[int, int]]]:
    """(address, (size, last change)) of each plain file; hidden ones at the top are not the site's."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                if prefix or not entry.name.startswith("."):
                    yield from _files(Path(entry.path), f"{prefix}{entry.name}/")
            else:
                info = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(info.st_mode):
                    yield f"{prefix}{entry.name}", (info.st_size, info.st_mtime_ns)


def _clear(folder: Path, kept: set[str], prefix: str = "") -> bool:
    """Delete all that is not kept; tells whether the folder is empty then. As MkDocs does, hidden names at the top are left."""
    empty = True
    with os.scandir(folder) as entries:
        for entry in entries:
            if not prefix and entry.name.startswith("."):
                empty = False
            elif entry.is_dir(follow_symlinks=False):
                if _clear(Path(entry.path), kept, f"{prefix}{entry.name}/"):
                    os.rmdir(entry.path)  # noqa: PTH106 — a path object for each of two thousand entries takes as long as the rest
                else:
                    empty = False
            elif f"{prefix}{entry.name}" in kept and entry.is_file(follow_symlinks=False):
                empty = False
            else:
                os.unlink(entry.path)  # noqa: PTH108
    return empty


def _merge(source: Path, target: Path) -> None:
    """Move what is in `source` into `target`: a folder that is not there at once, a file in the place of the one that is."""
    with os.scandir(source) as entries:
        for entry in entries:
            there = target / entry.name
            if entry.is_dir(follow_symlinks=False) and there.is_dir():
                _merge(Path(entry.path), there)
            else:
                os.replace(entry.path, there)  # noqa: PTH105
