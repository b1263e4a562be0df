"""What the generator asks for → a site to be built: its settings read, its folder, its store, its place beside the earlier one."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conventions.build.site import Site
from conventions.build.staging import Busy, Staging
from conventions.build.store import Store, fingerprint
from conventions.build.work import Frame
from conventions.check.vigilance import avertissements, etat_accessibilite
from conventions.model.french import date_longue
from conventions.model.settings import Settings
from conventions.render.structured import StructuredData
from conventions.source.registry import forget_national, load_context
from conventions.source.settings import build_date, departments_folder, national_folder, store_folder
from conventions.source.site_settings import site_settings

HOOKS = Path(__file__).resolve().parents[2]
LOADED = fingerprint([HOOKS])
"""The code and the templates, as this process has loaded them."""


class Refused(Exception):
    """The site cannot be built; the message says why, in French."""


@dataclass(frozen=True, slots=True)
class Request:
    """`root` is the project, `site` where the site goes, `settings` what `extra.conventions` holds.

    `theme` is the folder of our own templates, if the site has any; `shaping`, whatever else of the settings shapes a page.
    """

    root: Path
    site: Path
    name: str
    site_url: str
    settings: object
    theme: Path | None
    shaping: str
    dirty: bool
    serving: bool


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
            "situation": f"Situation au {date_longue(context.au)}",
            "csp_absente": serving,  # the preview's live reload is a script in the page
        }

    @property
    def watched(self) -> list[Path]:
        """What a preview has to watch beside the hand-written pages and the theme."""
        return [self.site.context.folder, self.site.context.national, HOOKS]

    @property
    def outdated(self) -> bool:
        """Whether the code or a template has changed since this process has loaded it."""
        return fingerprint([HOOKS]) != LOADED

    def reminders(self) -> Iterator[str]:
        """What the ministry has to see to before the site is opened."""
        context = self.site.context
        if not context.fictif:
            yield from avertissements(self.settings.reglages, context.reference.aides, context.au)


def open_site(request: Request) -> Opened:
    """Raises `Refused`."""
    settings, faults = site_settings(request.settings)
    if faults:
        raise Refused("\n".join(f"mkdocs.yml : {fault}" for fault in faults))
    etat = etat_accessibilite(settings.reglages.accessibilite)
    ministere = settings.reglages
    ministere = dataclasses.replace(ministere, accessibilite=dataclasses.replace(ministere.accessibilite, etat=etat))
    folder, national, au = departments_folder(request.root), national_folder(), build_date()
    fictif = folder.resolve() != (request.root / "departments").resolve()
    forget_national()  # a preview reads it anew
    context = load_context(folder, au, fictif=fictif, national=national)
    shaped = (request.shaping, request.site_url, request.serving, str(au), fictif, str(folder), str(national))
    common = fingerprint([national, *([request.theme] if request.theme else [])], LOADED, *shaped)
    frame = Frame(StructuredData(au, request.name, ministere.editeur.nom), request.site_url, common)
    store = Store(_store_path(request.root, folder), common)
    site = Site(context, store, _staging(request.site), frame, dirty=request.dirty)
    return Opened(site, dataclasses.replace(settings, reglages=ministere))


def _store_path(root: Path, folder: Path) -> Path | None:
    """One file a folder of départements."""
    where = store_folder(root)
    return where / f"{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]}.sqlite" if where else None


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
