"""Facts that are written once, and the schema, which repeats some of them for editors: both say the same."""

from __future__ import annotations

import pytest

from conventions.check.contenu import national_objective
from conventions.check.vie import roadmap_objective
from conventions.model.convention import Cause, EtatAction
from conventions.model.french import abrege
from conventions.model.ids import ARTICLE_AJOUTE, PERIODE, SUITES, suite
from conventions.source.nodes import schema
from conventions.source.trame import load_trame, periodes

DEFINITIONS = schema()["$defs"]


@pytest.mark.parametrize(
    ("ident", "expected"),
    [
        ("art-3-al-4", ("art-3-al-4", "")),
        ("art-3-al-4-bis", ("art-3-al-4", "bis")),
        ("preambule-16-quinquies", ("preambule-16", "quinquies")),
        ("obj-1-b", ("obj-1-b", "")),
        ("bis", ("bis", "")),
    ],
)
def test_the_place_of_an_inserted_clause_is_read_in_its_id(ident: str, expected: tuple[str, str]) -> None:
    assert suite(ident) == expected


def test_an_added_article_is_known_by_its_id() -> None:
    assert [bool(ARTICLE_AJOUTE.fullmatch(i)) for i in ("art-9", "art-9-al-2", "art-9-al-2-bis", "preambule-3")] == [
        True,
        True,
        False,
        False,
    ]
    assert SUITES[0] == "bis"


@pytest.mark.parametrize("periode", periodes())
def test_the_schema_admits_what_the_trame_names(periode: str) -> None:
    trame = load_trame(periode)
    assert DEFINITIONS["action"]["properties"]["axes"]["items"]["enum"] == [a.id for a in trame.axes]
    assert DEFINITIONS["instance"]["properties"]["cadre"]["enum"] == list(trame.choix("instance.cadre"))
    numbers = DEFINITIONS["convention"]["properties"]["objectifs"]
    for text in (numbers["description"], numbers["propertyNames"]["errorMessage"]):
        assert f"1 à {len(trame.objectifs)}" in text
        assert f"{trame.premier_local} et suivants" in text
    for rule in (national_objective, roadmap_objective):
        assert f"1 à {len(trame.objectifs)}" in rule.aide
    assert [o.numero for o in trame.objectifs] == list(range(1, trame.premier_local))
    assert [trame.local(n) for n in (1, trame.premier_local - 1, trame.premier_local, 9)] == [False, False, True, True]


def test_the_schema_admits_the_causes_the_states_and_the_periods_of_the_model() -> None:
    assert DEFINITIONS["fin"]["properties"]["cause"]["enum"] == [c.slug for c in Cause]
    planned = DEFINITIONS["suivi"]["properties"]["feuilles_de_route"]["additionalProperties"]["properties"]["actions"]
    assert planned["additionalProperties"]["properties"]["etat"]["enum"] == [e.slug for e in EtatAction]
    assert schema()["properties"]["trame"]["pattern"] == f"^({PERIODE}|aucune)$"


@pytest.mark.parametrize(
    ("texte", "signes", "expected"),
    [("court", 5, "court"), ("un  texte\nsur deux", 60, "un texte sur deux"), ("trop long", 6, "trop …")],
)
def test_a_quotation_is_cut_in_one_way(texte: str, signes: int, expected: str) -> None:
    assert abrege(texte, signes) == expected
