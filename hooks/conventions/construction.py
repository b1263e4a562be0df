"""One build: the files read and judged, the work known and to be done. It knows files and the cache, not the generator."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache

from conventions.cache import Cache, fingerprint
from conventions.chantier import Chantier
from conventions.check import check
from conventions.ecrites import Ecrites
from conventions.gele import geler
from conventions.load.jour import build_date
from conventions.load.reference import FOLDER as REFERENCE
from conventions.load.registre import Fonds, load_fonds
from conventions.load.trame import FOLDER as TRAMES
from conventions.lots import Dossiers
from conventions.ouvrage import Fait, Reserve
from conventions.problem import Problem
from conventions.texte import date_longue


class Construction:
    """What one build of the folder into a site knows. `root` is the project's."""

    def __init__(self, folder: Path, root: Path, chantier: Chantier) -> None:
        self.folder, self.root = folder, root
        self.sources = (
            Path(os.environ.get("CONVENTIONS_REFERENCE") or REFERENCE),
            Path(os.environ.get("CONVENTIONS_TRAMES") or TRAMES),
        )
        self.cache = self._open_cache()
        self.fonds = self._load_fonds()
        self.dossiers = Dossiers(self.fonds)
        self.chantier = chantier
        self._etats = self.cache.key("site", str(chantier.site.resolve()))
        chantier.connaitre(self.cache.value(self._etats) or {})
        self.reserve = Reserve(self.cache, self.chantier, self.fonds.reference.departements)
        self.problems: list[Problem] = []

    @property
    def errors(self) -> list[Problem]:
        """The faults that stop a build, and that a preview shows on its pages."""
        return [p for p in self.problems if p.severity == "erreur"]

    def lire(self, departements: Callable[[], Sequence[Fait]]) -> None:
        """Read and make each lot, and judge the whole. Where a file does not say what it announced, the lots are others."""
        faits = departements()
        if self.dossiers.apprendre(carte for fait in faits for carte in fait.cartes):
            self.chantier.recommencer()
            self.reserve.places.clear()
            faits = departements()
        self.problems = check(self.dossiers.lecture(carte for fait in faits for carte in fait.cartes))

    def frame(self, *, serving: bool) -> dict[str, Any]:
        """What every page's frame shows: the date, the help numbers, the notice of fictitious data."""
        return {
            "aide": self.fonds.reference.aides,
            "fictif": self.fonds.fictif,
            "situation": f"Situation au {date_longue(self.fonds.au)}",
            "csp_absente": serving,  # the preview's live reload is a script in the page
        }

    def written(self, shaping: object) -> Ecrites:
        """The hand-written pages, made of all this."""
        return Ecrites(self.reserve, self.cache.key("ecrites", shaping))

    def finish(self) -> None:
        """Put the new site in the place of the old, and leave to the next build what this one has made."""
        etats = self.chantier.finish(self.reserve.places)
        self.cache.keep(self._etats, geler(etats))
        self.cache.close()

    def keep_templates(self, *environments: Environment) -> None:
        """Compile each template once, as Python does its modules: on this machine alone, for it is code."""
        folder = self.root / ".cache" / "gabarits" / self.cache.common[:16]
        with suppress(OSError):  # a project that may not be written to is built all the same
            folder.mkdir(parents=True, exist_ok=True)
            for old in folder.parent.glob("*"):
                if old != folder:
                    shutil.rmtree(old, ignore_errors=True)
        for env in environments if os.access(folder, os.W_OK) else ():
            env.bytecode_cache = FileSystemBytecodeCache(str(folder), f"{env.sandboxed:d}-%s")

    def _open_cache(self) -> Cache:
        """The cache of this folder's site, in `.cache/` or where CONVENTIONS_CACHE says (empty: none)."""
        where = os.environ.get("CONVENTIONS_CACHE", str(self.root / ".cache" / "pages"))
        name = hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:12]
        own = [folder for folder in self.sources if not folder.is_relative_to(self.root / "hooks")]
        common = fingerprint([self.root / "hooks", self.root / "overrides", *own])
        return Cache(Path(where) / f"{name}.sqlite" if where else None, common)

    def _load_fonds(self) -> Fonds:
        """The reference data and the trames are read from their files once."""
        fictif = self.folder.resolve() != (self.root / "departments").resolve()
        au, (reference_folder, trame_folder) = build_date(), self.sources
        key = self.cache.key("fonds")
        known = self.cache.value(key)
        if known is None:
            fonds = load_fonds(
                self.folder, au, fictif=fictif, reference_folder=reference_folder, trame_folder=trame_folder
            )
            self.cache.keep(key, geler((fonds.reference, fonds.trames)))
            return fonds
        self.cache.keep(key)
        reference, trames = known
        return Fonds(self.folder, au, fictif, reference, trames, reference_folder)
