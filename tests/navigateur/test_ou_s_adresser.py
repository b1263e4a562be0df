"""The nearest help, as one looks for it: how many gestures from home to a number that one can call, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.navigateur.gestes import TAILLES as LES_TAILLES
from tests.navigateur.gestes import Gestes
from tests.navigateur.test_axe import REGLES, violations

TAILLES = pytest.mark.parametrize("taille", LES_TAILLES.values(), ids=list(LES_TAILLES))
SECOURS = ["tel:17", "tel:112", "sms:114", "tel:3919", "tel:119", "tel:116006"]


def liens(page: Page, boite: str) -> list[str | None]:
    return [a.get_attribute("href") for a in page.locator(f"{boite} .numeros a").all()]


@TAILLES
def test_the_nearest_help_for_violence(
    taille: ViewportSize, page: Page, servir: Callable[..., str], site_exemple: Path, mesurer: Callable[..., None]
) -> None:
    """One gesture to the numbers, in sight; one more to the service near one's commune, with its own number."""
    gestes = Gestes(page, servir(site_exemple), taille)
    gestes.chercher("#trouver", "violences villeurbanne")
    page.wait_for_url("**/recherche/?q=*")
    expect(page.locator("#secours")).to_be_visible()
    assert liens(page, "#secours") == SECOURS
    for number in SECOURS[:2]:
        expect(page.locator(f"#secours a[href='{number}']")).to_be_in_viewport(ratio=1)
    gestes.tenir(mesurer, "un numéro d’urgence", 1, 1)
    expect(page.locator(".compte-resultats")).to_contain_text("Des numéros d’aide sont au-dessus")
    gestes.ouvrir(page.locator("#resultats > li a").first)
    page.wait_for_url("**/departements/69-rhone/#service-victimes")
    service = page.locator("#service-victimes")
    expect(service).to_be_in_viewport()
    expect(service.get_by_role("link", name="Appeler le 04 72 00 00 00")).to_have_attribute("href", "tel:0472000000")
    gestes.tenir(mesurer, "l’aide aux victimes la plus proche", 2, 2)


@TAILLES
def test_the_field_of_every_page_says_the_numbers_before_anything_is_sent(
    taille: ViewportSize, page: Page, servir: Callable[..., str], site_exemple: Path
) -> None:
    page.set_viewport_size(taille)
    page.goto(servir(site_exemple) + "suivi/")
    page.locator("#recherche-q").press_sequentially("j’ai peur")
    first = page.locator("#suggestions [role=option]").first
    expect(first).to_contain_text("En danger\u00a0: 17, 112, 114 (SMS), 119")
    first.click()
    page.wait_for_url("**/axes/violences/#secours")
    expect(page.locator("#secours")).to_be_in_viewport()
    assert liens(page, "#secours") == SECOURS


def test_what_is_asked_of_anything_else_shows_no_number(
    page: Page, servir: Callable[..., str], site_exemple: Path
) -> None:
    page.goto(servir(site_exemple) + "recherche/?q=violences")
    expect(page.locator("#secours")).to_be_visible()
    page.locator("#mots").fill("médiation")
    expect(page.locator("#secours")).to_be_hidden()
    page.locator("#mots").fill("")
    expect(page.locator("#resultats > li")).to_have_count(0)
    expect(page.locator("#secours")).to_be_hidden()


@TAILLES
def test_a_parent_whose_departement_has_published_nothing_can_call(
    taille: ViewportSize, page: Page, servir: Callable[..., str], site_exemple: Path, mesurer: Callable[..., None]
) -> None:
    gestes = Gestes(page, servir(site_exemple), taille)
    gestes.chercher("#trouver", "ain")
    page.wait_for_url("**/departements/01-ain/")
    call = page.locator(".vide").get_by_role("link", name="Appeler le 3230 (Caf de l’Ain)")
    expect(call).to_be_in_viewport(ratio=1)
    expect(call).to_have_attribute("href", "tel:3230")
    gestes.tenir(mesurer, "la Caf de mon département", 1, 1)


@pytest.mark.lent
@TAILLES
def test_the_nearest_service_of_my_commune(
    taille: ViewportSize, page: Page, servir: Callable[..., str], site_national: Path, mesurer: Callable[..., None]
) -> None:
    """Where the ministry gives the list of the country: from the sheet, the page, the commune, the service and its number."""
    gestes = Gestes(page, servir(site_national) + "departements/69-rhone/", taille)
    gestes.ouvrir(page.get_by_role("link", name="Choisir votre commune"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Les services près de chez vous")
    gestes.chercher("#filtre", "belleville")
    rows = page.locator("#table-services tbody tr:visible")
    expect(rows.get_by_role("rowheader")).to_have_text(["Belleville-en-Beaujolais"])
    expect(rows).to_contain_text("Médiation du Beaujolais-Exemple, 14\u00a0km")
    gestes.ouvrir(rows.get_by_role("link", name="Médiation du Beaujolais-Exemple"))
    service = page.locator("li:target")
    expect(service).to_be_in_viewport()
    expect(service.get_by_role("link", name="Appeler le 04 00 00 00 01")).to_be_visible()
    gestes.tenir(mesurer, "le service le plus proche de ma commune", 3, 1)
    expect(page.locator(".source")).to_contain_text("relevé le 23\u00a0novembre\u00a02026")
    assert page.evaluate("document.documentElement.scrollWidth") <= taille["width"]
    assert violations(page, REGLES) == []
