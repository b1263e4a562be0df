"""The communes of France and their postcodes (national/communes/) → names by INSEE code, and the lines that search cuts up."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

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
    rows = (line.split(",") for line in communes().lignes)
    return {code: name for code, name, inhabitants in rows if inhabitants}
