"""The Caf and the MSA of each département, from fictitious rows: what is shown, what is not, and what is told at which line."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from conventions.build.folder import Folder
from conventions.build.store import Store
from conventions.source.contacts import COLONNES, load_contacts
from conventions.source.registry import load_context
from tests.helpers import REFERENCE
from tests.places import JOUR, NATIONAL

TITRES = ",".join(COLONNES)
CAF = "https://www.caf.fr/essai"
COMMUNE = f"tous,caf,,https://www.caf.fr/,3230,{CAF},2026-11-23,haute,"
PROPRE = f"69,caf,,https://www.caf.fr/rhone,04 00 00 00 00,{CAF},2026-11-23,haute,"


def ecrire(where: Path, *lignes: str, titres: str = TITRES) -> Path:
    """A `national/` that holds these rows alone."""
    national = where / "national"
    national.mkdir(exist_ok=True)
    (national / "contacts.csv").write_text("\n".join([titres, *lignes, ""]), encoding="utf-8")
    return national


def montres(national: Path, code: str) -> list[tuple[str, str, str]]:
    """(name, number, site) of those that the département shows, whatever is told of the file."""
    contacts, _ = load_contacts(national, REFERENCE.departements)
    known = dataclasses.replace(REFERENCE, contacts=contacts)
    return [(x.nom, x.numero, x.page) for x in known.interlocuteurs(REFERENCE.departements[code])]


@pytest.mark.parametrize(
    ("lignes", "code", "attendus"),
    [
        ([], "69", [("Caf du Rhône", "", ""), ("MSA Ain-Rhône", "", "")]),
        ([COMMUNE], "69", [("Caf du Rhône", "3230", "https://www.caf.fr/"), ("MSA Ain-Rhône", "", "")]),
        # Its own line, and what it leaves empty is that of all.
        (
            [COMMUNE, PROPRE.replace("04 00 00 00 00", "")],
            "69",
            [("Caf du Rhône", "3230", "https://www.caf.fr/rhone"), ("MSA Ain-Rhône", "", "")],
        ),
        (
            [COMMUNE, PROPRE],
            "69",
            [("Caf du Rhône", "04\u00a000\u00a000\u00a000\u00a000", "https://www.caf.fr/rhone"), ("MSA Ain-Rhône", "", "")],
        ),
        # Two caisses in one département, each by its name.
        (
            [PROPRE.replace("69,caf,", "64,caf,Caf d'un côté"), PROPRE.replace("69,caf,", "64,caf,Caf de l'autre")],
            "64",
            [
                ("Caf d’un côté", "04\u00a000\u00a000\u00a000\u00a000", "https://www.caf.fr/rhone"),
                ("Caf de l’autre", "04\u00a000\u00a000\u00a000\u00a000", "https://www.caf.fr/rhone"),
                ("MSA Sud Aquitaine", "", ""),
            ],
        ),
        # Mayotte has no Caf, Guadeloupe no MSA.
        ([COMMUNE], "976", [("Caisse de sécurité sociale de Mayotte (CSSM)", "", "")]),
        ([COMMUNE], "971", [("Caf de la Guadeloupe", "3230", "https://www.caf.fr/")]),
        # Without an official source, a day or some confidence, nothing is shown.
        ([PROPRE.replace(CAF, "https://annuaire.example/caf")], "69", [("Caf du Rhône", "", ""), ("MSA Ain-Rhône", "", "")]),
        ([PROPRE.replace(CAF, "https://caf.fr.example/")], "69", [("Caf du Rhône", "", ""), ("MSA Ain-Rhône", "", "")]),
        ([PROPRE.replace(CAF, "la Caf, au téléphone")], "69", [("Caf du Rhône", "", ""), ("MSA Ain-Rhône", "", "")]),
        ([PROPRE.replace("2026-11-23", "")], "69", [("Caf du Rhône", "", ""), ("MSA Ain-Rhône", "", "")]),
        ([PROPRE.replace("haute", "basse")], "69", [("Caf du Rhône", "", ""), ("MSA Ain-Rhône", "", "")]),
    ],
)  # fmt: skip
def test_what_is_shown(tmp_path: Path, lignes: list[str], code: str, attendus: list[tuple[str, str, str]]) -> None:
    assert montres(ecrire(tmp_path, *lignes), code) == attendus


@pytest.mark.parametrize(
    ("ligne", "dit"),
    [
        (PROPRE.replace("69,", "99,"), "departement\u00a0: « 99 » n’est pas admis ; attendu\u00a0: un code de département (01 à 95, 2A, 2B, 971 à 974, 976) ou « tous »"),
        (PROPRE.replace("69,", ","), "departement\u00a0: la valeur manque"),
        (PROPRE.replace("caf,,", "CAF,,"), "organisme\u00a0: « CAF » n’est pas admis ; attendu\u00a0: caf, msa ; peut-être « caf »"),
        (PROPRE.replace("https://www.caf.fr/rhone", "www.caf.fr"), "page\u00a0: « www.caf.fr » n’est pas admis ; attendu\u00a0: une adresse complète qui commence par https://"),
        (PROPRE.replace("04 00 00 00 00", "quatre"), "telephone\u00a0: « quatre » n’est pas admis ; attendu\u00a0: un numéro de téléphone français, par exemple 04 72 00 00 00, +262 262 00 00 00 ou 3230"),
        (PROPRE.replace("2026-11-23", "23/11/2026"), "date\u00a0: « 23/11/2026 » n’est pas admis ; attendu\u00a0: une date, année d’abord (2026-11-23) ; peut-être « 2026-11-23 »"),
        (PROPRE.replace("haute", "sûre"), "confiance\u00a0: « sûre » n’est pas admis ; attendu\u00a0: haute, moyenne, basse"),
        (PROPRE.replace("haute", ""), "confiance\u00a0: la valeur manque"),
        (PROPRE.replace("69,caf", "971,msa"), "il n’y a pas de caisse de MSA dans le département de la Guadeloupe\u00a0: retirer la ligne"),
        (PROPRE + ",", "10 valeurs au lieu de 9\u00a0: une valeur qui contient une virgule s’écrit entre guillemets droits"),
        ("69,caf", "2 valeurs au lieu de 9\u00a0: il manque des virgules"),
        (PROPRE.replace("caf,,", "caf,Caf\u200b,"), "« 'Caf\\u200b' » contient un signe invisible ou un retour à la ligne\u00a0: l’effacer"),
        (COMMUNE, "la ligne 2 dit déjà la même chose\u00a0: n’en garder qu’une"),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_line(tmp_path: Path, ligne: str, dit: str) -> None:
    _, problems = load_contacts(ecrire(tmp_path, COMMUNE, "", ligne), REFERENCE.departements)
    assert [str(p) for p in problems] == [f"national/contacts.csv:4:1: {dit}"]


@pytest.mark.parametrize(
    ("source", "dit"),
    [
        ("", "la source manque"),
        ("http://www.caf.fr/", "la source « http://www.caf.fr/ » n’est pas l’adresse d’une page de caf.fr, msa.fr, gouv.fr, service-public.fr"),
    ],
)  # fmt: skip
def test_a_line_that_nobody_will_see_is_told(tmp_path: Path, source: str, dit: str) -> None:
    _, problems = load_contacts(ecrire(tmp_path, PROPRE.replace(CAF, source)), REFERENCE.departements)
    said = f"national/contacts.csv:2:1: avertissement : {dit}\u00a0: la ligne n’est pas montrée"
    assert [str(p) for p in problems] == [said]


def test_a_line_to_be_filled_in_is_no_fault(tmp_path: Path) -> None:
    contacts, problems = load_contacts(ecrire(tmp_path, "69,caf,,,,,,basse,à vérifier"), REFERENCE.departements)
    assert (len(contacts), problems) == (1, [])


@pytest.mark.parametrize(
    ("octets", "dit"),
    [
        (TITRES.replace(",", ";").encode(), "des points-virgules séparent les valeurs"),
        (b"departement,page\n", "les titres sont « departement,page »"),
        (f"{TITRES}\n69,caf,Caf de Sa\xf4ne".encode("latin-1"), "le fichier n’est pas en UTF-8"),
    ],
)
def test_a_file_saved_otherwise_is_told_how_to_be_saved(tmp_path: Path, octets: bytes, dit: str) -> None:
    national = ecrire(tmp_path)
    (national / "contacts.csv").write_bytes(octets)
    contacts, problems = load_contacts(national, REFERENCE.departements)
    assert contacts == ()
    assert [(p.line, p.message.startswith(dit)) for p in problems] == [(1, True)]


def test_a_spreadsheet_may_write_its_mark_before_the_titles(tmp_path: Path) -> None:
    national = ecrire(tmp_path, COMMUNE, titres=f"\ufeff{TITRES}")
    assert montres(national, "01")[0] == ("Caf de l’Ain", "3230", "https://www.caf.fr/")


def test_the_file_of_the_project_is_right_and_every_caf_answers_to_the_number_of_the_foot_of_the_page() -> None:
    assert REFERENCE.problems == ()
    numbers = {
        x.numero for d in REFERENCE.departements.values() for x in REFERENCE.interlocuteurs(d) if x.nom[:4] == "Caf "
    }
    assert numbers == {"3230"}
    assert "tel:3230" in {aide.lien for aide in REFERENCE.aides}
    assert all(contact.montre for contact in REFERENCE.contacts)


def test_the_check_tells_the_faults_of_the_ministry_with_those_of_the_departements(tmp_path: Path) -> None:
    (tmp_path / "departments").mkdir()
    national = tmp_path / "national"
    for name in ("reference", "trame", "carte.yml", "aide.yml", "rgaa.yml", "glossaire-public.yml"):
        national.mkdir(exist_ok=True)
        (national / name).symlink_to(NATIONAL / name)
    ecrire(tmp_path, PROPRE.replace("69,", "99,"))
    context = load_context(tmp_path / "departments", JOUR, national=national)
    told = Folder(context, Store(None, "")).check()
    assert [(p.path, p.line) for p in told] == [("national/contacts.csv", 2)]
