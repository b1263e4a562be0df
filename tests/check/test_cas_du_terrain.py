"""The shapes found in the field, whose persons and figures are invented: what each file of `cas/` must be told, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from conventions.source import reader
from tests.regles.checking import departments, deposit, run

CAS = Path(__file__).parent / "cas"
TOLD: dict[str, list[tuple[int, str]]] = {
    "words-of-families": [],
    "merge-markers": [(16, "deux versions du même passage")],
    "numbers": [
        (16, "écrire « 45 »"),
        (17, "écrire « 1000 »"),
        (18, "écrire « 12000 »"),
        (21, "écrire « 1000 »"),
        (22, "écrire « 2026 »"),
        (22, "écrire « 31 »"),
    ],
    "yaml-empties": [
        (8, "n’a pas de code postal"),
        (8, "« <x> » s’affichera tel quel"),
        (12, "écrire « oui »"),
        (13, "écrire « oui »"),
        (14, "écrire « oui »"),
        (15, "rien n’est changé à cette clause"),
        (16, "écrire « tous_ont_signe: oui »"),
        (16, "écrire « oui »"),
    ],
    "commune-codes": [
        (13, "celui de Linselles : écrire « 59352 »"),
        (18, "n’est le code Insee d’aucune commune"),
        (23, "code postal ; le code Insee de Hem : écrire « 59299 »"),
    ],
    "names-and-titles": [(23, "écrire « https://"), (24, "écrire « https://")],
}
"""By case: the line and the words of each message."""


@pytest.mark.parametrize("case", TOLD)
def test_ce_que_dit_la_verification(case: str, tmp_path: Path) -> None:
    folder = departments(tmp_path)
    deposit((CAS / f"{case}.yml").read_bytes(), folder)
    problems, _ = run(folder)
    expected = TOLD[case]
    assert [p.line for p in problems] == [line for line, _ in expected], problems
    assert all(words in p.message for p, (_, words) in zip(problems, expected, strict=True)), problems


def test_un_vide_est_un_vide_et_une_personne_une_personne(tmp_path: Path) -> None:
    """`null` and `~` hold nothing; No Null and Yes On are persons, whatever YAML 1.1 would make of them."""
    folder = departments(tmp_path)
    deposit((CAS / "yaml-empties.yml").read_bytes(), folder)
    _, reading = run(folder)
    origine = reading.registry.dossiers["50"].origine
    people = [r for p in origine.signataires for r in p.representants]
    assert origine.introduction == ""
    assert [(r.prenom, r.nom) for r in people[:3]] == [("No", "Null"), ("Yes", "On"), ("~", ".inf")]
    assert people[1].titre == ""


@pytest.mark.parametrize(
    ("written", "value"),
    [("~", None), ("null", None), ("NULL", None), ('"null"', "null"), ("'~'", "~"), ("nul", "nul"), ("", None)],
)
def test_les_vides_de_yaml(written: str, value: str | None) -> None:
    assert reader.parse(f"introduction: {written}\n".encode(), "x").value == {"introduction": value}
