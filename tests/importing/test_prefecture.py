"""A convention that a prefecture typed in its own layout: a cover page, parties by their own names, an article reworded, actions in a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import docx  # noqa: F401 — what writes the documents
import pytest

from conventions.importing.attendu import attendues
from conventions.importing.brouillon import Import
from conventions.importing.conversion import convertir
from conventions.importing.lu import Bloc, Brin, Lecture
from tests.helpers import REFERENCE, TRAME
from tests.importing.test_mains import dit, tableau

ICI = REFERENCE.departements["52"]
COUVERTURE = ("RÉPUBLIQUE FRANÇAISE", "PRÉFET DE LA HAUTE-MARNE", "CONVENTION DÉPARTEMENTALE", "2026-2029")
ETAT = "L’État, représenté par Madame Régine ESSAI, préfète de la Haute-Marne,"
CONSEIL = "Le Conseil départemental, sis 1 rue de l’Exemple, 52000 Chaumont, représenté par Monsieur Nicolas NOM, président, dûment habilité par délibération du 6 février 2026,"
TETE = dit("ENTRE LES SOUSSIGNÉS :")


def lu(change: Mapping[str, Sequence[Bloc]], parties: Sequence[str] = (ETAT,)) -> Import:
    """The whole trame, some of its clauses otherwise."""
    text = {one.clause.id: [dit(one.texte)] for one in attendues(TRAME, ICI)}
    text |= {
        "titre": [*map(dit, COUVERTURE)],
        "parties": [TETE, *map(dit, parties), dit("d’une part,")],
        **{key: list(blocs) for key, blocs in change.items()},
    }
    return convertir(Lecture("docx", [bloc for blocs in text.values() for bloc in blocs]), TRAME, ICI)


def convention(change: Mapping[str, Sequence[Bloc]], parties: Sequence[str] = (ETAT,)) -> dict[str, Any]:
    made: dict[str, Any] = lu(change, parties).donnees["convention"]
    return made


@pytest.mark.parametrize("tete", ["ENTRE LES SOUSSIGNÉS :", "Entre les parties ci-dessous", "Entre"])
def test_the_cover_page_names_no_party(tete: str) -> None:
    made = convention({"parties": [dit(tete), dit(ETAT), dit("d’une part,")]})
    person = {"nom": "ESSAI", "prenom": "Régine", "titre": "préfète de la Haute-Marne"}
    assert made["signataires"] == {"prefet": {"representants": [person]}}
    assert made["redaction"]["partie-prefet"]["remplace"] == ETAT


@pytest.mark.parametrize("fin", ["", " ci-après dénommé « le Département »,", " d’autre part,"])
def test_the_act_that_empowers_a_party_is_its_mandate(fin: str) -> None:
    party = convention({}, (CONSEIL + fin,))["signataires"]["collectivite"]
    assert party["mandat"] == "délibération du 6 février 2026"
    assert party["representants"] == [{"nom": "NOM", "prenom": "Nicolas", "titre": "président"}]


@pytest.mark.parametrize(
    ("gardees", "cadre"),
    [((), None), (("art-1-al-10",), "cdsf"), (("art-1-al-11",), "comite_financeurs")],
    ids=["aucune", "le CDSF", "les financeurs"],
)
def test_no_body_is_taken_where_the_document_keeps_neither(gardees: Sequence[str], cadre: str | None) -> None:
    gone = {key: () for key in ("art-1-al-10", "art-1-al-11") if key not in gardees}
    assert convention(gone).get("instance", {}).get("cadre") == cadre


def test_an_article_that_was_reworded_keeps_its_number() -> None:
    heading = Bloc("texte", (Brin("ARTICLE 7 – COMMUNICATION", gras=True),))
    wording = convention({"art-7": [heading], "art-7-al-1": [dit("Chaque affiche porte les logos de tous.")]})[
        "redaction"
    ]
    assert wording["art-7"] == {"remplace": "ARTICLE 7 – COMMUNICATION"}
    assert wording["art-7-al-1"] == {"remplace": "Chaque affiche porte les logos de tous."}
    assert "art-6-al-2-bis" not in wording


def test_a_heading_on_two_lines_is_one() -> None:
    lines = ("ARTICLE 4 - MODALITÉS DE COMMUNICATION ET D’ÉCHANGE", "D’INFORMATIONS ENTRE LES PARTIES")
    assert {"art-4", "art-4-bis"}.isdisjoint(convention({"art-4": [*map(dit, lines)]})["redaction"])


def test_what_heads_a_table_of_actions_is_no_action_nor_their_number() -> None:
    plan = [
        Bloc("texte", (Brin("Plan d’actions", gras=True),)),
        tableau(("N°", "Action", "Pilote"), ("1", "Ouvrir un lieu", "Caf")),
    ]
    made = convention({"obj-4": [dit(TRAME.par_id["obj-4"].texte), *plan]})
    assert made["objectifs"]["4"]["actions"] == {
        "ouvrir-un-lieu": {"intitule": "Ouvrir un lieu", "description": "Pilote : Caf"}
    }
    assert made["redaction"]["obj-4-bis"] == {"ajoute": "**Plan d’actions**"}
