"""Where a family can turn in a département: its caisses first, then the services that receive it, by what they do and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conventions.compose.view import Fiche, View
from conventions.model.french import slug
from conventions.model.service import NatureService, Service

Lieux = list[tuple[str, str]]
"""(place, anchor) of each service."""


def ancre(service: Service) -> str:
    """Where the list of the sheet shows it."""
    return f"service-{service.id}"


def par_commune(services: Iterable[Service]) -> list[Service]:
    """As one looks for them: by commune, those that name none last."""
    return sorted(services, key=lambda s: (not s.commune, slug(s.commune), slug(s.nom)))


def par_nature(services: Iterable[Service]) -> Iterator[tuple[str, Lieux]]:
    """What they do, in the order of the format, and where each stands."""
    placed = par_commune(services)
    for nature in NatureService:
        found = [(s.commune or s.nom or "lieu à préciser", f"#{ancre(s)}") for s in placed if _nature(s) is nature]
        if found:
            yield nature.libelle, found


def _nature(service: Service) -> NatureService:
    return service.nature or NatureService.AUTRE


def services_proches(view: View, item: Fiche) -> bool:
    """Whether the ministry's list says something of that département: a service, or where its communes are."""
    reference, code = view.registry.reference, item.dossier.code
    located = code in reference.communes and any(s.position for s in reference.services)
    return located or any(s.departement == code for s in reference.services)
