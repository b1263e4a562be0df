"""Writes N complete, varied, fictitious conventions into a folder: what benchmarks, screenshots and tests of scale use.

    python -m tests.exemple.national --nombre 101 --graine 1 DOSSIER

The same number and seed write the same bytes. Beyond the 101 real départements, DOSSIER-national is a copy of
`national/` with invented ones, to be named by CONVENTIONS_NATIONAL.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random
from typing import Any

import yaml

from conventions.source.reference import load_reference
from conventions.source.settings import NATIONAL
from tests.exemple.contrat import Tirage, convention, signed_on
from tests.exemple.territoires import extend
from tests.exemple.vie import amendments, ends, follow_up, publications, signed_document
from tests.places import JOUR

HERE = Path(__file__).parent
PERIODE = "2026-2029"
ENTETE = "# FICTIF : écrit par tests/exemple/national.py. Rien de ce fichier n’est réel.\n"
# How many files in a hundred have each legal status; a set of ten or more has them all.
STATUTS = {
    "en-vigueur": 71,
    "en-cours-de-signature": 6,
    "en-preparation": 5,
    "denonciation-recue": 5,
    "terminee": 4,
    "prete-a-signer": 4,
    "signee": 3,
    "non-commencee": 2,
    "signee-a-venir": 2,
    "jamais-en-vigueur": 2,
}


class Dumper(yaml.CSafeDumper):
    """YAML as a contributor writes it: no anchor, an empty key stays empty, a text of several lines its lines, a list of words one line."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 — the name and shape are the library's
        """Write in full what two places share."""
        return True


Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))
Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)
Dumper.add_representer(
    list,
    lambda dumper, items: dumper.represent_sequence(
        "tag:yaml.org,2002:seq", items, flow_style=all(isinstance(item, str) for item in items)
    ),
)


def write(nombre: int, graine: int, folder: Path) -> None:
    """Write the files, and the reference data if there are more than the real départements."""
    phrases = yaml.load((HERE / "phrases.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    folder.mkdir(parents=True, exist_ok=True)
    national = NATIONAL
    if nombre > len(load_reference(PERIODE).departements):
        national = folder.with_name(f"{folder.name}-national")
        extend(NATIONAL, national, PERIODE, nombre, phrases)
    departements = list(load_reference(PERIODE, national).departements.values())[:nombre]
    for departement, statut in zip(departements, statuses(nombre, graine), strict=True):
        tirage = Tirage(Random(f"{graine}-{departement.code}"), phrases, departement, statut, JOUR)
        text = yaml.dump(dossier(tirage), Dumper=Dumper, allow_unicode=True, sort_keys=False, width=110)
        (folder / f"{departement.slug}.yml").write_text(ENTETE + text, encoding="utf-8")


def statuses(nombre: int, graine: int) -> list[str]:
    """One legal status a file, each of them at least once, in a drawn order."""
    rng = Random(graine)
    drawn = rng.choices(list(STATUTS), list(STATUTS.values()), k=max(0, nombre - len(STATUTS)))
    everything = [*STATUTS, *drawn][:nombre]
    rng.shuffle(everything)
    return everything


def dossier(tirage: Tirage) -> dict[str, Any]:
    """One département's file."""
    result: dict[str, Any] = {"departement": tirage.departement.code, "trame": PERIODE}
    if tirage.statut == "non-commencee":
        return result
    contract = convention(tirage)
    day = signed_on(contract)
    result["convention"] = contract
    if day:
        result["avenants"] = amendments(tirage, contract, day)
        result["fin"] = ends(tirage, contract)
    result["suivi"] = follow_up(tirage, contract, day)
    if day or tirage.statut == "signee":
        result["document_signe"] = signed_document(tirage)
        result["publication"] = publications(tirage, day)
    return {key: value for key, value in result.items() if value}


def main() -> None:
    parser = argparse.ArgumentParser(description="Écrit des conventions fictives, complètes et variées.")
    parser.add_argument("--nombre", type=int, default=101, help="combien de départements (101)")
    parser.add_argument(
        "--graine", type=int, default=1, help="graine du tirage : mêmes nombre et graine, mêmes fichiers (1)"
    )
    parser.add_argument("dossier", type=Path, help="dossier à remplir")
    options = parser.parse_args()
    if options.nombre < 1:
        parser.error("--nombre attend au moins 1")
    for old in options.dossier.glob("*.yml"):
        old.unlink()
    write(options.nombre, options.graine, options.dossier)
    print(f"{options.nombre} conventions fictives dans {options.dossier}")


if __name__ == "__main__":
    main()
