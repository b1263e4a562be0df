"""An end (article 8): told with the cause that the file gives, and with no other."""

from __future__ import annotations

from datetime import date

import pytest

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
