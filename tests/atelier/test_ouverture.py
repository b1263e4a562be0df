"""What is opened: a file in whatever encoding an office gives it, under the name of its département; a date as it is written on paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.atelier.test_envoi import node

pytestmark = pytest.mark.node
LIRE = """
const [ou, donnees] = process.argv.slice(1);
const { texteDe } = await import(`${ou}/atelier-ouverture.js`);
console.log(JSON.stringify(JSON.parse(donnees).map((octets) => texteDe(new Uint8Array(octets)))));
"""
NOMMER = """
const [ou, donnees] = process.argv.slice(1);
const { nomDe, refusDe } = await import(`${ou}/atelier-ouverture.js`);
const slugs = ["01-ain", "2a-corse-du-sud", "69-rhone", "974-la-reunion"];
console.log(JSON.stringify(JSON.parse(donnees).map(([nom, texte]) => refusDe(nom) || nomDe(nom, texte, slugs))));
"""
DATER = """
const [ou, donnees] = process.argv.slice(1);
const { enDate } = await import(`${ou}/atelier-champs.js`);
console.log(JSON.stringify(JSON.parse(donnees).map(enDate)));
"""


def test_un_fichier_se_lit_comme_il_est_ecrit(modules: Path) -> None:
    texte = "nom: « l’été » à 10 €\r\n"
    written = [texte.encode(code) for code in ("utf-8", "utf-8-sig", "cp1252", "utf-16")]
    told = node(modules, LIRE, *(list(data) for data in written))
    assert told == [texte, f"\ufeff{texte}", texte, texte]


def test_un_fichier_prend_le_nom_de_son_departement(modules: Path) -> None:
    named = {
        ("69-rhone (1).yml", "# d'abord\ndepartement: '69'\n"): "69-rhone.yml",
        ("Ma convention.yaml", 'departement: "2A"\n'): "2a-corse-du-sud.yml",
        ("x.yml", "departement: 974 # île\r\n"): "974-la-reunion.yml",
        ("1.yml", "departement: 01"): "01-ain.yml",
        ("brouillon(2).yml", "trame: 2026-2029\n"): "brouillon.yml",
        ("x.yml", "departement: 99\n"): "x.yml",
    }
    assert node(modules, NOMMER, *named) == list(named.values())
    assert ["ne s’ouvre pas ici" in told for told in node(modules, NOMMER, ["a.7z", ""], ["b.doc", ""])] == [True] * 2


def test_une_date_s_ecrit_comme_sur_le_papier(modules: Path) -> None:
    dates = {
        "3/4/2026": "2026-04-03",
        "03.04.26": "2026-04-03",
        "3 avril 2026": "2026-04-03",
        "1er Août 2026": "2026-08-01",
        "31 février 2026": "2026-02-31",
        "2026-04-03": "2026-04-03",
        "3 germinal 2026": "3 germinal 2026",
        "avril 2026": "avril 2026",
        "demain": "demain",
        "": "",
    }
    assert node(modules, DATER, *dates) == list(dates.values())
