"""An action that a département marks: on its sheet, on the page of all, in the open data; never in the words of the contract."""

from __future__ import annotations

import html
import json
import re

import pytest

from conventions.export.data import as_csv, as_json
from conventions.export.tables import table_files
from conventions.model.page import Page
from conventions.render.collection import collection
from conventions.render.details import details
from conventions.render.donnees.contenu import ACTIONS
from conventions.render.html import to_html
from conventions.render.kinds import all_pages
from tests.helpers import composee

SOURCE = """\
departement: "01"
trame: 2026-2029
convention:
  objectifs:
    2: {actions: {visio: {intitule: Le relais, axes: [violences], bonne_pratique: MARQUE}, autre: {intitule: Une autre}}}
suivi: {sdsf: {titre: Schéma 2024-2029, url: "https://ain.example/sdsf"}}
"""
TOUTE = "{pourquoi: Personne ne le faisait., bilan: Dix familles reçues.}"


def shown(page: Page) -> str:
    return html.unescape(to_html(page.markdown).html).replace("\u00a0", " ")


def made(marque: str) -> dict[str, Page]:
    return {p.url: p for p in all_pages(composee(SOURCE.replace("MARQUE", marque), "01")[0])}


@pytest.mark.parametrize("url", ["bonnes-pratiques/", "departements/01-ain/"])
def test_what_is_marked_is_told_and_the_others_are_not(url: str) -> None:
    text = shown(made(TOUTE)[url])
    part = text if url == "bonnes-pratiques/" else text.partition('id="bonnes-pratiques"')[2].partition("<h2")[0]
    assert all(words in part for words in ("Le relais", "Personne ne le faisait.", "Dix familles reçues."))
    assert "Une autre" not in part


@pytest.mark.parametrize("marque", ["", "{}", "{pourquoi: , bilan: }"])
def test_a_mark_that_nobody_filled_in_marks_nothing(marque: str) -> None:
    pages = made(marque)
    assert "Aucune action n’est encore marquée" in pages["bonnes-pratiques/"].markdown
    assert "{#bonnes-pratiques}" not in pages["departements/01-ain/"].markdown


def test_a_result_that_is_not_known_yet_is_told_so() -> None:
    assert "pas encore connu" in made("{pourquoi: Neuf.}")["bonnes-pratiques/"].markdown


def test_it_stands_under_its_objective_and_its_field() -> None:
    text = made(TOUTE)["bonnes-pratiques/"].markdown
    assert re.findall(r"^## .*\{#([\w-]+)\}", text, re.MULTILINE) == ["champs", "objectif-2"]
    assert 'href="../axes/violences/"' in text


def test_no_word_of_the_contract_changes() -> None:
    whole, without = made(TOUTE), made("")
    assert whole["departements/01-ain/2026-2029/"] == without["departements/01-ain/2026-2029/"]


def test_it_is_told_to_who_reads_the_change_and_published_as_data() -> None:
    view, _ = composee(SOURCE.replace("MARQUE", TOUTE), "01")
    item, together = view.fiches["01"], collection(view)
    assert details(item, item.convention)["Action « Le relais », bonne pratique"].startswith("Personne ne le faisait.")
    rows = json.loads(dict(table_files(ACTIONS, together))["donnees/v1/tables/actions.json"])
    told = {row["cle"]: row["bilan"] for row in rows if row["bonne_pratique"]}
    assert told == {"visio": "Dix familles reçues."}


def test_the_scheme_of_the_services_is_cited_on_the_sheet_and_in_the_data() -> None:
    view, _ = composee(SOURCE.replace("MARQUE", ""), "01")
    assert '<a href="https://ain.example/sdsf">Schéma 2024-2029</a>' in shown(made("")["departements/01-ain/"])
    ((_, text),) = as_json(collection(view))
    assert json.loads(text)[0]["sdsf_titre"] == "Schéma 2024-2029"
    ((_, table),) = as_csv(collection(view))
    assert table.splitlines()[1].endswith("Schéma 2024-2029,https://ain.example/sdsf")
