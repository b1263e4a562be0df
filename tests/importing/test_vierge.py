"""The blank trame of a département, filled as somebody fills it in Word: what stands in a blank is what the file says, and nothing else."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from conventions.documents.dossier import vierge
from conventions.documents.modele import fill
from conventions.importing.brouillon import Import
from conventions.importing.conversion import convertir
from conventions.importing.existant import muet
from conventions.importing.lecture import lire
from conventions.source import reader
from tests.helpers import TRAME
from tests.importing.retour import MODELE, exemple, lieu
from tests.places import EXEMPLE, ROOT

CODE = "88"
LIGNES = {
    "partie-prefet/representants": "Blaise Essai",
    "partie-cour/adresse": "3 terrasse de l’Exemple, 54000 Nancy",
    "partie-cour/representants": "Marie Modèle, première présidente, et Jean Type, procureur général",
    "partie-caf/adresse": "30 chemin de l’Exemple, 88000 Épinal",
    "partie-caf/representants": "Mme Claire Test, directrice,",
    "partie-autres/autres": "L’UDAF des Vosges, située 2 rue de l’Essai, 88000 Épinal, représentée par Mme Anne Prénom, présidente ;",
    "art-3-al-6/frequence": "et à la demande d’un signataire",
    "signatures/representant": "Blaise ESSAI, préfet des Vosges",
    "signatures/date": "Épinal, le 12 octobre 2026",
    "signatures/representant-2": "Marie MODÈLE, première présidente\nJean TYPE, procureur général",
    "signatures/date-2": "Nancy, le 14 octobre 2026",
    "signatures/representant-3": "Claire TEST, directrice, le 13 octobre 2026",
}


def rempli(lignes: dict[str, str], *, balises: bool, actions: tuple[str, ...] = ()) -> Import:
    """The blank with these words in these controls; `balises`: whether the word processor kept their names."""
    seen = exemple()
    made = docx.Document(io.BytesIO(fill(MODELE, vierge(seen, seen.fiches[CODE], EXEMPLE).contenu)))
    for control in list(made.element.body.iter(qn("w:sdt"))):
        head, inside = control.find(qn("w:sdtPr")), control.find(qn("w:sdtContent"))
        tag = head.find(qn("w:tag"))
        if said := lignes.get(tag.get(qn("w:val"))):
            head.remove(head.find(qn("w:showingPlcHdr")))
            paragraph = docx.Document().add_paragraph(said)
            inside[:] = [paragraph.runs[0]._r]
        if not balises:
            head.remove(tag)
    last = next(p for p in made.paragraphs if "Améliorer les conditions d’accessibilité" in p.text)
    for words in reversed(actions):
        last._p.addnext(made.add_paragraph(words)._p)
    out = io.BytesIO()
    made.save(out)
    return convertir(lire(out.getvalue()), TRAME, lieu(CODE))


def personne(prenom: str, nom: str, titre: str, **signe: str) -> dict[str, str]:
    return {"nom": nom, "prenom": prenom, "titre": titre, **signe}


@pytest.mark.parametrize("balises", [True, False], ids=["Word", "LibreOffice 7.4"])
def test_what_stands_in_a_blank_is_what_the_file_says(*, balises: bool) -> None:
    convention: Any = rempli(LIGNES, balises=balises).donnees["convention"]
    nancy = {"signe_le": "2026-10-14"}
    parties = convention["signataires"]
    assert parties["prefet"]["representants"] == [
        personne("Blaise", "Essai", "préfet des Vosges", signe_le="2026-10-12", signe_a="Épinal")
    ]
    assert parties["cour"]["representants"] == [
        personne("Marie", "Modèle", "première présidente", **nancy),
        personne("Jean", "Type", "procureur général", **nancy),
    ]
    assert parties["caf"]["representants"] == [personne("Claire", "Test", "directrice", signe_le="2026-10-13")]
    assert parties["association-udaf-des-vosges"] == {
        "nom": "L’UDAF des Vosges",
        "adresse": "2 rue de l’Essai, 88000 Épinal",
        "representants": [personne("Anne", "Prénom", "présidente")],
    }
    assert convention["fait"] == {"a": "Nancy"}, "where most of them signed"
    assert convention["instance"] == {"frequence": "et à la demande d’un signataire"}
    assert {*convention["redaction"]} == {"partie-association-udaf-des-vosges"}, "the others are the trame’s sentences"


def test_words_of_one_s_own_around_a_blank_stay() -> None:
    own = rempli({**LIGNES, "partie-prefet/representants": "et par lui Blaise Essai"}, balises=True)
    assert "et par lui" in own.donnees["convention"]["redaction"]["partie-prefet"]["remplace"]


@pytest.mark.parametrize(
    ("dit", "cadre"),
    [
        ("comité départemental des services aux familles", "cdsf"),
        ("le CDSF", "cdsf"),
        ("Comités locaux des financeurs", "comite_financeurs"),
    ],
)
def test_the_body_that_was_chosen(dit: str, cadre: str) -> None:
    convention = rempli({"art-1-al-9/cadre": dit}, balises=True).donnees["convention"]
    assert (convention["instance"], convention.get("redaction")) == ({"cadre": cadre}, None)


def test_a_body_that_the_trame_does_not_know_is_told_in_its_own_words() -> None:
    convention = rempli({"art-1-al-9/cadre": "la commission du pacte"}, balises=True).donnees["convention"]
    assert convention["redaction"]["art-1-al-9"]["remplace"].endswith("la commission du pacte")


def test_a_commune_that_is_not_named_is_told() -> None:
    fait = rempli({"partie-communes/adresse": "9 rue de l’Exemple, 88000 Épinal"}, balises=True)
    (lost,) = (p for p in fait.passages if p.etat == "sans place" and p.va)
    assert "9 rue de l’Exemple" in lost.texte
    named = rempli({}, balises=True)
    assert [p.clause for p in named.passages if p.etat == "à remplir"][:1] == ["partie-communes"]


def test_each_numbered_action_is_one() -> None:
    three = (
        "Action 1 : ouvrir une permanence de médiation familiale à Remiremont (pilote : la Caf)",
        "Action 2 : former les médiateurs (pilote : DDETSPP)",
        "Action 3 : publier un dépliant",
    )
    actions = rempli(LIGNES, balises=True, actions=three).donnees["convention"]["objectifs"]["1"]["actions"]
    assert actions == {
        "ouvrir-une-permanence-de-mediation": {
            "intitule": "ouvrir une permanence de médiation familiale à Remiremont",
            "pilote": "caf",
        },
        "former-les-mediateurs": {"intitule": "former les médiateurs", "description": "Pilote : DDETSPP"},
        "publier-un-depliant": {"intitule": "publier un dépliant"},
    }


def test_a_file_that_says_nothing_yet() -> None:
    blank = next((ROOT / "departments").glob("88-*.yml")).read_text(encoding="utf-8")
    assert muet(reader.parse(blank.encode(), "88.yml").value)
    assert not muet(reader.parse(blank.replace("introduction:", "introduction: Vu").encode(), "88.yml").value)
