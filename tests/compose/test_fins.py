"""An end (article 8): told with the cause that the file gives, and with no other."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from conventions.compose.view import build_fiche
from conventions.model.dossier import Registry
from conventions.render.vie import parcours, vie
from tests.compose.test_avenants import SIGNEE, Lire, situation


@pytest.mark.parametrize(
    ("fin", "libelle"),
    [
        ("effet_le: 2027-03-01", "Terminée (effet le 1er mars 2027)"),
        ("par: msa, effet_le: 2027-03-01", "Terminée (effet le 1er mars 2027)"),
        ("cause: denonciation, effet_le: 2027-03-01", "Terminée (dénoncée, effet le 1er mars 2027)"),
        ("cause: litige, effet_le: 2027-03-01", "Terminée (cessation après litige, effet le 1er mars 2027)"),
    ],
)
def test_no_cause_is_made_up_of_an_end(lire: Lire, fin: str, libelle: str) -> None:
    found = situation(lire(f"{SIGNEE}fin:\n  f1: {{{fin}}}\n"), date(2028, 1, 15))
    assert found.libelle.replace("\u00a0", " ") == libelle


@pytest.mark.parametrize(
    ("cause", "motif"),
    [("cause: denonciation, ", "dénonciation"), ("cause: litige, ", "cessation après litige"), ("", "")],
)
def test_a_party_leaves_for_the_cause_that_the_file_gives(lire: Lire, cause: str, motif: str) -> None:
    dossier = lire(f"{SIGNEE}fin:\n  f1: {{{cause}par: msa, effet_le: 2027-03-01, portee: partie}}\n")
    msa = dossier.origine.partie("msa")
    assert msa
    assert msa.retiree
    assert msa.retiree.motif == motif


@pytest.mark.parametrize(
    ("au", "said"),
    [("2027-02-28", "retrait à venir, le 1er mars 2027"), ("2027-03-01", "partie retirée le 1er mars 2027")],
)
def test_a_departure_to_come_is_not_told_as_done_and_is_told_once(
    lire: Lire, exemples: Registry, au: str, said: str
) -> None:
    dossier = lire(f"{SIGNEE}fin:\n  f1: {{cause: denonciation, par: msa, effet_le: 2027-03-01, portee: partie}}\n")
    item = build_fiche(
        dataclasses.replace(exemples, dossiers={"01": dossier}, archives={}, au=date.fromisoformat(au)), "01"
    )
    assert parcours(item, "msa").replace("\u00a0", " ").endswith(f"\u202f; {said}")
    told = [event.mots for event in vie(item) if event.jour == date(2027, 3, 1)]
    assert told == ["Dénonciation par la MSA\u00a0: effet pour cette seule partie"]
