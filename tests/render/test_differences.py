"""A change as it reads on the page of an amendment: no sign of formatting, and the spaces of French."""

from __future__ import annotations

import re

import pytest

from conventions.compose.diff import texts
from conventions.render.differences import changes
from tests.helpers import clauses

TABLE = "Les aides\u00a0:\n\n| Aide | Montant |\n|---|--:|\n| Visite | {} € |"


def wording(text: str) -> str:
    typed = text.replace("\n", "\n        ")
    found = clauses(f"convention:\n  redaction:\n    art-5-al-1:\n      motif: x\n      remplace: |\n        {typed}\n")
    return texts([found["art-5-al-1"]])["art-5-al-1"]


def read(made: str) -> str:
    return re.sub(r"<[^>]+>", "", made.replace("<br> ", "\n"))


def test_the_cells_of_a_table_are_read_without_pipes() -> None:
    made = read(changes(wording(TABLE.format("1 000")), wording(TABLE.format("2 000"))))
    assert "|" not in made
    assert made.split("\n")[1:] == [
        "Aide\u202f&#59; Montant",
        "Visite\u202f&#59; supprimé\u00a0: 1\u202fajouté\u00a0: 2\u202f000\u00a0€",
    ]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("dix euros : 12 €", "dix euros : 13 €", "dix euros\u00a0&#58; supprimé\u00a0: 12\u00a0ajouté\u00a0: 13\u00a0€"),
        ("le préfet de région ; puis", "le préfet du lieu ; puis", "\u202f&#59; puis"),
    ],
)  # fmt: skip
def test_no_break_spaces_stay(before: str, after: str, shown: str) -> None:
    assert read(changes(before, after)).endswith(shown)
