"""A site built without knowing its address works wherever it is served, the page « not found » at any depth included."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

LINKS = "els => els.filter(e => e.origin === location.origin && e.pathname !== location.pathname).map(e => e.href)"
# Asked again by the page itself: what Playwright would ask again from outside, the page's own policy refuses.
MENDED = """async (place) => {
  const mended = () => [...document.links].every((a) => a.origin !== location.origin || a.pathname.startsWith(place));
  for (let turn = 0; turn < 300 && !mended(); turn++) await new Promise(requestAnimationFrame);
  return mended();
}"""


@pytest.mark.echantillon(3)
@pytest.mark.parametrize("place", ["/", "/a/b/"])
@pytest.mark.parametrize("missing", ["rien", "rien/", "departements/69-rhone/2031/art/3/"])
def test_the_page_not_found_leads_back_into_the_site(
    site_exemple: Path, servir: Callable[..., str], navigateur: Browser, place: str, missing: str
) -> None:
    """Without a watch over the page: under a sub-path that it was not told of, it first looks for its files in vain."""
    address = servir(site_exemple, place)
    with navigateur.new_context() as context:
        page = context.new_page()
        response = page.goto(address + missing)
        assert response is not None
        assert response.status == 404
        expect(page.locator("h1")).to_have_text("Cette page n’existe pas")
        assert page.evaluate(MENDED, place)
        targets = set(page.eval_on_selector_all("a[href]", LINKS))
        assert len(targets) > 10
        assert [url for url in targets if page.request.get(url.partition("#")[0]).status != 200] == []
        expect(page.locator("h1")).not_to_have_css("font-family", "Times New Roman")


def test_home_leads_to_a_departement_under_a_sub_path(
    site_exemple: Path, servir: Callable[..., str], page: Page
) -> None:
    address = servir(site_exemple, "/a/b/")
    page.goto(address)
    page.locator("main a[href$='departements/69-rhone/']").first.click()
    expect(page.locator("h1")).to_contain_text("Rhône")
    assert urlsplit(page.url).path == "/a/b/departements/69-rhone/"
    page.get_by_role("link", name="Lire la convention").first.click()
    assert urlsplit(page.url).path == "/a/b/departements/69-rhone/2026-2029/"
