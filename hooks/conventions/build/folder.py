"""The folder of départements → what each file says, read and judged once, and only if the last build did not know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from conventions.build.store import Store, digest
from conventions.build.work import Lot
from conventions.check import Verdict, check_folder, judge
from conventions.model.dossier import Dossier
from conventions.model.problem import Problem
from conventions.source import files
from conventions.source.reader import MAX_BYTES
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

    def __init__(self, context: Context, store: Store) -> None:
        self.context, self.store = context, store
        self._bytes = {path: files.read(context.folder, path, MAX_BYTES) for path in context.paths()}
        self._digests = {path: digest(repr(data).encode()) for path, data in self._bytes.items()}
        self._read: dict[str, Source] = {}
        self._dossiers: dict[str, Dossier | None] = {}
        self._pieces: dict[str, str] = {}
        self.announced = self._announcements()
        self.sharing = self._sharing()
        self.problems: list[Problem] = []

    def check(self) -> list[Problem]:
        """Every fault, ordered by file and line."""
        registry = self.context.registry([], self.sharing)
        verdicts = []
        for path in self._bytes:
            key = self.store.key("verdict", self._shaping(path), self.sharing)
            verdict = self.store.get(key, Verdict)
            if verdict is None:
                verdict = judge(self._source(path), registry, self.context.folder)
                self.store.put(key, verdict)
            self._read.pop(path, None)  # a document with its positions weighs ten times its dossier
            verdicts.append(verdict)
        self.problems = check_folder(self.context.folder, verdicts, self.context.reference)
        return self.problems

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
        return self.store.key("département", shaping, code, self.sharing, [self._shaping(p) for p in self._paths(code)])

    def lot(self, code: str) -> Lot:
        """What the pages of a département are made of."""
        paths = self._paths(code)
        current = [self._dossier(path) for path in paths if not archived(path)]
        earlier = [self._dossier(path) for path in paths if archived(path)]
        return Lot(code, tuple(d for d in current if d and d.periode), tuple(d for d in earlier if d))

    def piece(self, name: str) -> str:
        """The digest of a document that a file names, or of the sentence that says why it is not read."""
        if name not in self._pieces:
            data = files.read(self.context.folder, name, files.MAX_PIECE)
            self._pieces[name] = digest(data if isinstance(data, bytes) else data.encode())
        return self._pieces[name]

    def _paths(self, code: str) -> list[str]:
        """The files of a département, then those of today of the one that carries its convention."""
        own = [path for path, said in self.announced.items() if said.code == code]
        carrier = self.sharing.get(code, code)
        others = [path for path, said in self.announced.items() if said.code == carrier and not archived(path)]
        return list(dict.fromkeys([*own, *others]))

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
