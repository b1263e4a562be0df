"""The dashboards: each figure is what one counts by hand, leads to the list that it counts, and stays true where nobody has begun."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from conventions.model.page import Page
from conventions.render.collection import Collection, collection
from conventions.render.graphique import barre, colonnes
from conventions.render.html import to_html
from conventions.render.kinds import KINDS, pages_of_all
from conventions.render.pages.tableau_de_bord import a_venir, tableau, taux
from conventions.render.tenue import GenreRetard
from tests.helpers import composee, pages, signee, view
from tests.places import EXEMPLE, JOUR

VIDE = Path(__file__).parent.parent / "hostile/rien"


def seul(suite: str = "", caf: str = "2026-03-07") -> Collection:
    """The country whose only convention is that one."""
    return collection(composee(signee(suite, caf), "01")[0])


def page(url: str, folder: Path = EXEMPLE, *, fictif: bool = True) -> Page:
    return next(p for p in pages(folder, fictif=fictif) if p.url == url)


@pytest.mark.parametrize("url", ["suivi/", "regions/grand-est/", "regions/mayotte/", "regions/bretagne/"])
@pytest.mark.parametrize("folder", [EXEMPLE, VIDE])
def test_each_figure_leads_to_a_list_of_the_site(url: str, folder: Path) -> None:
    made = page(url, folder, fictif=folder == EXEMPLE)
    html = to_html(made.markdown)
    figures = re.findall(r'<li><a href="#([^"]+)">[^<]*</a> <strong>\d+</strong>', html.html)
    assert len(figures) >= 4
    assert set(figures) <= set(html.anchors)


def test_the_statuses_and_the_signatures_are_those_of_the_files() -> None:
    together = collection(view(EXEMPLE, fictif=True))
    lines = list(together.lignes.values())
    told = tableau(together, "suivi/", lines)
    signed = [f for f in view(EXEMPLE, fictif=True).fiches.values() if f.situation.faits.signatures.completes]
    assert len(told["signees"]) == len(signed) == sum(n for _, n, _ in told["annees"]) + len(told["sans_jour"])
    assert told["annees"][0][2][0].cumul == len(signed) - len(told["sans_jour"])
    assert {s: len(found) for s, found in told["groupes"]} == Counter(line.statut for line in lines)


def test_the_regions_are_the_country() -> None:
    html = page("suivi/").markdown
    rows = [tuple(map(int, row)) for row in re.findall(r">(\d+) sur (\d+)</a>", html)]
    assert sum(total for _, total in rows) == 101
    assert html.split('class="chapo">')[1].startswith(f"{sum(n for n, _ in rows)}\u00a0départements ont une convention")


def test_who_is_missing_is_told_with_the_day_since_when() -> None:
    told = tableau(seul(caf=""), "suivi/", list(seul(caf="").lignes.values()))
    ((ligne, since),) = told["attentes"]
    assert (ligne.code, since) == ("01", date(2026, 2, 2))
    assert [(kind, [x.code for x in found]) for kind, _, found in told["absents"]] == [("caf", ["01"])]
    assert told["signees"] == []


@pytest.mark.parametrize(
    ("suite", "late"),
    [
        ("", [(GenreRetard.REUNION, date(2027, 12, 31))]),
        ("suivi: {reunions: [{le: 2026-05-01}]}", [(GenreRetard.REUNION, date(2027, 12, 31))]),
        ("suivi: {reunions: [{le: 2026-05-01}, {le: 2027-05-01}]}", []),
        (
            "suivi: {reunions: [{le: 2027-05-01}], feuilles_de_route: {1: {debut: 2026-05-01, actions: {x: {intitule: X, echeance: 2027-01-01}}}}}",
            [(GenreRetard.ACTION, date(2027, 1, 1))],
        ),
        (
            "suivi: {reunions: [{le: 2027-05-01}], feuilles_de_route: {1: {debut: 2026-05-01, actions: {x: {intitule: X, echeance: 2027-01-01, etat: realisee}}}}}",
            [],
        ),
        (
            "suivi: {reunions: [{le: 2027-05-01}], feuilles_de_route: {1: {debut: 2026-01-10, actions: {}}}}",
            [(GenreRetard.BILAN, date(2028, 1, 9))],
        ),
        (
            "suivi: {reunions: [{le: 2027-05-01}], feuilles_de_route: {1: {debut: 2026-01-10, actions: {}}}, bilans: {feuille-1: {le: 2028-01-10, texte: Fait.}}}",
            [],
        ),
    ],
)
def test_what_is_late_is_what_the_trame_or_the_file_asked_for(suite: str, late: list[tuple[GenreRetard, date]]) -> None:
    together = seul(f"{suite}\n")
    told = [(r.genre, r.depuis) for r in together.tenue(together.lignes["01"]).retards]
    assert told == late


def test_the_dates_to_come_cite_their_article_and_are_those_of_the_calendar() -> None:
    together = seul("suivi: {feuilles_de_route: {1: {debut: 2027-05-01, actions: {}}}}\n")
    found = {(e.slug, e.jour, e.clause) for e, _ in a_venir(together, together.lignes.values())}
    assert ("feuille-1", date(2029, 4, 30), "art-3-al-8") in found
    assert (f"reunion-{JOUR.year}", date(JOUR.year, 12, 31), "art-3-al-6") in found
    assert all(e.jour <= date(2028, 12, 31) for e, _ in a_venir(together, together.lignes.values(), date(2028, 12, 31)))


def test_the_country_with_no_convention_says_so_and_shows_no_late_nor_signed() -> None:
    html = page("suivi/", VIDE, fictif=False).markdown
    assert "Aucun des 101 départements n’a encore de convention signée" in html
    assert "Aucune convention n’est encore publiée" in html
    assert "<svg role" not in html
    assert page("suivi/echeances/", VIDE, fictif=False).markdown.count("Aucune date à venir") == 1


@pytest.mark.parametrize(
    ("number", "total", "said"), [(0, 101, "0"), (1, 1000, "1"), (999, 1000, "99"), (14, 101, "14"), (3, 3, "100")]
)
def test_a_rate_never_says_none_or_all_where_it_is_not_so(number: int, total: int, said: str) -> None:
    assert taux(number, total) == f"{said}\u00a0%"


def test_a_bar_is_as_long_as_its_numbers_and_a_chart_stays_in_its_frame() -> None:
    assert re.findall(r'width="([\d.]+)%"', barre([("a", 1), ("b", 3)], 8)) == ["12.50", "37.50"]
    assert 'width="0.00%"' in barre([("a", 0)], 0)
    for values in ([("", 0)], [("2026", 1), ("", 7), ("", 101)], [("", 9999)] * 60):
        drawn = colonnes("Titre", values)
        assert all(0 <= float(y) <= 100 for y in re.findall(r' y="([\d.]+)%"', drawn))
        assert all(float(h) <= 88 for h in re.findall(r'height="([\d.]+)%"', drawn))


def test_the_page_reads_the_parts_that_it_says() -> None:
    together = collection(view(EXEMPLE, fictif=True))
    made = [p.url for nom in ("suivi", "échéances", "région") for p in pages_of_all(KINDS[nom], together)]
    assert {"suivi/", "suivi/echeances/", "regions/bretagne/"} <= set(made)
