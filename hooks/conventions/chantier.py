"""The site while it is being built: aside, in a hidden folder of it. What has not changed stays where it is.

Until the end, the site that is there keeps every byte; at the end it holds what a clean build would give, and no more.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

NEUF = ".chantier"
Etat = tuple[str, int, int]
"""Of a file that was written: digest of its content, size, and nanosecond of its last change."""


class Occupe(Exception):
    """Another build of the same site is going on."""


def empreinte(data: bytes) -> str:
    """The digest of a content."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


class Chantier:
    """Raises `Occupe` if another process builds there."""

    def __init__(self, site: Path) -> None:
        self.site, self.neuf = site, site / NEUF
        site.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(site)
        self._folders: set[str] = set()
        self.recommencer()
        self._dossiers: list[str] = []
        self._avant = dict(_files(str(site), self._dossiers))
        self._connus: dict[str, Etat] = {}

    def connaitre(self, connus: Mapping[str, Etat]) -> None:
        """Take what `finish` said of this site last time: the files that nobody has touched since are known."""
        self._connus = {uri: etat for uri, etat in connus.items() if self._avant.get(uri) == etat[1:]}

    def intact(self, uri: str, digest: str) -> bool:
        """Whether the site holds this very content there."""
        return uri in self._connus and self._connus[uri][0] == digest

    def write(self, uri: str, data: bytes) -> None:
        """Write a file of the new site."""
        folder = f"{self.neuf}/{uri}".rpartition("/")[0]
        if folder not in self._folders:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._folders.add(folder)
        (self.neuf / uri).write_bytes(data)

    def finish(self, places: Mapping[str, str]) -> dict[str, Etat]:
        """Put the new files in the site, and take out what is neither new nor in `places` (address → digest)."""
        new = dict(_files(str(self.neuf), []))
        self._clear(set(self._avant).difference(new, places))
        if new:
            _merge(str(self.neuf), str(self.site))
        self.abandon()
        # A file keeps its size and its date when it is moved.
        return {uri: (digest, *(new.get(uri) or self._avant[uri])) for uri, digest in places.items()}

    def recommencer(self) -> None:
        """Take away what is being built."""
        shutil.rmtree(self.neuf, ignore_errors=True)
        self._folders.clear()

    def abandon(self) -> None:
        """Take away what is being built, and let others build."""
        self.recommencer()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _clear(self, stale: set[str]) -> None:
        """Delete these files, then the empty folders."""
        for uri in stale:
            (self.site / uri).unlink(missing_ok=True)
        for folder in reversed(self._dossiers):
            with suppress(OSError):  # it is not empty
                os.rmdir(folder)  # noqa: PTH106 — a path object for each of two thousand entries would take as long as the rest


def _locked(site: Path) -> int | None:
    """The folder, opened for this build alone until it is closed; None where folders cannot be locked."""
    if sys.platform == "win32":
        return None
    lock = os.open(site, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise Occupe from None
    except OSError:  # a file system without locks
        os.close(lock)
        return None
    return lock


def _files(folder: str, folders: list[str], prefix: str = "") -> Iterator[tuple[str, tuple[int, int]]]:
    """(address, (size, last change)) of all that is not a folder; hidden names at the top are not the site's.

    The folders are listed in `folders`, each before those that it holds.
    """
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if not prefix and entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
                yield from _files(entry.path, folders, f"{prefix}{entry.name}/")
            else:
                info = entry.stat(follow_symlinks=False)
                plain = stat.S_ISREG(info.st_mode)
                yield f"{prefix}{entry.name}", (info.st_size if plain else -1, info.st_mtime_ns)


def _merge(source: str, target: str) -> None:
    """Move what is in `source` into `target`: a folder that is not there at once, a file in the place of the one that is."""
    with os.scandir(source) as entries:
        for entry in entries:
            there = f"{target}/{entry.name}"
            folder = os.path.isdir(there) and not os.path.islink(there)  # noqa: PTH112, PTH114
            if entry.is_dir(follow_symlinks=False) and folder:
                _merge(entry.path, there)
            else:
                os.replace(entry.path, there)  # noqa: PTH105
