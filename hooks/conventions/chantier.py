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
from pathlib import Path, PurePosixPath

NEUF = ".chantier-"
Etat = tuple[str, int, int]
"""Of a file that was written: digest of its content, size, and nanosecond of its last change."""


def empreinte(data: bytes) -> str:
    """The digest of a content."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def place(site: Path) -> Path:
    """Where this process builds that site: two builds of one site know nothing of each other, and the last to end wins."""
    return site / f"{NEUF}{os.getpid()}"


def _alive(process: str) -> bool:
    """Whether a build of that number may still be going on."""
    try:
        os.kill(int(process), 0)
    except (ValueError, ProcessLookupError):
        return False
    except OSError:  # it is somebody else's
        return True
    return True


class Chantier:
    """`connus` is what `finish` said of the files of that site last time: those that nobody has touched since are known."""

    def __init__(self, site: Path, connus: Mapping[str, Etat]) -> None:
        self.site, self.neuf = site, place(site)
        self._folders: set[str] = set()
        self.abandon()
        for left in site.glob(f"{NEUF}*"):
            if not _alive(left.name.removeprefix(NEUF)):
                shutil.rmtree(left, ignore_errors=True)
        self._avant = dict(_files(str(site)))
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
        new = dict(_files(str(self.neuf)))
        self._clear(set(self._avant).difference(new, places))
        if new:
            _merge(str(self.neuf), str(self.site))
        self.abandon()
        # A file keeps its size and its date when it is moved.
        return {uri: (digest, *(new.get(uri) or self._avant[uri])) for uri, digest in places.items()}

    def abandon(self) -> None:
        """Take away what is being built."""
        shutil.rmtree(self.neuf, ignore_errors=True)
        self._folders.clear()

    def _clear(self, stale: set[str]) -> None:
        """Delete these files, then the folders that they leave empty."""
        folders = set[str]()
        for uri in stale:
            (self.site / uri).unlink(missing_ok=True)
            folders |= {parent.as_posix() for parent in PurePosixPath(uri).parents}
        for folder in sorted(folders - {"."}, key=len, reverse=True):
            with suppress(OSError):  # it is not empty
                (self.site / folder).rmdir()


def _files(folder: str, prefix: str = "") -> Iterator[tuple[str, tuple[int, int]]]:
    """(address, (size, last change)) of all that is not a folder; hidden names at the top are not the site's."""
    with suppress(FileNotFoundError), os.scandir(folder) as entries:
        for entry in entries:
            if not prefix and entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            else:
                info = entry.stat(follow_symlinks=False)
                plain = stat.S_ISREG(info.st_mode)
                yield f"{prefix}{entry.name}", (info.st_size if plain else -1, info.st_mtime_ns)


def _merge(source: str, target: str) -> None:
    """Move what is in `source` into `target`: a folder that is not there at once, a file in the place of the one that is."""
    with os.scandir(source) as entries:
        for entry in entries:
            there = f"{target}/{entry.name}"
            if entry.is_dir(follow_symlinks=False) and os.path.isdir(there):  # noqa: PTH112 — a path object for each of two thousand entries would take as long as the rest
                _merge(entry.path, there)
            else:
                os.replace(entry.path, there)  # noqa: PTH105
