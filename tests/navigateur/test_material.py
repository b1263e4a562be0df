"""Material is really used: its settings do what its documentation says, and its skeleton is mended where no block reaches."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from playwright.sync_api import Page, expect

import site_theme
from conventions.build.squelette import MATERIAL, Changed
from tests.build.project import built, copy_project, run
from tests.places import ROOT

FEUILLE = """body { --fond: rgb(240, 244, 255); } .md-footer { background: rgb(1, 2, 3); }
:root { --md-text-font: "La nôtre"; --md-code-font: "Le code"; }"""
LOGO = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>"


class _Loader(yaml.SafeLoader):
    """Reads `!ENV` as nothing."""


_Loader.add_constructor("!ENV", lambda *_: "")


def with_settings(where: Path, theme: dict[str, Any], **settings: object) -> Path:
    """The site of a small project whose settings are changed so."""
    project = copy_project(where / "projet")
    (project / "docs/service").mkdir()
    (project / "docs/service/feuille.css").write_text(FEUILLE, encoding="utf-8")
    (project / "docs/service/logo.svg").write_text(LOGO, encoding="utf-8")
    config = yaml.load((project / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)
    config["theme"] |= theme
    config |= settings
    (project / "mkdocs.yml").write_text(yaml.safe_dump(config, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return built(project, where / "site", "--strict")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A service's own colours, logo, sheet and words."""
    theme = {
        "logo": "service/logo.svg",
        "palette": {"scheme": "slate", "primary": "indigo", "accent": "lime"},
        "features": [*(f"navigation.{name}" for name in ("top", "tabs", "tabs.sticky", "instant")), "announce.dismiss"],
    }
    words = {"extra_css": ["service/feuille.css"], "copyright": "Mentions du service d’essai"}
    return with_settings(tmp_path_factory.mktemp("service"), theme, **words)


@pytest.fixture(scope="module")
def depouille(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """No feature, an icon for a logo, two appearances instead of three, icons of its own."""
    palette = [
        {"scheme": scheme, "primary": "teal", "toggle": {"icon": f"material/{icon}", "name": name}}
        for scheme, icon, name in (("default", "weather-sunny", "Clair"), ("slate", "weather-night", "Sombre"))
    ]
    icon = {"logo": "material/scale-balance", "menu": "material/dots-vertical", "admonition": {"note": "material/pin"}}
    theme = {"logo": None, "icon": icon, "palette": palette, "features": []}
    return with_settings(tmp_path_factory.mktemp("depouille"), theme)


def colour(page: Page, selector: str, what: str = "backgroundColor") -> str:
    found: str = page.eval_on_selector(selector, f"e => getComputedStyle(e).{what}")
    return found


def test_a_palette_a_logo_a_sheet_are_seen(service: Path, servir: Callable[..., str], page: Page) -> None:
    page.set_viewport_size({"width": 1300, "height": 800})
    page.goto(f"{servir(service)}departements/68-haut-rhin/")
    assert colour(page, ".md-header") == "rgb(64, 81, 181)", "indigo"
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    expect(page.locator("[data-md-component=palette]")).to_have_count(0)
    assert page.locator("header img").get_attribute("src") == "../../service/logo.svg"
    assert colour(page, "body") == "rgb(240, 244, 255)", "extra_css l’emporte sur les couches"
    assert colour(page, "footer") == "rgb(1, 2, 3)"
    assert colour(page, "article", "fontFamily").startswith('"La nôtre"'), "« Additional fonts », chez Material"
    expect(page.locator("footer")).to_contain_text("Mentions du service d’essai")


def test_features_are_seen(service: Path, servir: Callable[..., str], page: Page) -> None:
    page.set_viewport_size({"width": 1300, "height": 800})
    page.goto(f"{servir(service)}departements/68-haut-rhin/", wait_until="networkidle")
    expect(page.locator("header .md-tabs")).to_be_visible()
    expect(page.get_by_role("navigation", name="Fil d’Ariane")).to_have_count(0)
    assert "navigation.instant" not in page.inner_text("#__config"), "nos scripts ne recommenceraient pas"
    top = page.locator(".md-top")
    expect(top).to_be_hidden()
    page.mouse.wheel(0, 2000)
    page.wait_for_timeout(200)
    page.mouse.wheel(0, -300)
    expect(top).to_be_visible()
    page.evaluate("scrollTo(0, 0)")
    page.get_by_role("complementary", name="Avertissement").get_by_role("button").click()
    page.reload()
    expect(page.get_by_role("complementary", name="Avertissement")).to_be_hidden()


def test_without_feature_or_with_other_icons(depouille: Path, servir: Callable[..., str], page: Page) -> None:
    page.set_viewport_size({"width": 1300, "height": 800})
    page.goto(f"{servir(depouille)}departements/68-haut-rhin/", wait_until="networkidle")
    expect(page.locator(".md-tabs, .md-path")).to_have_count(0)
    expect(page.get_by_role("navigation", name="Menu").get_by_role("link").first).to_be_visible()
    icons = ROOT / ".venv/lib/python3.11/site-packages/material/templates/.icons/material"
    sheet = (depouille / "assets/stylesheets/site.css").read_text(encoding="utf-8")
    for name, shown in (("scale-balance", page.content()), ("dots-vertical", unquote(sheet))):
        drawing = (icons / f"{name}.svg").read_text(encoding="utf-8").partition(' d="')[2].partition('"')[0]
        assert drawing in shown
    assert colour(page, ".md-header") == "rgb(0, 148, 133)", "teal"
    page.get_by_role("radio", name="Clair").focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    assert (
        "--md-admonition-icon--note:url('data:image/svg+xml;charset=utf-8,%3Csvg"
        in sheet.partition("@layer composants")[0]
    )


def test_the_sheet_has_what_the_settings_ask_for(service: Path) -> None:
    sheet = (service / "assets/stylesheets/site.css").read_text(encoding="utf-8")
    for word in ("primary=indigo]{--md-primary-fg", "accent=lime]{--md-accent-fg", ".md-top"):
        assert word in sheet
    for word in (
        "primary=teal]{--md-primary-fg",
        "accent=indigo]{--md-accent-fg",
        "}[dir=rtl] .md-nav",
        ".tabbed-labels",
        ".md-post__title",
    ):
        assert word not in sheet
    settings = {"markdown_extensions": ["pymdownx.tabbed"], "plugins": {"material/blog": None}}
    bare, asked = (site_theme.absent({**settings, "theme": {"features": on}}) for on in ([], ["navigation.top"]))
    assert not {"tabbed", "md-post", "md-top"} & set(asked)
    assert "md-top" in bare
    assert site_theme.colours({"palette": {"primary": "deep purple"}}) == {
        ("primary", "deep-purple"),
        ("accent", "indigo"),
    }


def test_each_button_copies_its_own_block(site_exemple: Path, servir: Callable[..., str], page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{servir(site_exemple)}contribuer/remplir/", wait_until="networkidle")
    blocks = page.locator("main pre")
    for rank in (0, 2):
        blocks.nth(rank).scroll_into_view_if_needed()
        blocks.nth(rank).get_by_role("button", name="Copier").press("Enter")
        expect(page.locator(".md-dialog--active")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.strip() == blocks.nth(rank).locator("code").inner_text().strip()
    assert blocks.first.inner_text() != blocks.nth(2).inner_text()


def test_what_the_frame_holds_is_in_its_place(site_exemple: Path, servir: Callable[..., str], page: Page) -> None:
    """No band sticks out of its box, no line of the trail begins with its chevron, no entry moves from one page to the next."""
    left = "(all) => all.map((e) => e.getBoundingClientRect()).map((r) => [r.left, r.right, r.top])"
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{servir(site_exemple)}recherche/")
    for box, band in page.eval_on_selector_all(
        ".filtres details", f"(all) => all.map((e) => ({left})([e, e.querySelector('summary')]))"
    ):
        assert box[0] <= band[0] < band[1] <= box[1]
    tabs = page.eval_on_selector_all(".md-tabs__link", left)
    page.goto(f"{servir(site_exemple)}departements/69-rhone/2026-2029/")
    assert page.eval_on_selector_all(".md-tabs__link", left) == tabs
    trail, contents = page.eval_on_selector_all(".md-path__link, .md-nav--secondary .md-nav__title", left)[::3]
    assert trail[0] == contents[0]
    page.set_viewport_size({"width": 390, "height": 900})
    lines = {top: x for x, _, top in reversed(page.eval_on_selector_all(".md-path__item > *", left))}
    assert len(lines) > 1
    assert set(lines.values()) == {trail_left for trail_left, *_ in page.eval_on_selector_all(".md-path__list", left)}


def test_a_table_and_lists_are_those_of_the_page(
    site_des_composants: Path, servir: Callable[..., str], page: Page
) -> None:
    """Material wraps a table to let it scroll, and counts the list that is in another by letters."""
    page.goto(f"{servir(site_des_composants)}projet/composants/", wait_until="networkidle")
    expect(page.locator(".riche .md-typeset__table")).to_be_visible()
    boxes = [page.locator(f".riche {name}").bounding_box() for name in (".large", "table")]
    wrapped, table = [tuple(round(box[side]) for side in ("x", "y", "width", "height")) for box in boxes if box]
    assert wrapped == table
    assert colour(page, "article ul ol", "listStyleType") == "decimal"


def test_the_skeleton_of_material_is_mended() -> None:
    skeleton = (ROOT / ".venv/lib/python3.11/site-packages/material/templates/base.html").read_text(encoding="utf-8")
    mended = MATERIAL.mend(skeleton)
    assert mended != skeleton
    assert 'autocomplete="off"' not in mended


@pytest.mark.parametrize("rank", range(len(MATERIAL.mendings)))
def test_a_change_of_material_would_stop_the_build(rank: int) -> None:
    """Each word that is replaced, gone from the theme: the sentence says which, and what to do."""
    skeleton = (ROOT / ".venv/lib/python3.11/site-packages/material/templates/base.html").read_text(encoding="utf-8")
    old, _, times = MATERIAL.mendings[rank]
    assert skeleton.count(old) == times
    with pytest.raises(Changed, match="Material a changé"):
        MATERIAL.mend(skeleton.replace(old, "", 1))


def test_the_build_says_so(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "projet")
    theme = project / "hooks/conventions/build/squelette.py"
    theme.write_text(
        theme.read_text(encoding="utf-8").replace('<aside class="md-banner">', "<aside>"), encoding="utf-8"
    )
    done = run(project, tmp_path / "site")
    assert done.returncode == 1
    assert "Material a changé\u00a0: son gabarit base.html" in done.stderr
    assert "Traceback" not in done.stderr
    shutil.rmtree(project)


def test_no_page_has_a_script_of_the_theme_in_it(site_exemple: Path) -> None:
    """What Material writes in its pages is in a file: the policy needs no exception for it."""
    text = (site_exemple / "departements/69-rhone/index.html").read_text(encoding="utf-8")
    assert text.count("<script>") == text.count("<style") == text.count(" style=") == 0
    assert "sha256-" not in text
