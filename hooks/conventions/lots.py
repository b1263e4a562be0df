"""A folder of files → lots: what one département's pages are made of. A lot is read, judged and made without the others.

All that a département knows of the others is who shares the convention of whom: the first lines of each file say it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from conventions import fields
from conventions.check import check_one
from conventions.fields import Document
from conventions.load import fichiers
from conventions.load.registre import Fichier, Fonds, Lecture, archive
from conventions.model.dossier import Registre
from conventions.problem import Problem

_LIGNES = re.compile(rb"^(departement|meme_convention_que)[ ]*:[ ]*[\"']?([0-9A-Za-z]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Annonce:
    """What a file says it is; an empty code for one that names no département."""

    code: str
    partage: str
    """The département whose file holds the convention, if it is another."""


@dataclass(frozen=True, slots=True)
class Carte:
    """What is kept of a file that was read and judged."""

    chemin: str
    annonce: Annonce
    lisible: bool
    problems: tuple[Problem, ...]
    """Its faults of form, and what the rules say of it."""
    cites: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lot:
    """The files of one département, by their path from the folder.

    `code` is empty for files that name none: they are judged, and nothing is made of them. `autres` are the files of the
    one that carries its convention: they are read, and judged elsewhere.
    """

    code: str
    propres: tuple[str, ...]
    autres: tuple[str, ...]
    empreinte: str
    """Of the names and the bytes of all these files."""


class Dossiers:
    """The files of a folder as bytes, and what they announce."""

    def __init__(self, fonds: Fonds) -> None:
        self.fonds = fonds
        self.autour = (fonds.au.isoformat(), _documents(fonds.folder))
        """What else shapes all that is read of them: the day, and the documents beside them."""
        sources = {path: fichiers.read(fonds.folder, path, fields.MAX_BYTES) for path in fonds.paths()}
        self.empreintes = {
            path: hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()
            for path, data in sources.items()
        }
        self.annonces = {path: _glance(data) for path, data in sources.items()}
        self.partages = self._sharing()
        """Of each département that shares the convention of another, that other."""

    def _sharing(self) -> dict[str, str]:
        current = (a for path, a in self.annonces.items() if not archive(path))
        last = {a.code: a.partage for a in current}
        return {code: last[code] for code in self.fonds.reference.departements if last.get(code)}

    def lots(self) -> list[Lot]:
        """One lot a département, in the order of codes, and one for all the files that name none."""
        codes, partages = self.fonds.reference.departements, self.partages
        files: dict[str, list[str]] = {}
        for path, annonce in self.annonces.items():
            files.setdefault(annonce.code if annonce.code in codes else "", []).append(path)
        lots = [self._lot(code, files.get(code, []), files.get(partages.get(code, code), [])) for code in codes]
        return [*lots, self._lot("", files[""], [])] if "" in files else lots

    def _lot(self, code: str, own: list[str], carrier: list[str]) -> Lot:
        others = [path for path in carrier if path not in own and not archive(path)]
        digest = hashlib.sha256(repr([(path, self.empreintes[path]) for path in (*own, *others)]).encode())
        return Lot(code, tuple(own), tuple(others), digest.hexdigest())

    def lire(self, lot: Lot) -> tuple[Registre, list[Carte]]:
        """What the files of the lot hold, among stubs of the other départements, and what there is to say of its own."""
        own = [self.fonds.read(path) for path in lot.propres]
        registre = self.fonds.registre([*own, *map(self.fonds.read, lot.autres)], self.partages)
        return registre, [self._carte(fichier, registre) for fichier in own]

    def _carte(self, fichier: Fichier, registre: Registre) -> Carte:
        verdict = check_one(fichier, Lecture(registre, [], self.fonds.folder))
        dossier = fichier.dossier
        annonce = Annonce(dossier.code, dossier.meme_convention_que) if dossier else Annonce("", "")
        problems = (*fichier.problems, *verdict)
        return Carte(fichier.nom, annonce, fichier.document.lisible, problems, fichier.cites)

    def apprendre(self, cartes: Iterable[Carte]) -> bool:
        """Take what the files really say for what they announced; tells whether it changes anything."""
        before = self.lots(), self.partages
        self.annonces |= {carte.chemin: carte.annonce for carte in cartes}
        self.partages = self._sharing()
        return before != (self.lots(), self.partages)

    def lecture(self, cartes: Iterable[Carte]) -> Lecture:
        """The folder as the rules on the whole of it read it: files that have their verdict."""
        registre = self.fonds.registre([], self.partages)
        return Lecture(registre, [_fichier(carte, self.fonds.folder, registre) for carte in cartes], self.fonds.folder)


def _glance(data: bytes | str) -> Annonce:
    """What the file seems to say; reading it will tell."""
    seen = dict(_LIGNES.findall(data)) if isinstance(data, bytes) else {}
    return Annonce(seen.get(b"departement", b"").decode(), seen.get(b"meme_convention_que", b"").decode())


def _fichier(carte: Carte, folder: Path, registre: Registre) -> Fichier:
    document = Document(f"{folder.name}/{carte.chemin}", lisible=carte.lisible)
    dossier = registre.dossiers.get(carte.annonce.code)
    return Fichier(document, dossier, cites=carte.cites, verdict=list(carte.problems))


def _documents(folder: Path) -> str:
    """The documents beside the files, as a digest: names and contents. A link is its own target's name."""
    digest = hashlib.sha256()
    places = [folder / "pieces", *sorted(folder.glob("archives/*/pieces"))]
    for path in sorted(p for place in places for p in place.rglob("*")):
        content = str(path.readlink()).encode() if path.is_symlink() else path.read_bytes() if path.is_file() else b""
        digest.update(f"\0{path.relative_to(folder)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
