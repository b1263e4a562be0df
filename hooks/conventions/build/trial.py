"""The pass without publishing: the files → every fault, of what they say and of what composing and rendering makes of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from conventions.build.addresses import lost_links, shared_addresses
from conventions.build.opening import LOADED
from conventions.build.site import Site
from conventions.build.staging import Nowhere
from conventions.build.store import Store, digest, fingerprint
from conventions.build.work import Frame
from conventions.model.problem import Problem
from conventions.render.structured import StructuredData
from conventions.source.registry import Context
from conventions.source.settings import PROJECT

HAND_WRITTEN = PROJECT / "docs"


class Trial:
    """A try of a folder, or of the files that bear these names; `store` is what an earlier try has left."""

    def __init__(self, context: Context, store: Path | None, names: Collection[str] = ()) -> None:
        known = digest(repr((fingerprint([context.national], LOADED), context.au, context.fictif)).encode())
        frame = Frame(StructuredData(context.au, "", ""), "", known)
        self.names = names
        self.site = Site(context, Store(store, known), Nowhere(), frame, dirty=True, names=names)

    def problems(self, before: Mapping[str, bytes] | None = None) -> list[Problem]:
        """Every fault, ordered by file and line; `before` holds the files as published, by path."""
        problems = self.site.check(before)
        faulty = {p.path for p in problems if p.severity == "erreur"}
        whole = not faulty and not self.names
        self._make(faulty, whole=whole)
        told = [*problems, *self.site.bugs]
        if not faulty:
            told += shared_addresses(self.site.owned)
        if whole:
            told += lost_links(self.site.pages, self._others(), self.site.context.folder.name)
        self.site.store.close()
        return sorted(set(told))

    def lines(self, path: str) -> list[str]:
        """The lines of a file, by its path from the project."""
        return self.site.folder.lines(path.partition("/")[2])

    def _make(self, faulty: Collection[str], *, whole: bool) -> None:
        """The whole site, or what the files without a fault would show."""
        if whole:
            self.site.compose(())
        else:
            folder = self.site.folder
            wanted = (code for code in folder.codes(self.names) if folder.file(code) not in faulty)
            self.site.outputs = list(self.site.departments(list(wanted)).values())

    def _others(self) -> set[str]:
        """The addresses that pages may lead to, and that are no generated page's."""
        written = {address(path.relative_to(HAND_WRITTEN)) for path in HAND_WRITTEN.rglob("*") if path.is_file()}
        return {*self.site.files, *self.site.documents, *written}


def address(path: Path) -> str:
    """Of a hand-written page, or of a file beside one."""
    if path.suffix != ".md":
        return path.as_posix()
    folder = path.parent if path.stem in {"index", "README"} else path.with_suffix("")
    return "" if folder == Path() else f"{folder.as_posix()}/"
