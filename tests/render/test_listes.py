"""The lists of the whole country say what there is: a département once, and no text to read where there is none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from conventions.render.collection import collection
from conventions.render.html import to_html
from tests.helpers import pages, view
from tests.places import EXEMPLE
from tests.render.test_site_vide import VIDE

LIGNES = collection(view(EXEMPLE, fictif=True)).lignes.values()


@pytest.mark.parametrize("folder", [EXEMPLE, VIDE], ids=["exemple", "rien"])
def test_a_territory_offers_the_texts_that_there_are(folder: Path) -> None:
    empty = {ligne.url_texte for ligne in collection(view(folder, fictif=True)).lignes.values() if ligne.statut.vide}
    places = [
        page for page in pages(folder, fictif=True) if re.match(r"(?:regions|cours-d-appel|caisses-msa)/.", page.url)
    ]
    assert len(places) > 60
    for page in places:
        for row in html.fragment_fromstring(to_html(page.markdown).html, create_parent="div").xpath(
            ".//tbody/tr[td[@data-titre='Convention']]"
        ):
            cell = row.xpath("td[@data-titre='Convention']")[0]
            slug = row.xpath("th/a/@href")[0].split("/")[-2]
            nothing = any(url.startswith(f"departements/{slug}/") for url in empty)
            assert (cell.text_content() == "rien de publié") is nothing, (page.url, slug)


def test_the_latest_signatures_name_a_departement_once() -> None:
    home = next(page.markdown for page in pages(EXEMPLE, fictif=True) if page.url == "")
    lines = re.findall(r'<li><time datetime="([^"]+)">.*?<strong>([^<]+)</strong></a>\s: (.*?)</li>', home)
    assert len(lines) == len({name for _, name, _ in lines}) == 8
    assert [day for day, _, _ in lines] == sorted((day for day, _, _ in lines), reverse=True)
    counts = {ligne.departement.nom: len(ligne.signatures) for ligne in LIGNES}
    told = {name: int(found[0]) for _, name, words in lines if (found := re.findall(r"(\d+)\u00a0signatures", words))}
    assert told
    assert told == {name: counts[name] for name in told}
