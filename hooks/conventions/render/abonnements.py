"""What one can subscribe to: the news (Atom) and the dates to come (iCalendar) of the country, a région, a département, an objective."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.model.cadre import Flux
from conventions.model.reference import Region
from conventions.render.collection import Collection
from conventions.render.contribution import Standing

PAYS = "suivi/"
ATOM = "application/atom+xml"
ICS = "text/calendar"


def agenda(url: str) -> str:
    """The calendar beside the page at `url`."""
    return f"{url}echeances.ics"


def actualites(url: str) -> str:
    """The feed beside the page at `url`."""
    return f"{url}nouvelles.atom"


def abonnements(url: str, de: str) -> tuple[Flux, ...]:
    """Both, beside the page at `url`; `de` says of what: « du Rhône »."""
    return (
        Flux(f"Les nouvelles {de}", actualites(url), ATOM),
        Flux(f"Les dates à venir {de}", agenda(url), ICS),
    )


def du_pays() -> tuple[Flux, ...]:
    """Those of the whole country."""
    return abonnements(PAYS, "de tout le pays")


def regions(collection: Collection) -> Iterator[tuple[Region, str, list[Standing]]]:
    """Each région, the address of its page, and its départements."""
    for region in collection.registry.reference.regions:
        lignes = [ligne for ligne in collection.lignes.values() if ligne.departement.region == region]
        yield region, f"regions/{region.slug}/", lignes
