"""The site while it is being built: aside, beside it. It takes the place of the earlier one at once, at the very end.

    .NAME.staging/lock   held while a build of the site goes on
    .NAME.staging/new    the new site: what has not changed is a link to the file of the earlier one, and is never written to
    .NAME.staging/spare  the site before, which a dirty build leaves: a thousand folders that the next need not make again

Whatever fails before the end leaves the earlier site as it was, to the last byte.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import stat
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from conventions.build.spool import Spool, Void

if sys.platform != "win32":
    import fcntl

State = tuple[str, int, int, int]
"""Of a file of the site: digest of all that shapes it, size, nanosecond of its last change, mode."""
_EXCHANGE = 2
_HERE = -100


class Busy(Exception):
    """Another build of the same site is going on."""


class Staging:
    """`known` are the states of the files of the earlier site, as `states` gave them. Raises `Busy`, and `OSError`."""

    def __init__(self, site: Path) -> None:
        self.site = site.resolve()
        self.around = self.site.parent / f".{self.site.name}.staging"
        self.folder, self._old, self._spare = (self.around / name for name in ("new", "old", "spare"))
        self.around.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(self.around / "lock")
        self._begin()
        self._known: Mapping[str, State] = {}
        self._place = str(self.site)
        self._kept: dict[str, str] = {}

    def _begin(self) -> None:
        """Away with what an interruption has left, save the earlier site itself and what it had hidden."""
        if self._old.exists() and not self.site.exists():
            self._old.rename(self.site)
        for left in (self._old, self.folder):
            if left.exists():
                _carry_hidden(left, self.site)
                shutil.rmtree(left, ignore_errors=True)
        self.folder.mkdir()

    def spool(self) -> Spool:
        """A place for what is made, until it is written."""
        return Spool(self.around)

    def know(self, states: Mapping[str, State] | None) -> None:
        """Take what `states` said of this site last time."""
        self._known = states or {}

    def keeps(self, uri: str, digest: str) -> bool:
        """Whether the earlier site has the very file that this digest stands for, untouched since."""
        known = self._known.get(uri)
        return known is not None and known[0] == digest and known[1:] == _seen(f"{self._place}/{uri}")

    def keep(self, uri: str, digest: str) -> None:
        """Have that file in the new site too."""
        self._kept[uri] = digest

    def link(self) -> None:
        """Link what is kept, last of all: nobody can then write through a link into the earlier site.

        Where somebody has written there in the meantime, that stands, and does not count as kept.
        """
        there = self._take_spare() if self._kept and self._spare.exists() else set[str]()
        folders, place = set[str](), str(self.folder)
        for uri in self._kept.keys() - there:
            # Path objects for each of fifteen hundred files would take as long as the links.
            source, target = f"{self._place}/{uri}", f"{place}/{uri}"
            folder = target.rpartition("/")[0]
            if folder not in folders:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103
                folders.add(folder)
            try:
                os.link(source, target)
            except FileExistsError:
                del self._kept[uri]
            except OSError:  # a file system without links
                shutil.copy2(source, target)

    def _take_spare(self) -> set[str]:
        """Make the spare the new site: it has most of what is kept, by links to the same files. Says what it has of it."""
        spare, made = str(self._spare), _files(str(self.folder))
        above = _above(self._kept.keys() | made)

        def good(uri: str) -> bool:
            return uri in self._kept and uri not in made and _same(f"{spare}/{uri}", f"{self._place}/{uri}")

        there = set(_pruned(spare, "", above, good))
        for uri in made:
            (self._spare / uri).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / uri).rename(self._spare / uri)
        shutil.rmtree(self.folder)
        self._spare.rename(self.folder)
        return there

    def states(self, made: Mapping[str, str]) -> dict[str, State]:
        """What to know next time: of the files that were kept, and of those that were made with these digests (by address).

        A kept file is the one that was known: were it another by now, it would not be kept next time.
        """
        fresh = ((uri, digest, _seen(f"{self.folder}/{uri}")) for uri, digest in made.items() if uri not in self._kept)
        return {uri: self._known[uri] for uri in self._kept} | {uri: (digest, *f) for uri, digest, f in fresh if f}

    def swap(self) -> None:
        """Put the new site in the place of the earlier one. A link to the site goes on leading to it."""
        if not self.site.exists():
            self.folder.rename(self.site)
        else:
            shutil.copymode(self.site, self.folder)
            if not _exchanged(self.folder, self.site):
                self.site.rename(self._old)
                self.folder.rename(self.site)
                self._old.rename(self.folder)
            _carry_hidden(self.folder, self.site)
            if self._known:
                shutil.rmtree(self._spare, ignore_errors=True)
                self.folder.rename(self._spare)
        self.abandon()

    def abandon(self) -> None:
        """Take away what stands aside, and let others build."""
        if self._lock < 0:
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        if not self._known:
            shutil.rmtree(self._spare, ignore_errors=True)
        with suppress(OSError):
            (self.around / "lock").unlink()
            self.around.rmdir()
        os.close(self._lock)
        self._lock = -1


class Nowhere(Staging):
    """The place of a site that is not to be published: all that was ever made of it is there, and nothing is written."""

    def __init__(self) -> None:
        self.site = Path(os.devnull)

    def spool(self) -> Void:
        """Nothing is kept of what is made."""
        return Void()

    def know(self, states: Mapping[str, State] | None) -> None:
        """There is nothing to know."""

    def keeps(self, uri: str, digest: str) -> bool:  # noqa: ARG002 — whatever the file
        """What was made once need not be made again."""
        return True


def _locked(path: Path) -> int:
    """The file, opened and locked for this build alone until it is closed."""
    while True:
        lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        if sys.platform != "win32":
            try:
                # This process's alone: a copy of it that outlives it does not hold the place.
                fcntl.lockf(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except (BlockingIOError, PermissionError):
                os.close(lock)
                raise Busy from None
            except OSError:  # a file system without locks
                return lock
        with suppress(OSError):
            if os.path.samestat(os.fstat(lock), path.stat()):
                return lock
        os.close(lock)  # the build that held it has just ended, and taken it away


def _seen(path: str) -> tuple[int, int, int] | None:
    """Size, last change and mode of a plain file; None for anything else."""
    with suppress(OSError):
        info = os.lstat(path)
        if stat.S_ISREG(info.st_mode):
            return info.st_size, info.st_mtime_ns, info.st_mode
    return None


def _same(one: str, other: str) -> bool:
    """Whether both are names of one file."""
    with suppress(OSError):
        return os.path.samestat(os.lstat(one), os.lstat(other))
    return False


def _files(folder: str) -> set[str]:
    """The files of that folder."""
    return {f"{base}/{name}"[len(folder) + 1 :] for base, _, names in os.walk(folder) for name in names}


def _above(uris: Iterable[str]) -> set[str]:
    """The folders that they stand in."""
    found = {""}
    for uri in uris:
        folder = uri.rpartition("/")[0]
        while folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _pruned(folder: str, prefix: str, above: Container[str], good: Callable[[str], bool]) -> Iterator[str]:
    """The files of that folder that are good, once all else has gone from there, save the folders `above`."""
    for entry in list(os.scandir(folder)):
        uri = prefix + entry.name
        if not entry.is_dir(follow_symlinks=False):
            if good(uri):
                yield uri
            else:
                os.unlink(entry.path)  # noqa: PTH108
        elif uri in above:
            yield from _pruned(entry.path, f"{uri}/", above, good)
        else:
            shutil.rmtree(entry.path)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the two could change places in a single step (Linux)."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    return bool(rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0)


def _carry_hidden(source: Path, target: Path) -> None:
    """Hidden names at the top (`.git`, `.nojekyll`) are not the build's: they stay with the site."""
    for entry in source.iterdir():
        if entry.name.startswith(".") and target.is_dir() and not os.path.lexists(target / entry.name):
            entry.rename(target / entry.name)
