"""Trame + data → clauses: what fills which blank, what agrees with whom, and what is said of a clause's conformity."""

from __future__ import annotations

import pytest

from conventions.model.clause import Conformite
from conventions.model.trame import Coquille
from tests.helpers import REFERENCE, TRAME, clauses, phrase

SIGNATAIRES = """
convention:
  signataires:
    prefet: {representants: [{nom: Durand, prenom: Zoé, titre: préfète de l'Ain}]}
    cour: {representants: [{nom: A, prenom: B, titre: première présidente}, {nom: C, prenom: D, titre: procureur général}]}
    caf: {nom: Caf de l’Exemple, adresse: 1 rue X, representants: [{nom: A, prenom: B, titre: directrice}]}
    commune-bourg: {nom: Le Plessis, adresse: 1 place Y, representants: [{nom: A, prenom: B, titre: maire}]}
    commune-lescar: {}
    epci-x: {nom: communauté d’agglomération, adresse: 2 rue X, representants: [{nom: A, prenom: B}]}
"""
COUR = "près la cour d’appel de Lyon, située … B A, première présidente, et D C, procureur général"


@pytest.mark.parametrize(
    ("source", "code", "clause", "expected"),
    [
        ("", "01", "partie-prefet", "Le préfet, … ci-après dénommée « le préfet » ;"),
        (SIGNATAIRES, "01", "partie-prefet", "La préfète, Zoé Durand ci-après dénommée « la préfète » ;"),
        (
            SIGNATAIRES.replace("préfète", "préfet"),
            "01",
            "partie-prefet",
            "Le préfet, Zoé Durand ci-après dénommé « le préfet » ;",
        ),
        (
            SIGNATAIRES,
            "01",
            "partie-cour",
            f"La première présidente et le procureur général {COUR} ci-après dénommés « les chefs de cour » ;",
        ),
        (
            SIGNATAIRES,
            "01",
            "partie-caf",
            "La Caf de l’Exemple, située 1 rue X représentée par B A, directrice ci-après dénommée « la Caf de l’Exemple » ;",
        ),
        (
            SIGNATAIRES,
            "01",
            "partie-commune-bourg",
            "La commune du Plessis, située 1 place Y représentée par B A, maire ;",
        ),
        (SIGNATAIRES, "01", "partie-commune-lescar", "La commune …, située … représentée par … ;"),
        (
            SIGNATAIRES,
            "01",
            "partie-epci-x",
            "Communauté d’agglomération, dont le siège est situé 2 rue X, ayant pour représentant B A, … ;",
        ),
        (
            "",
            "01",
            "partie-collectivite",
            "Le conseil départemental, situé … représenté par … ci-après dénommé « le conseil départemental » ;",
        ),
        (
            "",
            "69",
            "partie-collectivite-metropole",
            "La Métropole de Lyon, située … représentée par … ci-après dénommée « la Métropole de Lyon » ;",
        ),
        (
            "",
            "976",
            "partie-collectivite",
            "Le Département-Région de Mayotte, situé … représenté par … ci-après dénommé « le Département-Région de Mayotte » ;",
        ),
        (
            "",
            "976",
            "partie-caf",
            "La Caisse de sécurité sociale de Mayotte, située … représentée par … ci-après dénommée « la CSSM » ;",
        ),
        ("", "974", "partie-msa", ""),
        ("", "01", "art-3-al-6", "L’instance se réunit au moins une fois par an … ;"),
        (
            "convention: {instance: {frequence: et à chaque rentrée}}",
            "01",
            "art-3-al-6",
            "L’instance se réunit au moins une fois par an et à chaque rentrée ;",
        ),
        (
            'convention: {introduction: "À la lumière du diagnostic,"}',
            "01",
            "art-2-al-1",
            "À la lumière du diagnostic, les objectifs de coopération sont définis par les signataires de la présente convention :",
        ),
        (
            "convention: {instance: {cadre: cdsf}}",
            "01",
            "art-1-al-10",
            f"{TRAME.par_id['art-1-al-10'].texte} (instance retenue)",
        ),
        ("convention: {instance: {cadre: cdsf}}", "01", "art-1-al-11", TRAME.par_id["art-1-al-11"].texte),
        (
            "",
            "84",
            "titre",
            "Convention départementale relative à la prévention et à l’accompagnement des ruptures familiales 2026-2029 – département de Vaucluse",
        ),
    ],
)
def test_a_clause_reads(source: str, code: str, clause: str, expected: str) -> None:
    assert phrase(clauses(source, code)[clause]) == expected


def redaction(clause: str, value: str) -> str:
    return f"convention: {{redaction: {{{clause}: {{{value}}}}}}}"


@pytest.mark.parametrize(
    ("source", "clause", "expected"),
    [
        ("", "art-3-al-3", "verbatim"),
        ("", "art-3-al-6", "verbatim"),
        ("convention: {instance: {frequence: en juin}}", "art-3-al-6", "completee"),
        ("", "obj-x", "sans-objet"),
        ("", "partie-communes", "sans-objet"),
        ("convention: {sans: {msa: la caisse n’a pas souhaité signer}}", "partie-msa", "sans-objet"),
        (redaction("art-7-al-1", "supprime: oui"), "art-7-al-1", "supprimee"),
        (redaction("art-3-al-3", "remplace: Les partenaires échangent."), "art-3-al-3", "reecrite"),
        (redaction("art-1-al-4", "remplace: Les cours d'appel   ;"), "art-1-al-4", "verbatim"),
        (redaction("art-1-al-4", "remplace: Les cours d’appel."), "art-1-al-4", "reecrite"),
        (redaction("art-3-al-4-bis", "ajoute: Elle est revue chaque année."), "art-3-al-4-bis", "ajoutee"),
        (redaction("art-9-al-1", "ajoute: Un comité de suivi est créé."), "art-9-al-1", "ajoutee"),
        ("convention: {objectifs: {5: {intitule: Aider}}}", "obj-5", "completee"),
        ("convention: {objectifs: {1: {actions: {visio: {intitule: médier}}}}}", "obj-1-action-visio", "completee"),
    ],
)  # fmt: skip
def test_the_conformity_of_a_clause(source: str, clause: str, expected: str) -> None:
    assert clauses(source)[clause].conformite.slug == expected


# The clause of the préfet is no text to copy: it has blanks, and agrees by itself.
@pytest.mark.parametrize("slip", [s for s in TRAME.coquilles if not TRAME.par_id[s.clause].blancs], ids=str)
def test_reading_a_slip_as_it_was_meant_is_not_a_deviation(slip: Coquille) -> None:
    text = TRAME.par_id[slip.clause].texte.replace(slip.officiel, slip.lecture)
    found = clauses(f'convention:\n  redaction:\n    {slip.clause}:\n      remplace: "{text}"\n')[slip.clause]
    assert (found.conformite, phrase(found)) == (Conformite.CORRIGEE, text)


@pytest.mark.parametrize("code", REFERENCE.departements)
def test_the_blank_text_of_a_departement_keeps_every_clause_in_order(code: str) -> None:
    found = list(clauses("", code).values())
    kept = [c.trame for c in found]
    assert [ident for n, ident in enumerate(kept) if n == 0 or kept[n - 1] != ident] == [
        c.id for c in TRAME.clauses if c.nature != "consigne"
    ]
    assert not [c.id for c in found if c.ecart]
    words = {c.id: phrase(c) for c in found if c.nature != "partie" and not c.blancs and c.spans and c.id != "titre"}
    assert {i: t for i, t in words.items() if t != TRAME.par_id[i].texte} == {}


def test_inserted_and_removed_alineas_move_the_rank_in_the_signed_text_and_never_the_id() -> None:
    found = clauses(
        "convention: {redaction: {art-3-al-2: {supprime: oui}, art-3-al-4-bis: {ajoute: Un}, art-3-al-4-ter: {ajoute: Deux}}}"
    )
    order = [c.id for c in found.values() if c.section == "art-3" and c.nature in {"alinea", "puce"}]
    assert order[:7] == [
        "art-3-al-1", "art-3-al-2", "art-3-al-3", "art-3-al-4", "art-3-al-4-bis", "art-3-al-4-ter", "art-3-al-5",
    ]  # fmt: skip
    ranks = {i: found[i].rang_signe for i in order}
    assert ranks["art-3-al-1"] is None
    assert (ranks["art-3-al-3"], ranks["art-3-al-4"], ranks["art-3-al-5"]) == (2, 3, 6)


def test_a_sentence_is_inserted_between_two_of_an_added_article() -> None:
    added = ["art-9", "art-9-bis", "art-9-al-1", "art-9-al-1-bis", "art-9-al-1-ter", "art-9-al-2"]
    source = f"convention: {{redaction: {{{', '.join(f'{one}: {{ajoute: Un}}' for one in reversed(added))}}}}}"
    assert [one for one in clauses(source) if one.startswith("art-9")] == added


def test_what_a_local_objective_leaves_empty_is_a_blank() -> None:
    found = clauses("convention: {objectifs: {5: {engagements: {a: }, actions: {visio: {axes: [detention]}}}}}")
    assert [b.intitule for i in ("obj-5", "obj-5-a", "obj-5-action-visio") for b in found[i].blancs] == [
        "intitulé de l’objectif",
        "engagement a",
        "intitulé de l’action",
    ]


def test_the_blanks_are_counted_and_named() -> None:
    blanks = {f"{c.id}/{b.nom}" for c in clauses("").values() for b in c.blancs if c.id != "signatures"}
    assert blanks >= {
        "partie-caf/adresse",
        "art-3-al-6/frequence",
        "art-3-al-7/organisation",
        "art-2-al-1/introduction",
    }
    assert "partie-cour/cour" not in blanks
    assert all(b.intitule for c in clauses("").values() for b in c.blancs)


def test_a_commune_given_by_its_code_alone_has_its_name() -> None:
    made = clauses("convention: {signataires: {commune-villeurbanne: {insee: 69266}}}", "69")
    assert phrase(made["partie-commune-villeurbanne"]).startswith("La commune de Villeurbanne, située")
