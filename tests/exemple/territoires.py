"""Reference data for more départements than France has: a copy of the real data, and invented rows after it.

Each invented département shares the région, the court, the CMSA and the state service of a real one, so that the pages
of these territories grow as the number of départements does.
"""

from __future__ import annotations

import csv
import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

from conventions.model.noms import de

Row = dict[str, str]


def extend(source: Path, target: Path, periode: str, nombre: int, phrases: dict[str, list[str]]) -> None:
    """Copy what the ministry edits and add départements until there are `nombre`, with 100, 101, 102 and so on as codes."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target)
    here = target / "reference" / periode
    real = _rows(here / "departements.csv")
    models = {code: model["code"] for code, model in zip(_codes(real, nombre), itertools.cycle(real), strict=False)}
    names = dict(zip(models, _names(phrases), strict=False))
    by_code = {row["code"]: row for row in real}
    made = [_departement(code, by_code[models[code]], *names[code]) for code in models]
    _write(here / "departements.csv", real + made)
    for name in ("caf.csv", "ddets.csv"):
        rows = _rows(here / name)
        known = {row["code"]: row for row in rows}
        _write(here / name, rows + [_institution(known[models[c]], c, names[c][0]) for c in models])
    for name in ("cours_appel.csv", "msa.csv"):
        _write(here / name, [_territory(row, models) for row in _rows(here / name)])


def _codes(real: list[Row], nombre: int) -> list[str]:
    taken = {row["code"] for row in real}
    free = (str(n) for n in itertools.count(100) if str(n) not in taken)
    return list(itertools.islice(free, nombre - len(real)))


def _names(phrases: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """(name, chef-lieu) of invented départements: two invented rivers, and a town on the first."""
    rivers = phrases["rivieres"]
    for step in range(1, len(rivers)):
        for rank, first in enumerate(rivers):
            town = phrases["villes"][(rank + step) % len(phrases["villes"])]
            yield f"{first}-et-{rivers[(rank + step) % len(rivers)]}", f"{town}-sur-{first}"


def _departement(code: str, model: Row, nom: str, chef_lieu: str) -> Row:
    name = de(nom)
    return model | {
        "code": code,
        "nom": nom,
        "avec_charniere": name,
        "dans_le_departement": f"dans le département {name}",
        "chef_lieu_code": f"{code[:2]}001",
        "chef_lieu": chef_lieu,
        "collectivite": f"Département {name}",
        "assemblee": f"conseil départemental {name}",
        "executif": "président du conseil départemental",
        "source": "département fictif",
    }


def _institution(model: Row, code: str, nom: str) -> Row:
    """The row of a new code in a file that has one row a département; only a caisse bears the département's name."""
    made = model | {"code": code}
    return made | {"libelle": f"Caf {de(nom)}"} if "slug_caf_fr" in model else made


def _territory(row: Row, models: dict[str, str]) -> Row:
    codes = row["departements"].split()
    return row | {"departements": " ".join(codes + [new for new, model in models.items() if model in codes])}


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _write(path: Path, rows: list[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
