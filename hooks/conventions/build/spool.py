"""Contents by address, on the disk: MkDocs holds every page of a site at once, and memory need not hold what they show."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import IO


class Spool:
    """A file without a name in that folder, made when it is first written to, gone with the process at the latest."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._places: dict[str, tuple[int, int]] = {}

    @cached_property
    def _file(self) -> IO[bytes]:
        return tempfile.TemporaryFile(dir=self._folder)

    def add(self, contents: Mapping[str, bytes]) -> None:
        """Take these contents."""
        at = self._file.seek(0, 2)
        for address, data in contents.items():
            size = self._file.write(data)
            self._places[address] = at, size  # once there was room for it
            at += size

    def get(self, address: str) -> bytes | None:
        """The content of that address; None for what has none here."""
        if address not in self._places:
            return None
        at, size = self._places[address]
        self._file.seek(at)
        return self._file.read(size)

    def items(self) -> Iterator[tuple[str, bytes]]:
        """Each content, with its address."""
        return ((address, self.get(address) or b"") for address in self._places)

    def close(self) -> None:
        """Give the room back."""
        if "_file" in self.__dict__:
            self._file.close()


class Void(Spool):
    """One that keeps nothing."""

    def __init__(self) -> None:
        self._places = {}

    def add(self, contents: Mapping[str, bytes]) -> None:
        """Leave them."""

    def close(self) -> None:
        """There is nothing to close."""
