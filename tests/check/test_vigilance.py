"""What the build reminds the ministry of, and the state of accessibility that the site may tell."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from conventions.check.vigilance import avertissements, contacts_a_verifier, etat_accessibilite, reglages_vides
from conventions.model.contact import Confiance, Contact, Organisme
from conventions.model.reference import Aide
from conventions.model.settings import Accessibilite, Ministere
from conventions.source.site_settings import empty, site_settings
from tests.helpers import REFERENCE

AIDE = Aide("119", "Enfance en danger", "", urgence=True, verifie_le="2026-11-23")


def ministere(written: dict[str, dict[str, str | None]]) -> Ministere:
    """Every setting filled, save what is written otherwise."""
    raw: dict[str, dict[str, str | None]] = {}
    for name in empty(Ministere()):
        group, _, setting = name.partition(".")
        raw.setdefault(group, {})[setting] = written.get(group, {}).get(setting, "rempli")
    settings, faults = site_settings({"reglages": raw})
    assert faults == []
    return settings.reglages


@pytest.mark.parametrize(
    ("reglages", "vides"),
    [
        ({"editeur": {"nom": "Ministère", "adresse": None}}, ["editeur.adresse"]),
        ({"dpo": {"nom": "", "contact": "x"}, "depot": {"url": None}}, ["dpo.nom", "depot.url"]),
        ({"accessibilite": {"audit_date": None, "contact": "x"}, "contact": {"page": None}}, []),
        ({}, []),
    ],
)
def test_an_empty_setting_is_told(reglages: dict[str, dict[str, str | None]], vides: list[str]) -> None:
    assert list(reglages_vides(ministere(reglages))) == vides


def test_a_setting_that_is_not_written_is_empty() -> None:
    told = list(reglages_vides(Ministere()))
    assert told[:3] == ["editeur.nom", "editeur.adresse", "editeur.telephone"]
    assert not {"contact.page", "accessibilite.audit_date"} & set(told)


@pytest.mark.parametrize(("au", "combien"), [(date(2027, 11, 23), 0), (date(2027, 11, 24), 1)])
def test_a_number_not_verified_for_a_year_is_told(au: date, combien: int) -> None:
    found = avertissements(ministere({}), (AIDE,), au)
    assert len(found) == combien
    assert all("119 (Enfance en danger) a été vérifié le 23\u00a0novembre\u00a02026" in sentence for sentence in found)


@pytest.mark.parametrize(
    ("source", "au", "dits"),
    [
        ("https://www.caf.fr/", date(2027, 11, 23), ["caf, 100 départements sur 101 sans", "msa, 96 départements sur 96 sans"]),
        ("", date(2027, 11, 23), ["caf, 101 départements sur 101 sans", "msa, 96 départements sur 96 sans"]),
        (
            "https://www.caf.fr/",
            date(2027, 11, 24),
            ["caf, 100 départements sur 101 sans", "msa, 96 départements sur 96 sans", "la ligne « 01,caf » a été vérifiée le 23\u00a0novembre\u00a02026"],
        ),
    ],
)  # fmt: skip
def test_what_is_to_be_verified_of_the_caisses_is_told(source: str, au: date, dits: list[str]) -> None:
    line = Contact("01", Organisme.CAF, "", "", "3230", source, "2026-11-23", Confiance.HAUTE)
    told = list(contacts_a_verifier(dataclasses.replace(REFERENCE, contacts=(line,)), au))
    assert len(told) == len(dits)
    assert all(
        sentence.startswith(f"national/contacts.csv : {said}") for sentence, said in zip(told, dits, strict=True)
    )


@pytest.mark.parametrize(
    ("reglage", "etat"),
    [
        ({}, "non conforme"),
        ({"etat": "totalement conforme"}, "non conforme"),
        ({"etat": "partiellement conforme", "audit_date": "12 octobre 2026"}, "partiellement conforme"),
    ],
)
def test_no_state_but_not_compliant_without_an_audit(reglage: dict[str, str], etat: str) -> None:
    assert etat_accessibilite(Accessibilite(**reglage)) == etat


@pytest.mark.lent
def test_the_build_warns_and_goes_on(tmp_path: Path, construire: Callable[..., CompletedProcess[str]]) -> None:
    late = construire(tmp_path / "site", SOURCE_DATE_EPOCH="1900000000")
    assert late.returncode == 0, late.stderr
    told = [line for line in late.stderr.splitlines() if line.startswith("À compléter – ")]
    assert "À compléter – mkdocs.yml : le réglage « editeur.nom » est à compléter par le ministère." in told
    assert any(line.startswith("À compléter – national/aide.yml : le 17 ") for line in told)


def test_a_number_opens_the_way_it_is_used() -> None:
    liens = {aide.lien for aide in REFERENCE.aides}
    assert {"tel:116006", "tel:119", "sms:114"} <= liens
    assert [lien for lien in liens if not lien.startswith("tel:")] == ["sms:114"]
