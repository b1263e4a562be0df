"""The tables of the open data: complete, flat, with ids that hold and references that lead somewhere, and the same in each format."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conventions.export.texts import text_files_of
from conventions.render.donnees import DOSSIER, TABLES
from conventions.render.donnees.codes import ENUMERATIONS, LISTES, listes
from conventions.render.donnees.ecriture import BOM, SEPARATEUR, as_csv, cell, harmless, sizes, whole
from conventions.render.donnees.table import Colonne, Type
from conventions.render.kinds import pages_of_department
from tests.export.donnees import VIDE, Rows, brought, cells, files, tables
from tests.helpers import REFERENCE, view
from tests.places import EXEMPLE


@pytest.fixture(scope="module", params=["exemple", "vide", pytest.param("national", marks=pytest.mark.lent)])
def lues(request: pytest.FixtureRequest) -> dict[str, Rows]:
    """The tables of the examples, of a country of them, and of the real files."""
    named = {"exemple": EXEMPLE, "vide": VIDE}
    return tables(named.get(request.param) or request.getfixturevalue(request.param))


def given(rows: Rows, column: Colonne) -> list[Any]:
    """What a column holds, item by item where it holds lists."""
    found = [row[column.nom] for row in rows]
    return (
        [item for one in found for item in one]
        if column.type is Type.LISTE
        else [one for one in found if one is not None]
    )


def test_no_two_rows_have_the_same_key(lues: dict[str, Rows]) -> None:
    for table in TABLES:
        keys = [row[table.cle] for row in lues[table.nom]]
        assert len(keys) == len(set(keys)), table.nom


def test_every_reference_leads_to_a_row(lues: dict[str, Rows]) -> None:
    keys = {table.nom: {row[table.cle] for row in lues[table.nom]} for table in TABLES}
    for table in TABLES:
        for column in table.colonnes:
            if column.vers:
                lost = set(given(lues[table.nom], column)) - keys[column.vers]
                assert not lost, f"{table.nom}.{column.nom}"


def test_every_code_is_explained(lues: dict[str, Rows]) -> None:
    known = {(row["liste"], row["code"]) for row in lues["codes"]}
    for table in TABLES:
        for column in table.colonnes:
            if column.code:
                found = {(column.code, value) for value in given(lues[table.nom], column)}
                assert found <= known, f"{table.nom}.{column.nom}"


def test_a_row_has_every_column_in_order_and_what_is_required_is_there(lues: dict[str, Rows]) -> None:
    for table in TABLES:
        names, required = [c.nom for c in table.colonnes], [c.nom for c in table.colonnes if c.requis]
        for row in lues[table.nom]:
            assert list(row) == names
            assert all(row[name] not in {None, ""} for name in required), (table.nom, row)
            assert "" not in row.values(), (table.nom, row)


@pytest.mark.parametrize("folder", [EXEMPLE, VIDE], ids=["exemple", "vide"])
def test_each_cell_is_the_value_of_the_json(folder: Path) -> None:
    made, rows = files(folder), tables(folder)
    for table in TABLES:
        text = made[f"{DOSSIER}/{table.nom}.csv"]
        head, *lines = cells(text)
        assert text.startswith(BOM)
        assert head == [column.nom for column in table.colonnes]
        expected = [[cell(tuple(v) if isinstance(v, list) else v) for v in row.values()] for row in rows[table.nom]]
        assert lines == expected, table.nom


@pytest.mark.parametrize("folder", [EXEMPLE, VIDE], ids=["exemple", "vide"])
def test_the_sizes_are_those_of_the_files(folder: Path) -> None:
    together = brought(folder)
    for table in TABLES:
        found = together.extraits(table)
        assert sizes(table, found) == tuple(map(len, whole(table, found))), table.nom


@pytest.mark.parametrize(
    "text", ["", "un", "a;b", 'dit "oui"', '"', "a\nb", "a\rb", "a\r\nb", " a ", "é\u2028;", "a,b", "\t"]
)
def test_a_line_is_written_as_the_library_writes_it(text: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=SEPARATEUR, lineterminator="\r\n").writerows([[text, "x"], ["x", text]])
    assert as_csv([[text, "x"], ["x", text]]) == out.getvalue().encode()


FORMULES = ("=1+1", "+33", "-2", "@SUM(A1)", "\tx", "\rx")


@pytest.mark.parametrize("text", FORMULES)
def test_no_text_begins_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert cell((text,)) == f"'{text}"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (True, "oui"),
        (False, "non"),
        (-3, "-3"),
        (14.5, "14,5"),
        (date(2026, 3, 1), "2026-03-01"),
        ((), ""),
        (("a", "b"), "a|b"),
        ("01", "01"),
        ("l’action", "l’action"),
    ],
)
def test_a_value_is_written_as_a_french_spreadsheet_reads_it(value: Any, expected: str) -> None:  # noqa: ANN401
    assert cell(value) == expected


def test_no_cell_of_the_examples_begins_a_formula() -> None:
    for text in (t for where, t in files(EXEMPLE).items() if where.endswith(".csv")):
        for line in cells(text):
            assert not [one for one in line if re.match(r"[=+@\t\r]|-(?!\d+(?:,\d+)?$)", one)]


def test_the_values_of_the_model_are_all_explained_and_no_other() -> None:
    for nom, enumeration in ENUMERATIONS.items():
        assert list(LISTES[nom]) == [member.slug for member in enumeration], nom
    told = [said for values in listes(view(EXEMPLE, fictif=True).registry).values() for said in values.values()]
    assert all(libelle for libelle, _ in told)
    assert {column.code for table in TABLES for column in table.colonnes} - {""} == set(LISTES) | {"axe", "indicateur"}


def test_each_departement_has_a_row_and_says_where_its_convention_is() -> None:
    rows = {row["code"]: row for row in tables(EXEMPLE)["departements"]}
    assert list(rows) == list(REFERENCE.departements)
    assert (rows["68"]["convention"], rows["68"]["convention_partagee"], rows["68"]["porteur"]) == (
        "67-2026-2029",
        True,
        "67",
    )
    assert (rows["67"]["convention"], rows["67"]["convention_partagee"]) == ("67-2026-2029", False)
    assert (rows["02"]["convention"], rows["02"]["statut"]) == (None, "non-commencee")


def test_a_shared_convention_and_one_known_by_its_document_alone_are_there_and_said_to_be_so() -> None:
    found = tables(EXEMPLE)
    rows = {row["id"]: row for row in found["conventions"]}
    assert rows["67-2026-2029"]["departements"] == ["67", "68"]
    alone = rows["23-2026-2029"]
    assert (alone["origine_du_texte"], alone["texte"], alone["fichier_texte"]) == ("document", "non-transcrite", None)
    assert [row for row in found["clauses"] if row["convention"] == "23-2026-2029"] == []
    assert rows["48-hors-trame"]["origine_du_texte"] == "propre"


def test_the_rhone_is_told_as_its_file_says_it() -> None:
    """Counted by hand in tests/exemple/departments/69-rhone.yml."""
    found = tables(EXEMPLE)
    rows = {nom: [r for r in those if r.get("convention") == "69-2026-2029"] for nom, those in found.items()}
    counts = {
        "reunions": 5,
        "avenants": 3,
        "actions_feuilles_de_route": 9,
        "financements": 3,
        "rectifications": 1,
        "bilans": 0,
    }
    assert {nom: len(rows[nom]) for nom in counts} == counts
    assert len(rows["actions"]) == 16
    presences = {row["cle"]: row["presence"] for row in rows["parties"]}
    assert presences["autre-barreau-de-lyon"] == "retiree"
    assert presences["association-cidff"] == "ajoutee"
    assert presences["commune-saint-priest"] == "proposee"
    third = next(row for row in rows["avenants"] if row["numero"] == 3)
    assert (third["etat"], third["signe_le"], third["effet_retroactif"]) == ("signatures-en-cours", None, False)
    assert "69-2026-2029/commune-saint-priest" in third["manquent"]
    assert {row["cle"]: row["retiree_le"] for row in rows["parties"] if row["retiree_le"]} == {
        "autre-barreau-de-lyon": "2027-10-12"  # the day of effect of the second amendment
    }
    led = next(row for row in rows["actions"] if row["cle"] == "parloirs-familles")
    assert (led["engagement"], led["axes"], led["pilote"]) == (
        "69-2026-2029/obj-2-b",
        ["detention"],
        "69-2026-2029/cour",
    )
    helped = {row["cle"]: row["partenaires"] for row in rows["actions"] if row["partenaires"]}
    assert helped == {
        "visio": ["69-2026-2029/cour", "69-2026-2029/association-udaf"],
        "permanence-givors": ["69-2026-2029/caf"],
    }
    money = {row["partie"]: row["montant"] for row in rows["financements"]}
    assert money["69-2026-2029/caf"] == 1184000
    changed = {row["clause"]: row["nature"] for row in rows["modifications"] if row["avenant"].endswith("avenant-2")}
    assert changed["art-9-al-2"] == "modifiee"


def test_no_name_is_published_that_the_pages_do_not_show() -> None:
    seen = view(EXEMPLE, fictif=True)
    people = [row for row in tables(EXEMPLE)["signatures"] if row["nom"]]
    assert len(people) > 100
    shown: dict[str, str] = {}
    for row in people:
        code = row["convention"].partition("-")[0]
        if code not in shown:
            shown[code] = "".join(page.markdown for page in pages_of_department(seen, seen.fiches[code]))
        assert row["nom"] in shown[code], row
    assert "Thibaud Frontenas" not in str(tables(EXEMPLE))


def test_no_address_is_published_that_no_page_shows() -> None:
    """A text of its own, or a document alone, shows those of no party: an association may have its president's."""
    seen, found = view(EXEMPLE, fictif=True), tables(EXEMPLE)
    for code in ("48", "69"):
        shown = "".join(page.markdown for page in pages_of_department(seen, seen.fiches[code]))
        told = [r["adresse"] for r in found["parties"] if r["convention"].startswith(f"{code}-") and r["adresse"]]
        texts = (json.loads(text) for _, text in text_files_of(seen, seen.fiches[code]))
        told += [p["adresse"] for text in texts for p in text["parties"] if p["adresse"]]
        assert [adresse for adresse in told if adresse not in shown] == []
        assert bool(told) is (code == "69")
