"""Contents by address, on the disk: MkDocs holds every page of a site at once, and memory need not hold what they show."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path


class Spool:
    """A file without a name in that folder, gone with the process at the latest."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 — it lives as long as the build
        self._places: dict[str, tuple[int, int]] = {}

    def add(self, contents: Mapping[str, bytes]) -> None:
        """Take these contents."""
        at = self._file.seek(0, 2)
        for address, data in contents.items():
            self._places[address] = at, len(data)
            at += self._file.write(data)

    def get(self, address: str) -> bytes | None:
        """The content of that address; None for what has none here."""
        if address not in self._places:
            return None
        at, size = self._places[address]
        self._file.seek(at)
        return self._file.read(size)

    def close(self) -> None:
        """Give the room back."""
        self._file.close()


class Void(Spool):
    """One that keeps nothing."""

    def __init__(self) -> None:
        self._places = {}

    def add(self, contents: Mapping[str, bytes]) -> None:
        """Leave them."""

    def close(self) -> None:
        """There is nothing to close."""
