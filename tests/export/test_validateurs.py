"""The open data as independent tools read it: frictionless for the package and its CSV, jsonschema for the JSON; and the index."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import feedparser  # type: ignore[import-untyped]
import icalendar
import jsonschema
import pytest
from frictionless import Schema, validate
from lxml import etree

from conventions.export.catalogue import RACINE
from conventions.render.donnees import DOSSIER, TABLES
from tests.places import JOUR


@pytest.fixture(scope="module", params=["site_exemple", "site"])
def bati(request: pytest.FixtureRequest) -> Path:
    """The site of the examples, and that of the real files."""
    found: Path = request.getfixturevalue(request.param)
    return found


@pytest.mark.filterwarnings("ignore")
def test_frictionless_finds_the_package_valid(bati: Path) -> None:
    """Types, codes, keys, references from one table to another, sizes and digests."""
    report = validate(str(bati / RACINE / "datapackage.json"))
    assert report.valid, report.flatten(["name", "title", "message"])
    assert [task.name for task in report.tasks] == [table.nom for table in TABLES]


@pytest.mark.parametrize("nom", [table.nom for table in TABLES])
def test_jsonschema_finds_the_json_valid(bati: Path, nom: str) -> None:
    here = bati / DOSSIER
    schema = json.loads((here / f"{nom}.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator
    validator.check_schema(schema)
    rows = json.loads((here / f"{nom}.json").read_text(encoding="utf-8"))
    checked = validator(schema, format_checker=validator.FORMAT_CHECKER)
    assert [error.message for error in checked.iter_errors(rows)] == []


def test_the_index_lists_every_file_with_its_size_and_its_digest(bati: Path) -> None:
    index = json.loads((bati / RACINE / "fichiers.json").read_text(encoding="utf-8"))
    listed = {row["adresse"]: row for row in index}
    data = [*(bati / RACINE).rglob("*"), *bati.rglob("*.ics"), *bati.rglob("*.atom")]
    there = {path.relative_to(bati).as_posix() for path in data if path.is_file()}
    assert set(listed) == {uri for uri in there if not uri.endswith((".html", "/fichiers.json"))}
    for uri, row in listed.items():
        data = (bati / uri).read_bytes()
        expected = {"octets": len(data), "date": JOUR.isoformat(), "sha256": hashlib.sha256(data).hexdigest()}
        assert row == {"adresse": uri, **expected}


@pytest.mark.filterwarnings("ignore")
def test_each_other_file_is_read_by_a_tool_of_its_kind(bati: Path) -> None:
    """The tables are validated above, the workbook in `test_classeur.py`. What no tool here knows must not be published unseen."""
    index = json.loads((bati / RACINE / "fichiers.json").read_text(encoding="utf-8"))
    schemas = jsonschema.Draft202012Validator
    for uri in (row["adresse"] for row in index if not row["adresse"].endswith(".xlsx")):
        data = (bati / uri).read_text(encoding="utf-8-sig")
        if uri.endswith(".csv"):
            assert uri.startswith(DOSSIER) or validate(uri, basepath=str(bati)).valid, uri
        elif uri.endswith(".tableschema.json"):
            assert Schema.from_descriptor(json.loads(data)).fields, uri
        elif uri.endswith(".schema.json"):
            schemas.check_schema(json.loads(data))
        elif uri.endswith(".ics"):
            assert icalendar.Calendar.from_ical(data)["version"] == "2.0", uri
        elif uri.endswith(".atom"):
            assert not feedparser.parse(data).bozo, uri
        elif uri.endswith(".xml"):
            assert str(etree.fromstring(data.encode()).tag).endswith("akomaNtoso"), uri  # its schema: test_akn.py
        else:
            assert uri.endswith((".json", ".jsonld")), (
                f"{uri} : aucun outil ne le lit encore, dans cet essai ni ailleurs"
            )
            assert json.loads(data) is not None
