"""Of drawn conventions, no page, table or data file says that a party signed which has not, nor that what does not bind is in force."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from conventions.compose.view import Fiche, View, build_view
from conventions.export.registry import files_of_all, files_of_department
from conventions.model.french import date_longue
from conventions.model.page import Page
from conventions.render.collection import collection
from conventions.render.kinds import KINDS, pages_of_all, pages_of_department
from conventions.render.structured import StructuredData
from conventions.source.registry import load
from tests.places import JOUR
from tests.render.generees import PARTIES, Vrai, write

DATE = r"\d{1,2}(?:er)?\s\w+\s\d{4}"


@dataclass(frozen=True)
class Vu:
    """One drawn folder: what is true of each file, and what the site makes of it."""

    view: View
    vrai: dict[str, Vrai]

    def chacune(self) -> Iterator[tuple[Vrai, Fiche]]:
        return ((self.vrai[code], self.view.fiches[code]) for code in self.vrai)


@pytest.fixture(scope="module", params=[pytest.param(n, id=f"graine-{n}") for n in range(1, 31)])
def vu(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Vu:
    folder: Path = tmp_path_factory.mktemp("faits")
    vrai = write(folder, request.param)
    return Vu(build_view(load(folder, JOUR, fictif=True).registry), vrai)


def words(page: Page) -> str:
    """What a reader reads of it, on one line a block."""
    bare = html.unescape(re.sub(r"<[^>]+>", " ", page.markdown))
    return re.sub(r"[ \u00a0\u202f]+", " ", bare)


def own_pages(seen: Vu, item: Fiche) -> list[tuple[Page, str]]:
    return [(page, words(page)) for page in pages_of_department(seen.view, item)]


@pytest.mark.echantillon(3)
def test_no_page_says_that_a_party_signed_which_has_not(vu: Vu) -> None:
    for vrai, item in vu.chacune():
        given = {date_longue(day).replace("\u00a0", " ") for day in vrai.jours.values()}
        partial = date_longue(JOUR.fromordinal(JOUR.toordinal() - 300)).replace("\u00a0", " ")
        for page, text in own_pages(vu, item):
            place = (vrai.code, page.url)
            assert ("ont signé cette convention" in text) <= vrai.toutes, place
            assert ("signé, jour non connu" in text) <= vrai.toutes, place
            assert not re.search(r"<td>(?:a|n’a) ", page.markdown), place  # a row may be « Les chefs de cour »
            assert set(re.findall(rf"signé le ({DATE})", text)) <= given | {partial}, place
            for day, who in re.findall(rf"({DATE}) Signature par ([^\n]+)", text):
                named = {cle for cle in PARTIES if item.partie(cle) in who}
                assert named == {c for c, d in vrai.jours.items() if date_longue(d).replace("\u00a0", " ") == day}, (
                    place
                )
            missing = re.search(r"manque : ([^\n(]+)", text)
            if missing:
                assert not vrai.toutes, place
                assert {c for c in PARTIES if item.partie(c) in missing[1]} == set(PARTIES) - set(vrai.jours), place


@pytest.mark.echantillon(3)
def test_nothing_is_in_force_but_what_binds_on_that_day(vu: Vu) -> None:
    for vrai, item in vu.chacune():
        for page, text in own_pages(vu, item):
            place = (vrai.code, page.url, page.sorte)
            assert ("s’applique depuis" in text) <= vrai.en_vigueur, place
            assert ("en vigueur depuis" in text) <= vrai.en_vigueur, place
            assert ("n’est jamais entrée en vigueur" in text) <= vrai.jamais, place
            assert ("ne s’applique plus" in text) <= (vrai.passee and not vrai.jamais), place
            if page.sorte == "version":
                assert ("effet rétroactif" in text) is item.situation.faits.effet.retroactif, place
            if page.sorte == "fiche":
                assert ("Elle s’applique depuis" in text) is vrai.en_vigueur, place
                assert ("n’est jamais entrée en vigueur" in text) is vrai.jamais, place
                retro = vrai.effet and vrai.jours and vrai.effet < max(vrai.jours.values())
                assert ("effet rétroactif" in text) <= bool(vrai.toutes and retro), place
        dated = [page for page, _ in own_pages(vu, item) if page.sorte == "version"]
        assert bool(dated) is (vrai.toutes and vrai.effet is not None and not _never_binds(vrai)), vrai.code


def _never_binds(vrai: Vrai) -> bool:
    return vrai.liee is None or (vrai.dernier is not None and vrai.liee > vrai.dernier)


@pytest.mark.echantillon(3)
def test_the_open_data_and_the_structured_description_tell_the_same_facts(vu: Vu) -> None:
    rows = {row["code"]: row for row in _json(vu, "departements.json")}
    assert [{**r, "convention": ""} for r in rows.values() if r["code"] in vu.vrai] == [
        {**r, "convention": ""} for r in _csv(vu) if r["code"] in vu.vrai
    ]
    for vrai, item in vu.chacune():
        row, legislation = rows[vrai.code], _legislation(vu, item)
        assert (row["statut"] in {"en-vigueur", "denonciation-recue"}) is vrai.en_vigueur
        assert (row["statut"] == "jamais-en-vigueur") is vrai.jamais
        assert (row["signatures"] in {"toutes", "document"}) is vrai.toutes
        assert bool(row["entree_en_vigueur"]) <= vrai.toutes
        assert (row["effet_retroactif"] == "oui") <= vrai.toutes
        assert legislation["legislationLegalForce"].endswith("/InForce") is vrai.en_vigueur
        assert bool(legislation.get("legislationPassedBy")) is vrai.toutes
        assert ("temporalCoverage" in legislation) is bool(row["entree_en_vigueur"])
        for _, text in files_of_department(vu.view, item, ""):
            made = json.loads(text)
            assert made["statut"] == row["statut"]
            assert made["effet_retroactif"] is (row["effet_retroactif"] == "oui")
            assert made.get("signee_le", row["signee_le"]) == row["signee_le"]


def _json(vu: Vu, name: str) -> list[dict[str, str]]:
    rows: list[dict[str, str]] = json.loads(dict(files_of_all(collection(vu.view), ""))[f"donnees/v1/{name}"])
    return rows


def _csv(vu: Vu) -> list[dict[str, str]]:
    text = dict(files_of_all(collection(vu.view), ""))["donnees/v1/departements.csv"]
    return list(csv.DictReader(io.StringIO(text)))


def _legislation(vu: Vu, item: Fiche) -> dict[str, str]:
    alone = View(vu.view.registry, {item.dossier.code: item})
    sheet = next(page for page in pages_of_department(vu.view, item) if page.sorte == "fiche")
    graph = json.loads(StructuredData(JOUR, "Essai").page(sheet, "https://exemple.test/", alone))["@graph"]
    found: dict[str, str] = graph[0]["mainEntity"]
    return found


@pytest.mark.echantillon(3)
def test_the_pages_of_all_tell_the_same_facts(vu: Vu) -> None:
    together = collection(vu.view)
    home, table, follow = (next(iter(pages_of_all(KINDS[name], together))) for name in ("accueil", "tableau", "suivi"))
    for vrai, item in vu.chacune():
        d = item.dossier.departement
        for day, who in re.findall(rf"({DATE}) {re.escape(d.nom)} : signature par ([^\n]+)", words(home)):
            told = {cle for cle in PARTIES if item.partie(cle) in who}
            assert told == {c for c, j in vrai.jours.items() if date_longue(j).replace("\u00a0", " ") == day}, d.code
        row = next(line for line in table.markdown.splitlines() if f">{d.nom}</a>" in line)
        assert ("statut-en-vigueur" in row or "statut-denonciation-recue" in row) is vrai.en_vigueur
        assert ("<time" in row) <= vrai.toutes
        segments = re.findall(rf"{re.escape(d.nom)} \({d.code}\)([^()]*)", words(follow))
        assert segments
        for said in (one for one in segments if "manque" in one):
            assert {c for c in PARTIES if item.partie(c) in said} == set(PARTIES) - set(vrai.jours)
