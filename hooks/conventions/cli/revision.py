"""The départements' files as they are at a revision of git. Only plain files are taken out: no link, no submodule."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from conventions.cli.parser import UsageError
from conventions.source import reader

_PLAIN = {"100644", "100755"}


class Revision:
    """A commit, and the folder of départements in it. `common`: the point where the current branch left that commit's."""

    def __init__(self, folder: Path, name: str, *, common: bool = False) -> None:
        self.folder = folder
        self.commit = self._git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").strip()
        if not self.commit:
            raise UsageError(f"la révision « {name} » n’existe pas dans ce dépôt git")
        if common:
            self.commit = self._git("merge-base", self.commit, "HEAD").strip() or self.commit

    def _git(self, *words: str) -> str:
        return self._bytes(*words).decode("utf-8", "replace")

    def _bytes(self, *words: str, given: bytes | None = None) -> bytes:
        command = ["git", "-C", str(self.folder), "-c", "core.quotepath=off", *words]
        try:
            result = subprocess.run(command, input=given, capture_output=True, check=False)  # noqa: S603 — fixed words
        except FileNotFoundError as error:
            raise UsageError("la commande « git » est introuvable") from error
        return result.stdout if result.returncode == 0 else b""

    def entries(self, recursive: bool = False) -> Iterator[tuple[str, str]]:  # noqa: FBT001, FBT002
        """(name in the folder, object) of each plain file that is not absurdly large."""
        listing = self._bytes("ls-tree", "-z", "--long", *(["-r"] if recursive else []), self.commit, "./")
        for line in listing.decode("utf-8", "replace").split("\0"):
            head, _, name = line.partition("\t")
            mode, _, blob, size = head.split() if name else ("", "", "", "")
            if mode in _PLAIN and int(size) <= reader.MAX_BYTES:
                yield name, blob

    def contents(self, blobs: list[str]) -> list[bytes]:
        """The bytes of these objects, in one process."""
        out = self._bytes("cat-file", "--batch", given="\n".join(blobs).encode() + b"\n") if blobs else b""
        found, start = [], 0
        for _ in blobs:
            end = out.index(b"\n", start)
            size = int(out[start:end].split()[2])
            found.append(out[end + 1 : end + 1 + size])
            start = end + size + 2
        return found

    def write(self, target: Path) -> None:
        """The files of the départements and their own texts, as plain files in `target`."""
        wanted = [
            (n, b) for n, b in self.entries(recursive=True) if n.endswith((".yml", ".md")) and ".." not in n.split("/")
        ]
        for (name, _), data in zip(wanted, self.contents([b for _, b in wanted]), strict=True):
            path = target / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


def published(revision: Revision) -> dict[str, bytes]:
    """The files of the départements as they were, by their path from the folder."""
    wanted = [(name, blob) for name, blob in revision.entries() if name.endswith(".yml")]
    contents = revision.contents([blob for _, blob in wanted])
    return {name: data for (name, _), data in zip(wanted, contents, strict=True)}
