"""Who commits to what, as one asks it: what the Caf leads in the Rhône, from a sheet, a search, a menu, a partner; then the filters."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.navigateur.gestes import TAILLES, Gestes

RHONE = "departements/69-rhone/"
CAF = ["Médiation familiale à distance", "Tableau commun des financements"]
"""What the Caf leads there for objective 1."""
PREMIERE_VUE = 12_000
"""What a page may weigh, compressed: style sheets, scripts and pictures leave that much under 90 kB."""


@pytest.fixture
def base(servir: Callable[..., str], site_exemple: Path) -> str:
    return servir(site_exemple, "/a/b/")


@pytest.fixture(params=TAILLES.values(), ids=list(TAILLES))
def partir(request: pytest.FixtureRequest, page: Page, base: str) -> Callable[[str], Gestes]:
    """From that page, at each size."""
    return lambda depart: Gestes(page, base + depart, request.param)


def from_the_sheet(gestes: Gestes) -> None:
    gestes.ouvrir(gestes.page.locator(".parties").get_by_role("link", name="La Caf"))


def from_the_search(gestes: Gestes) -> None:
    gestes.chercher("#recherche-q", "caf rhône engagements")
    gestes.ouvrir(gestes.page.locator("#resultats > li a").first)


def from_the_filters(gestes: Gestes) -> None:
    gestes.choisir(filtre(gestes.page, "Institution"), label="Caf")
    gestes.choisir(filtre(gestes.page, "Région"), label="Auvergne-Rhône-Alpes")


def from_the_page_of_the_caf(gestes: Gestes) -> None:
    gestes.ouvrir(gestes.page.get_by_role("row", name="Caf du Rhône").get_by_role("link", name="dans le département"))


def filtre(page: Page, nom: str) -> Locator:
    return page.locator(".filtrer-engagements").get_by_label(nom)


def choose(page: Page, nom: str, valeur: str) -> None:
    filtre(page, nom).select_option(label=valeur)


@pytest.mark.parametrize(
    ("depart", "chemin", "compte"),
    [
        (RHONE, from_the_sheet, (1, 0)),
        ("", from_the_search, (2, 2)),
        ("engagements/", from_the_filters, (2, 0)),
        ("caf/", from_the_page_of_the_caf, (1, 1)),
    ],
    ids=["fiche", "recherche", "filtres", "partenaire"],
)
def test_what_the_caf_commits_to_in_the_rhone(
    depart: str,
    chemin: Callable[[Gestes], None],
    compte: tuple[int, int],
    partir: Callable[[str], Gestes],
    mesurer: Callable[..., None],
) -> None:
    gestes = partir(depart)
    chemin(gestes)
    row = gestes.page.locator("tr:target, #engagements-trouves tr[data-institution=caf]").first
    expect(row).to_be_in_viewport()
    expect(row.get_by_role("rowheader")).to_have_text("La Caf du Rhône")
    expect(row.locator("[data-titre^='Objectif 1'] li > a")).to_have_text(CAF)
    gestes.tenir(mesurer, f"ce que la Caf promet dans le Rhône, depuis /{depart}", *compte)


@pytest.mark.parametrize(
    ("partenaire", "rang"),
    [("caisses-msa/msa-ain-rhone/", "La MSA Ain-Rhône"), ("cours-d-appel/lyon/", "Les chefs de cour")],
)
def test_the_page_of_a_partner_leads_to_what_it_does_there(partenaire: str, rang: str, page: Page, base: str) -> None:
    page.goto(base + partenaire)
    page.get_by_role("row", name="Rhône (69)").get_by_role("link", name="dans le département du Rhône").click()
    expect(page.locator("tr:target").get_by_role("rowheader")).to_contain_text(rang)


def test_the_filters_are_added_and_the_address_keeps_them(page: Page, base: str) -> None:
    page.goto(base + "engagements/")
    status, found = page.locator(".compte-resultats"), page.locator("#engagements-trouves")
    expect(page.locator(".compte-engagements")).to_be_visible()
    choose(page, "Institution", "Caf")
    expect(status).to_have_text("34\u00a0actions, dans 12\u00a0départements")
    choose(page, "Champ d’action", "Détention d’un parent ou d’un enfant")
    expect(status).to_have_text("1\u00a0action, dans 1\u00a0département")
    expect(found.locator("li:visible > a")).to_have_text([CAF[0]])
    expect(page.locator(".compte-engagements")).to_be_hidden()
    page.goto(page.url)
    expect(found.locator("li:visible > a")).to_have_text([CAF[0]])
    found.get_by_role("link", name=CAF[0]).click()
    page.wait_for_url(f"{base}{RHONE}2026-2029/#obj-1-action-visio")
    page.go_back()
    page.get_by_role("button", name="Effacer").click()
    expect(page.locator(".compte-engagements")).to_be_visible()
    assert page.url == base + "engagements/"


def test_a_number_of_the_country_leads_to_the_actions_that_it_counts(page: Page, base: str) -> None:
    page.goto(base + "engagements/")
    cell = page.get_by_role("row", name="MSA").get_by_role("link").first
    count = int(cell.inner_text().split()[0])
    cell.click()
    expect(page.locator("#engagements-trouves li:visible")).to_have_count(count)


def test_nothing_answers_and_says_so(page: Page, base: str) -> None:
    page.goto(base + "engagements/?institution=msa&axe=detention&region=bretagne&objectif=rien")
    expect(page.locator(".compte-resultats")).to_have_text("Aucune action publiée ne répond à ces choix.")
    expect(page.locator("#engagements-trouves tr:visible")).to_have_count(0)


def test_without_script_every_action_is_read(ouvrir: Callable[..., Page], base: str) -> None:
    page = ouvrir(java_script_enabled=False)
    page.goto(base + "engagements/")
    page.locator("#regions + *").get_by_role("link", name="Auvergne-Rhône-Alpes").click()
    row = page.get_by_role("row", name="La Caf du Rhône")
    expect(row.get_by_role("link")).to_have_count(5)


@pytest.mark.lent
def test_every_page_stays_light_with_101_complete_conventions(
    site_national: Path, mesurer: Callable[..., None]
) -> None:
    pages = [*site_national.glob("engagements/**/index.html"), *site_national.glob("departements/*/index.html")]
    weights = {str(page.relative_to(site_national)): len(gzip.compress(page.read_bytes(), 9)) for page in pages}
    heaviest = max(weights, key=lambda page: weights[page])
    mesurer(heaviest, "page la plus lourde", f"{weights[heaviest] / 1000:.1f} ko")
    assert len(pages) > 110
    assert weights[heaviest] <= PREMIERE_VUE, heaviest
