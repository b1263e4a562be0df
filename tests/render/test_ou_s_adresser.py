"""Where to turn, on the pages: the first box of every sheet, the help numbers of the pages on violence, what search engines are told."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest
from lxml import html

from conventions.model.page import Page
from conventions.render.html import to_html
from tests.helpers import REFERENCE, TRAME, pages
from tests.places import EXEMPLE

RIEN = Path(__file__).parent.parent / "hostile/rien"
SITES = {"vide": (RIEN, False), "exemple": (EXEMPLE, True)}
FICHES = {f"{d.slug}": d for d in REFERENCE.departements.values()}
SECOURS = ["tel:17", "tel:112", "sms:114", "tel:3919", "tel:119", "tel:116006"]


@cache
def toutes(site: str) -> dict[str, Page]:
    """Every page of that site, by its address."""
    folder, fictif = SITES[site]
    return {page.url: page for page in pages(folder, fictif=fictif)}


def arbre(site: str, url: str) -> html.HtmlElement:
    return html.fromstring(f"<div>{to_html(toutes(site)[url].markdown).html}</div>")


@pytest.mark.parametrize("site", ["vide", "exemple"])
def test_the_first_box_of_every_sheet_says_whom_to_call(site: str) -> None:
    for slug, d in FICHES.items():
        (box,) = arbre(site, f"departements/{slug}/").xpath('(//div[@class="en-bref" or @class="vide"])[1]')
        names = [x.nom for x in REFERENCE.interlocuteurs(d)]
        assert [e.text_content() for e in box.xpath('.//ul[@class="contacts"]/li/strong')][: len(names)] == names, slug
        calls = box.xpath('.//ul[@class="contacts"]//a[starts-with(@href, "tel:")]/@href')
        assert calls == ([] if d.code == "976" else ["tel:3230"]), slug
        assert not box.xpath('.//a[contains(@href, "contribuer/")]'), slug


def test_a_sheet_with_nothing_published_offers_two_things_then_speaks_to_the_partners() -> None:
    page = arbre("vide", "departements/69-rhone/")
    (steps,) = page.xpath('//div[@class="vide"]/ol')
    assert [e.text_content() for e in steps.xpath("./li/h3")] == [
        "Demander de l’aide",
        "Comprendre à quoi servira la convention",
    ]
    assert page.xpath('//h2[@id="partenaires"]/following::a/@href') == ["2026-2029/", "../../contribuer/"]


def test_the_services_of_a_departement_are_named_by_commune_and_lead_to_their_lines() -> None:
    page = arbre("exemple", "departements/69-rhone/")
    links = page.xpath('//div[@class="en-bref"]//ul[@class="contacts"]//a[starts-with(@href, "#")]')
    found = [(a.xpath("string(../strong)"), a.text) for a in links]
    assert found == [
        ("Médiation familiale", "Lyon"),
        ("Espace de rencontre", "Villefranche-sur-Saône"),
        ("Information et accès au droit", "Givors"),
        ("Aide aux victimes", "Villeurbanne"),
    ]
    lines = page.xpath('//ul[@class="services"]/li/@id')
    assert sorted(a.get("href")[1:] for a in links) == sorted(lines)
    assert lines == ["service-acces-droit", "service-mediation-udaf", "service-passerelle", "service-victimes"]


@pytest.mark.parametrize("site", ["vide", "exemple"])
@pytest.mark.parametrize("url", ["axes/violences/", "clauses/2026-2029/preambule-14/"])
def test_a_page_on_violence_begins_with_who_helps(site: str, url: str) -> None:
    page = arbre(site, url)
    box = page.xpath('//div[@id="secours"]')[0]
    assert box.xpath(".//a/@href") == SECOURS
    for line in box.xpath(".//li"):
        assert re.search(r"\w\s:\s\w", line.xpath("string(span)")), "à quoi il sert"
    assert not page.xpath('//div[@id="secours"]/preceding::h2'), "les numéros viennent avant le reste"


def test_an_axis_shows_the_numbers_that_name_it_and_no_other() -> None:
    known = {a.id for a in TRAME.axes}
    assert {axe for aide in REFERENCE.aides for axe in aide.champs} <= known
    for axe in known:
        shown = arbre("vide", f"axes/{axe}/").xpath('//div[@id="secours"]//a/@href')
        assert shown == [aide.lien for aide in REFERENCE.aides if axe in aide.champs], axe


def test_search_engines_are_told_what_a_page_is_good_for() -> None:
    for url, page in [*toutes("vide").items(), *toutes("exemple").items()]:
        assert not re.search(r"blancs?\)|à compléter", page.description), url
        if url.startswith("departements/") and url.count("/") == 2:
            assert len(unescape(page.description)) <= 160, url
            assert "qui appeler" in page.description, url
