"""The folder of départements → what each file says, read and judged once, and only if the last build did not know it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from conventions.build.store import Store, digest, encode
from conventions.build.work import Lot
from conventions.check import Verdict, check_folder, gone, judge
from conventions.check.institutions import partners
from conventions.check.tree import check_document
from conventions.model.dossier import Dossier, Registry
from conventions.model.problem import Problem
from conventions.model.telechargement import Telechargement
from conventions.source import files
from conventions.source.reader import MAX_BYTES, text_lines
from conventions.source.registry import Context, Source, archived


@dataclass(frozen=True, slots=True)
class Announced:
    """What a file says it is, and the documents that it names; an empty code for one that names no département."""

    code: str
    shares: str
    """The département whose file holds the convention, if it is another."""
    cites: tuple[str, ...]


class Folder:
    """Its files as bytes, what they announce, and what there is to say of them."""

    def __init__(self, context: Context, store: Store, names: Collection[str] = ()) -> None:
        """`names` are those of the files wanted, none for all: whatever else their faults depend on is read too."""
        self.context, self.store = context, store
        found = {path: files.read(context.folder, path, MAX_BYTES) for path in context.paths()}
        near = partners(names, context.reference) if names else set()
        self._bytes = {path: data for path, data in found.items() if not names or _concerns(path, data, names, near)}
        self._digests = {path: digest(repr(data).encode()) for path, data in self._bytes.items()}
        self._read: dict[str, Source] = {}
        self._dossiers: dict[str, Dossier | None] = {}
        self._pieces: dict[str, str] = {}
        self.announced = self._announcements()
        self._of: dict[str, list[str]] = {}
        """The files of each département: to look through them all for each would cost the square of their number."""
        for path, said in self.announced.items():
            self._of.setdefault(said.code, []).append(path)
        self.sharing = self._sharing()
        self.problems: list[Problem] = []
        self.offerts: Mapping[str, tuple[Telechargement, ...]] = {}
        """Of each département, the documents made of it that the site offers."""

    def check(self, before: Mapping[str, bytes] | None = None) -> list[Problem]:
        """Every fault, ordered by file and line. `before` holds the files as published, by path."""
        registry, published = self.context.registry([], self.sharing), before or {}
        verdicts = [self._verdict(path, registry, published.get(path)) for path in self._bytes]
        lost = (f"{self.context.folder.name}/{path}" for path in published if path not in self._bytes)
        told = check_folder(self.context.folder, verdicts, self.context.reference, self._document)
        self.problems = sorted({*self.context.reference.problems, *told, *gone(lost)})
        return self.problems

    def lines(self, path: str) -> list[str]:
        """The lines of a file, to show what is at fault; none for one that cannot be read."""
        data = self._bytes.get(path)
        return text_lines(data.decode("utf-8-sig", "replace")) if isinstance(data, bytes) else []

    def codes(self, names: Collection[str] = ()) -> list[str]:
        """The départements of the files that bear these names, of all without a name."""
        return sorted(
            {said.code for path, said in self.announced.items() if said.code and (not names or path in names)}
        )

    def file(self, code: str) -> str:
        """The file of a département, by its path from the project."""
        own = next(iter(self._paths(code)), f"{self.context.reference.departements[code].slug}.yml")
        return f"{self.context.folder.name}/{own}"

    def _verdict(self, path: str, registry: Registry, published: bytes | None) -> Verdict:
        """What there is to say of a file; what depends on the published one as well is not kept."""
        before = self.context.read(path, published) if published not in (None, self._bytes[path]) else None
        key = self.store.key("verdict", self._shaping(path), self.sharing)
        verdict = None if before else self.store.get(key, Verdict)
        if verdict is None:
            verdict = judge(self._source(path), registry, self.context.folder, before)
            if before is None:
                self.store.put(key, verdict)
        self._read.pop(path, None)  # a document with its positions weighs ten times its dossier
        return verdict

    def _document(self, folder: Path, name: str) -> Sequence[Problem]:
        """What is wrong with a document, told once for the same bytes under the same name."""
        key = self.store.key("pièce", folder.name, name, self.piece(name))
        found = self.store.get(key, tuple[Problem, ...])
        if found is None:
            found = tuple(check_document(folder, name))
            self.store.put(key, found)
        return found

    def _source(self, path: str) -> Source:
        """What that file says, with its positions."""
        if path not in self._read:
            self._read[path] = self.context.read(path, self._bytes[path])
            self._dossiers[path] = self._read[path].dossier
        return self._read[path]

    def _dossier(self, path: str) -> Dossier | None:
        """What it says, for the pages."""
        return self._dossiers[path] if path in self._dossiers else self._source(path).dossier

    def key(self, code: str, shaping: str) -> str:
        """The name of all that shapes the pages of a département."""
        return self.store.key("département", shaping, self.said(code), self.telechargements(code))

    def said(self, code: str) -> str:
        """What stands for all that the files of a département say."""
        return digest(encode((code, self.sharing, [self._shaping(p) for p in self._paths(code)])))

    def telechargements(self, code: str) -> tuple[Telechargement, ...]:
        """The documents that its sheet offers: its own, and those of the one that carries its convention."""
        codes = dict.fromkeys([self.sharing.get(code, code), code])
        blank = f"departements/{self.context.reference.departements[code].slug}/"
        every = (one for other in codes for one in self.offerts.get(other, ()))
        return tuple(one for one in every if one.adresse.count("/") > 2 or one.adresse.startswith(blank))

    def lot(self, code: str) -> Lot:
        """What the pages of a département are made of."""
        paths = self._paths(code)
        current = [self._dossier(path) for path in paths if not archived(path)]
        earlier = [self._dossier(path) for path in paths if archived(path)]
        offered = self.telechargements(code)
        return Lot(code, tuple(d for d in current if d and d.periode), tuple(d for d in earlier if d), offered)

    def forget(self) -> None:
        """What the files say, once their pages are made: it weighs, and is read again where it is still asked for."""
        self._dossiers.clear()

    def piece(self, name: str) -> str:
        """The digest of a document that a file names, or of the sentence that says why it is not read."""
        if name not in self._pieces:
            data = files.read(self.context.folder, name, files.MAX_PIECE)
            self._pieces[name] = digest(data if isinstance(data, bytes) else data.encode())
        return self._pieces[name]

    def _paths(self, code: str) -> list[str]:
        """The files of a département, then those of today of the one that carries its convention."""
        others = [path for path in self._of.get(self.sharing.get(code, code), ()) if not archived(path)]
        return list(dict.fromkeys([*self._of.get(code, ()), *others]))

    def _shaping(self, path: str) -> tuple[str, str, list[str]]:
        """A file by its name and bytes, and the documents that it names by theirs."""
        return path, self._digests[path], [self.piece(name) for name in self.announced[path].cites]

    def _announcements(self) -> dict[str, Announced]:
        """Of each file, as the last build knew it if its bytes are the same."""
        key = self.store.key("annonces")
        known = self.store.get(key, dict[str, Announced]) or {}
        said = {path: known.get(found) or self._announce(path) for path, found in self._digests.items()}
        self.store.put(key, {self._digests[path]: one for path, one in said.items()})
        return said

    def _announce(self, path: str) -> Announced:
        source = self._source(path)
        dossier, cites = source.dossier, tuple(sorted(source.cites))
        return Announced(dossier.code, dossier.meme_convention_que, cites) if dossier else Announced("", "", cites)

    def _sharing(self) -> Mapping[str, str]:
        """Of each département that shares the convention of another, that other."""
        last = {said.code: said.shares for path, said in self.announced.items() if not archived(path)}
        return {code: last[code] for code in self.context.reference.departements if last.get(code)}


def _concerns(path: str, data: bytes | str, names: Collection[str], near: Collection[str]) -> bool:
    """Whether a file is one of these, the same département's in the archives, or one that shares an institution or a convention."""
    shares = path in near or (isinstance(data, bytes) and b"meme_convention_que" in data)
    return path.rpartition("/")[2] in names or shares
