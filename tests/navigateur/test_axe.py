"""axe-core over every kind of page, light and dark, phone and desktop: no violation."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]
from playwright.sync_api import Page, ViewportSize

from tests.navigateur.browser import BUREAU, TELEPHONE
from tests.navigateur.kinds import NOMS, representants

Mode = Literal["light", "dark"]
MODES: tuple[Mode, ...] = ("light", "dark")
Ways = tuple[tuple[ViewportSize, tuple[Mode, ...]], ...]
# Each page is loaded for each size, then looked at in each mode, which style sheets alone make: the first page of a kind in
# all four ways, the others in two.
TOUS: Ways = ((BUREAU, MODES), (TELEPHONE, MODES))
DEUX: Ways = ((BUREAU, ("dark",)), (TELEPHONE, ("light",)))
# No colour is halfway from one mode to the other any more.
ATTENDRE = "() => Promise.allSettled(document.getAnimations().map((a) => a.finished))"
# Every rule of axe, best practices and experimental ones included; the size of targets is off by default. A rule that is
# silenced is written here with its reason: none is.
# Without its preload, which writes style sheets into the page: the page's own policy refuses them, and no rule used here needs it.
# A fault shows the element itself: to work out a selector for each element that passes takes a seventh of the time.
SANS: dict[str, Any] = {"preload": False, "selectors": False, "resultTypes": ["violations"]}
EXPERIMENTALES = (
    *("css-orientation-lock", "focus-order-semantics", "hidden-content", "label-content-name-mismatch", "p-as-heading"),
    *("table-fake-caption", "td-has-header", "target-size"),
)
REGLES: dict[str, Any] = {**SANS, "rules": {rule: {"enabled": True} for rule in EXPERIMENTALES}}
# The text of a convention is held to AAA: 7 to 1.
CONTRASTE_AAA: dict[str, Any] = {**SANS, "runOnly": ["color-contrast-enhanced"]}


def violations(page: Page, options: dict[str, Any], zone: str | None = None) -> list[str]:
    """What axe finds, one line a fault: the rule, the element, what is wrong."""
    if not page.evaluate("() => typeof window.axe?.run === 'function'"):
        page.evaluate(AXE_SCRIPT)
    result = page.evaluate("([zone, options]) => axe.run(zone || document, options)", [zone, options])
    assert result["passes"], "axe n’a rien vérifié"
    return [
        f"{violation['id']} : {node['html'][:120]} – {node['failureSummary'].splitlines()[1].strip()}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.echantillon(5)
@pytest.mark.parametrize("sorte", NOMS)
def test_axe_finds_no_violation(
    sorte: str,
    site_exemple: Path,
    servir: Callable[..., str],
    ouvrir: Callable[..., Page],
    mesurer: Callable[..., None],
) -> None:
    racine, page, faults, runs = servir(site_exemple), ouvrir(), [], 0
    for rank, url in enumerate(representants(site_exemple, sorte)):
        for taille, modes in TOUS if rank == 0 else DEUX:
            page.set_viewport_size(taille)
            page.goto(racine + url, wait_until="networkidle")
            for mode in modes:
                page.emulate_media(color_scheme=mode)
                page.evaluate(ATTENDRE)
                found = violations(page, REGLES)
                if page.locator("article.texte").count():
                    found += violations(page, CONTRASTE_AAA, "article.texte")
                faults += [f"/{url} {taille['width']} px {mode} : {fault}" for fault in found]
                runs += 1
    assert runs, f"le site n’a aucune page de la sorte « {sorte} »"
    mesurer(sorte, "axe", f"{runs} passages, {len(faults)} faute")
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("fragment", "regle"),
    [
        ("<img src=data:,>", "image-alt"),
        ("<p style='color:#aaa'>gris sur blanc</p>", "color-contrast"),
        ("<button></button>", "button-name"),
    ],
)
def test_a_fault_would_be_seen(page: Page, fragment: str, regle: str) -> None:
    page.set_content(f"<!doctype html><html lang=fr><title>Essai</title><main><h1>Essai</h1>{fragment}</main></html>")
    assert [line.split()[0] for line in violations(page, REGLES)] == [regle]
