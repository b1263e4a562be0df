"""Of each commune, the nearest service of each kind, as the crow flies. Pure: degrees in, kilometres out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from conventions.model.service import Commune, NatureService, Position, ServiceSitue

RAYON = 6371.0
"""Of the Earth, in kilometres."""


@dataclass(frozen=True, slots=True)
class Proche:
    """The nearest service of a kind, and how far it is, in kilometres."""

    service: ServiceSitue
    distance: float


Situes = list[tuple[ServiceSitue, Position, tuple[float, float, float]]]


def distance(a: Position, b: Position) -> float:
    """In kilometres, along the surface."""
    (lat_a, lon_a), (lat_b, lon_b) = (map(radians, place) for place in (a, b))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * RAYON * asin(sqrt(min(half, 1.0)))


def natures(services: Sequence[ServiceSitue]) -> list[NatureService]:
    """The kinds of services that stand somewhere, in their order."""
    known = {s.service.nature for s in services if s.position}
    return [nature for nature in NatureService if nature in known]


def plus_proches(
    communes: Sequence[Commune], services: Sequence[ServiceSitue]
) -> Iterator[tuple[Commune, list[Proche]]]:
    """Each commune, with one service of each kind, in the order of `natures`."""
    near = [_candidates(communes, services, nature) for nature in natures(services)]
    for commune in communes:
        yield commune, [_nearest(commune.position, those) for those in near]


def _nearest(place: Position, those: Situes) -> Proche:
    """On a sphere, the nearest is the one whose direction is the most alike: a country has ten million pairs to compare."""
    x, y, z = _direction(place)
    service, position, _ = max(those, key=lambda one: x * one[2][0] + y * one[2][1] + z * one[2][2])
    return Proche(service, distance(place, position))


def _direction(place: Position) -> tuple[float, float, float]:
    """From the middle of the Earth."""
    lat, lon = map(radians, place)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def _candidates(communes: Sequence[Commune], services: Sequence[ServiceSitue], nature: NatureService) -> Situes:
    """Those that can be the nearest of one of these communes: the country has a thousand, a département is near a few.

    Of a place at most `reach` from the middle, one is at most `nearest + reach` away; one beyond `nearest + 2 × reach` is farther.
    """
    placed = [(s, s.position, _direction(s.position)) for s in services if s.position and s.service.nature is nature]
    if not communes:
        return placed
    middle = communes[len(communes) // 2].position
    reach = max(distance(middle, c.position) for c in communes)
    away = [distance(middle, p) for _, p, _ in placed]
    return [one for one, far in zip(placed, away, strict=True) if far <= min(away) + 2 * reach]
