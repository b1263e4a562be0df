"""A folder of départements' files → the registry and every fault found on the way."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from conventions.model.convention import DocumentSigne
from conventions.model.dossier import Dossier, Registry
from conventions.model.ids import PERIODE
from conventions.model.problem import Problem, bug
from conventions.model.reference import Reference
from conventions.model.trame import Trame
from conventions.source import files, mending, reader, volume
from conventions.source.communes import forget_communes
from conventions.source.documents import digital_signatures
from conventions.source.dossier import build_dossier
from conventions.source.reader import Document
from conventions.source.reference import load_reference
from conventions.source.settings import NATIONAL
from conventions.source.trame import load_trame, periodes
from conventions.source.vocabulary import vocabulaire

_ALONE: Mapping[str, str] = {}


@dataclass
class Source:
    """One file as read: its document, the dossier made of it if it names a département, and its faults of form and format."""

    document: Document
    dossier: Dossier | None = None
    problems: list[Problem] = field(default_factory=list)
    faulty: set[reader.Path] = field(default_factory=set)
    """Paths of the values that the format refused: the dossier does not hold them."""
    cites: frozenset[str] = frozenset()
    """The documents that it names."""

    @property
    def path(self) -> str:
        """Its path from the folder of the départements."""
        return self.document.path.partition("/")[2]


@dataclass
class Reading:
    """A whole folder, read."""

    registry: Registry
    sources: list[Source]
    folder: Path

    @property
    def problems(self) -> list[Problem]:
        """The faults of form and of format."""
        return [p for source in self.sources for p in source.problems]


@dataclass(frozen=True)
class Context:
    """A folder of files to read, on the day `au`, and what each is read against. `national` is what the ministry edits."""

    folder: Path
    au: date
    fictif: bool
    reference: Reference
    trames: Mapping[str, Trame]
    national: Path
    atelier: bool = False
    """Whether the site has what the workshop runs in the browser."""

    def paths(self) -> list[str]:
        """Every `*.yml` of the folder, then the earlier conventions of `archives/PERIODE/`, oldest first.

        The rules on the folder tell of a name that is not ASCII.
        """
        earlier = sorted(p for p in self.folder.glob("archives/*") if re.fullmatch(PERIODE, p.name))
        return [
            *sorted(path.name for path in self.folder.glob("*.yml") if _ours(path.name)),
            *(
                path.relative_to(self.folder).as_posix()
                for here in earlier
                for path in sorted(here.glob("*.yml"))
                if _ours(path.name)
            ),
        ]

    def read(self, path: str, data: bytes | str) -> Source:
        """What one of them says, `data` being what it holds (`files.read`); it never raises, whatever the bytes."""
        try:
            return self._read(path, data)
        except Exception as error:  # noqa: BLE001 — a bug that one file awakes is told as a fault of that file
            name = f"{self.folder.name}/{path}"
            return Source(Document(name, lisible=False), problems=[bug(name, "la lecture de ce fichier", error)])

    def _read(self, path: str, data: bytes | str) -> Source:
        """An earlier convention is read with the institutions of its time."""
        name, reference = f"{self.folder.name}/{path}", self.reference
        if isinstance(data, str):
            rule = {files.LIEN: "lien-symbolique"}.get(data, "taille" if "pèse" in data else "nom-inattendu")
            return Source(Document(name, lisible=False), problems=[Problem(name, 1, 1, data, rule)])
        periode = path.split("/")[1] if archived(path) else ""
        if periode and (self.national / "reference" / periode).is_dir() and periode != max(self.trames):
            reference = _reference(periode, self.national)
        source = read_document(reader.parse(data, name), self.folder, reference, self.trames)
        if periode and source.dossier:
            source.dossier = replace(source.dossier, periode=periode)
        return source

    def registry(self, sources: Sequence[Source], sharing: Mapping[str, str] = _ALONE) -> Registry:
        """What these files hold. A département without a file gets an empty dossier: its page exists all the same.

        `sharing` says, by code, with whom the départements whose file is not there share their convention.
        """
        # A file that names no period is at fault: a preview shows its département as if it had none.
        current = [s.dossier for s in sources if s.dossier and not archived(s.path)]
        earlier = [s.dossier for s in sources if s.dossier and archived(s.path)]
        return self.linked([d for d in current if d.periode], earlier, sharing)

    def linked(self, current: Sequence[Dossier], earlier: Sequence[Dossier], sharing: Mapping[str, str]) -> Registry:
        """The registry of these dossiers, those of today and those of the archives; they may come from another process."""
        current, earlier = ([self._own_trame(d) for d in found] for found in (current, earlier))
        shared = {code: replace(self._empty[code], meme_convention_que=other) for code, other in sharing.items()}
        archives: dict[str, tuple[Dossier, ...]] = {}
        for dossier in earlier:
            archives[dossier.code] = (*archives.get(dossier.code, ()), dossier)
        dossiers = {**self._empty, **shared, **{d.code: d for d in current}}
        return Registry(self.reference, self.trames, dossiers, self.au, self.fictif, archives)

    def _own_trame(self, dossier: Dossier) -> Dossier:
        """A trame is compared as itself: every dossier must have the very one of this context."""
        own = dossier.trame and self.trames[dossier.trame.periode]
        return dossier if dossier.trame is own else replace(dossier, trame=own)

    @cached_property
    def _empty(self) -> Mapping[str, Dossier]:
        """The dossier of a département without a file, by code."""
        periode = max(self.trames)
        return {
            code: Dossier(d, f"{self.folder.name}/{d.slug}.yml", periode, self.trames[periode])
            for code, d in self.reference.departements.items()
        }


def _ours(name: str) -> bool:
    return name.isascii() and not files.leftover(name)


def archived(path: str) -> bool:
    """Whether the file, named from the folder, is that of an earlier convention."""
    return "/" in path


def load_context(folder: Path, au: date, *, fictif: bool = False, national: Path = NATIONAL) -> Context:
    """The folder, not yet read, with the trames and the reference data."""
    trames = {periode: load_trame(periode, national) for periode in periodes(national)}
    return Context(folder, au, fictif, _reference(max(trames), national), trames, national)


_reference = lru_cache(maxsize=4)(load_reference)


def forget_national() -> None:
    """Read anew what the ministry edits, the next time it is needed."""
    for known in (_reference, vocabulaire):
        known.cache_clear()
    forget_communes()


def load(folder: Path, au: date, *, fictif: bool = False, national: Path = NATIONAL) -> Reading:
    """Read the whole folder."""
    context = load_context(folder, au, fictif=fictif, national=national)
    sources = [context.read(path, files.read(folder, path, reader.MAX_BYTES)) for path in context.paths()]
    return Reading(context.registry(sources), sources, folder)


def read_document(document: Document, folder: Path, reference: Reference, trames: Mapping[str, Trame]) -> Source:
    """What a parsed file means, and its faults of form and format."""
    if here := reference.departements.get(str(document.value.get("departement"))):
        document.attendues = here.parties
    judged = mending.judge(document)
    document = judged.document
    source = Source(document, problems=judged.all, faulty=judged.faulty)
    if not document.value:
        if not document.problems:
            message = "le fichier est vide : il doit au moins nommer le département et la trame"
            source.problems.append(Problem(document.path, 1, 1, message, "format"))
        return source
    source.cites = frozenset(text for text in volume.texts_of(document.value) if text.startswith("pieces/"))
    if too_much := volume.excess(document.value):
        source.problems.append(document.problem(("avenants",), too_much, "volume", key=True))
        source.faulty.add(("avenants",))
    code = document.value.get("departement")
    departement = reference.departements.get(str(code))
    if departement is None and code and ("departement",) not in source.faulty:
        message = f"le département « {code} » n’existe pas ; attendu : 01 à 95, 2A, 2B, 971 à 974 ou 976"
        source.problems.append(document.problem(("departement",), message, "format"))
    if departement is not None and ("departement",) not in source.faulty:
        trame = trames.get(str(document.value.get("trame")))
        texte = _texte(document, folder, source.faulty)
        whole = _consolides(document, folder, source.faulty)
        source.dossier = _signed(build_dossier(document, source.faulty, departement, trame, texte, whole), folder)
    return source


def _signed(dossier: Dossier, folder: Path) -> Dossier:
    """The dossier with the digital signatures of its signed documents, those of its amendments included."""
    avenants = tuple(replace(a, document_signe=_read_signatures(a.document_signe, folder)) for a in dossier.avenants)
    return replace(dossier, document_signe=_read_signatures(dossier.document_signe, folder), avenants=avenants)


def _read_signatures(signed: DocumentSigne | None, folder: Path) -> DocumentSigne | None:
    data = files.read(folder, signed.fichier, files.MAX_PIECE) if signed and signed.fichier else ""
    return replace(signed, signatures=digital_signatures(data)) if signed and isinstance(data, bytes) else signed


def _consolides(document: Document, folder: Path, faulty: set[reader.Path]) -> dict[str, str]:
    """By number of amendment, the whole text that it gives in place of the convention's own."""
    avenants = document.value.get("avenants")
    found = {}
    for number, avenant in avenants.items() if isinstance(avenants, dict) else ():
        path: reader.Path = ("avenants", number, "texte")
        name = avenant.get("texte") if isinstance(avenant, dict) else None
        if isinstance(name, str) and not any(path[:depth] in faulty for depth in (1, 2, 3)):
            data = files.read_text(folder, name)
            found[number] = data.decode("utf-8-sig", "replace") if isinstance(data, bytes) else ""
    return found


def _texte(document: Document, folder: Path, faulty: set[reader.Path]) -> str:
    """`trame`, `document`, or the content of the département's own text."""
    name = document.value.get("texte")
    if not isinstance(name, str) or ("texte",) in faulty:
        return "trame"
    if name in {"trame", "document"}:
        return name
    data = files.read_text(folder, name)
    return data.decode("utf-8-sig", "replace") if isinstance(data, bytes) else "document"
