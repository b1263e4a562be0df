"""The clause of a party: what it is called, by what it is bound, who signs; and what ends a value before the trame's « ; »."""

from __future__ import annotations

import html

import pytest

from conventions.render.pages.fiche import fiche
from tests.helpers import clauses, composee, phrase

PEOPLE = "representants: [{nom: A, prenom: B, titre: maire}]"


def party(key: str, fields: str) -> str:
    return f"convention:\n  signataires:\n    {key}: {{{fields}}}\n"


@pytest.mark.parametrize(
    ("key", "fields", "expected"),
    [
        ("prefet", "denomination: l’État, representants: [{nom: A, prenom: B, titre: préfète}]", "La préfète, B A ci-après dénommée « l’État » ;"),
        ("prefet", "representants: [{nom: A, prenom: B, titre: Madame la Préfète de l'Ain}]", "La préfète, B A ci-après dénommée « la préfète » ;"),
        ("prefet", "representants: [{nom: A, prenom: B, titre: Monsieur le Préfet}]", "Le préfet, B A ci-après dénommé « le préfet » ;"),
        ("caf", f"adresse: X, denomination: la Caf de l’Ain, {PEOPLE}", "La caisse d’Allocations familiales, située X représentée par B A, maire ci-après dénommée « la Caf de l’Ain » ;"),
        ("commune-x", f"nom: Hem, adresse: X, denomination: la Ville, {PEOPLE}", "La commune de Hem, située X représentée par B A, maire ci-après dénommée « la Ville » ;"),
        ("commune-x", f"nom: Ville de Lille, adresse: X, {PEOPLE}", "La Ville de Lille, située X représentée par B A, maire ;"),
        ("commune-x", f"nom: Commune d’Ussel, adresse: X, {PEOPLE}", "La commune d’Ussel, située X représentée par B A, maire ;"),
        ("association-x", f"nom: Union départementale, adresse: X, denomination: l’UDAF, {PEOPLE}", "Union départementale, dont le siège est situé X, ayant pour représentant B A, maire ci-après dénommée « l’UDAF » ;"),
        ("association-x", f"nom: Collectif Exemple, adresse: X, denomination: le Collectif, {PEOPLE}", "Collectif Exemple, dont le siège est situé X, ayant pour représentant B A, maire ci-après dénommé « le Collectif » ;"),
        ("association-x", f"nom: Les P’tits Liens, adresse: X, denomination: LPL, {PEOPLE}", "Les P’tits Liens, dont le siège est situé X, ayant pour représentant B A, maire ci-après « LPL » ;"),
        ("commune-x", f"nom: Hem, adresse: X, mandat: délibération n° 3 du 2 mars 2026, {PEOPLE}", "La commune de Hem, située X représentée par B A, maire, agissant en vertu de la délibération n°\u00a03 du 2\u00a0mars 2026 ;"),
        ("commune-x", f"nom: Hem, adresse: X, mandat: un pouvoir du 2 mars, {PEOPLE}", "La commune de Hem, située X représentée par B A, maire, agissant en vertu d’un pouvoir du 2\u00a0mars ;"),
        ("commune-x", f"nom: Hem, adresse: X, mandat: délibérations des 2 et 3 mars 2026, {PEOPLE}", "La commune de Hem, située X représentée par B A, maire, agissant en vertu des délibérations des 2 et 3\u00a0mars 2026 ;"),
        ("commune-x", f"nom: Hem, adresse: X, mandat: des délibérations concordantes, {PEOPLE}", "La commune de Hem, située X représentée par B A, maire, agissant en vertu des délibérations concordantes ;"),
        ("caf", "adresse: X, representants: [{nom: A, prenom: B, titre: présidente}, {nom: C, prenom: D, titre: directeur}]", "La caisse d’Allocations familiales, située X représentée par B A, présidente, et D C, directeur ci-après dénommée « la CAF » ;"),
        ("association-x", "nom: Lien, adresse: X, representants: [{nom: A, prenom: B, titre: x}, {nom: C, prenom: D, titre: y}, {nom: E, prenom: F, titre: z}]", "Lien, dont le siège est situé X, ayant pour représentants B A, x, D C, y, et F E, z ;"),
        ("cour", "adresse: X, seul: siège vacant, representants: [{nom: A, prenom: B, titre: premier président}]", "Le premier président et le procureur général près la cour d’appel de Lyon, située X B A, premier président ci-après dénommés « les chefs de cour » ;"),
        ("cour", "adresse: X, representants: [{nom: A, prenom: B, titre: premier président}]", "Le premier président et le procureur général près la cour d’appel de Lyon, située X B A, premier président, et … ci-après dénommés « les chefs de cour » ;"),
    ],
)  # fmt: skip
def test_the_clause_of_a_party_reads(key: str, fields: str, expected: str) -> None:
    assert phrase(clauses(party(key, fields))[f"partie-{key}"]) == expected


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("la Caf assure le secrétariat.", "la Caf assure le secrétariat ;"),
        ("la Caf assure le secrétariat ;", "la Caf assure le secrétariat ;"),
        ("la Caf assure le secrétariat,", "la Caf assure le secrétariat ;"),
        ("la Caf, le préfet, etc.", "la Caf, le préfet, etc. ;"),
        ("Mme B.", "Mme B. ;"),
        ("selon la délibération n° 3.", "selon la délibération n° 3 ;"),
        ("Le préfet préside. La Caf assure le secrétariat.", "Le préfet préside. La Caf assure le secrétariat ;"),
        ("la Caf préside", "la Caf préside ;"),
    ],
)
def test_a_value_never_ends_with_two_signs(value: str, shown: str) -> None:
    found = clauses(f'convention: {{instance: {{organisation: "{value}"}}}}')["art-3-al-7"]
    assert phrase(found).endswith(f"modalités suivantes : {shown}")


def test_a_party_in_its_own_words_keeps_what_is_to_be_known_of_it() -> None:
    source = party("caf", "adresse: X, retiree: {le: 2027-03-01, motif: fusion}")
    found = clauses(f"{source}  redaction: {{partie-caf: {{remplace: La caisse de l’Ain, motif: usage}}}}\n")[
        "partie-caf"
    ]
    assert (phrase(found), found.motif, found.conformite.slug) == ("La caisse de l’Ain", "usage", "reecrite")
    assert found.precision == "partie retirée le 1er\u00a0mars\u00a02027 : fusion"


def test_each_collectivity_that_does_not_sign_has_its_reason() -> None:
    found = clauses("convention: {sans: {collectivite-rhone: elle signera plus tard}}", "69")
    assert found["partie-collectivite-rhone"].motif == "elle signera plus tard"
    assert found["partie-collectivite-metropole"].blancs


def test_the_originals_are_counted_before_the_signatures() -> None:
    assert (
        phrase(clauses("convention: {fait: {a: Lyon, exemplaires: 7}}")["signatures"])
        == "Fait en 7\u00a0exemplaires originaux."
    )
    assert (
        phrase(clauses("convention: {fait: {exemplaires: 1}}")["signatures"]) == "Fait en 1\u00a0exemplaire original."
    )


def test_the_name_that_was_typed_is_the_one_of_the_signatures() -> None:
    signed = clauses(party("caf", f"denomination: la Caf, {PEOPLE}"))["signatures"]
    assert "La Caf" in [line[0].texte for line in signed.lignes]


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ("", "La Caf de l’Ain"),
        ("denomination: la Caf de l’Ain, ", "La Caf de l’Ain"),
        ("denomination: la Caf, ", "La Caf (Caf de l’Ain)"),
        ("denomination: l’Association X, nom: Association X, ", "L’Association X"),
    ],
)
def test_the_sheet_adds_the_institution_that_a_name_does_not_tell(fields: str, shown: str) -> None:
    view, _ = composee(f'departement: "01"\ntrame: 2026-2029\n{party("caf", f"{fields}{PEOPLE}")}', "01")
    told = html.unescape(fiche(view, view.fiches["01"]).markdown)
    assert f'<th scope="row">{shown}</th>' in told
