"""What a change does to the dates of a convention is told, one sentence a fact."""

from __future__ import annotations

import pytest

from conventions.render.summary_faits import fact_changes
from tests.compose.test_situation import PARTIES, etat

LOCAL = "  redaction: {art-8-al-1: {remplace: Ici.}, art-8-al-2: {remplace: Là.}}\n"
DOCUMENT = "document_signe: {reference: archives, tous_ont_signe: oui}\n"


def convention(dates: str, suite: str = "") -> str:
    return f"{PARTIES}{LOCAL}  dates: {{{dates}}}\n{suite}"


SIGNED = convention("echeance: 2029-06-30")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (SIGNED, SIGNED, []),
        (SIGNED, convention("echeance: 2029-07-31"), ["Terme : 31 juillet 2029 au lieu du 30 juin 2029"]),
        (SIGNED, convention(""), ["Terme : 30 juin 2029, retiré"]),
        (
            SIGNED,
            convention("echeance: 2029-06-30, entree_en_vigueur: 2027-01-01"),
            ["Date d’effet que donne le texte : 1er janvier 2027"],
        ),
        (
            SIGNED,
            convention("echeance: 2029-06-30", "  renouvellement: {tacite: {duree: 1 an, fois: 2}}\n"),
            [
                "Dernier terme possible : 30 juin 2031",
                "Dernier jour pour s’opposer au renouvellement : 30 avril 2029",
            ],
        ),
        ("", DOCUMENT, ["Le document signé atteste que toutes les parties ont signé"]),
        (DOCUMENT, "", ["Le document signé n’atteste plus que toutes les parties ont signé"]),
    ],
)
def test_each_date_that_changes_is_told(before: str, after: str, expected: list[str]) -> None:
    assert [s.replace("\u00a0", " ") for s in fact_changes(etat(before), etat(after))] == expected
