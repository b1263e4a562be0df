"""What a person does in the form of the workshop, and how a clause is reworded there."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect


def ouvrir(page: Page, racine: str, departement: str) -> None:
    page.goto(racine + "contribuer/atelier/")
    page.get_by_label("Département", exact=True).select_option(departement)
    page.get_by_role("button", name="Ouvrir l’atelier").click()
    expect(page.locator("#atelier-etat")).to_have_text(f"{departement}.yml est ouvert.", timeout=90_000)
    expect(page.locator("#atelier-compte")).not_to_be_empty(timeout=30_000)


def texte(page: Page) -> str:
    """The file, as the form has written it."""
    return page.locator("#atelier-texte").input_value()


def partie(page: Page, nom: str) -> None:
    page.get_by_role("navigation", name="Parties du formulaire").get_by_role("button", name=nom).click()


def une_clause_part_des_mots_de_la_trame(racine: str, page: Page, _: Path) -> None:
    ouvrir(page, racine, "02-aisne")
    zone = page.locator("#atelier-section")
    partie(page, "Le texte")
    clause = zone.locator("[data-clause=art-3-al-6]")
    blanc, pli = clause.locator(".clause-texte textarea"), clause.locator(".changer > summary")
    blanc.fill("et à chaque rentrée")
    pli.click()
    rempli = texte(page)
    depart = clause.get_by_role("button", name="Partir des mots de la trame")
    depart.click()
    mots = clause.get_by_label("Les mots signés, à la place de ceux de la trame")
    expect(mots).to_be_focused()
    expect(mots).to_have_value("L’instance se réunit au moins une fois par an et à chaque rentrée ;")
    assert mots.evaluate("(e) => e.selectionEnd") == 0
    expect(pli).to_contain_text("Rédigé autrement")
    expect(clause.locator(".clause-texte")).to_contain_text("une fois par an [à compléter]")
    expect(depart).to_be_hidden()
    assert "      remplace: L’instance se réunit" in texte(page)
    assert texte(page).count("à chaque rentrée") == 1
    page.get_by_role("button", name="Annuler", exact=True).click()
    assert texte(page) == rempli
    expect(blanc).to_have_value("et à chaque rentrée")
    expect(pli).to_contain_text("Changer")
    clause.get_by_label("La convention n’a pas ce passage").select_option("oui")
    expect(pli).to_contain_text("Supprimé")
    expect(depart).to_be_hidden()
    clause.get_by_role("button", name="Reprendre les mots de la trame").click()
    expect(pli).to_contain_text("Changer")
    assert "supprime: oui" not in texte(page)
