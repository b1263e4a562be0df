"""The pages of the fictitious conventions, as they are expected: `tests/render/pages/`, which `make accepter` rewrites.

Each sort of page is there at least once, and each special case of the examples; a page is kept as its title, its description
and its Markdown, so that a change of the theme leaves these files alone.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers import pages
from tests.places import EXEMPLE

ATTENDUES = Path(__file__).parent / "pages"
URLS = [
    "",
    "departements/",
    *(f"departements/{slug}/" for slug in ("2a-corse-du-sud", "23-creuse", "29-finistere", "48-lozere", "59-nord")),
    *(f"departements/{slug}/" for slug in ("64-pyrenees-atlantiques", "67-bas-rhin", "68-haut-rhin", "69-rhone")),
    *(
        f"departements/{slug}/"
        for slug in ("75-paris", "973-guyane", "974-la-reunion", "976-mayotte", "05-hautes-alpes")
    ),
    *(f"departements/{slug}/2026-2029/" for slug in ("05-hautes-alpes", "23-creuse", "69-rhone", "974-la-reunion")),
    *(f"departements/{slug}/" for slug in ("25-doubs", "50-manche", "77-seine-et-marne")),
    "departements/48-lozere/aucune/",
    "departements/69-rhone/2026-2029/versions/2027-03-01/",
    "departements/69-rhone/2026-2029/avenants/1/",
    "departements/69-rhone/2026-2029/avenants/3/",
    "departements/2a-corse-du-sud/2026-2029/avenants/1/",
    "departements/2a-corse-du-sud/2026-2029/ecarts/",
    "departements/69-rhone/2026-2029/ecarts/",
    "departements/69-rhone/feuille-de-route/",
    "regions/corse/",
    "cours-d-appel/colmar/",
    "caisses-msa/msa-ain-rhone/",
    "engagements/",
    "engagements/grand-est/",
    "objectifs/1/",
    "objectifs/locaux/",
    "axes/detention/",
    "trame/2026-2029/",
    "clauses/2026-2029/art-3-al-6/",
    "clauses/2026-2029/art-1-al-3/",
    "clauses/2026-2029/mention/",
    "bonnes-pratiques/",
    "suivi/",
    "suivi/indicateurs/",
    "suivi/indicateurs/er-delai-attente/",
    "cadre-national/",
    "comparer/",
]


@pytest.fixture(scope="module")
def produites() -> dict[str, str]:
    """Every page of the examples, by its address."""
    made = pages(EXEMPLE, fictif=True)
    return {page.url: f"title: {page.titre}\ndescription: {page.description}\n\n{page.markdown}\n" for page in made}


@pytest.mark.parametrize("url", URLS)
def test_a_page_is_the_expected_one(url: str, produites: dict[str, str], comparer: Callable[[Path, str], None]) -> None:
    comparer(ATTENDUES / f"{url}index.md", produites[url])


def test_no_expected_page_is_left_behind() -> None:
    kept = {path.relative_to(ATTENDUES).as_posix() for path in ATTENDUES.rglob("*") if path.is_file()}
    assert kept == {f"{url}index.md" for url in URLS}
