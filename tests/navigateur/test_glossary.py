"""A word of the glossary is explained where it stands: by keyboard, by touch, and without script by its link."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

TEXTE = "departements/69-rhone/2026-2029/"
MOT = "main a[href$='glossaire/#mediation-familiale']:visible"


def test_a_word_is_explained_by_keyboard(page: Page, site_exemple: Path, servir: Callable[..., str]) -> None:
    page.goto(servir(site_exemple) + TEXTE)
    mot = page.locator(MOT).first
    mot.focus()
    page.keyboard.press("Enter")
    explication = page.locator(".explication")
    expect(explication).to_be_focused()
    expect(explication).to_contain_text("Médiation familiale")
    expect(explication).to_contain_text("construire ou reconstruire des liens")
    page.keyboard.press("Tab")
    expect(explication.get_by_role("link", name="Voir le glossaire")).to_be_focused()
    page.keyboard.press("Escape")
    expect(explication).to_have_count(0)
    expect(mot).to_be_focused()
    assert page.url.endswith(TEXTE)


def test_a_word_is_explained_by_touch(
    ouvrir: Callable[..., Page], site_exemple: Path, servir: Callable[..., str]
) -> None:
    page = ouvrir(has_touch=True, is_mobile=True, viewport={"width": 320, "height": 640})
    page.goto(servir(site_exemple) + TEXTE)
    page.locator(MOT).first.tap()
    explication = page.locator(".explication")
    expect(explication).to_be_in_viewport(ratio=1)
    page.touchscreen.tap(5, 5)
    expect(explication).to_have_count(0)


def test_a_word_leads_to_the_glossary_without_script(
    ouvrir: Callable[..., Page], site_exemple: Path, servir: Callable[..., str]
) -> None:
    page = ouvrir(java_script_enabled=False)
    page.goto(servir(site_exemple) + TEXTE)
    page.locator(MOT).first.click()
    page.wait_for_url("**/glossaire/#mediation-familiale")
    expect(page.locator("#mediation-familiale")).to_be_in_viewport()


@pytest.mark.parametrize("url", [TEXTE, "departements/69-rhone/", "objectifs/1/", "trame/2026-2029/"])
def test_each_word_is_linked_once_a_page(url: str, page: Page, site_exemple: Path, servir: Callable[..., str]) -> None:
    page.goto(servir(site_exemple) + url)
    targets = page.locator("main a[href*='glossaire/#']").evaluate_all("(liens) => liens.map((l) => l.hash)")
    assert targets
    assert len(targets) == len(set(targets))
