"""A folder of départements' files → the registry and every fault found on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from conventions import fields, schema
from conventions.fields import Document
from conventions.load import fichiers
from conventions.load.documents import digital_signatures
from conventions.load.dossier import build_dossier
from conventions.load.reference import FOLDER as REFERENCE
from conventions.load.reference import load_reference
from conventions.load.trame import FOLDER as TRAMES
from conventions.load.trame import load_trame, periodes
from conventions.model.dossier import Dossier, Registre
from conventions.model.reference import Reference
from conventions.model.trame import Trame
from conventions.problem import Problem

PERIODE = re.compile(r"[0-9]{4}-[0-9]{4}")
_SEULS: Mapping[str, str] = {}


@dataclass
class Fichier:
    """One file as read: its document, the dossier made of it if it names a département, and its faults of format."""

    document: Document
    dossier: Dossier | None = None
    problems: list[Problem] = field(default_factory=list)
    fautifs: set[fields.Path] = field(default_factory=set)
    """Paths of the values that the format refused: the dossier does not hold them."""
    cites: frozenset[str] = frozenset()
    """The documents that it names."""
    verdict: list[Problem] | None = None
    """What the rules say of it, once they have read it."""

    @property
    def nom(self) -> str:
        """Its path from the folder of the départements."""
        return self.document.path.partition("/")[2]


@dataclass
class Lecture:
    """What a folder holds. `fichiers` keep line and column for the rules."""

    registre: Registre
    fichiers: list[Fichier]
    folder: Path

    @property
    def problems(self) -> list[Problem]:
        """The faults of form and of format."""
        return [p for f in self.fichiers for p in f.problems]


@dataclass(frozen=True)
class Fonds:
    """A folder of files to read, on the day `au`, and what each is read against."""

    folder: Path
    au: date
    fictif: bool
    reference: Reference
    trames: Mapping[str, Trame]
    reference_folder: Path

    def paths(self) -> list[str]:
        """Every `*.yml` of the folder, then the earlier conventions of `archives/PERIODE/`, oldest first."""
        earlier = sorted(p for p in self.folder.glob("archives/*") if PERIODE.fullmatch(p.name))
        return [
            *sorted(path.name for path in self.folder.glob("*.yml")),
            *(path.relative_to(self.folder).as_posix() for here in earlier for path in sorted(here.glob("*.yml"))),
        ]

    def read(self, path: str) -> Fichier:
        """Read one of them; an earlier convention, with the institutions of its time, if they were frozen."""
        if not archive(path):
            return read_file(path, self.folder, self.reference, self.trames)
        periode = path.split("/")[1]
        frozen = (self.reference_folder / periode).is_dir() and periode != max(self.trames)
        reference = _reference(periode, self.reference_folder) if frozen else self.reference
        fichier = read_file(path, self.folder, reference, self.trames)
        if fichier.dossier:
            fichier.dossier = replace(fichier.dossier, periode=periode)
        return fichier

    def registre(self, fichiers: Sequence[Fichier], partages: Mapping[str, str] = _SEULS) -> Registre:
        """What these files hold. A département without a file gets an empty dossier: its page exists all the same.

        `partages` says, by code, with whom the départements whose file is not there share their convention.
        """
        # A file that names no period is at fault: a preview shows its département as if it had none.
        found = {f.dossier.code: f.dossier for f in fichiers if f.dossier and f.dossier.periode and not archive(f.nom)}
        sharing = {code: replace(self._empty[code], meme_convention_que=other) for code, other in partages.items()}
        dossiers = {**self._empty, **sharing, **found}
        earlier: dict[str, tuple[Dossier, ...]] = {}
        for dossier in (f.dossier for f in fichiers if f.dossier and archive(f.nom)):
            earlier[dossier.code] = (*earlier.get(dossier.code, ()), dossier)
        return Registre(self.reference, self.trames, dossiers, self.au, self.fictif, earlier)

    @cached_property
    def _empty(self) -> Mapping[str, Dossier]:
        """The dossier of a département without a file, by code."""
        periode = max(self.trames)
        return {
            code: Dossier(d, f"{self.folder.name}/{d.slug}.yml", periode, self.trames[periode])
            for code, d in self.reference.departements.items()
        }


def archive(path: str) -> bool:
    """Whether the file, named from the folder, is that of an earlier convention."""
    return "/" in path


def load_fonds(
    folder: Path,
    au: date,
    *,
    fictif: bool = False,
    reference_folder: Path = REFERENCE,
    trame_folder: Path = TRAMES,
) -> Fonds:
    """The folder, not yet read, with the trames and the reference data."""
    trames = {periode: load_trame(periode, trame_folder) for periode in periodes(trame_folder)}
    return Fonds(folder, au, fictif, _reference(max(trames), reference_folder), trames, reference_folder)


_reference = lru_cache(maxsize=4)(load_reference)


def load(
    folder: Path,
    au: date,
    *,
    fictif: bool = False,
    reference_folder: Path = REFERENCE,
    trame_folder: Path = TRAMES,
) -> Lecture:
    """Read the whole folder."""
    fonds = load_fonds(folder, au, fictif=fictif, reference_folder=reference_folder, trame_folder=trame_folder)
    fichiers = [fonds.read(path) for path in fonds.paths()]
    return Lecture(fonds.registre(fichiers), fichiers, folder)


def read_file(path: str, folder: Path, reference: Reference, trames: Mapping[str, Trame]) -> Fichier:
    """Read `folder/path`; it never raises, whatever the bytes. What is not a plain file is told of by the rules on the folder."""
    name = f"{folder.name}/{path}"
    data = fichiers.read(folder, path, fields.MAX_BYTES)
    if isinstance(data, str):
        rule = {fichiers.LIEN: "lien-symbolique"}.get(data, "taille" if "pèse" in data else "nom-inattendu")
        return Fichier(Document(name, lisible=False), problems=[Problem(name, 1, 1, data, rule)])
    return read_document(_parse(data, name), folder, reference, trames)


# As many as there are départements: while one file is being edited, the others are not read again.
_parse = lru_cache(maxsize=128)(fields.parse)


def read_document(document: Document, folder: Path, reference: Reference, trames: Mapping[str, Trame]) -> Fichier:
    """What a parsed file means, and its faults of form and format."""
    fichier = Fichier(document, problems=list(document.problems))
    if not document.value:
        if not document.problems:
            message = "le fichier est vide : il doit au moins nommer le département et la trame"
            fichier.problems.append(Problem(document.path, 1, 1, message, "format"))
        return fichier
    fichier.cites = frozenset(text for text in _texts(document.value) if text.startswith("pieces/"))
    problems, fichier.fautifs = schema.validate(document)
    fichier.problems += problems
    code = document.value.get("departement")
    departement = reference.departements.get(str(code))
    if departement is None and code and ("departement",) not in fichier.fautifs:
        message = f"le département « {code} » n’existe pas ; attendu : 01 à 95, 2A, 2B, 971 à 974 ou 976"
        fichier.problems.append(document.problem(("departement",), message, "format"))
    if departement is not None and ("departement",) not in fichier.fautifs:
        trame = trames.get(str(document.value.get("trame")))
        texte = _texte(document, folder, fichier.fautifs)
        fichier.dossier = _signed(build_dossier(document, fichier.fautifs, departement, trame, texte), folder)
    return fichier


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    for below in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _texts(below)


def _signed(dossier: Dossier, folder: Path) -> Dossier:
    """The dossier with the digital signatures of its signed document."""
    signed = dossier.document_signe
    data = fichiers.read(folder, signed.fichier, fichiers.MAX_PIECE) if signed and signed.fichier else ""
    if signed is None or not isinstance(data, bytes):
        return dossier
    return replace(dossier, document_signe=replace(signed, signatures=digital_signatures(data)))


def _texte(document: Document, folder: Path, faulty: set[fields.Path]) -> str:
    """`trame`, `document`, or the content of the département's own text."""
    name = document.value.get("texte")
    if not isinstance(name, str) or ("texte",) in faulty:
        return "trame"
    if name in {"trame", "document"}:
        return name
    data = fichiers.read(folder, name, fichiers.MAX_TEXTE)
    return data.decode("utf-8", "replace") if isinstance(data, bytes) else "document"
