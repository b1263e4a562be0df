"""The open data: what is published is what the project itself reads and writes."""

from __future__ import annotations

import csv
import json
from datetime import date

import yaml

from conventions.compose.view import build_view
from conventions.export.data import SERVICES, as_schema, as_services
from conventions.render.collection import collection
from conventions.source import nodes
from conventions.source.registry import load
from tests.places import EXEMPLE, JOUR, ROOT


def test_le_schema_publie_est_celui_qui_verifie() -> None:
    view = build_view(load(ROOT / "tests/hostile/rien", date(2026, 11, 23)).registry)
    published = dict(as_schema(collection(view)))["donnees/v1/departement.schema.json"]
    assert json.loads(published) == json.loads(nodes.FILE.read_text(encoding="utf-8"))


def test_les_services_sont_publies_tels_que_le_departement_les_donne() -> None:
    files = dict(as_services(collection(build_view(load(EXEMPLE, JOUR).registry))))
    given = yaml.load((EXEMPLE / "69-rhone.yml").read_text("utf-8"), Loader=yaml.CBaseLoader)["suivi"]["services"]
    empty = dict.fromkeys(SERVICES, "")
    expected = [empty | {"departement": "69", "id": ident} | service for ident, service in given.items()]
    rows = [row for row in json.loads(files["donnees/v1/services.json"]) if row["departement"] == "69"]
    assert rows == expected
    table = list(csv.DictReader(files["donnees/v1/services.csv"].splitlines()))
    assert [row for row in table if row["departement"] == "69"] == expected
