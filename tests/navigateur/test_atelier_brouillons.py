"""Several drafts, two tabs, a file from the office's computer, a browser that keeps nothing: no work is lost or mixed without a word."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.navigateur.test_atelier import NOM, URL
from tests.places import EXEMPLE, ROOT

pytestmark = pytest.mark.skipif(
    not (ROOT / ".cache/atelier/assets/atelier/conventions.zip").is_file(),
    reason="sans npm ni réseau, l’atelier n’est pas sur le site (tools/atelier.py)",
)
FERMEE = "Object.defineProperty(globalThis, 'indexedDB', { get() { throw new DOMException('', 'SecurityError'); } })"

GARDER = """async () => {
  const { garder } = await import("/assets/javascripts/atelier-brouillons.js");
  await garder("69-rhone.yml", "departement: 69", "");
  await garder("60-oise.yml", "departement: 60\\ntrame: 2026-2029\\n# oise\\n", "");
}"""


def choisir(page: Page, slug: str, phrase: str) -> None:
    page.locator("#atelier-departement").select_option(slug)
    page.get_by_role("button", name="Ouvrir l’atelier").click()
    expect(page.locator("#atelier-etat")).to_have_text(phrase, timeout=90_000)


def ecrire(page: Page, mots: str) -> None:
    """In the file, as soon as typed."""
    area = page.locator("#atelier-texte")
    area.evaluate("(e, mots) => { e.value += mots; e.dispatchEvent(new Event('input', { bubbles: true })); }", mots)


def rien_ne_se_perd_ni_ne_se_mele(racine: str, page: Page) -> None:
    published = (EXEMPLE / NOM).read_text(encoding="utf-8")
    area, etat = page.locator("#atelier-texte"), page.locator("#atelier-etat")
    page.goto(racine + URL)
    choisir(page, "60-oise", "60-oise.yml est ouvert.")
    expect(page.locator("#atelier-section h2")).to_be_focused()
    ecrire(page, "# oise\n")  # and at once, another
    page.get_by_role("button", name="Annexes").click()
    windows: FilePayload = {
        "name": "69-rhone (1).yml",
        "mimeType": "",
        "buffer": published.replace("\n", "\r\n").encode("cp1252"),
    }
    page.locator("#atelier-fichier").set_input_files(windows)
    page.get_by_role("button", name="Ouvrir l’atelier").click()
    expect(etat).to_have_text(f"{NOM} est ouvert, de 69-rhone (1).yml.")
    expect(etat).to_be_in_viewport()
    page.evaluate("scrollTo(0, 1200)")
    expect(etat).to_be_in_viewport()
    assert area.input_value() == published
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger le fichier").click()
    assert download.value.path().read_bytes() == published.replace("\n", "\r\n").encode()
    choisir(page, "01-ain", "01-ain.yml est ouvert.")  # the file that was chosen before is not opened again
    choisir(page, "60-oise", "Votre brouillon est repris.")
    assert area.input_value().endswith("# oise\n")


def un_brouillon_se_reprend(racine: str, page: Page) -> None:
    area, etat = page.locator("#atelier-texte"), page.locator("#atelier-etat")
    page.goto(racine + URL)
    page.evaluate(GARDER)
    page.reload()
    drafts = page.locator("#atelier-brouillons li")
    expect(drafts).to_have_count(2)
    drafts.get_by_role("button", name="Reprendre 60-oise.yml").click()
    expect(etat).to_have_text("Votre brouillon est repris.", timeout=90_000)
    assert area.input_value().endswith("# oise\n")
    page.once("dialog", lambda asked: asked.dismiss())
    page.locator("#atelier-fichier").set_input_files({"name": NOM, "mimeType": "", "buffer": b"departement: 69\n"})
    page.get_by_role("button", name="Ouvrir l’atelier").click()
    expect(etat).to_contain_text("Rien n’est ouvert")
    assert area.input_value().endswith("# oise\n")

    page.evaluate("() => { [globalThis.vrai, globalThis.fetch] = [fetch, () => Promise.reject(new TypeError())]; }")
    page.locator("#atelier-departement").select_option("02-aisne")
    page.get_by_role("button", name="Ouvrir l’atelier").click()
    expect(etat).to_contain_text("le réseau ne répond pas")
    ecrire(page, "trame: 1\n")
    expect(page.locator("#atelier-fautes")).to_contain_text("« trame » est déjà écrite")
    page.evaluate("() => { globalThis.fetch = globalThis.vrai; }")
    choisir(page, "68-haut-rhin", "68-haut-rhin.yml est ouvert.")
    expect(page.locator("#atelier-section")).to_contain_text("dans le fichier du département 67")


def un_navigateur_ne_garde_rien(racine: str, page: Page) -> None:
    page.add_init_script(FERMEE)
    page.on("dialog", lambda asked: asked.accept())
    page.goto(racine + URL)
    choisir(page, "60-oise", "60-oise.yml est ouvert.")
    ecrire(page, "# oise\n")
    expect(page.locator("#atelier-etat")).to_contain_text("ne garde pas les brouillons")
    page.get_by_role("button", name="Effacer le brouillon").click()
    expect(page.locator("#atelier-etat")).to_have_text("Le brouillon est effacé.")
    expect(page.locator("#atelier-texte")).not_to_have_value("# oise")


SCENES: dict[str, Callable[[str, Page], None]] = {
    "plusieurs brouillons": rien_ne_se_perd_ni_ne_se_mele,
    "un brouillon repris": un_brouillon_se_reprend,
    "rien n’est gardé": un_navigateur_ne_garde_rien,
}


@pytest.mark.echantillon(1)
@pytest.mark.parametrize("scene", SCENES)
def test_les_brouillons(scene: str, site_exemple: Path, servir: Callable[..., str], page: Page) -> None:
    SCENES[scene](servir(site_exemple), page)
