"""Hostile pages in a real browser, behind the site's own policy: nothing runs, nothing is fetched, nothing is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.conftest import build_once
from tests.hostile import fields
from tests.hostile.attacks import ATTAQUES

PAGES = ("", "2026-2029/", "feuille-de-route/", "2026-2029/ecarts/", "2026-2029/avenants/1/")


@pytest.fixture(scope="module")
def site_hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six départements, each of whose every field holds one seventh of the attacks, built by `mkdocs build`."""
    departments = tmp_path_factory.mktemp("hostile")
    names = {
        "69": "69-rhone",
        "01": "01-ain",
        "38": "38-isere",
        "42": "42-loire",
        "73": "73-savoie",
        "74": "74-haute-savoie",
    }
    shown = [attack for attack in ATTAQUES if "script:" not in attack.lower() and "data:" not in attack.lower()]
    for rank, (code, name) in enumerate(names.items()):
        words = " / ".join(shown[rank :: len(names)])[:390]
        source = fields.convention(
            words, "Texte <b onclick=window.perce=1>riche</b> <img src=x onerror=window.perce=1>"
        )
        source = source.replace('departement: "69"', f'departement: "{code}"')
        (departments / f"{name}.yml").write_text(source, encoding="utf-8")
    return build_once("site_hostile", tmp_path_factory, departments)


@pytest.mark.parametrize("name", ["69-rhone", "01-ain", "38-isere", "42-loire", "73-savoie", "74-haute-savoie"])
def test_rien_ne_s_execute(name: str, site_hostile: Path, servir: Callable[..., str], page: Page) -> None:
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    address = servir(site_hostile)
    for path in PAGES:
        page.goto(f"{address}departements/{name}/{path}")
        for event in ("click", "mouseover", "focus", "toggle"):
            page.evaluate(
                "e => document.querySelectorAll('main *').forEach(n => n.tagName !== 'A' && n.dispatchEvent(new Event(e)))",
                event,
            )
        assert page.evaluate("window.perce") is None, path
        assert (
            page.locator(
                "main script, main iframe, main img[src=x], main svg[onload], main [onclick], main [onerror]"
            ).count()
            == 0
        )
        assert page.locator("main a[href^='javascript' i], main a[href^='data' i]").count() == 0
    assert asked == []


@pytest.mark.parametrize("politique", [True, False], ids=["avec", "sans"])
def test_la_politique_arreterait_ce_qui_passerait(
    politique: bool,  # noqa: FBT001
    site_hostile: Path,
    servir: Callable[..., str],
    navigateur: Browser,
) -> None:
    """The last line of defence: markup put there on purpose does not run under the policy of the page; without it, it would."""
    copy = site_hostile.parent / f"perce-{politique}"
    folder = copy / "departements/69-rhone"
    folder.mkdir(parents=True)
    text = (site_hostile / "departements/69-rhone/index.html").read_text(encoding="utf-8")
    holes = "<script>window.perce=1</script><img src=x onerror=window.perce=1><a id=piege href='javascript:window.perce=1'>ici</a>"
    text = text.replace("</main>", f"{holes}</main>")
    if not politique:
        text, count = re.subn(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
        assert count == 1
    (folder / "index.html").write_text(text, encoding="utf-8")
    context = navigateur.new_context()  # not watched: the policy's refusals are told in the console
    page = context.new_page()
    page.goto(f"{servir(copy)}departements/69-rhone/")
    page.eval_on_selector("#piege", "a => a.click()")
    page.wait_for_timeout(300)
    assert page.evaluate("window.perce ?? null") == (None if politique else 1)
    context.close()
