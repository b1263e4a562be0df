"""« En bref » and the pages that explain are read with ease, by a documented formula, with the figure of each page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from tests.render.readability import kandel_moles, syllabes

SEUIL = 60  # a secondary-school pupil


def words_of(page: Path, xpath: str) -> str:
    """The text of each paragraph or item on a line of its own; titles and links of navigation are left out."""
    tree = html.fromstring(page.read_text(encoding="utf-8"))
    return "\n".join(" ".join(str(e.text_content()).split()) for e in tree.xpath(xpath))


@pytest.mark.parametrize(
    ("mot", "combien"),
    [("la", 1), ("famille", 2), ("familles", 2), ("médiation", 3), ("l’école", 2), ("préfète", 2), ("rendez-vous", 3)],
)
def test_syllables_are_counted_as_spoken(mot: str, combien: int) -> None:
    assert syllabes(mot) == combien


def test_the_formula_tells_a_plain_text_from_a_hard_one() -> None:
    plain = "Le parent paie la caisse. La caisse paie l’autre parent."
    hard = (
        "L’intermédiation financière, mise en œuvre par les organismes débiteurs des prestations familiales, conditionne "
        "l’effectivité du recouvrement des contributions à l’entretien et à l’éducation."
    )
    assert kandel_moles(plain) > 80
    assert kandel_moles(hard) < 30


def test_in_brief_is_plain_french(site_exemple: Path, mesurer: Callable[..., None]) -> None:
    scores = {}
    for page in sorted((site_exemple / "departements").glob("*/index.html")):
        text = words_of(page, '//div[@class="en-bref"]/p[not(@class)]')
        if text:
            scores[page.parent.name] = kandel_moles(text)
    assert len(scores) >= 10
    for name, score in scores.items():
        mesurer("lisibilité", f"en bref, {name}", f"{score:.0f}")
    assert {name: score for name, score in scores.items() if score < SEUIL} == {}


@pytest.mark.parametrize("url", ["", "comprendre/", "contribuer/", "contact/", "accessibilite/", "glossaire/"])
def test_the_pages_that_explain_are_plain_french(url: str, site: Path, mesurer: Callable[..., None]) -> None:
    paths = "//article//p[not(ancestor::nav)] | //article//li[not(ancestor::nav)][not(p)] | //article//dd"
    text = words_of(site / url / "index.html", paths)
    score = kandel_moles(text)
    mesurer("lisibilité", f"/{url}", f"{score:.0f}")
    assert score >= SEUIL, f"{score:.0f}"
