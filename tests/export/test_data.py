"""The open data: what is published is what the project itself reads and writes."""

from __future__ import annotations

import csv
import json
from datetime import date

import yaml

from conventions.compose.view import build_view
from conventions.export.data import SERVICES, _csv, as_schema, as_services
from conventions.export.texts import text_files_of
from conventions.render.collection import collection
from conventions.source import nodes
from conventions.source.registry import load
from tests.helpers import view
from tests.places import EXEMPLE, JOUR, ROOT


def test_le_schema_publie_est_celui_qui_verifie() -> None:
    empty = build_view(load(ROOT / "tests/hostile/rien", date(2026, 11, 23)).registry)
    published = dict(as_schema(collection(empty)))["donnees/v1/departement.schema.json"]
    assert json.loads(published) == json.loads(nodes.FILE.read_text(encoding="utf-8"))


def test_a_text_gives_its_parties_in_their_order_and_what_the_file_says_of_each() -> None:
    seen = view(EXEMPLE, fictif=True)
    made = {where: json.loads(text) for code in ("64", "69") for where, text in text_files_of(seen, seen.fiches[code])}
    basque = made["donnees/v1/textes/64-pyrenees-atlantiques/2026-2029.json"]
    assert [p["cle"] for p in basque["parties"]][:3] == ["prefet", "cour", "caf-bearn"]
    assert next(p for p in basque["parties"] if p["cle"] == "epci-pays-basque") == {
        "cle": "epci-pays-basque",
        "appelee": "la Communauté Pays basque",
        "nom": "Communauté d’agglomération Pays basque-Exemple",
        "denomination": "la Communauté Pays basque",
        "mandat": "délibération n°\u00a031 du conseil communautaire du 4\u00a0avril 2026",
        "seul": "",
        "adresse": "15 allée du Modèle, 64100 Bayonne",
        "insee": "",
        "siren": "999000045",
    }
    assert made["donnees/v1/textes/69-rhone/2026-2029.json"]["exemplaires"] == 12
    assert made["donnees/v1/textes/69-rhone/2026-2029.json"]["absentes"] != {}


def test_les_services_sont_publies_tels_que_le_departement_les_donne() -> None:
    files = dict(as_services(collection(build_view(load(EXEMPLE, JOUR).registry))))
    given = yaml.load((EXEMPLE / "69-rhone.yml").read_text("utf-8"), Loader=yaml.CBaseLoader)["suivi"]["services"]
    empty = dict.fromkeys(SERVICES, "")
    expected = [empty | {"departement": "69", "id": ident} | service for ident, service in given.items()]
    rows = [row for row in json.loads(files["donnees/v1/services.json"]) if row["departement"] == "69"]
    assert rows == expected
    table = list(csv.DictReader(files["donnees/v1/services.csv"].splitlines()))
    assert [row for row in table if row["departement"] == "69"] == expected


def test_no_cell_of_the_first_files_starts_a_formula() -> None:
    assert _csv([{"nom": "=1+1", "page": "-2"}], ("nom", "page")) == "nom,page\n'=1+1,'-2\n"
