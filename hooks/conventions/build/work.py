"""The pieces of work that a site is made of: picklable tasks, each a pure function of what it is given → an Output of plain values.

A task on départements reads no other département; what each brings to the pages of all is left in its Output, in small parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from conventions.build.store import decode, digest, encode
from conventions.compose.view import View, build_fiche
from conventions.export.catalogue import Fichier
from conventions.export.data import documents_of, logos_of, sources_of
from conventions.export.index import fichier
from conventions.export.lieu import Lieu
from conventions.export.registry import EXPORTERS, files_of_department
from conventions.model.dossier import Dossier, Registry
from conventions.model.page import Page
from conventions.model.problem import unforeseen
from conventions.model.telechargement import Telechargement
from conventions.render.collection import Collection
from conventions.render.contribution import contribution, part_type
from conventions.render.donnees.ecriture import PARTS, Extrait, rows_of
from conventions.render.html import Heading, to_html
from conventions.render.kinds import kinds_of_all, pages_of_all, pages_of_department
from conventions.render.structured import StructuredData
from conventions.render.templating import resolve
from conventions.search import Found, found_of, titres
from conventions.source.registry import Context

FOUND = "trouves"
"""The part that the search alone reads: what is found of a département."""


@dataclass(frozen=True, slots=True)
class Body:
    """What a page shows."""

    markdown: str
    html: str
    headings: tuple[Heading, ...]
    meta: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """What there is to know of a page that was made, without its body. `links` are seen from the root of the site."""

    url: str
    titre: str
    description: str
    sorte: str
    source: str
    digest: str
    """Of all that shapes it."""
    anchors: str
    links: str
    """Both joined by line breaks."""
    titres: str
    """Of each of its parts, a line: level, anchor, name."""

    @property
    def html(self) -> str:
        """The file of the finished page."""
        return f"{self.url}index.html"

    @property
    def uri(self) -> str:
        """The Markdown file that it would be."""
        return f"{self.url}index.md"


@dataclass(frozen=True, slots=True)
class Output:
    """What a task leaves: pages and files, by their digests; the documents to publish; the files of data; its parts, by name."""

    pages: tuple[Made, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    documents: tuple[str, ...] = ()
    donnees: tuple[Fichier, ...] = ()
    parts: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fresh:
    """An output that has just been made, with the content of each file and the body of each page, by address.

    `bug` says what went wrong in our code, if anything did: the output then stands in for what could not be made.
    """

    output: Output
    contents: Mapping[str, bytes]
    bug: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What the settings of a site bring to its pages; `shaping` stands for all that shapes them beside their content."""

    structured: StructuredData
    site_url: str
    shaping: str

    @property
    def lieu(self) -> Lieu:
        """Where the site is, and whose."""
        return Lieu(self.site_url, self.structured.nom, self.structured.editeur or self.structured.nom)


@dataclass(frozen=True, slots=True)
class Lot:
    """The dossiers that the pages of one département are made of: of today (its own, its carrier's), and of the archives."""

    code: str
    current: tuple[Dossier, ...]
    earlier: tuple[Dossier, ...]
    telechargements: tuple[Telechargement, ...] = ()
    """The documents that its sheet offers."""


def make_departments(context: Context, frame: Frame, sharing: Mapping[str, str], lots: Sequence[Lot]) -> list[Fresh]:
    """Each of these départements."""
    here = _resident(context, frame)
    return [_department_or_bug(here, frame, sharing, lot) for lot in lots]


def _department_or_bug(context: Context, frame: Frame, sharing: Mapping[str, str], lot: Lot) -> Fresh:
    """A bug that one file awakes stops no other; its département then shows as if it had none."""
    try:
        return _department(context, frame, sharing, lot)
    except Exception as error:  # noqa: BLE001 — whatever it is
        alone = {code: other for code, other in sharing.items() if code != lot.code}
        said = unforeseen("la mise en pages de ce département", error)
        try:
            return replace(_department(context, frame, alone, Lot(lot.code, (), ())), bug=said)
        except Exception:  # noqa: BLE001 — the bug is not of that file alone
            return Fresh(Output(), {}, said)


def _department(context: Context, frame: Frame, sharing: Mapping[str, str], lot: Lot) -> Fresh:
    registry = context.linked(lot.current, lot.earlier, sharing)
    fiche = replace(build_fiche(registry, lot.code), telechargements=lot.telechargements)
    view = View(registry, {lot.code: fiche})
    work = _Work(frame, view)
    for page in pages_of_department(view, fiche):
        work.page(page)
    own = [registry.dossiers[lot.code], *registry.archives.get(lot.code, ())]
    found, slices = found_of(view, fiche)
    work.texts([*files_of_department(view, fiche, frame.lieu), *slices])
    for uri, data in logos_of(own, context.folder):
        work.file(uri, data)
    for uri, data in sources_of(registry.dossiers[lot.code], registry, context.folder):
        work.file(uri, data)
    parts = {**contribution(view, fiche).parts(), FOUND: found, **rows_of(view, fiche)}
    return work.done(parts, tuple(documents_of(own, context.folder)))


def make_kind(context: Context, frame: Frame, rank: int, parts: Mapping[str, Mapping[str, bytes]]) -> Fresh:
    """The pages of one kind (its rank among those of all), from the parts that it reads: by name, then by code."""
    here = _resident(context, frame)
    work, kind = _Work(frame), kinds_of_all(here.trames.values())[rank]
    try:
        for page in pages_of_all(kind, collected(here, parts)):
            work.page(page)
    except Exception as error:  # noqa: BLE001 — as above
        return replace(work.done(), bug=unforeseen(f"la mise en pages commune « {kind.nom} »", error))
    return work.done()


def make_pages(frame: Frame, pages: Iterable[Page]) -> Fresh:
    """These pages."""
    work = _Work(frame)
    for page in pages:
        work.page(page)
    return work.done()


def make_data(context: Context, frame: Frame, rank: int, parts: Mapping[str, Mapping[str, bytes]]) -> Fresh:
    """The files of one exporter of all the départements (its rank), from the parts that it reads."""
    work = _Work(frame)
    try:
        work.texts(EXPORTERS[rank].files(collected(context, parts), frame.lieu))
    except Exception as error:  # noqa: BLE001 — as above
        return replace(work.done(), bug=unforeseen("l’écriture des données ouvertes", error))
    return work.done()


def make_texts(frame: Frame, texts: Iterable[tuple[str, str]]) -> Fresh:
    """These files, by (address, text)."""
    work = _Work(frame)
    work.texts(texts)
    return work.done()


def collected(context: Context, parts: Mapping[str, Mapping[str, bytes]]) -> Collection:
    """What all the départements bring, to be read by pages that see no dossier."""
    registry = Registry(context.reference, context.trames, {}, context.au, context.fictif)
    return Collection(
        registry,
        {
            name: _Rows(found) if name in PARTS else {code: _part(data, _type(name)) for code, data in found.items()}
            for name, found in parts.items()
        },
        context.atelier,
    )


class _Rows(Mapping[str, Extrait]):
    """The rows that each brings to a table, read when they are asked for: nothing holds those of all at once."""

    def __init__(self, found: Mapping[str, bytes]) -> None:
        self.found = found

    def __getitem__(self, code: str) -> Extrait:
        return decode(self.found[code], Extrait)

    def __iter__(self) -> Iterator[str]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)


_part = lru_cache(maxsize=8192)(decode)
"""Several kinds of pages read the same part: it is decoded once in a process."""


def _type(part: str) -> Any:  # noqa: ANN401 — a type
    return Found if part == FOUND else part_type(part)


_residents: dict[tuple[str, Path], Context] = {}


def _resident(context: Context, frame: Frame) -> Context:
    """The context of the first task that this process has done of that build: what was made once of its trame serves again."""
    if (build := (frame.shaping, context.folder)) not in _residents:
        _residents.clear()
    return _residents.setdefault(build, context)


def unpacked(data: bytes) -> Body:
    """The body of a page."""
    return decode(data, Body)


class _Work:
    """A piece of work in hand. `view` holds the département whose pages they are."""

    def __init__(self, frame: Frame, view: View | None = None) -> None:
        self.frame, self.view = frame, view
        self._pages: list[Made] = []
        self._files: list[tuple[str, str]] = []
        self._donnees: list[Fichier] = []
        self._contents: dict[str, bytes] = {}

    def page(self, page: Page) -> None:
        """Take a page."""
        body = to_html(page.markdown)
        described = self.frame.structured.page(page, self.frame.site_url, self.view)
        meta = {**page.meta, "donnees_structurees": described}
        packed = encode(Body(page.markdown, body.html, body.headings, meta))
        links = dict.fromkeys(resolve(page.url, link) for link in dict.fromkeys(body.links) if ":" not in link)
        known = digest(f"{self.frame.shaping}\0{page.url}\0{page.source}\0".encode() + packed)
        self._pages.append(
            Made(
                page.url,
                page.titre,
                page.description,
                page.sorte,
                page.source,
                known,
                "\n".join(body.anchors),
                "\n".join(links),
                titres(body.headings),
            )
        )
        self._contents[page.html] = packed

    def file(self, uri: str, data: bytes) -> None:
        """Take a file."""
        found = list(fichier(uri, data))
        self._donnees += found
        self._files.append((uri, found[0].sha256 if found else digest(data)))
        self._contents[uri] = data

    def texts(self, texts: Iterable[tuple[str, str | bytes]]) -> None:
        """Take files, of text or not."""
        for uri, text in texts:
            self.file(uri, text if isinstance(text, bytes) else text.encode())

    def done(self, parts: Mapping[str, object] | None = None, documents: tuple[str, ...] = ()) -> Fresh:
        """The work, done."""
        encoded = {name: encode(value) for name, value in (parts or {}).items()}
        made = tuple(self._pages), tuple(self._files), documents, tuple(self._donnees)
        return Fresh(Output(*made, encoded), self._contents)
