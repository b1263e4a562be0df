"""The workshop: the package itself in the reader's browser says what it says here, and nothing leaves the computer."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from conventions import atelier
from tests.conftest import combien
from tests.navigateur.test_axe import REGLES, violations
from tests.places import EXEMPLE, ROOT, SOURCE_DATE_EPOCH
from tests.regles.test_rules import CASES

pytestmark = pytest.mark.skipif(
    not (ROOT / ".cache/atelier/assets/atelier/conventions.zip").is_file(),
    reason="sans npm ni réseau, l’atelier n’est pas sur le site (tools/atelier.py)",
)
NOM = "69-rhone.yml"
URL = "contribuer/atelier/"
OUVRIER = """(jour) => {
  const ouvrier = new Worker("/assets/javascripts/atelier-ouvrier.js", { type: "module" });
  const attentes = [];
  ouvrier.onmessage = ({ data }) => attentes.shift()(data);
  window.demander = (verbe, ...donnees) => new Promise((oui) => {
    attentes.push(oui);
    ouvrier.postMessage({ rang: 1, verbe, donnees, jour });
  });
}"""


def textes() -> list[tuple[str, str]]:
    """The input of each case that is a text, and the same as published."""
    found = []
    for _, case in CASES:
        try:
            found.append(((case.apres or b"").decode(), (case.avant or b"").decode()))
        except UnicodeDecodeError:
            continue
    return [(apres, avant) for apres, avant in found if apres]


@pytest.fixture
def au_jour(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)  # as in a browser: without the documents of the départements
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SOURCE_DATE_EPOCH)
    for known in (atelier.contexte, atelier._lue, atelier._vue):
        known.cache_clear()
    yield
    for known in (atelier.contexte, atelier._lue, atelier._vue):
        known.cache_clear()


@pytest.mark.usefixtures("au_jour")
def test_les_fautes_sont_celles_de_cpython_mot_pour_mot(
    site_exemple: Path, servir: Callable[..., str], page: Page
) -> None:
    page.goto(servir(site_exemple) + URL)
    page.evaluate(OUVRIER, SOURCE_DATE_EPOCH)
    known = textes()
    chosen = random.Random("atelier").sample(known, min(len(known), combien(12, epreuve=len(known))))
    for apres, avant in chosen:
        told = page.evaluate("(donnees) => demander('verifier', ...donnees)", [NOM, apres, avant])
        assert told.get("reponse") == json.loads(atelier.verifier(NOM, apres, avant)), (apres, told.get("erreur"))


def test_on_ouvre_on_ecrit_on_voit(site_exemple: Path, servir: Callable[..., str], page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(servir(site_exemple) + URL)
    assert not [url for url in asked if "/assets/atelier/" in url], "chargé avant qu’on l’ouvre"
    page.get_by_label("Département", exact=True).select_option("69-rhone")
    page.get_by_role("button", name="Ouvrir l’atelier").click()
    expect(page.locator("#atelier-etat")).to_have_text(f"{NOM} est ouvert.", timeout=90_000)
    page.get_by_text("Le fichier, tel qu’il est écrit").click()
    area = page.get_by_label("Le fichier", exact=True)
    published = (EXEMPLE / NOM).read_text(encoding="utf-8")
    assert area.input_value() == published
    area.fill(published.replace("trame: 2026-2029", "trame: 2026 - 2029"))
    fault = page.locator("#atelier-fautes > li").filter(has_text="2026 - 2029")
    expect(fault).to_contain_text("n’est pas admis")
    fault.get_by_role("link").first.click()
    expect(page.get_by_label("Trame", exact=True)).to_be_focused()
    area.fill(published.replace("Lyon", "Bron"))
    expect(page.locator("#atelier-changements")).to_contain_text("Bron")
    page.get_by_role("button", name="Montrer les pages").click()
    expect(page.locator("#atelier-pages iframe")).to_have_count(2)
    expect(page.frame_locator("#atelier-pages iframe >> nth=1").locator("body")).to_contain_text("Bron")
    assert violations(page, {**REGLES, "iframes": False}) == []
    page.reload()
    _reprendre(page)
    assert area.input_value() == published.replace("Lyon", "Bron")
    page.once("dialog", lambda asked: asked.dismiss())
    page.get_by_role("button", name="Effacer le brouillon").click()
    assert area.input_value() == published.replace("Lyon", "Bron")
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="Effacer le brouillon").click()
    expect(page.locator("#atelier-etat")).to_have_text("Le brouillon est effacé.")
    assert area.input_value() == published


def _reprendre(page: Page) -> None:
    page.get_by_label("Département", exact=True).select_option("69-rhone")
    page.get_by_role("button", name="Ouvrir l’atelier").click()
    expect(page.locator("#atelier-etat")).to_have_text("Votre brouillon est repris.", timeout=90_000)


def test_un_brouillon_de_plus_de_90_jours_disparait(site_exemple: Path, servir: Callable[..., str], page: Page) -> None:
    page.goto(servir(site_exemple) + URL)
    left: Any = page.evaluate(
        """async () => {
          const { garder, lire, perimer } = await import("/assets/javascripts/atelier-brouillons.js");
          await garder("a.yml", "a", "");
          await perimer(Date.now() + 89 * 86400e3);
          const avant = (await lire("a.yml"))?.texte;
          await perimer(Date.now() + 91 * 86400e3);
          return [avant, (await lire("a.yml"))?.texte ?? null];
        }"""
    )
    assert left == ["a", None]


def test_le_poids_que_dit_la_page_est_le_vrai() -> None:
    laid = (path for path in (ROOT / ".cache/atelier/assets/atelier").rglob("*") if path.is_file())
    files = [path.read_bytes() for path in laid if path.name != "documents.zip"]  # for those who open a document
    packed, plain = sum(len(gzip.compress(data)) for data in files) / 1e6, sum(map(len, files)) / 1e6
    said = (ROOT / "hooks/conventions/render/templates/atelier.md").read_text(encoding="utf-8")
    assert f"télécharge {packed:.0f} Mo, ou {plain:.0f} Mo" in said.replace("\u00a0", " ")
