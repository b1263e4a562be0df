"""« Ce qui a changé »: each month says in words what the feeds say, once; where nothing has happened, it says that."""

from __future__ import annotations

import html
import re
from pathlib import Path

from conventions.render.collection import collection
from conventions.render.html import to_html
from conventions.render.kinds import KINDS, pages_of_all
from tests.helpers import pages, view
from tests.places import EXEMPLE

URL = "suivi/ce-qui-a-change/"
VIDE = Path(__file__).parent.parent / "hostile/rien"


def test_the_months_tell_all_the_news_once_on_its_day() -> None:
    made = [page for page in pages(EXEMPLE, fictif=True) if page.url.startswith(URL) and page.url != URL]
    together = collection(view(EXEMPLE, fictif=True))
    news = together.nouvelles(together.lignes.values())
    found = [(page.url, day) for page in made for day in re.findall(r'<li><time datetime="([^"]+)"', page.markdown)]
    assert len(found) == len(news) > 0
    assert all(url == f"{URL}{day[:7]}/" for url, day in found)
    assert sorted(day for _, day in found) == sorted(one.jour.isoformat() for _, one in news)


def test_the_index_leads_to_each_month_with_its_sentence() -> None:
    index = next(page for page in pages(EXEMPLE, fictif=True) if page.url == URL)
    for page in pages(EXEMPLE, fictif=True):
        if page.url.startswith(URL) and page.url != URL:
            month = page.url.removeprefix(URL)
            said = page.description.partition("\u00a0: ")[2].removesuffix(".")
            assert re.search(rf'<a href="{month}">[^<]+</a>\W+{re.escape(said)}</li>', html.unescape(index.markdown)), (
                month
            )


def test_a_month_counts_departements_in_words() -> None:
    page = next(page for page in pages(EXEMPLE, fictif=True) if page.url == f"{URL}2027-09/")
    assert page.markdown.startswith("# Ce qui a changé en septembre\u00a02027\n")
    for genre, label in (("avenant", "des avenants dans"), ("fin", "des dénonciations ou des fins dans")):
        part = page.markdown.partition(f"{{#{genre}}}")[2].partition("## ")[0]
        count = len(set(re.findall(r'<a href="[./]*departements/([^/"]+)/"', part)))
        assert (f"{label} {count}\u00a0département" in page.description) is (count > 0)


def test_where_nothing_has_happened_the_page_says_so_and_has_no_month() -> None:
    empty = collection(view(VIDE, fictif=False))
    (index,) = pages_of_all(KINDS["nouvelles"], empty)
    assert list(pages_of_all(KINDS["nouvelles d’un mois"], empty)) == []
    assert "Rien n’a encore changé" in to_html(index.markdown).html


def test_the_pages_concerned_name_their_feeds_and_calendars_to_machines_and_people() -> None:
    expected = {
        "": "suivi/",
        "suivi/": "suivi/",
        "suivi/echeances/": "suivi/",
        URL: "suivi/",
        "regions/bretagne/": "regions/bretagne/",
        "departements/69-rhone/": "departements/69-rhone/",
        "departements/39-jura/": "departements/39-jura/",
    }
    made = {page.url: page for page in pages(EXEMPLE, fictif=True)}
    for url, of in expected.items():
        assert [f.url for f in made[url].cadre.flux] == [f"{of}nouvelles.atom", f"{of}echeances.ics"]
        assert ("S’abonner" in made[url].markdown) is (url not in {"", "departements/39-jura/"})
    assert [f.url for f in made["objectifs/2/"].cadre.flux] == ["objectifs/2/nouvelles.atom"]
    assert made["cours-d-appel/lyon/"].cadre.flux == ()
