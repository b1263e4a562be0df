"""The communes of France and their postcodes (national/communes/) → names by INSEE code, codes by name, and the lines that search cuts up."""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from conventions.model.french import slug
from conventions.source.settings import national_folder


@dataclass(frozen=True, slots=True)
class Communes:
    """`lignes` are « 69266,Villeurbanne,163684 », sorted by the slug of the name; `postaux`, the postcodes that do not tell their département."""

    lignes: tuple[str, ...]
    postaux: Mapping[str, str]


@cache
def communes() -> Communes:
    """Read once, when first needed."""
    here = national_folder() / "communes"
    lines = (here / "communes.csv").read_text(encoding="utf-8").splitlines()[1:]
    with (here / "codes_postaux.csv").open(encoding="utf-8", newline="") as stream:
        postcodes = {row["code"]: row["departements"] for row in csv.DictReader(stream)}
    return Communes(tuple(lines), postcodes)


@cache
def noms_communes() -> Mapping[str, str]:
    """The name of each commune of today by INSEE code: `69266` is Villeurbanne."""
    return {code: name for code, name, inhabitants in toutes() if inhabitants}


@lru_cache(maxsize=8)
def noms_de(departements: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the communes of these départements, those of today and the others; the workshop asks at each pause of who writes."""
    return tuple(name for code, name, _ in toutes() if code.startswith(departements))


@dataclass(frozen=True, slots=True)
class Collectivite:
    """What was a commune of `departement` under the code `ancien`, and is now a collectivité d’outre-mer."""

    insee: str
    nom: str
    ancien: str
    departement: str
    postaux: str


@cache
def collectivites() -> tuple[Collectivite, ...]:
    """Saint-Barthélemy and Saint-Martin."""
    with (national_folder() / "communes" / "collectivites.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(Collectivite(**row) for row in csv.DictReader(stream))


@cache
def _codes() -> Mapping[str, tuple[str, str]]:
    """By INSEE code: the postcodes of a commune of today; or, of a past or a delegated one, the commune that it belongs to."""
    lines = (national_folder() / "communes" / "codes_communes.csv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split(",") for line in lines)
    return {code: (postcodes, commune) for code, postcodes, commune in rows}


def departement_de(insee: str) -> str:
    """The code of the département of a commune: 69 for `69266`, 971 for `97105`."""
    return insee[:3] if insee.startswith("97") else insee[:2]


def aujourd_hui(insee: str) -> str:
    """The code of the commune of today that has this code, or that a past or a delegated one belongs to; empty for no commune's."""
    _, commune = _codes().get(insee, ("", ""))
    return commune or (insee if insee in _codes() else "")


def postaux(insee: str) -> tuple[str, ...]:
    """The postcodes of a commune of today, or of the one that this one belongs to."""
    known, _ = _codes().get(aujourd_hui(insee), ("", ""))
    return tuple(known.split())


def communes_du_postal(code: str) -> tuple[str, ...]:
    """The codes of the communes of today that have this postcode."""
    return tuple(insee for insee, (known, _) in _codes().items() if code in known)


def toutes() -> Iterator[tuple[str, str, str]]:
    """(code, name, inhabitants) of every commune, those that are delegated or associated without inhabitants."""
    for line in communes().lignes:
        code, name, inhabitants = line.split(",")
        yield code, name, inhabitants


@cache
def orthographes() -> dict[str, tuple[str, ...]]:
    """The names of each code, as the list writes them."""
    found: dict[str, tuple[str, ...]] = {}
    for code, name, _ in toutes():
        found[code] = (*found.get(code, ()), name)
    return found


def cle_de_nom(nom: str) -> str:
    """What two ways of writing the name of a commune have in common: « St Étienne » is « Saint-Étienne »."""
    return re.sub(r"\bst(e?)\b", r"saint\1", slug(nom))


@lru_cache(maxsize=4096)
def communes_nommees(nom: str) -> tuple[str, ...]:
    """The codes of the communes of that name, delegated ones among them."""
    lines, wanted = communes().lignes, cle_de_nom(nom)
    found = []
    for line in lines[bisect_left(lines, wanted, key=_slug_of) :]:
        if _slug_of(line) != wanted:
            break
        found.append(line.partition(",")[0])
    return tuple(found)


def _slug_of(line: str) -> str:
    return slug(line.split(",")[1])


def forget_communes() -> None:
    """Read the lists anew, the next time they are needed."""
    for known in (communes, noms_communes, noms_de, collectivites, _codes, communes_nommees):
        known.cache_clear()
