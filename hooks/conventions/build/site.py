"""The pass, from the files of a folder to the outputs of a site. It knows files and the store, not the generator."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from pathlib import Path

from conventions.build.executor import opened, shared_out
from conventions.build.folder import Folder
from conventions.build.staging import Staging, State
from conventions.build.store import Store, digest
from conventions.build.telechargements import offered
from conventions.build.work import (
    FOUND,
    Frame,
    Fresh,
    Made,
    Output,
    collected,
    make_data,
    make_departments,
    make_kind,
    make_pages,
    make_texts,
)
from conventions.export.catalogue import Fichier
from conventions.export.index import index_files
from conventions.export.registry import EXPORTERS
from conventions.export.robots import robots
from conventions.model.problem import PROGRAMME, Problem, unforeseen
from conventions.model.telechargement import Telechargement
from conventions.render.kinds import KINDS, PLAN, kinds_of_all, page_of_plan
from conventions.search import Common, Files, directory_of, found_of_none, places
from conventions.source.registry import Context
from conventions.source.settings import scheduler

BATCH = 8
"""Départements in one task: enough to send what they share only so often, few enough to share the work out."""


@dataclass(frozen=True, slots=True)
class Written:
    """A hand-written page: its title, its address, its Markdown."""

    titre: str
    url: str
    markdown: str

    @classmethod
    def read(cls, name: str, url: str, markdown: str) -> Written:
        """Its title is its first heading, else the name of its file."""
        first = next((line for line in markdown.splitlines() if line.startswith("# ")), "")
        return cls(first.removeprefix("# ").partition("{")[0].strip() or name, url, markdown)


class Site:
    """One build of a folder into a site. `dirty`: what the earlier site has already is kept."""

    def __init__(
        self,
        context: Context,
        store: Store,
        staging: Staging,
        frame: Frame,
        *,
        dirty: bool,
        names: Collection[str] = (),
    ) -> None:
        self.context, self.store, self.staging, self.frame, self.dirty = context, store, staging, frame, dirty
        self._states = store.key("états", str(staging.site))
        staging.know(store.get(self._states, dict[str, State]) if dirty else None)
        self.folder = Folder(context, store, names)
        self.outputs: list[Output] = []
        self.owned: list[tuple[str, Output]] = []
        """The same, each with the file, or the folder, that it comes from."""
        self.bugs: list[Problem] = []
        """What could not be made, each told as a fault of the file that it comes from."""
        self._digests: dict[str, list[tuple[str, str]]] = {}
        """Of each part that has been read, what each département brings: one part is read several times."""
        self.telecharges = Path()
        """The folder of the documents that the sheets offer."""
        self.contents = staging.spool()
        """The content of what has been made, by address; what is kept of the earlier site has none here."""

    def check(self, before: Mapping[str, bytes] | None = None) -> list[Problem]:
        """Read and judge every file; `before` holds the files as published, by path."""
        return self.folder.check(before)

    def compose(self, written: Sequence[Written]) -> None:
        """Make every page and file that is not known. A menu may name the hand-written pages on each."""
        written = sorted(written, key=lambda page: page.url.split("/"))  # whatever order the generator reads them in
        menu = [
            (w.url, w.titre, w.markdown.partition("\n---")[0] if w.markdown.startswith("---") else "") for w in written
        ]
        self.frame = replace(self.frame, shaping=self.store.key("menu", menu))
        departments = self.departments(list(self.context.reference.departements))
        parts = _by_part(departments)
        shared = list(self._shared(parts))
        texts = list(self._search(parts, [page for output in shared for page in output.pages], written))
        pages = [page for output in (*shared, *departments.values()) for page in output.pages]
        named = [*(("", w.titre, w.url) for w in written), *((p.sorte, p.titre, p.url) for p in pages)]
        plan = self._done(
            self.store.key("plan", named), "le plan du site", lambda: make_pages(self.frame, [page_of_plan(named)])
        )
        robots_txt = [("robots.txt", robots(self.frame.site_url, fictif=self.context.fictif))]
        robots_done = self._done(
            self.store.key("robots"), "l’écriture de robots.txt", lambda: make_texts(self.frame, robots_txt)
        )
        data = [one for output in (*shared, *departments.values()) for one in output.donnees]
        offered = [Fichier(one.adresse, one.octets, one.sha256) for one in self._offered()]
        index = self._done(
            self.store.key("index des données", data, offered),
            "l’index des données",
            lambda: make_texts(
                self.frame, index_files(data, offered, self.context.au, self.frame.lieu, self.context.trames)
            ),
        )
        own = [replace(output, parts={}) for output in departments.values()]  # what they bring has been read
        self.outputs = [*shared, *own, *texts, plan, robots_done, index]
        self.owned += [(self.context.folder.name, output) for output in (*shared, *texts, plan, robots_done, index)]

    @property
    def pages(self) -> list[Made]:
        """Every generated page; of two at one address, the last."""
        return list({page.url: page for output in self.outputs for page in output.pages}.values())

    @property
    def files(self) -> dict[str, str]:
        """Every generated file, by address: its digest."""
        return {uri: known for output in self.outputs for uri, known in output.files}

    @property
    def documents(self) -> dict[str, str]:
        """The départements' documents to publish, by their path from the folder: the digest of each."""
        return {name: self.folder.piece(name) for output in self.outputs for name in output.documents}

    def offer(self, where: Path | None) -> None:
        """Offer the documents of that folder, if they say what the files say."""
        self.folder.offerts = offered(self.folder, where)
        self.telecharges = where or Path()

    @property
    def telechargements(self) -> dict[str, str]:
        """The documents that the sheets offer, by address: the digest of each."""
        return {one.adresse: one.sha256 for one in self._offered()}

    def _offered(self) -> Iterator[Telechargement]:
        return (one for found in self.folder.offerts.values() for one in found)

    def keeps(self, uri: str, digest: str) -> bool:
        """Whether the earlier site has that very file; the new one then has it too."""
        kept = self.dirty and self.staging.keeps(uri, digest)
        if kept:
            self.staging.keep(uri, digest)
        return kept

    def finish(self, *, sure: bool) -> None:
        """Put the new site in the place of the old, and leave to the next build what this one has made.

        What was made while the generator complained does not count as made: it must complain again.
        """
        self.staging.link()
        made = {page.html: page.digest for page in self.pages} | self.files | self.documents | self.telechargements
        states = self.staging.states(made if sure else {})
        self.contents.close()
        self.staging.swap()
        self.store.put(self._states, states)
        self.store.close()

    def abandon(self) -> None:
        """Leave the earlier site, and what is known, as they were."""
        self.contents.close()
        self.staging.abandon()
        self.store.abandon()

    def departments(self, codes: Sequence[str]) -> dict[str, Output]:
        """What each of these leaves, in the order of codes: as it is known, or made anew, on every core."""
        keys = {code: self.folder.key(code, self.frame.shaping) for code in codes}
        found = {code: self._known(keys[code]) for code in codes}
        missing = [code for code in codes if found[code] is None]
        starts = [0, *range(1, len(missing), BATCH)]
        batches = [[self.folder.lot(c) for c in missing[at:end]] for at, end in pairwise([*starts, len(missing)])]
        work = partial(make_departments, self.context, self.frame, self.folder.sharing)
        with closing(shared_out(scheduler(), len(missing), work, batches)) as coming:
            for lots, made in coming:
                for lot, fresh in zip(lots, made, strict=True):
                    found[lot.code] = self._take(keys[lot.code], fresh, self.folder.file(lot.code))
        self.folder.forget()
        self.bugs.sort()  # whoever made them first
        self.owned += [(self.folder.file(code), output) for code, output in found.items() if output]
        return {code: output for code, output in found.items() if output}

    def _shared(self, parts: Mapping[str, Mapping[str, bytes]]) -> Iterator[Output]:
        """The data of all, then each kind of page, in order."""
        kinds = kinds_of_all(self.context.trames.values())
        tasks: list[tuple[str, Callable[..., Fresh], tuple[object, ...]]] = []
        every = [
            *((make_data, rank, exporter.nom, exporter.reads) for rank, exporter in enumerate(EXPORTERS)),
            *((make_kind, rank, kind.nom, kind.reads) for rank, kind in enumerate(kinds)),
        ]
        for make, rank, nom, reads in every:
            read = {part: parts.get(part, {}) for part in reads}
            name = self._named(f"{make.__name__} {nom} {rank}", read)
            tasks.append((name, make, (self.context, self.frame, rank, read)))
        known = [self._known(key) for key, _, _ in tasks]
        # All read the same parts, which each copy of the process would decode again: none is made, however many they are.
        with opened(scheduler(), 1) as executor:
            futures = deque(
                executor.submit(function, *given)
                for (_, function, given), output in zip(tasks, known, strict=True)
                if output is None
            )
            for (key, _, _), output in zip(tasks, known, strict=True):
                yield output or self._take(key, futures.popleft().result())

    def _search(
        self, parts: Mapping[str, Mapping[str, bytes]], shared: Sequence[Made], written: Sequence[Written]
    ) -> Iterator[Output]:
        """The files of the search."""
        named = [
            (KINDS[p.sorte].genre, p.url, p.titre, p.description, p.titres) for p in shared if KINDS[p.sorte].genre
        ]
        # The plan is made last, from all the others: only its name is searched.
        plan = page_of_plan(())
        named.append((PLAN.genre, plan.url, plan.titre, plan.description, ""))
        texts = [(w.titre, w.url, w.markdown) for w in written]
        read = {part: parts.get(part, {}) for part in ("ligne", FOUND)}
        reference, trames = self.context.reference, list(self.context.trames.values())
        of_none = self.store.key("trouvé hors des départements", named, texts)

        def make() -> Fresh:
            known = self.store.get(of_none, tuple[Common, Files]) if self.dirty else None
            common, slices = known or found_of_none(reference, trames, named, texts)
            self.store.put(of_none, (common, slices))
            where, communes = places()
            said = directory_of(collected(self.context, read), common, where)
            return make_texts(self.frame, [*slices, *communes, *said])

        yield self._done(self._named("recherche", read, (named, texts)), "l’index de la recherche", make)

    def _named(self, name: str, read: Mapping[str, Mapping[str, bytes]], *more: object) -> str:
        """The name of what is made of these parts, and of what else shapes it."""
        for part in read.keys() - self._digests.keys():
            self._digests[part] = [(code, digest(data)) for code, data in read[part].items()]
        parts = [(part, self._digests[part]) for part in read]
        return self.store.key(name, self.frame.shaping, parts, more)

    def _done(self, key: str, what: str, make: Callable[[], Fresh]) -> Output:
        """What is made here of the whole site; a bug of ours is told, as in a task."""
        known = self._known(key)
        if known is not None:
            return known
        try:
            fresh = make()
        except Exception as error:  # noqa: BLE001 — whatever it is
            fresh = Fresh(Output(), {}, unforeseen(what, error))
        return self._take(key, fresh)

    def _known(self, key: str) -> Output | None:
        """What that piece of work leaves, if the last build did it and the earlier site has all of it."""
        output = self.store.get(key, Output) if self.dirty else None
        if output is None:
            return None
        whole = all(self.staging.keeps(page.html, page.digest) for page in output.pages) and all(
            self.staging.keeps(uri, known) for uri, known in output.files
        )
        return output if whole else None

    def _take(self, key: str, fresh: Fresh, source: str = "") -> Output:
        """Take a piece of work as done; what could not be made is told of `source`, and tried again next time."""
        self.contents.add(fresh.contents)
        if fresh.bug:
            self.bugs.append(Problem(source or self.context.folder.name, 1, 1, fresh.bug, PROGRAMME))
        else:
            self.store.put(key, fresh.output)
        return fresh.output


def _by_part(departments: Mapping[str, Output]) -> dict[str, dict[str, bytes]]:
    """What the départements bring, by part, then by code."""
    found: dict[str, dict[str, bytes]] = {}
    for code, output in departments.items():
        for part, data in output.parts.items():
            found.setdefault(part, {})[code] = data
    return found
