"""Reads the départements' files as `load` does; one that has not changed comes from the cache, with what the rules said of it."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Callable
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
from conventions.model.dossier import Registre
from conventions.model.reference import Reference
from conventions.model.trame import Trame
from conventions.problem import Problem

Partages = dict[str, object]
Ensemble = tuple[tuple[str, str], ...]
PEU = 8
"""So few files are sooner judged here than by a copy of the process."""


@dataclass(frozen=True)
class Lu:
    """A file read in this build: its name in the cache, how to read it again, and the shared objects that it refers to."""

    key: str
    relire: Callable[[], Fichier]
    partages: Partages


class Memoire:
    """What the cache knows of the files of `folder` on the day `au`.

    A file means the same as long as it, the documents beside it, the reference data, the trames and the code are the
    same; the rules say the same of it as long as, besides, the same départements share their convention.
    """

    def __init__(self, cache: Cache, folder: Path, au: date) -> None:
        self.cache, self.folder = cache, folder
        self.autour = (au.isoformat(), _documents(folder)) if cache.open else ()
        self._lus: dict[str, Lu] = {}

    def lire(self, path: str, folder: Path, reference: Reference, trames: dict[str, Trame]) -> Fichier:
        """The file, as `read_file` reads it; from the cache, it has no more positions, and its verdict needs none."""
        data = fichiers.read(folder, path, fields.MAX_BYTES)
        if isinstance(data, str) or not self.cache.open:
            return read_file(path, folder, reference, trames)
        key = self.cache.key("fichier", path, hashlib.sha256(data).hexdigest(), *self.autour)
        named = {f"trame {periode}": trame for periode, trame in trames.items()}
        partages: Partages = {**named, **reference.departements}
        known = self._degele(key, partages)
        fichier = known or read_file(path, folder, reference, trames)
        self._lus[fichier.document.path] = Lu(key, partial(read_file, path, folder, reference, trames), partages)
        return fichier

    def juger(self, lecture: Lecture, processus: int) -> None:
        """Give each file the verdict of the rules, and leave it to the next build."""
        ensemble = _partages(lecture.registre)
        new = [f for f in lecture.fichiers if f.verdict is None or f.ensemble != ensemble]
        with travail(partial(self._juge, lecture, ensemble), new, processus if len(new) > PEU else 1) as judged:
            for fichier, (verdict, frozen) in zip(new, judged, strict=True):
                fichier.verdict, fichier.ensemble = verdict, ensemble
                if frozen:
                    self.cache.keep(self._lus[fichier.document.path].key, frozen)
        for lu in self._lus.values():
            self.cache.keep(lu.key)

    def _juge(self, lecture: Lecture, ensemble: Ensemble, fichier: Fichier) -> tuple[list[Problem], bytes]:
        """The verdict, and what the cache is to hold of the file with it."""
        lu = self._lus.get(fichier.document.path)
        positioned = lu.relire() if lu and fichier.verdict is not None else fichier
        verdict = check_one(positioned, lecture)
        judged = dataclasses.replace(fichier, verdict=verdict, ensemble=ensemble)
        return verdict, _gele(judged, lu.partages) if lu else b""

    def _degele(self, key: str, partages: Partages) -> Fichier | None:
        data = self.cache.read(key)
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
