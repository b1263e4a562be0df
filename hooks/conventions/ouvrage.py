"""A piece of work: what it writes and leaves while it is done, what is kept of it, and whether it must be done again."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from conventions.atelier import travail
from conventions.cache import Cache
from conventions.chantier import Chantier, empreinte
from conventions.gele import degeler, geler
from conventions.lots import Carte
from conventions.model.page import Page

T = TypeVar("T")
_RIEN: Mapping[str, bytes] = {}


@dataclass(frozen=True, slots=True)
class Fait:
    """A piece of work, done. Pages come without their text."""

    cartes: tuple[Carte, ...] = ()
    pages: tuple[Page, ...] = ()
    documents: tuple[str, ...] = ()
    """The départements' documents to publish, by their path."""
    fichiers: tuple[tuple[str, str], ...] = ()
    """(address, digest) of each file."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """Of each value left to what is made afterwards, its digest."""
    noms: tuple[str, ...] = ()
    """What else it has left in the cache, to be made again in part."""


class Ouvrage:
    """A piece of work in hand. It writes its files where the site does not have them yet."""

    def __init__(self, reserve: Reserve) -> None:
        self.reserve = reserve
        self.fichiers: list[tuple[str, str]] = []
        self.pages: list[Page] = []
        self.parts: dict[str, str] = {}
        self.noms: list[str] = []
        self.laisse: dict[str, bytes] = {}
        """What the cache is to hold, by name."""

    def file(self, uri: str, data: bytes) -> str:
        """Write a file; gives its digest."""
        digest = self.reserve.ecrire(uri, data)
        self.fichiers.append((uri, digest))
        if self.reserve.cache.open:
            self.laisse[digest] = zlib.compress(data, 1)
        return digest

    def page(self, page: Page, key: str, document: Callable[[], str]) -> None:
        """Write a page, under the name of all that it shows; its document is not made again where it is known."""
        uri, known = page.html, self.reserve.cache.read(key) if key else None
        digest = known.decode() if known else ""
        if digest and self.reserve.place(uri, digest):
            self.fichiers.append((uri, digest))
        else:
            digest = self.file(uri, document().encode())
        if key:
            self.laisse[key] = digest.encode()
            self.noms.append(key)
        self.pages.append(Page(page.url, page.titre, "", page.description))

    def part(self, nom: str, value: object) -> None:
        """Leave a value to what is made afterwards."""
        frozen = geler(value, self.reserve.partages)
        self.parts[nom] = empreinte(frozen)
        self.laisse[self.parts[nom]] = frozen

    def fait(self, cartes: tuple[Carte, ...] = (), documents: tuple[str, ...] = ()) -> Fait:
        """The work, done."""
        return Fait(cartes, tuple(self.pages), documents, tuple(self.fichiers), self.parts, tuple(self.noms))


Ouvre = tuple[Fait, Mapping[str, bytes]]
"""What a piece of work gives: what is done, and what the cache is to hold."""


class Reserve:
    """What is kept of the work done, and where it stands in the site. `partages` are the objects frozen by their name."""

    def __init__(self, cache: Cache, chantier: Chantier, partages: Mapping[str, object]) -> None:
        self.cache, self.chantier, self.partages = cache, chantier, partages
        self.places: dict[str, str] = {}
        """Every file of the site that was made or kept, by address: the digest of its content."""
        self._neuves: dict[str, bytes] = {}

    def faire(
        self, keys: Sequence[str], taches: Sequence[T], fonction: Callable[[T], Ouvre], processus: int, peu: int = 0
    ) -> Iterator[Fait]:
        """Each piece of work in turn, kept under its name: as it is known, or done anew, on every core if more than `peu` are."""
        known = [self.connu(key) for key in keys]
        missing = [tache for tache, fait in zip(taches, known, strict=True) if fait is None]
        with travail(fonction, missing, processus if len(missing) > peu else 1) as made:
            for key, fait in zip(keys, known, strict=True):
                yield self.garder(key, *((fait, {}) if fait else next(made)))

    def place(self, uri: str, digest: str) -> bool:
        """Have that content there, if it is at hand."""
        if self.chantier.intact(uri, digest):
            return True
        with suppress(zlib.error):
            if data := self.cache.read(digest):
                self.chantier.write(uri, zlib.decompress(data))
                return True
        return False

    def ecrire(self, uri: str, data: bytes) -> str:
        """Write a file, unless the site has it; gives its digest."""
        digest = empreinte(data)
        if not self.chantier.intact(uri, digest):
            self.chantier.write(uri, data)
        return digest

    def copier(self, uri: str, source: Path) -> None:
        """Have there the content of a file of the project, which the cache has no need to hold."""
        self._noter(uri, self.ecrire(uri, source.read_bytes()))

    def part(self, digest: str) -> Any:  # noqa: ANN401 — what `Ouvrage.part` was given
        """The value of that digest, left by `Ouvrage.part`."""
        return degeler(self._neuves.get(digest) or self.cache.read(digest) or b"", self.partages)

    def connu(self, key: str) -> Fait | None:
        """The piece of work of that name, if all that it made is at hand."""
        fait = None
        with suppress(ValueError):
            fait = degeler(self.cache.read(key) or b"", self.partages)
            if not self.cache.known.issuperset(fait.parts.values()) or not all(
                self.place(uri, digest) for uri, digest in fait.fichiers
            ):
                fait = None
        return fait

    def garder(self, key: str, fait: Fait, laisse: Mapping[str, bytes] = _RIEN) -> Fait:
        """Take a piece of work as done, and keep what it leaves under its name."""
        for uri, digest in fait.fichiers:
            self._noter(uri, digest)
        for name in (*(digest for _, digest in fait.fichiers), *fait.parts.values(), *fait.noms):
            self.cache.keep(name)
        for name, data in laisse.items():
            self.cache.keep(name, data)
        self._neuves |= {name: laisse[name] for name in fait.parts.values() if name in laisse}
        self.cache.keep(key, geler(fait, self.partages) if laisse else b"")
        return fait

    def _noter(self, uri: str, digest: str) -> None:
        if uri in self.places:
            raise FileExistsError(f"deux fichiers pour la même adresse\u00a0: {uri}")
        self.places[uri] = digest
