"""What people come for, from home: my département, who has not signed, how many this year. How many gestures, how many pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.navigateur.gestes import TAILLES, Gestes

Mesurer = Callable[[str, str, str], None]


@pytest.fixture(params=TAILLES.values(), ids=list(TAILLES))
def taille(request: pytest.FixtureRequest) -> ViewportSize:
    size: ViewportSize = request.param
    return size


@pytest.fixture
def gestes(taille: ViewportSize, page: Page, site_exemple: Path, servir: Callable[..., str]) -> Gestes:
    return Gestes(page, servir(site_exemple), taille)


@pytest.fixture
def desert(taille: ViewportSize, page: Page, site_des_composants: Path, servir: Callable[..., str]) -> Gestes:
    """Where nobody has published anything."""
    return Gestes(page, servir(site_des_composants), taille)


def test_my_departement_from_a_commune_that_several_share(gestes: Gestes, mesurer: Mesurer) -> None:
    """The commune is named beside each département that has one: one chooses, one is there."""
    gestes.chercher("#trouver", "saint-denis")
    first = gestes.page.locator("#resultats > li").filter(has_text="Département de la commune\u00a0: Saint-Denis")
    expect(first.filter(has_text="Aude (11)")).to_be_visible()
    gestes.ouvrir(first.get_by_role("link", name="Seine-Saint-Denis (93)"))
    expect(gestes.page.get_by_role("heading", level=1)).to_have_text("Seine-Saint-Denis")
    gestes.tenir(mesurer, "mon département, d’une commune de même nom", 2, 2)


@pytest.mark.parametrize(
    ("mots", "departement"),
    [("69100", "Rhône"), ("villeurbane", "Rhône"), ("finistaire", "Finistère")],
    ids=["code postal", "commune mal écrite", "nom mal écrit"],
)
def test_my_departement_at_once(mots: str, departement: str, gestes: Gestes, mesurer: Mesurer) -> None:
    gestes.chercher("#trouver", mots)
    expect(gestes.page.get_by_role("heading", level=1)).to_have_text(departement)
    gestes.tenir(mesurer, f"mon département, de « {mots} »", 1, 1)


def test_a_postal_code_that_two_share_offers_both(gestes: Gestes, mesurer: Mesurer) -> None:
    gestes.chercher("#trouver", "01200")
    links = gestes.page.locator("#resultats > li a")
    expect(links).to_have_text(["Ain (01)", "Haute-Savoie (74)"])
    gestes.ouvrir(links.last)
    expect(gestes.page.get_by_role("heading", level=1)).to_have_text("Haute-Savoie")
    gestes.tenir(mesurer, "mon département, d’un code postal partagé", 2, 2)


def test_who_has_not_signed(gestes: Gestes, mesurer: Mesurer) -> None:
    """How many have not, by status with their lists; and whose signature is missing where signing has begun."""
    gestes.menu("Suivi")
    gestes.ouvrir(gestes.page.get_by_role("link", name="87 ne l’ont pas"))
    said = gestes.page.locator("#manquent ~ p").first
    expect(said).to_be_in_viewport()
    expect(said).to_contain_text("87\u00a0départements n’ont pas de convention signée par toutes ses parties, sur 101")
    expect(said.get_by_role("link", name="non commencée")).to_have_attribute("href", "#non-commencee")
    missing = gestes.page.get_by_role("table", name="en cours de signature").get_by_role("row", name="Mayotte")
    expect(missing).to_contain_text("La préfète, les chefs de cour et la commune de Bandraboua")
    gestes.tenir(mesurer, "qui n’a pas signé", 2 if gestes.taille["width"] > 390 else 3, 1)


def test_how_many_have_signed_this_year(gestes: Gestes, mesurer: Mesurer) -> None:
    """It stands among the first figures, be it none; the years before are one gesture away."""
    gestes.menu("Suivi")
    figure = gestes.page.locator(".carte-chiffres li").filter(
        has=gestes.page.get_by_role("link", name="signée en 2028")
    )
    expect(figure.locator("strong")).to_have_text("0")
    expect(figure).to_be_in_viewport(ratio=1)
    gestes.tenir(mesurer, "combien ont signé cette année", 1 if gestes.taille["width"] > 390 else 2, 1)
    figure.get_by_role("link").click()
    years = "En 2028\u00a0: aucun département, en 2027\u00a0: 1\u00a0département, en 2026\u00a0: "
    expect(gestes.page.locator("#signees ~ p").first).to_contain_text(years)


def test_where_nobody_has_signed_it_is_said_at_once(desert: Gestes, mesurer: Mesurer) -> None:
    desert.menu("Suivi")
    said = desert.page.locator("main").get_by_text("Aucun des 101 départements n’a encore de convention signée")
    expect(said).to_be_in_viewport(ratio=1)
    desert.tenir(mesurer, "qui a signé, si personne ne l’a fait", 1 if desert.taille["width"] > 390 else 2, 1)


def test_a_parent_where_nothing_is_published_has_two_things_to_do(desert: Gestes, mesurer: Mesurer) -> None:
    desert.chercher("#trouver", "69100")
    things = desert.page.locator(".vide").first
    expect(things.get_by_role("heading", level=3)).to_have_text(
        ["Demander de l’aide", "Comprendre à quoi servira la convention"]
    )
    call = things.get_by_role("link", name="Appeler le 3230 (Caf du Rhône)")
    expect(call).to_be_in_viewport(ratio=1)
    desert.tenir(mesurer, "de l’aide, si rien n’est publié", 1, 1)
