"""Pages lead to each other by what they are about, and each link is answered by one that comes back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from tests.helpers import REFERENCE, TRAME, view
from tests.html_reader import article, lire, lire_site, texte_visible
from tests.places import EXEMPLE

RACINE = "http://conventions.invalid/"


def liens(site: Path, address: str) -> set[str]:
    """The addresses that a page leads to, relative to the root, anchors kept."""
    return {urljoin(RACINE + address, link).removeprefix(RACINE) for link in lire_site(site)[address].liens}


@pytest.fixture(params=["site", "site_exemple"])
def bati(request: pytest.FixtureRequest) -> Path:
    built: Path = request.getfixturevalue(request.param)
    return built


def test_a_sheet_and_its_territories_lead_to_each_other(bati: Path) -> None:
    for departement in REFERENCE.departements.values():
        sheet = f"departements/{departement.slug}/"
        places = {f"regions/{departement.region.slug}/", f"cours-d-appel/{departement.cour.slug}/"}
        places |= {f"caisses-msa/{departement.msa.slug}/"} if departement.msa else set()
        assert places <= liens(bati, sheet), sheet
        assert [place for place in places if sheet not in liens(bati, place)] == [], sheet


def test_home_and_the_table_lead_to_the_101_sheets_in_the_order_of_codes(bati: Path) -> None:
    sheets = [f"departements/{d.slug}/" for d in REFERENCE.departements.values()]
    assert set(sheets) <= liens(bati, "departements/")
    home = (bati / "index.html").read_text(encoding="utf-8")
    tiles = [link for link in re.findall(r'href="(departements/[^"/]+/)"', home) if link in sheets]
    assert list(dict.fromkeys(tiles)) == sheets


def test_the_sheets_form_one_round(site: Path) -> None:
    codes = list(REFERENCE.departements.values())
    for before, after in zip(codes, [*codes[1:], codes[0]], strict=True):
        assert f"departements/{after.slug}/" in liens(site, f"departements/{before.slug}/")
        assert f"departements/{before.slug}/" in liens(site, f"departements/{after.slug}/")


def test_a_text_leads_to_its_sheet_to_the_framework_and_to_the_trame(bati: Path) -> None:
    rows = json.loads((bati / "donnees/v1/departements.json").read_text(encoding="utf-8"))
    for row in rows:
        assert {row["fiche"], "cadre-national/"} <= liens(bati, row["convention"]), row["code"]
        assert row["convention"] in liens(bati, row["fiche"]), row["code"]
        if "/2026-2029/" in row["convention"]:
            assert "trame/2026-2029/" in liens(bati, row["convention"]), row["code"]


def test_every_action_is_found_from_its_objective_and_from_its_axes(site_exemple: Path) -> None:
    conventions = view(EXEMPLE, fictif=True)
    carrying = [fiche for fiche in conventions.fiches.values() if fiche.clauses and not fiche.partagee]
    actions = [(fiche, action) for fiche in carrying for action in fiche.convention.actions]
    assert len(actions) > 90
    for fiche, action in actions:
        text = f"departements/{fiche.dossier.departement.slug}/{fiche.dossier.periode}/"
        target = f"{text}#obj-{action.objectif}-action-{action.id}"
        objective = f"objectifs/{action.objectif}/" if action.objectif <= 4 else "objectifs/locaux/"
        for page in (objective, *(f"axes/{axe}/" for axe in action.axes)):
            assert target in liens(site_exemple, page), (page, target)
        assert {f"axes/{axe}/" for axe in action.axes} <= liens(site_exemple, text)


def test_every_clause_has_its_anchor_in_the_trame_and_its_page_and_they_lead_to_each_other(bati: Path) -> None:
    trame = lire_site(bati)["trame/2026-2029/"]
    shown = [c.id for c in TRAME.clauses if c.id != "mention"]
    headings = {c.id for c in TRAME.clauses if c.nature in {"titre", "objectif"}}  # words alone: the list leads there
    assert [ident for ident in shown if ident not in trame.ids] == []
    for ident in shown:
        page = "clauses/2026-2029/" if ident in headings else "trame/2026-2029/"
        assert f"clauses/2026-2029/{ident}/" in liens(bati, page), ident
    assert [i for i in shown if f"trame/2026-2029/#{i}" not in liens(bati, f"clauses/2026-2029/{i}/")] == []


def test_every_text_of_the_trame_carries_the_anchor_of_each_clause(site: Path) -> None:
    absent = {"mention", "logos", "obj-x", "partie-collectivite"}
    for departement in REFERENCE.departements.values():
        ids = lire_site(site)[f"departements/{departement.slug}/2026-2029/"].ids
        assert [c.id for c in TRAME.clauses if c.id not in ids and c.id not in absent] == [], departement.code
        assert any(ident.startswith("partie-collectivite") for ident in ids)


def test_every_link_to_copy_names_its_clause(site_exemple: Path) -> None:
    source = (site_exemple / "departements/69-rhone/2026-2029/index.html").read_text(encoding="utf-8")
    found = re.findall(r'<a class="ancre" id="([^"]+)" href="#([^"]+)"[^>]*aria-label="([^"]+)"', source)
    assert len(found) > 80
    assert all(ident == target and label for ident, target, label in found)
    assert ("art-3-al-6", "art-3-al-6", "Article 3, alinéa 6") in found


def test_every_sheet_names_its_institutions(site: Path) -> None:
    for code, departement in REFERENCE.departements.items():
        shown = texte_visible(article(lire(site / f"departements/{departement.slug}/index.html")))
        named = [
            departement.region.nom,
            departement.cour.libelle.removeprefix("cour d’appel "),
            departement.caf.removeprefix("Caf "),
            departement.service.sigle,
            departement.msa.nom if departement.msa else "MSA",
        ]
        assert [words for words in named if words not in shown] == [], code
