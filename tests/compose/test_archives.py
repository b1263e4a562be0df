"""An earlier convention is what its own facts make it, until the next one enters into force."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from conventions.compose.view import build_view
from conventions.model.dossier import Dossier, Registry
from conventions.render.en_bref import en_bref
from conventions.render.vie import vie
from tests.compose.test_situation import PARTIES, non_signee, sans
from tests.helpers import REFERENCE, TRAME, composee, dossier

AU = date(2028, 1, 15)
SUIVANTE = PARTIES.replace("signe_le: 2026", "signe_le: 2027")
LOCAL = "  redaction: {art-8-al-1: {remplace: Ici.}, art-8-al-2: {remplace: Là.}}\n"


def suivante(source: str) -> Dossier:
    return dataclasses.replace(dossier(source), periode="2030-2033")


@pytest.mark.parametrize(
    ("ancienne", "nouvelle", "libelle", "phrase"),
    [
        (
            PARTIES,
            SUIVANTE,
            "Terminée (remplacée le 2 novembre 2027 par la convention 2030-2033)",
            "Elle ne s’applique plus depuis le 2 novembre 2027.",
        ),
        (
            f"{non_signee()}document_signe: {{reference: archives, date: 2026-03-03}}\n",
            SUIVANTE,
            "Terminée (remplacée le 2 novembre 2027 par la convention 2030-2033\u202f; signataires du document à confirmer)",
            "Elle ne peut plus s’appliquer depuis le 2 novembre 2027. Un document signé est cité, mais ce site ne sait pas si tous l’avaient signé.",
        ),
        (
            f"{non_signee()}document_signe: {{reference: archives, date: 2026-03-03}}\n",
            non_signee(),
            "En cours de signature (signataires du document à confirmer)",
            "Un document signé est cité, mais ce site ne sait pas encore si tous l’ont signé.",
        ),
        (PARTIES, non_signee(), "En vigueur", "Elle s’applique depuis le 2 novembre 2026."),
        (
            sans("2026-11-02"),
            SUIVANTE,
            "Jamais entrée en vigueur",
            "Elle n’est jamais entrée en vigueur : toutes les parties ne l’avaient pas signée.",
        ),
        (
            f"{non_signee()}{LOCAL}  dates: {{entree_en_vigueur: 2026-01-01}}\n",
            SUIVANTE,
            "Jamais entrée en vigueur",
            "Elle n’est jamais entrée en vigueur : toutes les parties ne l’avaient pas signée.",
        ),
        (
            f"{PARTIES}{LOCAL}  dates: {{entree_en_vigueur: 2027-12-01}}\n",
            SUIVANTE,
            "Jamais entrée en vigueur",
            "Elle n’est jamais entrée en vigueur : elle a pris fin avant le jour où elle devait s’appliquer.",
        ),
        (
            f"{PARTIES}{LOCAL}  dates: {{entree_en_vigueur: 2027-01-01, echeance: 2027-06-30}}\n",
            SUIVANTE,
            "Terminée (échue le 30 juin 2027)",
            "Elle ne s’applique plus depuis le 1er juillet 2027.",
        ),
        (
            f"{PARTIES}{LOCAL}",
            SUIVANTE,
            "Terminée (remplacée le 2 novembre 2027 par la convention 2030-2033)",
            "Elle ne s’applique plus depuis le 2 novembre 2027.",
        ),
    ],
)
def test_what_an_earlier_convention_is(ancienne: str, nouvelle: str, libelle: str, phrase: str) -> None:
    registry = Registry(
        REFERENCE, {TRAME.periode: TRAME}, {"01": suivante(nouvelle)}, AU, archives={"01": (dossier(ancienne),)}
    )
    (found,) = build_view(registry).fiches["01"].precedentes
    assert found.situation.libelle.replace("\u00a0", " ") == libelle
    assert list(en_bref(found, TRAME))[1].replace("\u00a0", " ") == phrase


def test_of_a_text_that_is_only_in_a_document_never_is_not_said() -> None:
    registry = Registry(
        REFERENCE,
        {TRAME.periode: TRAME},
        {"01": suivante(SUIVANTE)},
        AU,
        archives={"01": (dossier(non_signee(), texte="document"),)},
    )
    (found,) = build_view(registry).fiches["01"].precedentes
    assert found.situation.libelle.replace("\u00a0", " ") == (
        "Terminée (remplacée le 2 novembre 2027 par la convention 2030-2033\u202f; signataires du document à confirmer)"
    )
    assert list(en_bref(found, TRAME))[1].replace("\u00a0", " ") == (
        "Elle ne peut plus s’appliquer depuis le 2 novembre 2027. Son texte serait dans un document signé, non cité, mais ce site ne sait pas si tous l’avaient signé."
    )


@pytest.mark.parametrize(
    ("source", "phrase"),
    [
        ("trame: aucune\nconvention: {signataires: {prefet: {representants: [{nom: A, titre: préfet, signe_le: 2026-10-05}]}}}", "L’État a signé cette convention. Elle veut "),
        ("trame: aucune\nconvention: {signataires: {prefet: }}", "L’État prépare cette convention. Elle veut "),
        ("trame: aucune\nconvention: {signataires: {commune-a: {nom: Ars}, commune-b: {nom: Bey}}}", "Deux communes préparent cette convention. Ils veulent "),
    ],
)  # fmt: skip
def test_one_party_alone_has_signed(source: str, phrase: str) -> None:
    seen, _ = composee(f'departement: "01"\n{source}\n', "01")
    assert next(en_bref(seen.fiches["01"], TRAME)).startswith(phrase)


@pytest.mark.parametrize(
    ("ancienne", "jour"),
    [
        (PARTIES, date(2026, 11, 2)),
        (f"{non_signee()}document_signe: {{reference: archives, date: 2026-03-03}}\n", None),
        (non_signee(), None),
    ],
)
def test_an_earlier_convention_is_told_first_without_a_day_where_none_is_known(
    ancienne: str, jour: date | None
) -> None:
    registry = Registry(
        REFERENCE, {TRAME.periode: TRAME}, {"01": suivante(SUIVANTE)}, AU, archives={"01": (dossier(ancienne),)}
    )
    first, *others = vie(build_view(registry).fiches["01"])
    assert (first.jour, first.avenir) == (jour, False)
    assert first.mots.startswith("Convention 2026-2029")
    assert not any(e.mots.startswith("Convention 2026") for e in others)
