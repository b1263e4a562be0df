"""The hand-written pages, which the generator makes: kept as it made them."""

from __future__ import annotations

from conventions.ouvrage import Fait, Ouvrage, Reserve


class Ecrites:
    """`key` is the name of all that these pages show and of all that they may link to; `connues`, what is kept under it."""

    def __init__(self, reserve: Reserve, key: str) -> None:
        self.reserve, self.key = reserve, key
        self.connues = reserve.connu(key)
        self._ouvrage = Ouvrage(reserve)

    def page(self, uri: str, document: str) -> None:
        """Take a page that was just made."""
        self._ouvrage.file(uri, document.encode())

    def garder(self) -> None:
        """Leave the pages to the next build."""
        if self.connues:
            self.reserve.garder(self.key, self.connues)
        else:
            self.reserve.garder(self.key, Fait(fichiers=tuple(self._ouvrage.fichiers)), self._ouvrage.laisse)
