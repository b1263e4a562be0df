"""What the pages tell machines: JSON-LD in schema.org's vocabulary, addresses that lead to pages, sitemap, robots, canonical."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any
from urllib.parse import urljoin

import pytest
import yaml
from lxml import etree, html

VOCABULAIRE = yaml.safe_load(Path(__file__).with_name("schema-org.yml").read_text(encoding="utf-8"))
TYPES, PROPRIETES = VOCABULAIRE["types"], VOCABULAIRE["proprietes"]
ICI = "https://exemple.test/sous/"
Noeud = dict[str, Any]


def graph(page: Path) -> list[Noeud]:
    """The nodes that a page describes; none where it has no JSON-LD."""
    scripts = html.fromstring(page.read_text(encoding="utf-8")).xpath("//script[@type='application/ld+json']")
    if not scripts:
        return []
    assert len(scripts) == 1, page
    document = json.loads(scripts[0].text_content())
    assert document["@context"] == "https://schema.org"
    nodes: list[Noeud] = document["@graph"]
    return nodes


def ancestors(kind: str) -> Iterator[str]:
    """That type, and all those that it is one of."""
    if kind:
        yield kind
        parents = TYPES[kind]
        for parent in [parents] if isinstance(parents, str) else parents:
            yield from ancestors(parent)


def kind_of(value: object, allowed: list[str]) -> str:
    """The kind of a value, in the vocabulary's words; a text is an address or a date only where one is allowed."""
    if isinstance(value, bool):
        return "Boolean"
    if isinstance(value, int):
        return "Integer"
    text = str(value)
    for name, members in VOCABULAIRE["enumerations"].items():
        if name in allowed and text.removeprefix("https://schema.org/") in members:
            return str(name)
    if "Date" in allowed and re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return "Date"
    if "URL" in allowed and "Text" not in allowed and re.match(r"https?://|\.{1,2}/|\./", text):
        return "URL"
    return "Text"


def faults(node: Noeud) -> Iterator[str]:
    """What the vocabulary does not allow in a node, and in those it holds."""
    kind = node.get("@type")
    if kind is None:
        assert set(node) == {"@id"}
        return
    if kind not in TYPES:
        yield f"type inconnu : {kind}"
        return
    for name, values in node.items():
        if name.startswith("@"):
            continue
        rule = PROPRIETES.get(name)
        if rule is None or not set(ancestors(kind)) & set(rule["porte_par"]):
            yield f"{kind} n’a pas de propriété {name}"
            continue
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict):
                yield from faults(value)
                wanted = not value.get("@type") or not set(rule["admet"]).isdisjoint(ancestors(value["@type"]))
            else:
                wanted = kind_of(value, rule["admet"]) in rule["admet"] or name == "item"
            if not wanted:
                yield f"{kind}.{name} n’admet pas {value}"


def test_every_node_is_in_the_vocabulary(site_exemple: Path) -> None:
    seen: set[str] = set()
    for page in sorted(site_exemple.rglob("*.html")):
        nodes = graph(page)
        seen |= {node["@type"] for node in nodes}
        assert [fault for node in nodes for fault in faults(node)] == [], page
    assert seen == {"WebSite", "WebPage", "Legislation", "BreadcrumbList", "Dataset"}


def test_a_version_is_an_expression_of_its_convention_under_the_address_of_its_page(site_exemple: Path) -> None:
    here = site_exemple / "departements/69-rhone"
    page = "departements/69-rhone/2026-2029/versions/2027-03-01/"
    version = graph(site_exemple / page / "index.html")[0]
    assert urljoin(ICI + page, version["@id"]) == ICI + page
    assert urljoin(ICI + page, version["exampleOfWork"]["@id"]) == f"{ICI}departements/69-rhone/2026-2029/"
    assert (version["legislationDateVersion"], version["temporalCoverage"]) == ("2027-03-01", "2027-03-01/2027-10-11")
    assert version["legislationLegalForce"].endswith("/NotInForce")
    file = urljoin(ICI + page, version["encoding"]["contentUrl"]).removeprefix(ICI)
    assert file == "donnees/v1/akn/69-rhone/2026-2029/2027-03-01.xml"
    told = graph(here / "index.html")[0]["mainEntity"]["workExample"]
    assert [one["legislationDateVersion"] for one in told] == ["2026-03-27", "2027-03-01", "2027-10-12"]


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "Loi"},
        {"@type": "WebPage", "legislationDate": "2026-01-01"},
        {"@type": "Legislation", "legislationDate": "janvier"},
        {"@type": "Legislation", "legislationLegalForce": "https://schema.org/Oui"},
        {"@type": "Dataset", "publisher": {"@type": "Country", "name": "France"}},
    ],
)
def test_a_fault_would_be_seen(node: Noeud) -> None:
    assert list(faults(node))


def test_every_address_leads_to_a_page(site_exemple: Path) -> None:
    for page in sorted(site_exemple.rglob("*.html")):
        here = ICI + str(page.relative_to(site_exemple)).removesuffix("index.html")
        for address in re.findall(r'"((?:\.\.?/)[^"]*)"', json.dumps(graph(page), ensure_ascii=False)):
            target = urljoin(here, address).partition("#")[0]
            assert target.startswith(ICI), (page, address)
            path = site_exemple / target.removeprefix(ICI)
            assert (path / "index.html").exists() or path.is_file(), (page, address)


def test_a_text_in_force_says_so(site_exemple: Path) -> None:
    texts = site_exemple / "departements"
    force = {
        code: graph(texts / code / "2026-2029/index.html")[0]["legislationLegalForce"].rpartition("/")[2]
        for code in ("69-rhone", "64-pyrenees-atlantiques", "13-bouches-du-rhone", "59-nord", "39-jura")
    }
    assert force == {
        "69-rhone": "InForce",
        "64-pyrenees-atlantiques": "InForce",
        "13-bouches-du-rhone": "NotInForce",
        "59-nord": "NotInForce",
        "39-jura": "NotInForce",
    }


def test_a_sheet_describes_the_convention_and_who_signed_it(site_exemple: Path) -> None:
    departements = site_exemple / "departements"
    convention = graph(departements / "69-rhone/index.html")[0]["mainEntity"]
    assert convention["@id"] == "../../departements/69-rhone/2026-2029/"
    assert convention["legislationDate"] == "2026-03-27"
    assert {"@type": "GovernmentOrganization", "name": "La préfète"} in convention["legislationPassedBy"]
    assert {"@type": "Organization", "name": "La Caf"} in convention["legislationPassedBy"]
    assert "legislationPassedBy" not in graph(departements / "39-jura/index.html")[0]["mainEntity"]
    shared = graph(departements / "68-haut-rhin/index.html")[0]["mainEntity"]
    assert shared == {"@id": "../../departements/67-bas-rhin/2026-2029/"}


def test_a_published_site_is_found_at_its_address(
    tmp_path: Path, construire: Callable[..., CompletedProcess[str]]
) -> None:
    site = tmp_path / "site"
    assert construire(site, ADRESSE_DU_SITE=ICI).returncode == 0
    page = html.fromstring((site / "departements/69-rhone/index.html").read_text(encoding="utf-8"))
    url = f"{ICI}departements/69-rhone/"
    assert page.xpath("//link[@rel='canonical']/@href") == [url]
    assert page.xpath("//meta[@property='og:url']/@content") == [url]
    (picture,) = page.xpath("//meta[@property='og:image']/@content")
    assert (site / picture.removeprefix(ICI)).is_file()
    assert graph(site / "departements/69-rhone/index.html")[0]["@id"] == url
    assert (site / "robots.txt").read_text() == f"User-agent: *\nAllow: /\nSitemap: {ICI}sitemap.xml\n"
    listed = etree.parse(site / "sitemap.xml").getroot().findall("{*}url/{*}loc")
    pages = {f"{ICI}{p.relative_to(site).parent}/".removesuffix("./") for p in site.rglob("index.html")}
    assert {loc.text for loc in listed} == pages


def test_a_fictitious_site_is_kept_from_search_engines(site_exemple: Path) -> None:
    assert (site_exemple / "robots.txt").read_text() == "User-agent: *\nDisallow: /\n"
    page = html.fromstring((site_exemple / "index.html").read_text(encoding="utf-8"))
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
