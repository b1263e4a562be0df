"""« En bref » says what the file says, in the words of everybody, and nothing that it does not say."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html

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
                    f"une intercommunalité et deux associations ont signé cette convention. {BUT}"
                ),
                f"Elle s’applique depuis le 27{NBSP}mars{NBSP}2026.",
                (
                    f"Elle prévoit 16{NBSP}actions sur la séparation des parents, les pensions alimentaires, la prison, les "
                    "violences dans la famille et les conflits entre générations."
                ),
                FIN_NATIONALE,
                f"Une question{FINE}? Adressez-vous à la Caf du Rhône ou à la préfecture.",
            ],
        ),
        (
            "48-lozere",  # its own text and its own dates
            [
                f"L’État, la justice, la Caf, la MSA, le conseil départemental et une association ont signé cette convention. {BUT}",
                f"Elle s’applique depuis le 1er{NBSP}avril{NBSP}2026.",
                f"Elle dure jusqu’au 31{NBSP}décembre{NBSP}2028.",
                f"Une question{FINE}? Adressez-vous à la Caf de la Lozère ou à la préfecture.",
            ],
        ),
        (
            "976-mayotte",  # half the signatures
            [
                (
                    "L’État, la justice, la CSSM, le Département-Région de Mayotte, la commune de Bandraboua et une association "
                    f"sont en train de signer cette convention. {BUT}"
                ),
                (
                    f"Elle ne s’applique pas encore{NBSP}: il manque la signature de la préfète, des chefs de cour et de la commune "
                    "de Bandraboua."
                ),
                (
                    f"Elle prévoit 6{NBSP}actions sur la séparation des parents, les pensions alimentaires, les violences dans la "
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
