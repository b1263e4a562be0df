"""The open data: what is published is what the project itself reads and writes."""

from __future__ import annotations

import json
from datetime import date

from conventions.compose.view import build_view
from conventions.export.data import as_schema
from conventions.render.collection import collection
from conventions.source import nodes
from conventions.source.registry import load
from tests.places import ROOT


def test_le_schema_publie_est_celui_qui_verifie() -> None:
    view = build_view(load(ROOT / "tests/hostile/rien", date(2026, 11, 23)).registry)
    published = dict(as_schema(collection(view)))["donnees/v1/departement.schema.json"]
    assert json.loads(published) == json.loads(nodes.FILE.read_text(encoding="utf-8"))
