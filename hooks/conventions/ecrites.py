"""The hand-written pages, which MkDocs makes: kept as it made them, unless it had something to say against them."""

from __future__ import annotations

import logging

from conventions.ouvrage import Fait, Ouvrage, Reserve


class Ecrites(logging.Handler):
    """Hears MkDocs's warnings. `key` is the name of all that these pages show and of all that they may link to."""

    def __init__(self, reserve: Reserve, key: str) -> None:
        super().__init__(logging.WARNING)
        self.reserve, self.key = reserve, key
        self.connues = reserve.connu(key)
        self._ouvrage = Ouvrage(reserve)
        self._averti = False

    def emit(self, record: logging.LogRecord) -> None:
        """A page with a fault must be made, and the fault told, at each build."""
        self._averti = True

    def page(self, uri: str, document: str) -> None:
        """Take a page that was just made."""
        self._ouvrage.file(uri, document.encode())

    def finish(self) -> None:
        """Leave the pages to the next build."""
        if self.connues:
            self.reserve.garder(self.key, self.connues)
        elif not self._averti:
            self.reserve.garder(self.key, Fait(fichiers=tuple(self._ouvrage.fichiers)), self._ouvrage.laisse)
