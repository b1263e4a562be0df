"""A folder of départements' files → the registry and every fault found on the way."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
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
    """What the rules say of it, once they have read it…"""
    ensemble: tuple[tuple[str, str], ...] = ()
    """… among départements of which these share the convention of those."""


Lire = Callable[[list[str], Path, Reference, dict[str, Trame]], list[Fichier]]


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


def load(
    folder: Path,
    au: date,
    *,
    fictif: bool = False,
    reference_folder: Path = REFERENCE,
    trame_folder: Path = TRAMES,
    lire: Lire | None = None,
) -> Lecture:
    """Read every `*.yml` of `folder`, and the earlier conventions of `archives/PERIODE/`; `lire` reads some (`read_files`).

    Départements without a file get an empty dossier: their page exists all the same.
    """
    trames = {periode: load_trame(periode, trame_folder) for periode in periodes(trame_folder)}
    reference = load_reference(max(trames), reference_folder)
    lire = lire or read_files
    read = lire(sorted(path.name for path in folder.glob("*.yml")), folder, reference, trames)
    found = {f.dossier.code: f.dossier for f in read if f.dossier}
    current = trames[max(trames)]
    dossiers = {
        code: found.get(code) or Dossier(departement, f"{folder.name}/{departement.slug}.yml", current.periode, current)
        for code, departement in reference.departements.items()
    }
    earlier = _archives(folder, trames, reference_folder, lire)
    registre = Registre(reference, trames, dossiers, au, fictif, _by_code(earlier))
    return Lecture(registre, [*read, *earlier], folder)


def _archives(folder: Path, trames: dict[str, Trame], reference_folder: Path, lire: Lire) -> list[Fichier]:
    """The conventions of earlier periods, oldest first, each with the institutions of its time, if they were frozen."""
    result = []
    for here in sorted(p for p in folder.glob("archives/*") if PERIODE.fullmatch(p.name)):
        frozen = here.name if (reference_folder / here.name).is_dir() else max(trames)
        reference = load_reference(frozen, reference_folder)
        names = [path.relative_to(folder).as_posix() for path in sorted(here.glob("*.yml"))]
        for fichier in lire(names, folder, reference, trames):
            if fichier.dossier:
                fichier.dossier = dataclasses.replace(fichier.dossier, periode=here.name)
            result.append(fichier)
    return result


def _by_code(earlier: list[Fichier]) -> dict[str, tuple[Dossier, ...]]:
    codes = {f.dossier.code for f in earlier if f.dossier}
    return {code: tuple(f.dossier for f in earlier if f.dossier and f.dossier.code == code) for code in codes}


def read_files(paths: list[str], folder: Path, reference: Reference, trames: dict[str, Trame]) -> list[Fichier]:
    """Read each of these files of `folder`, in the same order."""
    return [read_file(path, folder, reference, trames) for path in paths]


def read_file(path: str, folder: Path, reference: Reference, trames: dict[str, Trame]) -> Fichier:
    """Read `folder/path`; it never raises, whatever the bytes. What is not a plain file is told of by the rules on the folder."""
    name = f"{folder.name}/{path}"
    data = fichiers.read(folder, path, fields.MAX_BYTES)
    if isinstance(data, str):
        rule = {fichiers.LIEN: "lien-symbolique"}.get(data, "taille" if "pèse" in data else "nom-inattendu")
        return Fichier(Document(name, lisible=False), problems=[Problem(name, 1, 1, data, rule)])
    return read_document(_parse(data, name), folder, reference, trames)


# As many as there are départements: while one file is being edited, the others are not read again.
_parse = lru_cache(maxsize=128)(fields.parse)


def read_document(document: Document, folder: Path, reference: Reference, trames: dict[str, Trame]) -> Fichier:
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
    return dataclasses.replace(dossier, document_signe=dataclasses.replace(signed, signatures=digital_signatures(data)))


def _texte(document: Document, folder: Path, faulty: set[fields.Path]) -> str:
    """`trame`, `document`, or the content of the département's own text."""
    name = document.value.get("texte")
    if not isinstance(name, str) or ("texte",) in faulty:
        return "trame"
    if name in {"trame", "document"}:
        return name
    data = fichiers.read(folder, name, fichiers.MAX_TEXTE)
    return data.decode("utf-8", "replace") if isinstance(data, bytes) else "document"
