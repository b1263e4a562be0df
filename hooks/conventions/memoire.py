"""Reads the départements' files as `load` does; one that has not changed comes from the cache, with what the rules said of it."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from conventions import fields
from conventions.atelier import travail
from conventions.cache import Cache
from conventions.check import check_one
from conventions.fields import Document
from conventions.gele import degeler, geler
from conventions.load import fichiers
from conventions.load.registre import Fichier, Lecture, read_file
from conventions.model.dossier import Dossier, Registre
from conventions.model.reference import Reference
from conventions.model.trame import Trame

Partages = dict[str, object]
Ensemble = tuple[tuple[str, str], ...]
PEU = 8
"""So few files are sooner read here than by a copy of the process."""
_LIGNES = re.compile(rb"^(departement|meme_convention_que)[ ]*:[ ]*[\"']?([0-9A-Za-z]+)", re.MULTILINE)


@dataclass(frozen=True)
class Lu:
    """A file read in this build: its name in the cache (empty: none), how to read it again, and what it shares with others."""

    key: str
    relire: Callable[[], Fichier]
    partages: Partages
    neuf: bytes = b""
    """What the cache is to hold of it, if another core has read it."""


class Memoire:
    """What the cache knows of the files of `folder` on the day `au`; the others are read on every core.

    A file means the same as long as it, the documents beside it, the reference data, the trames and the code are the
    same; the rules say the same of it as long as, besides, the same départements share their convention.
    """

    def __init__(self, cache: Cache, folder: Path, au: date, processus: int) -> None:
        self.cache, self.folder, self.au, self.processus = cache, folder, au, processus
        self.autour = (au.isoformat(), _documents(folder)) if cache.open else ()
        self._lus: dict[str, Lu] = {}
        self._suppose: Lecture | None = None

    def lire(self, paths: list[str], folder: Path, reference: Reference, trames: dict[str, Trame]) -> list[Fichier]:
        """The files, as `read_files` reads them. One that was not read here has its verdict, and no positions."""
        named = {f"trame {periode}": trame for periode, trame in trames.items()}
        partages: Partages = {**named, **reference.departements}
        sources = {path: fichiers.read(folder, path, fields.MAX_BYTES) for path in paths}
        found: dict[str, Fichier | None] = {}
        archives = any("/" in path for path in paths)  # `load` gives them the period of their folder only afterwards
        for path, data in sources.items():
            lu = Lu(self._key(path, data), partial(read_file, path, folder, reference, trames), partages)
            self._lus[f"{folder.name}/{path}"] = lu
            found[path] = _degele(self.cache.read(lu.key), partages)
        new = [path for path, fichier in found.items() if fichier is None]
        if self.processus > 1 and len(new) > PEU and not archives:
            self._suppose = Lecture(_registre(sources, reference, trames, self.au), [], folder)
            with travail(self._lit_et_juge, new, self.processus) as made:
                for path, frozen in zip(new, made, strict=True):
                    found[path] = _degele(frozen, partages)
                    name = f"{folder.name}/{path}"
                    self._lus[name] = dataclasses.replace(self._lus[name], neuf=frozen)
        return [found[path] or self._lus[f"{folder.name}/{path}"].relire() for path in paths]

    def _key(self, path: str, data: bytes | str) -> str:
        if isinstance(data, str) or not self.cache.open:
            return ""
        return self.cache.key("fichier", path, hashlib.sha256(data).hexdigest(), *self.autour)

    def _lit_et_juge(self, path: str) -> bytes:
        """Read a file, and judge it among départements that share as one supposes: if they do not, `juger` starts again."""
        lu = self._lus[f"{self.folder.name}/{path}"]
        fichier = lu.relire()
        if self._suppose is not None:
            fichier.verdict = check_one(fichier, self._suppose)
            fichier.ensemble = _partages(self._suppose.registre)
        return _gele(fichier, lu.partages)

    def juger(self, lecture: Lecture) -> None:
        """Give each file the verdict of the rules, and leave it to the next build."""
        ensemble = _partages(lecture.registre)
        for fichier in lecture.fichiers:
            lu = self._lus[fichier.document.path]
            neuf = lu.neuf
            if fichier.verdict is None or fichier.ensemble != ensemble:
                positioned = lu.relire() if fichier.verdict is not None else fichier
                fichier.verdict, fichier.ensemble = check_one(positioned, lecture), ensemble
                neuf = _gele(fichier, lu.partages) if lu.key else b""
            if lu.key:
                self.cache.keep(lu.key, neuf)


def _registre(sources: Mapping[str, bytes | str], reference: Reference, trames: dict[str, Trame], au: date) -> Registre:
    """What the rules ask of the other files, at a glance at their first lines: who shares the convention of whom."""
    seen = [dict(_LIGNES.findall(data)) for data in sources.values() if isinstance(data, bytes)]
    shared = {
        d[b"departement"].decode(): d.get(b"meme_convention_que", b"").decode() for d in seen if b"departement" in d
    }
    dossiers = {
        code: Dossier(departement, "", max(trames), None, meme_convention_que=shared.get(code, ""))
        for code, departement in reference.departements.items()
    }
    return Registre(reference, trames, dossiers, au)


def _degele(data: bytes | None, partages: Partages) -> Fichier | None:
    if data is None:
        return None
    try:
        path, lisible, *rest = degeler(data, partages)
    except ValueError:
        return None
    return Fichier(Document(path, lisible=lisible), *rest)


def _gele(fichier: Fichier, partages: Partages) -> bytes:
    kept = (fichier.dossier, fichier.problems, fichier.fautifs, fichier.cites, fichier.verdict, fichier.ensemble)
    return geler((fichier.document.path, fichier.document.lisible, *kept), partages)


def _partages(registre: Registre) -> Ensemble:
    """Which département shares the convention of which."""
    return tuple((code, d.meme_convention_que) for code, d in registre.dossiers.items() if d.meme_convention_que)


def _documents(folder: Path) -> str:
    """The documents beside the files, as a digest: names and contents. A link is its own target's name."""
    digest = hashlib.sha256()
    places = [folder / "pieces", *sorted(folder.glob("archives/*/pieces"))]
    for path in sorted(p for place in places for p in place.rglob("*")):
        content = str(path.readlink()).encode() if path.is_symlink() else path.read_bytes() if path.is_file() else b""
        digest.update(f"\0{path.relative_to(folder)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
