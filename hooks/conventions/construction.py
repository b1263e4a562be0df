"""One build: load → check → compose. It knows files and the cache, not the generator, which gives it folders and a frame."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache

from conventions import check
from conventions.cache import Cache, fingerprint
from conventions.compose.vue import Vue, build_vue
from conventions.load.jour import build_date
from conventions.load.reference import FOLDER as REFERENCE
from conventions.load.registre import load
from conventions.load.trame import FOLDER as TRAMES
from conventions.memoire import Memoire
from conventions.problem import Problem
from conventions.texte import date_longue


class Construction:
    """What one build knows."""

    def __init__(self, folder: Path, root: Path, processus: int) -> None:
        self.folder, self.root = folder, root
        self.sources = (
            Path(os.environ.get("CONVENTIONS_REFERENCE") or REFERENCE),
            Path(os.environ.get("CONVENTIONS_TRAMES") or TRAMES),
        )
        self.cache = self._open_cache()
        fictif = folder.resolve() != (root / "departments").resolve()
        reference, trames = self.sources
        au = build_date()
        memoire = Memoire(self.cache, folder, au, processus)
        lecture = load(folder, au, fictif=fictif, reference_folder=reference, trame_folder=trames, lire=memoire.lire)
        memoire.juger(lecture)
        self.problems = check.check(lecture)
        self.vue: Vue = build_vue(lecture.registre)

    @property
    def errors(self) -> list[Problem]:
        """The faults that stop a build, and that a preview shows on its pages."""
        return [p for p in self.problems if p.severity == "erreur"]

    def frame(self, *, serving: bool) -> dict[str, Any]:
        """What every page's frame shows: the date, the help numbers, the notice of fictitious data."""
        registre = self.vue.registre
        return {
            "aide": registre.reference.aides,
            "fictif": registre.fictif,
            "fautes": [str(p) for p in self.errors],
            "situation": f"Situation au {date_longue(registre.au)}",
            "csp_absente": serving,  # the preview's live reload is a script in the page
        }

    def keep_templates(self, *environments: Environment) -> None:
        """Compile each template once, as Python does its modules: on this machine alone, for it is code."""
        if self.cache.open:
            folder = self.root / ".cache" / "gabarits" / self.cache.common[:16]
            for old in folder.parent.glob("*"):
                if old != folder:
                    shutil.rmtree(old, ignore_errors=True)
            folder.mkdir(parents=True, exist_ok=True)
            for env in environments:
                env.bytecode_cache = FileSystemBytecodeCache(str(folder), f"{env.sandboxed:d}-%s")

    def _open_cache(self) -> Cache:
        """The cache of this folder's site, in `.cache/` or where CONVENTIONS_CACHE says (empty: none)."""
        where = os.environ.get("CONVENTIONS_CACHE", str(self.root / ".cache" / "pages"))
        name = hashlib.sha256(str(self.folder.resolve()).encode()).hexdigest()[:12]
        folders = (self.root / "hooks", self.root / "overrides", *self.sources)
        shaping = {p for folder in folders for p in folder.rglob("*") if p.is_file() and p.suffix != ".pyc"}
        return Cache(Path(where) / f"{name}.sqlite" if where else None, fingerprint(shaping))
