"""« En bref » says what the file says, in the words of everybody, and nothing that it does not say."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

from conventions.render.en_bref import en_bref
from tests.helpers import TRAME, composee

NBSP, FINE = "\u00a0", "\u202f"
BUT = "Ils veulent éviter les ruptures dans les familles et mieux aider celles qui en vivent une."
FIN_NATIONALE = "Elle s’arrêtera en même temps que l’accord national. Cette date n’est pas encore publiée."


def sentences(site: Path, slug: str) -> list[str]:
    page = html.fromstring((site / "departements" / slug / "index.html").read_text(encoding="utf-8"))
    return [p.text_content() for p in page.xpath("//div[@class='en-bref']/p[not(@class)]")]


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        (
            "69-rhone",
            [
                (
                    "L’État, la justice, la Caf, la MSA, le conseil départemental du Rhône, la Métropole de Lyon, deux communes, "
                    f"la Communauté de communes du Beaujolais-Exemple et deux associations ont signé cette convention. {BUT}"
                ),
                f"Elle s’applique depuis le 27{NBSP}mars{NBSP}2026.",
                (
                    f"Elle prévoit 16{NBSP}actions, dont 13 sur la séparation des parents, les pensions alimentaires, la prison, les "
                    "violences dans la famille et les conflits entre générations."
                ),
                FIN_NATIONALE,
                f"Une question{FINE}? Adressez-vous à la Caf du Rhône ou à la préfecture.",
            ],
        ),
        (
            "48-lozere",  # its own text and its own dates
            [
                "L’État, la justice, la Caf, la MSA, le conseil départemental et Lozère Familles-Exemple ont signé cette convention.",
                f"Elle s’applique depuis le 1er{NBSP}avril{NBSP}2026.",
                f"Elle dure jusqu’au 31{NBSP}décembre{NBSP}2028.",
                f"Une question{FINE}? Adressez-vous à la Caf de la Lozère ou à la préfecture.",
            ],
        ),
        (
            "976-mayotte",  # half the signatures
            [
                (
                    "L’État, la justice, la CSSM, le Département-Région de Mayotte, la commune de Bandraboua et l’Association Tama-Exemple "
                    f"sont en train de signer cette convention. {BUT}"
                ),
                (
                    f"Elle ne s’applique pas encore{NBSP}: il manque la signature de la préfète, des chefs de cour et de la commune "
                    "de Bandraboua."
                ),
                (
                    f"Elle prévoit 6{NBSP}actions, dont 5 sur la séparation des parents, les pensions alimentaires, les violences dans la "
                    "famille et les conflits entre générations."
                ),
                f"Une question{FINE}? Adressez-vous à la Caisse de sécurité sociale de Mayotte (CSSM) ou à la préfecture.",
            ],
        ),
        ("39-jura", []),
    ],
)
def test_in_brief_is_made_from_the_file(slug: str, expected: list[str], site_exemple: Path) -> None:
    assert sentences(site_exemple, slug) == expected


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("13-bouches-du-rhone", f"Elle ne s’applique plus depuis le 30{NBSP}septembre{NBSP}2027."),
        ("23-creuse", "Elle est signée, mais ce site ne connaît pas la date de son entrée en vigueur."),
        ("29-finistere", "Son texte est prêt. Personne ne l’a encore signé."),
        ("59-nord", "Son texte n’est pas fini. Rien n’est signé."),
    ],
)
def test_each_state_has_its_sentence(slug: str, sentence: str, site_exemple: Path) -> None:
    assert sentences(site_exemple, slug)[1] == sentence


def test_the_text_opens_in_brief_too(site_exemple: Path) -> None:
    page = html.fromstring((site_exemple / "departements/69-rhone/2026-2029/index.html").read_text(encoding="utf-8"))
    ids = page.xpath("//main//*[self::h2 or self::h1]/@id")
    assert ids.index("en-bref") < ids.index("preambule")


def brief(source: str, code: str) -> list[str]:
    found, _ = composee(f'departement: "{code}"\ntrame: 2026-2029\nconvention:\n{source}', code)
    return [sentence.replace(NBSP, " ").replace(FINE, " ") for sentence in en_bref(found.fiches[code], TRAME)]


CAF_DU_64 = "caf-bearn: {nom: Caf du Béarn et de la Soule}"


@pytest.mark.parametrize(
    ("parties", "where"),
    [
        ("caf: {adresse: 1 rue de l’Exemple}", "à la Caf des Pyrénées-Atlantiques ou"),
        (
            f"{CAF_DU_64}, caf-pays-basque: {{nom: Caisse d'allocations familiales Pays basque et Seignanx}}",
            "à la Caf du Béarn et de la Soule, à la Caf Pays basque et Seignanx ou",
        ),
        (f"{CAF_DU_64}, caf-pays-basque: {{adresse: 1 rue de l’Exemple}}", "à la Caf des Pyrénées-Atlantiques ou"),
        (f"{CAF_DU_64}, caf-64: {{nom: CAF des Pyrénées-Atlantiques}}", "à la Caf des Pyrénées-Atlantiques ou"),
        (f"{CAF_DU_64}, caf-b: {{nom: Caf B, retiree: {{le: 2026-05-01}}}}", "à la Caf du Béarn et de la Soule ou"),
    ],
)
def test_the_caf_to_ask_is_a_party(parties: str, where: str) -> None:
    assert (
        brief(f"  signataires: {{{parties}}}\n", "64")[-1] == f"Une question ? Adressez-vous {where} à la préfecture."
    )


@pytest.mark.parametrize(
    ("party", "named"),
    [
        ("epci-x: {nom: Communauté de communes du Pays modèle}", "la Communauté de communes du Pays modèle"),
        ("epci-x: {}", "une intercommunalité"),
        ("autre-x: {nom: Ordre des avocats du barreau de Lyon}", "l’Ordre des avocats du barreau de Lyon"),
        ("autre-x: {nom: Union départementale, denomination: l’UDAF}", "l’UDAF"),
        ("association-x: {nom: Le Relais}", "le Relais"),
        ("commune-x: {nom: Ville de Lyon, denomination: la Ville}", "la Ville de Lyon"),
        ('commune-x: {insee: "69266", denomination: la Ville}', "la commune de Villeurbanne"),
        ("epci-x: {nom: Métropole de Lyon, denomination: la Métropole}", "la Métropole de Lyon"),
        ("epci-x: {nom: Toulouse Métropole, denomination: la Métropole}", "Toulouse Métropole"),
        ("autre-x: {nom: A}, autre-y: {nom: B}", "deux autres organismes"),
    ],
)
def test_a_party_has_its_name(party: str, named: str) -> None:
    sentence = brief(f"  signataires: {{prefet: {{}}, caf: {{nom: Caf du Rhône}}, {party}}}\n", "48")[0]
    assert sentence.startswith("L’État, ")
    assert ", la Caf, " in sentence
    assert f" et {named} préparent cette convention." in sentence


def test_who_is_missing_has_a_name() -> None:
    signed = ", ".join(f"{k}: {{representants: [{{nom: A, titre: b, signe_le: 2026-05-02}}]}}" for k in ("caf", "msa"))
    told = brief(f"  signataires: {{{signed}, commune-x: {{nom: Ville de Lyon, denomination: la Ville}}}}\n", "69")
    assert any("la signature" in sentence and "de la Ville de Lyon" in sentence for sentence in told), told


AXES = "axes: [separation, detention]"


@pytest.mark.parametrize(
    ("actions", "said"),
    [
        (f"a: {{{AXES}}}", "1 action sur la séparation des parents et la prison."),
        (f"a: {{{AXES}}}, b: {{intitule: B}}", "2 actions, dont une sur la séparation des parents et la prison."),
        (
            "a: {axes: [separation]}, b: {axes: [detention]}, c: {intitule: C}",
            "3 actions, dont 2 sur la séparation des parents et la prison.",
        ),
        ("a: {intitule: A}, b: {intitule: B}", "2 actions."),
    ],
)
def test_only_the_actions_that_say_their_field_are_said_to_be_of_it(actions: str, said: str) -> None:
    assert f"Elle prévoit {said}" in brief(f"  objectifs: {{1: {{actions: {{{actions}}}}}}}\n", "64")
