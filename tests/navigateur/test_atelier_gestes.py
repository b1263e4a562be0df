"""What the workshop does beyond a field: an archive opens again, a field takes its document, an id is renamed where it is cited, two tabs."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from conventions import check
from conventions.model.ids import nature
from conventions.source.registry import load_context
from tests.atelier.test_archive import zippee
from tests.conftest import tirage
from tests.navigateur.formulaire import ouvrir, partie, texte
from tests.navigateur.test_atelier import NOM, URL
from tests.navigateur.test_atelier_brouillons import choisir, ecrire
from tests.navigateur.test_atelier_envoi import PIECES, piece
from tests.navigateur.test_axe import REGLES, violations
from tests.navigateur.test_formulaire import Clavier, changees
from tests.places import EXEMPLE, JOUR, ROOT

pytestmark = pytest.mark.skipif(
    not (ROOT / ".cache/atelier/assets/atelier/conventions.zip").is_file(),
    reason="sans npm ni réseau, l’atelier n’est pas sur le site (tools/atelier.py)",
)
LOGO = "pieces/69/logo-neuf.png"
DEPOSER = """({ nom, b64 }) => {
  const porte = new DataTransfer();
  porte.items.add(new File([Uint8Array.from(atob(b64), (signe) => signe.charCodeAt(0))], nom));
  return porte;
}"""


def donner(page: Page, nom: str, data: bytes) -> None:
    page.locator("#atelier-fichier").set_input_files({"name": nom, "mimeType": "", "buffer": data})
    page.get_by_role("button", name="Ouvrir l’atelier").click()


def une_archive_s_ouvre(racine: str, page: Page) -> None:
    etat, laid = page.locator("#atelier-etat"), page.locator("#atelier-pieces > li")
    written = (EXEMPLE / NOM).read_text(encoding="utf-8").replace("pieces/69/logo-caf.png", LOGO)
    archive = {NOM: written.encode(), LOGO: (PIECES / "logo-caf.png").read_bytes(), "pieces/69/faux.pdf": b"GIF89"}
    page.goto(racine + URL)
    donner(page, "69-rhone (1).zip", zippee(archive))
    expect(etat).to_have_text(f"{NOM} est ouvert, de 69-rhone (1).zip, avec ses 2 pièces.", timeout=90_000)
    assert texte(page) == written
    expect(laid).to_have_count(2)
    expect(laid.filter(has_text="faux.pdf")).to_contain_text("c’est une image GIF")
    expect(page.locator("#atelier-compte")).not_to_be_empty()
    expect(page.locator("#atelier-fautes")).not_to_contain_text(LOGO)  # it is there
    donner(page, "a.zip", zippee({NOM: b"departement: 69\n", "../a.pdf": b""}))
    expect(etat).to_contain_text("« ../a.pdf » n’y a pas sa place")
    assert texte(page) == written
    page.wait_for_timeout(600)  # the draft is kept a moment after the last change

    page.reload()
    page.once("dialog", lambda asked: asked.dismiss())
    other = {**archive, LOGO: (PIECES / "logo-prefecture.png").read_bytes()}
    donner(page, "69-rhone.zip", zippee(other))  # the same words, another logo under that name
    expect(etat).to_have_text("Rien n’est ouvert : le brouillon reste tel qu’il était.", timeout=90_000)
    choisir(page, "69-rhone", "Votre brouillon est repris.")
    with page.expect_download() as download:
        page.get_by_role("button", name="69-rhone.zip, avec ses 2 pièces").click()
    given = download.value.path().read_bytes()
    page.once("dialog", lambda asked: asked.accept())
    page.get_by_role("button", name="Effacer le brouillon").click()
    expect(laid).to_have_count(0)
    donner(page, download.value.suggested_filename, given)
    expect(etat).to_have_text(f"{NOM} est ouvert, de 69-rhone.zip, avec ses 2 pièces.")
    assert texte(page) == written
    assert violations(page, REGLES, "#atelier-travail") == []


def _de(zone: Locator, partie: str) -> Locator:
    """What the form says of a party, unfolded."""
    entry = zone.locator("li > details", has=zone.page.locator(f"summary > .nom:text-is('{partie}')"))
    entry.locator("> summary").click()
    return entry


def un_champ_prend_sa_piece(racine: str, page: Page) -> None:
    ouvrir(page, racine, "69-rhone")
    zone, etat, published = page.locator("#atelier-section"), page.locator("#atelier-etat"), texte(page)
    msa = _de(zone, "MSA Ain-Rhône")
    logo, depose = (
        msa.get_by_label("Logo", exact=True),
        msa.get_by_role("button", name="Déposer un fichier… pour le champ Logo"),
    )
    msa.get_by_text("Autres renseignements").click()
    expect(logo).to_have_value("")
    with page.expect_file_chooser() as chooser:
        Clavier(page).presser(depose)
    chooser.value.set_files(piece("logo-caf.png", "logo-prefecture.png"))  # a name that the file cites elsewhere
    expect(etat).to_have_text("pieces/69/logo-caf-2.png est ajoutée, et citée ici.")
    expect(logo).to_have_value("pieces/69/logo-caf-2.png")
    expect(logo).to_be_focused()
    assert changees(published, texte(page)) == ["+       logo: pieces/69/logo-caf-2.png"]
    page.get_by_role("button", name="Annuler", exact=True).click()
    assert texte(page) == published
    page.get_by_role("button", name="Rétablir", exact=True).click()
    with page.expect_file_chooser() as chooser:
        depose.click()
    chooser.value.set_files(piece("m.pdf", "membres.pdf"))
    expect(etat).to_have_text("m.pdf ne convient pas ici : il faut une image .png ou .jpg.")
    caf = _de(zone, "Caf du Rhône")
    caf.get_by_label("Logo", exact=True).select_option("pieces/69/logo-caf-2.png")  # laid for another
    assert texte(page).count("logo: pieces/69/logo-caf-2.png\n") == 2
    caf.get_by_label("Logo", exact=True).select_option("Aucun fichier")
    assert "      logo:\n" in texte(page)

    partie(page, "Les annexes")
    membres = _de(zone, "Liste des membres de l’instance")
    data = (PIECES / "charte-logos.pdf").read_bytes()
    carried = page.evaluate_handle(DEPOSER, {"nom": "Membres 2027.PDF", "b64": base64.b64encode(data).decode()})
    membres.locator(".champ", has=page.get_by_label("Fichier", exact=True)).dispatch_event(
        "drop", {"dataTransfer": carried}
    )
    expect(etat).to_have_text("pieces/69/Membres-2027.pdf est ajoutée, et citée ici.")
    expect(membres.get_by_label("Fichier", exact=True)).to_have_value("pieces/69/Membres-2027.pdf")
    partie(page, "La signature")
    signe = zone.get_by_label("Fichier publié")
    signe.select_option("pieces/69/Membres-2027.pdf")
    digest = hashlib.sha256(data).hexdigest()
    assert f'document_signe:\n  fichier: pieces/69/Membres-2027.pdf\n  sha256: "{digest}"\n' in texte(page)
    expect(page.locator("#atelier-pieces > li")).to_have_count(2)
    assert violations(page, REGLES, "#atelier-travail") == []


def un_identifiant_est_renomme_la_ou_il_est_cite(racine: str, page: Page) -> None:
    ouvrir(page, racine, "69-rhone")
    zone, etat, published = page.locator("#atelier-section"), page.locator("#atelier-etat"), texte(page)
    clavier = Clavier(page)
    cites = len(re.findall(r"(?<![\w-])association-udaf(?![\w-])", published)) - 1
    udaf = _de(zone, "Union départementale des associations familiales du Rhône")
    clavier.presser(udaf.locator(".renommer > summary"))
    clavier.aller(udaf.get_by_label("Identifiant", exact=True))
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("association-udaf-69")
    also = udaf.get_by_label(f"Renommer aussi ses {cites} citations dans le fichier")
    expect(also).to_be_checked()
    assert violations(page, REGLES, "#atelier-section") == []
    clavier.presser(udaf.get_by_role("button", name="Changer", exact=True))
    told = (
        f"L’identifiant est maintenant association-udaf-69. {cites} citations de « association-udaf » renommées aussi."
    )
    expect(etat).to_have_text(told)
    assert texte(page) == re.sub(r"(?<![\w-])association-udaf(?![\w-])", "association-udaf-69", published)
    page.get_by_role("button", name="Annuler", exact=True).click()
    assert texte(page) == published

    udaf.locator(".renommer > summary").click()
    udaf.get_by_label("Identifiant", exact=True).fill("association-udaf-69")
    also.uncheck()
    udaf.get_by_role("button", name="Changer", exact=True).click()
    expect(etat).to_have_text("L’identifiant est maintenant association-udaf-69.")
    assert len(changees(published, texte(page))) == 2
    expect(page.locator("#atelier-fautes")).to_contain_text("« association-udaf » n’est pas une partie", timeout=30_000)


def un_brouillon_dans_deux_onglets(racine: str, page: Page) -> None:
    autre = page.context.new_page()
    here, there = page.locator("#atelier-etat"), autre.locator("#atelier-etat")
    for one in (page, autre):
        one.goto(racine + URL)
    choisir(page, "60-oise", "60-oise.yml est ouvert.")
    autre.locator("#atelier-departement").select_option("60-oise")
    autre.get_by_role("button", name="Ouvrir l’atelier").click()
    for told in (here, there):
        expect(told).to_contain_text("60-oise.yml est aussi ouvert dans un autre onglet", timeout=90_000)
    ecrire(autre, "# là\n")
    expect(here).to_contain_text("vient d’être changé dans un autre onglet")
    ecrire(page, "# ici\n")
    expect(here).to_contain_text("ce que vous écrivez ici n’est pas gardé")
    page.once("dialog", lambda asked: asked.dismiss())
    page.locator("#atelier-departement").select_option("01-ain")
    page.get_by_role("button", name="Ouvrir l’atelier").click()
    expect(here).to_contain_text("téléchargez d’abord le fichier")
    assert texte(page).endswith("# ici\n")
    page.on("dialog", lambda asked: asked.accept())
    page.locator("#atelier-departement").select_option("60-oise")
    page.get_by_role("button", name="Ouvrir l’atelier").click()
    expect(page.locator("#atelier-texte")).to_have_value(re.compile("# là\n$"))
    ecrire(page, "# ici\n")
    expect(there).to_contain_text("vient d’être changé dans un autre onglet")
    page.get_by_role("button", name="Effacer le brouillon").click()
    expect(there).to_contain_text("vient d’être effacé dans un autre onglet")
    ecrire(autre, "# encore\n")
    expect(there).to_contain_text("changé ou effacé dans un autre onglet")


SCENES: dict[str, Callable[[str, Page], None]] = {
    "une archive": une_archive_s_ouvre,
    "une pièce": un_champ_prend_sa_piece,
    "un identifiant": un_identifiant_est_renomme_la_ou_il_est_cite,
    "deux onglets": un_brouillon_dans_deux_onglets,
}


@pytest.mark.echantillon(1)
@pytest.mark.parametrize("scene", SCENES)
def test_les_gestes(scene: str, site_exemple: Path, servir: Callable[..., str], page: Page) -> None:
    SCENES[scene](servir(site_exemple), page)


RENOMMER = """async (cas) => {
  const ici = "/assets/javascripts/atelier-";
  const [edition, { citations, renommer }, { chargerGabarits }] = await Promise.all(["edition", "citations", "gabarits"].map((nom) => import(`${ici}${nom}.js`)));
  const gabarits = await chargerGabarits("/contribuer/atelier/fichiers/formulaire.txt");
  return cas.map(([texte, chemin, neuve]) => {
    const etat = { gabarits, ...edition.lire(texte) };
    return renommer(edition, texte, chemin, neuve, citations(etat, chemin));
  });
}"""


CHOISIES = {"commune", "epci", "association", "autre"}
"""The kinds of parties whose id an author chooses."""


def _identifiants(nom: str) -> list[tuple[str, ...]]:
    """Every id that the author of this file chose, and that the trame does not expect."""
    value: Any = load_context(EXEMPLE, JOUR).read(nom, (EXEMPLE / nom).read_bytes()).document.value
    texts: dict[tuple[str, ...], Any] = {("convention",): value.get("convention")}
    texts |= {("avenants", str(n), "modifie"): a.get("modifie") for n, a in (value.get("avenants") or {}).items() if a}
    found: list[tuple[str, ...]] = []
    for place, text in texts.items():
        held = text or {}
        named = [cle for cle in held.get("signataires") or {} if nature(cle) in CHOISIES]
        found += [(*place, "signataires", cle) for cle in named]
        found += [(*place, "annexes", cle) for cle in held.get("annexes") or {}]
        for n, objectif in (held.get("objectifs") or {}).items():
            found += [(*place, "objectifs", n, "actions", cle) for cle in (objectif or {}).get("actions") or {}]
    return found


def _verdict(nom: str, contenu: str) -> Counter[str]:
    context = load_context(EXEMPLE, JOUR)
    source = context.read(nom, contenu.encode())
    return Counter(p.rule for p in check.judge(source, context.registry([source]), context.folder, None).problems)


def test_un_fichier_dont_un_identifiant_est_renomme_dit_la_meme_chose(
    site_exemple: Path, servir: Callable[..., str], page: Page
) -> None:
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(EXEMPLE.glob("*.yml"))}
    cases = tirage([(nom, chemin) for nom in files for chemin in _identifiants(nom)], 25)
    page.goto(servir(site_exemple) + URL)
    made = page.evaluate(RENOMMER, [[files[nom], list(chemin), f"{chemin[-1]}-neuf"] for nom, chemin in cases])
    for (nom, chemin), neuf in zip(cases, made, strict=True):
        assert _verdict(nom, neuf) == _verdict(nom, files[nom]), (nom, chemin)
