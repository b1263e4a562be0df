"""The form of the workshop: a convention written without seeing its file, by keyboard, and a file that stays its author's."""

from __future__ import annotations

import difflib
import re
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.navigateur.browser import BUREAU
from tests.navigateur.formulaire import ouvrir, partie, texte, une_clause_part_des_mots_de_la_trame
from tests.navigateur.test_axe import ATTENDRE, MODES, REGLES, violations
from tests.places import COMMANDE, ROOT

pytestmark = pytest.mark.skipif(
    not (ROOT / ".cache/atelier/assets/atelier/conventions.zip").is_file(),
    reason="sans npm ni réseau, l’atelier n’est pas sur le site (tools/atelier.py)",
)
NOM = "69-rhone.yml"
SECTIONS = ("departement", "parties", "objectifs", "texte", "annexes", "signature", "avenants", "suivi")
DEPLIER = "() => [...document.querySelectorAll('#atelier-section details:not([open]) > summary')].slice(0, 12).forEach((un) => un.click())"
MARQUE = "(e) => e.matches(':focus') && !e.closest('[hidden]')"


def changees(avant: str, apres: str) -> list[str]:
    return [line for line in difflib.ndiff(avant.split("\n"), apres.split("\n")) if line[0] in "+-"]


class Clavier:
    """A person who has no mouse."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def aller(self, cible: Locator) -> None:
        """By Tab alone, from where one is."""
        for _ in range(400):
            if cible.count() and cible.evaluate(MARQUE):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"au clavier, on n’atteint pas {cible}")

    def presser(self, cible: Locator, touche: str = "Enter") -> None:
        self.aller(cible)
        self.page.keyboard.press(touche)

    def ecrire(self, zone: Locator, nom: str, valeur: str) -> None:
        """In the field of that name."""
        self.aller(zone.get_by_label(nom, exact=True).first)
        self.page.keyboard.insert_text(valeur)


def _remplir_les_parties(page: Page, clavier: Clavier, zone: Locator) -> None:
    noms = ["Aubry", "Bellanger", "Carlier", "Delattre", "Evrard", "Fauquet"]
    parties = zone.get_by_role("group", name="Signataires").locator("> ol > li > details")
    clavier.presser(
        page.get_by_role("navigation", name="Parties du formulaire").get_by_role("button", name="Les parties")
    )
    for rang, fonctions in enumerate(
        [
            ["préfète de l’Aisne"],
            ["premier président", "procureure générale"],
            ["directrice"],
            ["président"],
            ["président"],
        ]
    ):
        une = parties.nth(rang)
        clavier.presser(une.locator("> summary"))
        if rang:
            clavier.ecrire(une, "Adresse", f"{rang} rue de l’Exemple, 02000 Laon")
        for n, fonction in enumerate(fonctions):
            personne = une.get_by_role("group", name="Représentants").locator("li").nth(n)
            for nom, valeur in ("Nom", noms.pop()), ("Prénom", "Dominique"), ("Fonction", fonction):
                clavier.ecrire(personne, nom, valeur)
            clavier.ecrire(personne, "Date de signature", f"0{n + 1}/04/2026")


def _telecharger_et_verifier(page: Page, clavier: Clavier, dossier: Path) -> str:
    """The file that is downloaded; CI finds nothing in it."""
    with page.expect_download() as telecharge:
        clavier.aller(page.get_by_role("button", name="Annuler", exact=True))
        clavier.presser(page.get_by_role("button", name="Télécharger le fichier"))
    telecharge.value.save_as(dossier / "departments/02-aisne.yml")
    done = subprocess.run([COMMANDE, "check"], cwd=dossier, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return (dossier / "departments/02-aisne.yml").read_text(encoding="utf-8")


def une_convention_de_rien_au_clavier_seul(racine: str, page: Page, dossier: Path) -> None:
    page.set_viewport_size(BUREAU)
    ouvrir(page, racine, "02-aisne")
    clavier, zone = Clavier(page), page.locator("#atelier-section")
    _remplir_les_parties(page, clavier, zone)
    clavier.presser(page.get_by_role("button", name="Partie suivante : les objectifs"))
    objectif = zone.locator("li > details").first
    clavier.presser(objectif.locator("> summary"))
    clavier.aller(objectif.get_by_label("Intitulé", exact=True))
    page.keyboard.insert_text("Une permanence à Soissons : le mardi")
    page.keyboard.press("Enter")
    expect(page.locator("#atelier-etat")).to_have_text("Une permanence à Soissons : le mardi : ajouté.")
    clavier.ecrire(objectif, "Description", "Un entretien gratuit.\n\n- sans rendez-vous ;\n- en soirée.")
    clavier.presser(page.get_by_role("button", name="Partie suivante : le texte"))
    clavier.presser(zone.get_by_label("Cadre", exact=True), "ArrowDown")
    clavier.ecrire(zone, "Introduction de l’article 2", "Au vu du diagnostic partagé,")
    clavier.ecrire(zone, "Fréquence", "et en tant que de besoin")
    clavier.ecrire(zone, "Organisation", "secrétariat assuré par la Caf")
    clavier.presser(page.get_by_role("button", name="Partie suivante : les annexes"))
    clavier.presser(page.get_by_role("button", name="Partie suivante : la signature"))
    clavier.presser(zone.locator("summary", has_text="Fait à, le"))
    clavier.ecrire(zone, "Lieu", "Laon")
    page.keyboard.press("Tab")
    expect(page.locator("#atelier-compte")).to_have_text("Aucune faute.", timeout=30_000)
    written = _telecharger_et_verifier(page, clavier, dossier)
    assert written == texte(page)
    assert "une-permanence-a-soissons-le-mardi:" in written
    assert "2026-04-02" in written


def le_fichier_reste_celui_de_son_auteur(racine: str, page: Page, _: Path) -> None:
    page.set_viewport_size(BUREAU)
    ouvrir(page, racine, "69-rhone")
    published, zone, etat = texte(page), page.locator("#atelier-section"), page.locator("#atelier-etat")
    zone.locator(".nom", has_text="Caf du Rhône").click()
    adresse = zone.get_by_label("Adresse", exact=True).first
    adresse.fill("14 rue de l’Exemple, 69003 Lyon")
    adresse.press("Tab")
    assert changees(published, texte(page)) == [
        "-       adresse: 12 rue de l’Exemple, 69003 Lyon",
        "+       adresse: 14 rue de l’Exemple, 69003 Lyon",
    ]
    adresse.press("Control+z")
    expect(etat).to_have_text("Annulé.")
    assert texte(page) == published
    adresse.press("Control+y")
    assert "14 rue de l’Exemple" in texte(page)
    page.get_by_role("button", name="Annuler", exact=True).click()
    caf = zone.locator("li", has=page.locator(".nom", has_text="Caf du Rhône")).first
    caf.get_by_role("button", name="Monter Caf du Rhône").click()
    expect(caf.get_by_role("button", name="Monter Caf du Rhône")).to_be_focused()
    expect(etat).to_have_text("Caf du Rhône : en place 2 sur 11.")
    assert texte(page).index("\n    caf:") < texte(page).index("\n    cour:")
    caf.get_by_role("button", name="Descendre Caf du Rhône").click()
    assert texte(page) == published
    partie(page, "Les objectifs")
    zone.locator("li > details > summary").first.click()
    zone.get_by_role("button", name="Ajouter : action").first.click()
    expect(zone.locator("[aria-invalid]")).to_be_focused()
    page.keyboard.insert_text("Médiation familiale à distance")
    page.keyboard.press("Enter")
    expect(zone.get_by_label("Intitulé", exact=True).nth(0)).to_be_focused()
    assert "mediation-familiale-a-distance:" in texte(page)
    zone.locator(
        "li", has=page.locator("details[open] > summary > .nom:text-is('Médiation familiale à distance')")
    ).last.get_by_text("Identifiant de").click()
    zone.get_by_label("Identifiant", exact=True).fill("Visio 2")
    zone.get_by_role("button", name="Changer", exact=True).click()
    expect(zone.locator(".renommer .faute")).to_contain_text("un identifiant en minuscules")
    zone.get_by_label("Identifiant", exact=True).fill("visio-2")
    page.keyboard.press("Enter")
    assert "        visio-2:\n          intitule: Médiation familiale à distance\n" in texte(page)
    zone.get_by_role("button", name="Supprimer Médiation familiale à distance").last.click()
    assert texte(page) == published


def un_avenant_une_correction_et_leurs_fautes(racine: str, page: Page, _: Path) -> None:
    page.set_viewport_size(BUREAU)
    ouvrir(page, racine, "01-ain")
    zone = page.locator("#atelier-section")
    partie(page, "Avenants")
    zone.get_by_role("button", name="Ajouter : avenant").click()
    objet = zone.get_by_label("Objet", exact=True)
    expect(objet).to_be_focused()
    objet.fill("Deux réunions par an")
    signatures = zone.get_by_role("group", name="Signatures")
    signatures.get_by_label("Partie", exact=True).select_option("caf")
    signatures.get_by_role("button", name="Ajouter cette partie").click()
    signature = signatures.get_by_label("Signature", exact=True)
    expect(signature).to_be_focused()
    signature.fill("32/01/2026")
    signature.press("Tab")
    expect(signature).to_have_attribute("aria-invalid", "true", timeout=30_000)
    expect(page.locator("#atelier-compte")).to_contain_text("faute")
    expect(signature).to_have_accessible_description(re.compile("AAAA-MM-JJ|calendrier|existe"))
    expect(
        page.get_by_role("navigation", name="Parties du formulaire").get_by_role("button", name="Avenants")
    ).to_contain_text("faute")
    partie(page, "Les parties")
    page.locator("#atelier-fautes li", has_text="2026-01-32").get_by_role("link").first.click()
    expect(signature).to_be_focused()
    signature.fill("12/01/2026")
    signature.press("Tab")
    expect(signature).not_to_have_attribute("aria-invalid", "true", timeout=30_000)
    zone.get_by_text("Ce que l’avenant modifie").first.click()
    zone.get_by_role("button", name="Ajouter : rectification").click()
    zone.get_by_label("Date de la correction").fill("3/2/2026")
    zone.get_by_label("Motif", exact=True).last.fill("un mot oublié")
    zone.get_by_role("button", name="Ajouter : clause corrigée").click()
    zone.get_by_label("Clause corrigée").select_option("art-3-al-6")
    for line in (
        "    objet: Deux réunions par an",
        "      caf: 2026-01-12",
        "    le: 2026-02-03",
        "    motif: un mot oublié",
    ):
        assert f"\n{line}\n" in texte(page)
    assert "art-3-al-6" in texte(page).partition("clauses:")[2]


def ce_qu_on_ecrit_se_voit_et_ce_qu_on_ne_montre_pas_est_dit(racine: str, page: Page, _: Path) -> None:
    ouvrir(page, racine, "69-rhone")
    published, zone = texte(page), page.locator("#atelier-section")
    page.get_by_text("Le fichier, tel qu’il est écrit").click()
    page.locator("#atelier-texte").fill(
        published.replace("    caf:\n", "    caf:\n      sigle: CAF69\n      ville: Lyon\n", 1)
    )
    zone.locator(".nom", has_text="Caf du Rhône").click()
    expect(zone).to_contain_text("2 éléments que le formulaire ne montre pas : sigle, ville.")
    zone.get_by_label("Adresse", exact=True).first.fill("9 rue de l’Exemple")
    zone.get_by_label("Adresse", exact=True).first.press("Tab")
    assert "      sigle: CAF69\n      ville: Lyon\n      adresse: 9 rue de l’Exemple\n" in texte(page)
    page.locator("#atelier-texte").fill(published.replace("\ntrame:", "\n  trame:", 1))
    expect(zone).to_contain_text("empêche de lire le fichier")
    page.locator("#atelier-texte").fill(published)
    expect(zone.get_by_label("Adresse", exact=True).first).to_have_value("12 rue de l’Exemple, 69003 Lyon")


def axe_n_y_trouve_rien_et_rien_ne_deborde(racine: str, page: Page, _: Path, section: str) -> None:
    ouvrir(page, racine, "69-rhone")
    page.locator(f"#atelier-sections [data-section={section}]").click()
    for _rang in range(3):  # what opens holds others
        page.evaluate(DEPLIER)
    faults = []
    for largeur in (320, 1280):
        page.set_viewport_size({"width": largeur, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > largeur:
            faults.append(f"déborde à {largeur} px")
    for mode in MODES:
        page.emulate_media(color_scheme=mode)
        page.evaluate(ATTENDRE)
        faults += [f"{mode} : {fault}" for fault in violations(page, REGLES, "#atelier-travail")]
    assert not faults, "\n".join(dict.fromkeys(faults))


SCENES: dict[str, Callable[[str, Page, Path], None]] = {
    "une convention de rien": une_convention_de_rien_au_clavier_seul,
    "un fichier qui reste le même": le_fichier_reste_celui_de_son_auteur,
    "un avenant, une correction": un_avenant_une_correction_et_leurs_fautes,
    "le fichier et le formulaire": ce_qu_on_ecrit_se_voit_et_ce_qu_on_ne_montre_pas_est_dit,
    "une clause réécrite": une_clause_part_des_mots_de_la_trame,
    **{f"axe : {s}": partial(axe_n_y_trouve_rien_et_rien_ne_deborde, section=s) for s in SECTIONS},
}


@pytest.mark.echantillon(1)
@pytest.mark.parametrize("scene", SCENES)
def test_le_formulaire(scene: str, site_exemple: Path, servir: Callable[..., str], page: Page, tmp_path: Path) -> None:
    SCENES[scene](servir(site_exemple), page, tmp_path)
