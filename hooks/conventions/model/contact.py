"""Whom families call first in a département: its Caf and its MSA, as the ministry has verified them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from conventions.model.enumeration import Enumeration
from conventions.model.service import Joignable

TOUS = "tous"
"""In place of the code of a département: what stands for each of them, where its own line says nothing."""
OFFICIELS = ("caf.fr", "msa.fr", "gouv.fr", "service-public.fr")
"""Whose pages are an official source."""


class Organisme(Enumeration):
    """What a line is about."""

    CAF = "caf"
    MSA = "msa"


class Confiance(Enumeration):
    """How sure the ministry is of a line: its slug, and whether the line is shown."""

    HAUTE = "haute", True
    MOYENNE = "moyenne", True
    BASSE = "basse", False

    def __init__(self, _slug: str, montree: bool) -> None:  # noqa: FBT001 — a column of the table above
        self.montree = montree


def officielle(source: str) -> bool:
    """Whether that address is a page of an administration, or of a caisse."""
    return any(f".{_site(source)}".endswith(f".{known}") for known in OFFICIELS)


def _site(address: str) -> str:
    """The site that an address in https is on; empty for anything else."""
    found = re.match(r"https://([a-z0-9.-]+)(?:/|$)", address)
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class Contact:
    """A line of `national/contacts.csv`; `date` is the day it was last verified."""

    departement: str
    organisme: Organisme
    nom: str
    page: str
    telephone: str
    source: str
    date: str
    confiance: Confiance

    @property
    def montre(self) -> bool:
        """Without an official source, nothing of it is shown."""
        return self.confiance.montree and bool(self.date) and officielle(self.source)


@dataclass(frozen=True, slots=True)
class Interlocuteur(Joignable):
    """A caisse as its département shows it."""

    organisme: Organisme
    nom: str
    telephone: str
    page: str

    @property
    def site(self) -> str:
        """The site of its page, as one reads it: `caf.fr`."""
        return _site(self.page).removeprefix("www.")


def interlocuteurs(contacts: Iterable[Contact], code: str, noms: Mapping[Organisme, str]) -> Iterator[Interlocuteur]:
    """Those of a département: each of its own lines, completed by what stands for all. `noms` are the names it is known by."""
    shown = [c for c in contacts if c.montre]
    for organisme, nom in noms.items():
        lines = [c for c in shown if c.organisme is organisme]
        own = [c for c in lines if c.departement == code]
        common = next((c for c in lines if c.departement == TOUS and _vaut_pour(organisme, nom)), None)
        page, telephone = (common.page, common.telephone) if common else ("", "")
        if own:
            yield from (Interlocuteur(organisme, c.nom or nom, c.telephone or telephone, c.page or page) for c in own)
        else:
            yield Interlocuteur(organisme, nom, telephone, page)


def _vaut_pour(organisme: Organisme, nom: str) -> bool:
    """Mayotte has no Caf: what stands for every Caf is not said of its CSSM."""
    return organisme is not Organisme.CAF or nom.startswith("Caf ")
