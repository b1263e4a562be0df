"""The 101 départements: their grammar, their institutions, their files, and their pages, against tables written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from conventions import check, cli
from conventions.compose.view import build_view
from conventions.source.reference import load_reference
from conventions.source.registry import load
from conventions.source.settings import build_date
from conventions.source.trame import load_trame
from tests.places import ROOT

REFERENCE = load_reference("2026-2029")
DEPARTEMENTS = REFERENCE.departements
OUTRE_MER = {"971", "972", "973", "974", "976"}

# « de » with the name of the département; those of the last line take « de la ».
CHARNIERES = {
    "de l’": "01 02 03 07 09 10 11 12 27 34 36 38 60 61 89 91",
    "d’": "28 35 37",
    "de ": "41 47 49 54 71 75 77 82 84 974 976",
    "du ": "14 15 18 25 29 30 32 39 45 46 56 59 62 63 67 68 69 81 83 90 94 95",
    "des ": "04 05 06 08 13 22 40 64 65 66 78 79 88 92",
    "de la ": "16 17 19 2A 2B 21 23 24 26 31 33 42 43 44 48 50 51 52 53 55 57 58 70 72 73 74 76 80 85 86 87 93 971 972 973",
}
# Code de l’organisation judiciaire, tableaux IV et XIV.
COURS = {
    "Agen": "32 46 47", "Aix-en-Provence": "04 06 13 83", "Amiens": "02 60 80", "Angers": "49 53 72",
    "Basse-Terre": "971", "Bastia": "2A 2B", "Besançon": "25 39 70 90", "Bordeaux": "16 24 33", "Bourges": "18 36 58",
    "Caen": "14 50 61", "Cayenne": "973", "Chambéry": "73 74", "Colmar": "67 68", "Dijon": "21 52 71",
    "Douai": "59 62", "Fort-de-France": "972", "Grenoble": "05 26 38", "Limoges": "19 23 87", "Lyon": "01 42 69",
    "Metz": "57", "Montpellier": "11 12 34 66", "Nancy": "54 55 88", "Nîmes": "07 30 48 84", "Orléans": "37 41 45",
    "Paris": "75 77 89 91 93 94", "Pau": "40 64 65", "Poitiers": "17 79 85 86", "Reims": "08 10 51",
    "Rennes": "22 29 35 44 56", "Riom": "03 15 43 63", "Rouen": "27 76", "Saint-Denis de La Réunion": "974 976",
    "Toulouse": "09 31 81 82", "Versailles": "28 78 92 95",
}  # fmt: skip
MSA = {
    "01": "MSA Ain-Rhône", "04": "MSA Alpes-Vaucluse", "2B": "MSA de la Corse", "47": "MSA Dordogne, Lot et Garonne",
    "59": "MSA Nord-Pas de Calais", "64": "MSA Sud Aquitaine", "68": "MSA Alsace", "69": "MSA Ain-Rhône",
    "75": "MSA Île-de-France", "90": "MSA Franche-Comté",
}  # fmt: skip
SERVICES = {
    "DRIEETS-UD": "75 92 93 94",
    "DEETS": "971 972 974 976",
    "DGCOPOP": "973",
    "DDETS": "01 06 13 31 33 34 35 38 44 59 62 67 69 76 77 78 83 91 95",
    "DDETSPP": "03 04 08 09 15 19 23 48 55 70 90",
}
COLLECTIVITES = {
    "2A": ["la Collectivité de Corse"],
    "2B": ["la Collectivité de Corse"],
    "67": ["la Collectivité européenne d’Alsace"],
    "68": ["la Collectivité européenne d’Alsace"],
    "69": ["le conseil départemental du Rhône", "la Métropole de Lyon"],
    "75": ["la Ville de Paris"],
    "972": ["la Collectivité territoriale de Martinique"],
    "973": ["la Collectivité territoriale de Guyane"],
    "976": ["le Département-Région de Mayotte"],
}


def test_there_are_101_departements_in_18_regions_each_on_a_tile_of_its_own() -> None:
    codes = [*(f"{n:02}" for n in range(1, 20)), "2A", "2B", *(str(n) for n in range(21, 96)), *sorted(OUTRE_MER)]
    assert list(DEPARTEMENTS) == codes
    assert len(REFERENCE.regions) == 18
    assert len({d.case for d in DEPARTEMENTS.values()}) == 101


@pytest.mark.parametrize("charniere", CHARNIERES)
def test_the_name_agrees(charniere: str) -> None:
    for code in CHARNIERES[charniere].split():
        departement = DEPARTEMENTS[code]
        assert departement.de == f"{charniere}{departement.nom}"
        assert departement.dans == f"dans le département {departement.de}"
    assert sum(len(codes.split()) for codes in CHARNIERES.values()) == 101


def test_every_departement_has_its_court_of_appeal() -> None:
    expected = {code: town for town, codes in COURS.items() for code in codes.split()}
    article_de = {"A": "d’", "O": "d’"}
    assert {code: d.cour.libelle for code, d in DEPARTEMENTS.items()} == {
        code: f"cour d’appel {article_de.get(town[0], 'de ')}{town}" for code, town in expected.items()
    }
    assert len(REFERENCE.cours) == len(COURS)


def test_every_departement_has_its_caf_and_mayotte_its_cssm() -> None:
    for code, departement in DEPARTEMENTS.items():
        named = "Caisse de sécurité sociale de Mayotte (CSSM)" if code == "976" else f"Caf {departement.de}"
        assert departement.caf == named
    mayotte = DEPARTEMENTS["976"].denomination("caf")
    assert mayotte is not None
    assert (mayotte.nom, mayotte.designation) == ("la Caisse de sécurité sociale de Mayotte", "la CSSM")


def test_every_departement_of_the_mainland_has_its_msa_and_971_to_974_have_none() -> None:
    for code, departement in DEPARTEMENTS.items():
        assert (departement.msa is not None) == (code not in OUTRE_MER)
        assert bool(departement.msa_absente) == (code in OUTRE_MER - {"976"})
        assert ("msa" in departement.parties) == (code not in OUTRE_MER - {"976"})
    assert {code: caisse.nom for code in MSA if (caisse := DEPARTEMENTS[code].msa)} == MSA
    assert len(REFERENCE.caisses_msa) == 35


@pytest.mark.parametrize("sigle", SERVICES)
def test_the_service_of_the_state(sigle: str) -> None:
    assert {DEPARTEMENTS[code].service.sigle for code in SERVICES[sigle].split()} == {sigle}


def test_a_service_has_the_words_of_its_acronym() -> None:
    for departement in DEPARTEMENTS.values():
        sigle, libelle = departement.service.sigle, departement.service.libelle
        assert ("et de la protection des populations" in libelle) == (sigle == "DDETSPP"), departement.code
        assert ("travail" in libelle) == (sigle != "DGCOPOP")
        assert ("départementale" in libelle) == sigle.startswith(("DDETS", "DRIEETS"))
        assert ("régionale et interdépartementale" in libelle) == (sigle == "DRIEETS-UD")


def test_every_collectivite_has_its_own_name() -> None:
    for code, departement in DEPARTEMENTS.items():
        named = [d.nom for d in departement.denominations if d.cle.startswith("collectivite")]
        assert named == COLLECTIVITES.get(code, []), code
        assert departement.parties[:3] == ("prefet", "cour", "caf")
        assert sum(cle.startswith("collectivite") for cle in departement.parties) == max(1, len(named))


def test_the_objectives_and_the_axes_are_those_of_the_trame() -> None:
    trame = load_trame("2026-2029")
    assert [len(o.engagements) for o in trame.objectifs] == [3, 3, 5, 0]
    axes = [(a.id, a.clause, a.cite_par_obj_2_b) for a in trame.axes]
    assert axes == [
        ("separation", "preambule-11", True),
        ("pensions", "preambule-12", False),
        ("detention", "preambule-13", True),
        ("violences", "preambule-14", True),
        ("intergenerationnel", "preambule-15", True),
    ]
    assert trame.terme is None, "la date du terme n’est écrite que lorsque la convention-cadre est publiée"


def test_the_101_files_are_valid_and_bear_the_name_of_their_departement() -> None:
    reading = load(ROOT / "departments", build_date())
    assert [str(p) for p in check.check(reading) if p.severity == "erreur"] == []
    names = sorted(path.name for path in (ROOT / "departments").iterdir() if path.is_file())
    assert names == sorted(f"{d.slug}.yml" for d in DEPARTEMENTS.values())


def test_a_file_that_nobody_has_filled_is_what_the_command_makes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONVENTIONS_DEPARTMENTS", str(tmp_path))
    assert cli.main(["new", "tous"]) == 0
    made = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert len(made) == 101
    view = build_view(load(ROOT / "departments", build_date()).registry)
    for fiche in view.fiches.values():
        if fiche.situation.statut.vide:
            name = f"{fiche.dossier.departement.slug}.yml"
            assert (ROOT / "departments" / name).read_text(encoding="utf-8") == made[name], name


def test_the_command_replaces_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENTIONS_DEPARTMENTS", str(tmp_path))
    (tmp_path / "69-rhone.yml").write_text("departement: 69\n", encoding="utf-8")
    assert cli.main(["new", "69"]) == 2
    assert (tmp_path / "69-rhone.yml").read_text(encoding="utf-8") == "departement: 69\n"
    assert cli.main(["new", "99"]) == 2
