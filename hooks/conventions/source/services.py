"""The services of the whole country (`national/services.csv`) and where communes are (`national/communes/positions.csv`), if the ministry gives them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from conventions.model.french import slug, typographie
from conventions.model.problem import Problem
from conventions.model.service import Commune, NatureService, Position, Service, ServiceSitue
from conventions.source.communes import aujourd_hui, departement_de, noms_communes
from conventions.source.tableau import Check, Tableau, Values, among, day, of_service, read_table

FICHIER = "services.csv"
COLONNES = (
    *("nature", "nom", "insee", "adresse", "telephone", "courriel", "page"),
    *("latitude", "longitude", "source", "date"),
)
POSITIONS = "communes/positions.csv"
BORNES = {"latitude": 90.0, "longitude": 180.0}
CHECKS: Mapping[str, Check] = {
    "nature": among([n.slug for n in NatureService]),
    "insee": lambda value: "" if aujourd_hui(value) else "le code INSEE d’une commune, cinq signes (69266)",
    **{key: of_service(key) for key in ("telephone", "courriel", "page")},
    **{key: lambda value, most=most: _degrees(value, most) for key, most in BORNES.items()},  # type: ignore[misc]
    "date": day,
}
Communes = dict[str, tuple[Commune, ...]]


def load_services(national: Path) -> tuple[tuple[ServiceSitue, ...], Communes, list[Problem]]:
    """The services that may be shown, and, if there are any, the communes by département."""
    table = read_table(national, FICHIER, COLONNES)
    if not table.lignes:
        return (), {}, table.problems
    places = read_table(national, POSITIONS, ("insee", "latitude", "longitude"))
    positions = dict(_positions(places))
    found, taken = list[ServiceSitue](), dict[str, int]()
    for line, values in table.lignes:
        if table.right(line, values, CHECKS) and _whole(table, line, values) and table.shown(line, values):
            ident = slug(f"{values['nom']} {aujourd_hui(values['insee'])}")
            taken[ident] = taken.get(ident, 0) + 1
            found.append(_service(values, ident if taken[ident] == 1 else f"{ident}-{taken[ident]}", positions))
    return tuple(found), _communes(positions), [*table.problems, *places.problems]


def _degrees(value: str, most: float) -> str:
    try:
        return "" if abs(float(value)) <= most else f"des degrés, entre -{most:g} et {most:g}"
    except ValueError:
        return "des degrés, avec un point (45.7663)"


def _whole(table: Tableau, line: int, values: Values) -> bool:
    """Whether the line says what it is, and where."""
    if not table.whole(line, values, ("nature", "nom", "insee")):
        return False
    if bool(values["latitude"]) != bool(values["longitude"]):
        table.tell(line, "latitude et longitude vont ensemble\u00a0: écrire les deux, ou aucune")
        return False
    return True


def _positions(table: Tableau) -> list[tuple[str, Position]]:
    checks = {key: CHECKS[key] for key in ("insee", "latitude", "longitude")}
    return [
        (values["insee"], (float(values["latitude"]), float(values["longitude"])))
        for line, values in table.lignes
        if table.right(line, values, checks) and table.whole(line, values, tuple(checks))
    ]


def _service(values: Values, ident: str, positions: Mapping[str, Position]) -> ServiceSitue:
    insee = aujourd_hui(values["insee"])
    own = (float(values["latitude"]), float(values["longitude"])) if values["latitude"] else None
    service = Service(
        ident,
        NatureService.of(values["nature"]),
        typographie(values["nom"]),
        noms_communes()[insee],
        typographie(values["adresse"]),
        values["telephone"],
        values["courriel"],
        values["page"],
    )
    return ServiceSitue(service, departement_de(insee), own or positions.get(insee), values["source"], values["date"])


def _communes(positions: Mapping[str, Position]) -> Communes:
    """Those of each département, in the order of their names."""
    found: dict[str, list[Commune]] = {}
    for insee, nom in noms_communes().items():
        if insee in positions:
            found.setdefault(departement_de(insee), []).append(Commune(nom, positions[insee]))
    return {code: tuple(sorted(those, key=lambda c: slug(c.nom))) for code, those in found.items()}
