"""What the generator asks for → a site to be built: its settings read, its folder, its store, its place beside the earlier one."""

from __future__ import annotations

import dataclasses
import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from conventions.build.compiled import keep_compiled
from conventions.build.site import Site
from conventions.build.staging import Busy, Staging
from conventions.build.store import Store, digest, fingerprint
from conventions.build.work import Frame
from conventions.check.tree import LEFTOVER
from conventions.check.vigilance import avertissements, contacts_a_verifier, etat_accessibilite
from conventions.model.cadre import FICTIF, modifier
from conventions.model.french import date_longue
from conventions.model.problem import Problem
from conventions.model.settings import Settings
from conventions.render.structured import StructuredData
from conventions.render.templating import environment, preload
from conventions.source.registry import Context, forget_national, load_context
from conventions.source.settings import (
    build_date,
    departments_folder,
    documents_folder,
    fictitious,
    national_folder,
    store_folder,
)
from conventions.source.site_settings import site_settings

ATELIER = Path(".cache/atelier")
"""What the workshop needs in the browser (tools/atelier.py): a folder of the theme, empty where it could not be made."""
HOOKS = Path(__file__).resolve().parents[2]
LOADED = fingerprint([HOOKS])
"""The code and the templates, as this process has loaded them."""


class Refused(Exception):
    """The site cannot be built; the message says why, in French."""


@dataclass(frozen=True, slots=True)
class Request:
    """`root` is the project, `site` where the site goes, `settings` what `extra.conventions` holds.

    `theme` are the folders of our own templates, if the site has any; `shaping`, whatever else of the settings shapes a page.
    """

    root: Path
    site: Path
    name: str
    site_url: str
    settings: object
    theme: tuple[Path, ...]
    shaping: str
    dirty: bool
    serving: bool
    use: str = ""
    """What is built, where that is not the site: it has a store of its own."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A site to be built, and the settings that its pages quote."""

    site: Site
    settings: Settings

    def frame(self, *, serving: bool) -> dict[str, Any]:
        """What the frame of every page shows: the settings, the date, the help numbers, the notice of fictitious data."""
        context = self.site.context
        return {
            "reglages": self.settings,
            "aide": context.reference.aides,
            "fictif": context.fictif,
            "avis": [FICTIF] if context.fictif else [],
            "situation": f"Situation au {date_longue(context.au)}",
            "csp_absente": serving,  # the preview's live reload is a script in the page
        }

    def beside(self, url: str, meta: Mapping[str, Any], edition: str) -> dict[str, Any]:
        """What a frame reads of a page and its front matter does not hold: the link to change it; what the open data are, for machines."""
        found: dict[str, Any] = {"modifier": modifier(edition, meta.get("source", ""))}
        if url == "donnees/v1/":
            frame = self.site.frame
            found["donnees_structurees"] = frame.structured.dataset(str(meta.get("description")), url, frame.site_url)
        return found

    @property
    def watched(self) -> list[Path]:
        """What a preview has to watch beside the hand-written pages and the theme."""
        return [self.site.context.folder, self.site.context.national, HOOKS]

    @property
    def outdated(self) -> bool:
        """Whether the code or a template has changed since this process has loaded it."""
        return fingerprint([HOOKS]) != LOADED

    def problems(self, *, editing: bool) -> list[Problem]:
        """Every fault of the files. While one is editing, those that an editor leaves beside them are none."""
        return [p for p in self.site.check() if not (editing and p.rule == LEFTOVER)]

    def reminders(self) -> Iterator[str]:
        """What the ministry has to see to before the site is opened."""
        context = self.site.context
        if not context.fictif:
            yield from avertissements(self.settings.reglages, context.reference.aides, context.au)
            yield from contacts_a_verifier(context.reference, context.au)


def open_site(request: Request) -> Opened:
    """Raises `Refused`."""
    settings, faults = site_settings(request.settings)
    if faults:
        raise Refused("\n".join(f"mkdocs.yml : {fault}" for fault in faults))
    etat = etat_accessibilite(settings.reglages.accessibilite)
    ministere = settings.reglages
    ministere = dataclasses.replace(ministere, accessibilite=dataclasses.replace(ministere.accessibilite, etat=etat))
    folder, national = departments_folder(request.root), national_folder()
    _refuse_sources(request, folder, national)
    keep_compiled(environment(), "pages", LOADED[:16])
    if request.serving:
        preload()
    fictif = fictitious(folder, request.root)
    # Before it is read: what is saved in between must not be kept under what stands for the rest.
    known = fingerprint([national, *request.theme], LOADED)
    atelier = any((request.root / ATELIER).glob("assets/atelier/*.wasm"))
    context = dataclasses.replace(_context(folder, national, fictif=fictif), atelier=atelier)
    au = context.au
    common = digest(
        repr(
            (known, request.shaping, request.site_url, request.serving, au, fictif, folder, national, atelier)
        ).encode()
    )
    frame = Frame(StructuredData(au, request.name, ministere.editeur.nom), request.site_url, common)
    store = Store(store_path(request.root, folder, request.use), common)
    site = Site(context, store, _staging(request.site), frame, dirty=request.dirty)
    site.offer(documents_folder(request.root))
    return Opened(site, dataclasses.replace(settings, reglages=ministere))


def _context(folder: Path, national: Path, *, fictif: bool) -> Context:
    """What the files are read against; a preview reads it anew."""
    forget_national()
    try:
        au = build_date()
    except ValueError:
        raise Refused("SOURCE_DATE_EPOCH n’est pas un nombre de secondes") from None
    try:
        return load_context(folder, au, fictif=fictif, national=national)
    except (OSError, ValueError, KeyError, TypeError, yaml.YAMLError) as error:
        raise Refused(f"le dossier {national} ne peut pas être lu ({type(error).__name__}\u00a0: {error})") from error


def _refuse_sources(request: Request, folder: Path, national: Path) -> None:
    """Refuse to build in the place of what the site is made of, and from a folder that is not there."""
    for what, path in (("des départements", folder), ("de ce que tient le ministère", national)):
        if not path.is_dir():
            raise Refused(f"le dossier {what}, {path}, n’existe pas")
    site = request.site.resolve()
    sources = [folder, national, HOOKS, *request.theme]
    for source in (path.resolve() for path in sources):
        if source == site or source in site.parents or site in source.parents:
            raise Refused(f"le site remplacerait {source}, dont il est fait\u00a0: choisissez une autre place")
    if site.exists() and (not site.is_dir() or os.path.ismount(site)):
        why = "est un volume à part" if site.is_dir() else "n’est pas un dossier"
        raise Refused(
            f"{site} {why}, que le site ne peut pas remplacer\u00a0: choisissez un dossier neuf, par exemple {site}/site"
        )


def store_path(root: Path, folder: Path, use: str = "") -> Path | None:
    """One file a folder of départements, and a use."""
    where, named = store_folder(root), f"{folder.resolve()}{use}".encode()
    return where / f"{hashlib.sha256(named).hexdigest()[:12]}.sqlite" if where else None


def _staging(site: Path) -> Staging:
    try:
        return Staging(site)
    except Busy:
        raise Refused(f"une autre construction de {site} est en cours\u00a0: attendez qu’elle finisse.") from None
    except OSError as error:
        raise Refused(
            f"le site se construit à côté de {site}, et rien ne peut y être écrit ({error.strerror})\u00a0: "
            "choisissez une autre place, par exemple « --site-dir » suivi d’un dossier neuf."
        ) from None
