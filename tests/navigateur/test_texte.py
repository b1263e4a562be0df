"""The page of a text: what is at hand on it, on the screen and on paper."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("coche", [True, False])
def test_the_marks_are_printed_or_not_as_on_the_screen(
    *, coche: bool, site_exemple: Path, servir: Callable[..., str], ouvrir: Callable[..., Page]
) -> None:
    page = ouvrir(java_script_enabled=False)
    page.goto(servir(site_exemple) + "departements/69-rhone/2026-2029/")
    page.locator("#marques").set_checked(coche)
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        marque = page.locator(".marque-reecrite").first
        expect(marque).to_be_visible(visible=coche)
        value = page.locator(".rempli").first
        expect(value).to_be_visible()
        decorated = value.evaluate(
            "v => getComputedStyle(v).borderBottomStyle !== 'none' || getComputedStyle(v).textDecorationLine !== 'none'"
        )
        assert decorated == coche, media
