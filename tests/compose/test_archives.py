"""An earlier convention is what its own facts make it, until the next one enters into force."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from conventions.compose.view import build_view
from conventions.model.dossier import Dossier, Registry
from conventions.render.en_bref import en_bref
from conventions.render.pages.texte import texte
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
        ("trame: aucune\nconvention: {signataires: {prefet: {representants: [{nom: A, titre: préfet, signe_le: 2026-10-05}]}}}", "L’État a signé cette convention."),
        ("trame: aucune\nconvention: {signataires: {prefet: }}", "L’État prépare cette convention."),
        ("trame: aucune\nconvention: {signataires: {commune-a: {nom: Ars}, commune-b: {nom: Bey}}}", "Deux communes préparent cette convention."),
    ],
)  # fmt: skip
def test_one_party_alone_has_signed(source: str, phrase: str) -> None:
    seen, _ = composee(f'departement: "01"\n{source}\n', "01")
    assert next(en_bref(seen.fiches["01"], TRAME)) == phrase


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


def test_what_ended_an_earlier_convention_is_told_with_its_name() -> None:
    letter = "fin: {a: {cause: denonciation, par: caf, envoyee_le: 2027-09-30, recue_le: 2027-10-03}}\n"
    registry = Registry(
        REFERENCE, {TRAME.periode: TRAME}, {"01": suivante(SUIVANTE)}, AU, archives={"01": (dossier(PARTIES + letter),)}
    )
    told = {e.jour: e.mots for e in vie(build_view(registry).fiches["01"])}
    assert told[date(2027, 10, 3)].startswith("Convention 2026-2029, dénonciation par la Caf")


def test_the_page_of_an_earlier_convention_shows_its_life_and_its_documents() -> None:
    """Every key of its file is read somewhere: the sheet shows those of the present one."""
    ancienne = (
        f"{PARTIES}{LOCAL}  annexes: {{m: {{titre: Liste des membres}}}}\n  dates: {{echeance: 2029-12-31}}\n"
        "document_signe: {reference: dossier 12}\n"
        "publication: [{recueil: Recueil de l’Ain, reference: n° 7, url: 'https://ain.example/7', le: 2026-11-20}]\n"
        "rectifications: {r1: {le: 2027-01-05, clauses: [art-3-al-6], motif: erreur de transcription}}\n"
        "suivi: {reunions: [{le: 2027-03-01}]}\n"
    )
    registry = Registry(
        REFERENCE, {TRAME.periode: TRAME}, {"01": suivante(SUIVANTE)}, AU, archives={"01": (dossier(ancienne),)}
    )
    view = build_view(registry)
    item = view.fiches["01"]
    archive, current = texte(view, item.precedentes[0]).markdown, texte(view, item).markdown
    for words in (
        "Liste des membres",
        "dossier 12",
        "Recueil de l’Ain",
        "Rectification de la transcription",
        "Réunion de l’instance",
    ):
        assert words in archive, words
        assert words not in current
    life = archive.partition("## Vie de cette convention")[2]
    assert "Remplacée par la convention suivante" in life
    assert "Terme de la convention" not in life
