"""The documents of a convention are laid in, told what is wrong with them, cited, kept, and given back in one archive that the check takes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.navigateur.test_adaptation import AJOUTER, DEBORDE, TEXTE_DOUBLE
from tests.navigateur.test_atelier import NOM, URL
from tests.navigateur.test_axe import REGLES, violations
from tests.places import COMMANDE, EXEMPLE, ROOT, SOURCE_DATE_EPOCH

pytestmark = pytest.mark.skipif(
    not (ROOT / ".cache/atelier/assets/atelier/conventions.zip").is_file(),
    reason="sans npm ni réseau, l’atelier n’est pas sur le site (tools/atelier.py)",
)
PIECES = EXEMPLE / "pieces/69"


def piece(nom: str, source: str) -> FilePayload:
    return {"name": nom, "mimeType": "", "buffer": (PIECES / source).read_bytes()}


def ouvrir(page: Page, phrase: str) -> None:
    page.get_by_label("Département", exact=True).select_option("69-rhone")
    page.get_by_role("button", name="Ouvrir l’atelier").click()
    expect(page.locator("#atelier-etat")).to_have_text(phrase, timeout=90_000)


def _envoyer(page: Page, texte: str) -> None:
    """As the settings say: to a service, or on a forge."""
    reglages = {"courriel": "service@exemple.invalid", "depot": "https://github.com/o/d/edit/main/docs/"}
    page.evaluate("(dit) => Object.assign(document.getElementById('atelier-service').dataset, dit)", reglages)
    page.locator("#atelier-texte").dispatch_event("input")
    mail = page.get_by_role("link", name=reglages["courriel"])
    expect(mail).to_have_attribute("href", "mailto:service@exemple.invalid?subject=Convention%2069-rhone")
    edit, create = page.get_by_role("link", name="Ouvrir le fichier dans la forge"), page.locator("#atelier-creer")
    expect(edit).to_have_attribute("href", f"https://github.com/o/d/edit/main/departments/{NOM}")
    expect(create).to_have_attribute("href", f"https://github.com/o/d/new/main/departments?filename={NOM}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copier le texte").click()
    expect(page.locator("#atelier-etat")).to_have_text("Le texte est copié.")
    assert page.evaluate("navigator.clipboard.readText()") == texte


def test_des_pieces_deposees_partent_avec_le_fichier(
    site_exemple: Path, servir: Callable[..., str], page: Page, tmp_path: Path
) -> None:
    page.goto(servir(site_exemple) + URL)
    ouvrir(page, f"{NOM} est ouvert.")
    area, laid = page.locator("#atelier-texte"), page.locator("#atelier-pieces > li")
    page.get_by_label("Ajouter des pièces").set_input_files(
        [piece("Logo de l’hôtel de ville (2).PNG", "logo-caf.png"), piece("faux.pdf", "logo-caf.png")]
    )
    expect(page.locator("#atelier-etat")).to_have_text("2 pièces ajoutées.")
    expect(laid.filter(has_text="faux.pdf")).to_contain_text("c’est une image PNG")
    name = "pieces/69/Logo-de-l-hotel-de-ville-2.png"
    laid.filter(has_text=name).get_by_label("Elle est citée comme").select_option("Logo\u00a0: Villeurbanne")
    expect(area).to_have_value(re.compile(f"logo: {re.escape(name)}\n"))
    page.get_by_role("button", name="Retirer pieces/69/faux.pdf").click()
    expect(laid).to_have_count(1)
    page.get_by_label("Ajouter des pièces").set_input_files([piece("convention.pdf", "membres.pdf")])
    expect(area).to_have_value(re.compile("fichier: pieces/69/convention.pdf"))
    expect(page.locator("#atelier-fautes")).not_to_contain_text("empreinte")  # that of the new one is written
    assert violations(page, REGLES, "#atelier-travail") == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate(DEBORDE) == []
    page.set_viewport_size({"width": 1280, "height": 800})
    page.evaluate(AJOUTER, TEXTE_DOUBLE)
    assert page.evaluate(DEBORDE) == []
    expect(page.locator("#atelier-destinataire")).to_contain_text("l’équipe du site")
    _envoyer(page, area.input_value())
    page.wait_for_timeout(600)  # the draft is kept a moment after the last change

    page.reload()
    ouvrir(page, "Votre brouillon est repris.")
    expect(laid).to_have_count(2)
    with page.expect_download() as download:
        page.get_by_role("button", name="69-rhone.zip, avec ses 2 pièces").click()
    assert download.value.suggested_filename == "69-rhone.zip"
    folder = tmp_path / "departments"
    shutil.copytree(EXEMPLE, folder)
    with zipfile.ZipFile(download.value.path()) as archive:
        assert set(archive.namelist()) == {NOM, name, "pieces/69/convention.pdf"}
        archive.extractall(folder)
    env = {**os.environ, "CONVENTIONS_DEPARTMENTS": str(folder), "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH}
    checked = subprocess.run(
        [COMMANDE, "check"], cwd=ROOT, env={**env, "CONVENTIONS_STORE": ""}, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
    assert "empreinte" not in checked.stdout

    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="Effacer le brouillon").click()
    expect(laid).to_have_count(0)


def test_sans_webassembly_la_page_mene_au_guide(site_exemple: Path, servir: Callable[..., str], page: Page) -> None:
    page.add_init_script("delete globalThis.WebAssembly")
    page.goto(servir(site_exemple) + URL)
    page.get_by_role("button", name="Ouvrir l’atelier").click()
    expect(page.locator("#atelier-etat")).to_contain_text("suivez plutôt le guide")
    assert page.locator("#atelier-travail").is_hidden()
    expect(page.locator("#sinon ~ p").first.get_by_role("link", name="Le guide")).to_be_visible()
