"""The catalogue that portals harvest, read by an RDF parser and held against shapes: every file of data, as it is on the site."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, Graph, Literal, Namespace, URIRef

from conventions.export.catalogue import ADRESSE, JEUX, RACINE, Fichier, catalogue, jeu_de
from conventions.export.index import TITRE
from conventions.export.lieu import Lieu
from tests.places import JOUR, ROOT

# The readers of JSON-LD and of shapes use what rdflib is about to change.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")
SPDX = Namespace("http://spdx.org/rdf/terms#")
ICI = "https://exemple.test/"
FORMES = Path(__file__).with_name("dcat-ap.ttl")
# What describes other files of data.
AUTRES = re.compile(r"fichiers\.json|catalogue\.jsonld|tables/\w+\.(?:table)?schema\.json")


def files(site: Path) -> list[Fichier]:
    """Those of a built site."""
    rows = json.loads((site / RACINE / "fichiers.json").read_text(encoding="utf-8"))
    return [Fichier(row["adresse"], row["octets"], row["sha256"]) for row in rows]


@pytest.fixture(scope="module")
def graphe(site_exemple: Path) -> Graph:
    """The catalogue of the examples, read where its site is published."""
    graph = Graph()
    graph.parse(data=(site_exemple / ADRESSE).read_text(encoding="utf-8"), format="json-ld", publicID=ICI + ADRESSE)
    return graph


def judged(graph: Graph) -> tuple[bool, str]:
    conforms, _, said = validate(graph, shacl_graph=Graph().parse(FORMES), advanced=False)
    return bool(conforms), said


def test_it_conforms(graphe: Graph) -> None:
    conforms, said = judged(graphe)
    assert conforms, said


@pytest.mark.parametrize(
    ("subject", "lost"),
    [
        (DCAT.Catalog, DCTERMS.publisher),
        (DCAT.Dataset, DCTERMS.title),
        (DCAT.Distribution, DCAT.accessURL),
        (DCAT.Distribution, SPDX.checksum),
    ],
)
def test_what_it_lacks_would_be_seen(subject: URIRef, lost: URIRef) -> None:
    graph = Graph().parse(data=_catalogue([Fichier(f"{RACINE}services.csv", 3, "0" * 64)]), format="json-ld")
    assert judged(graph)[0]
    one = next(graph.subjects(RDF.type, subject))
    graph.remove((one, lost, None))
    assert not judged(graph)[0]


def _catalogue(found: list[Fichier]) -> str:
    return catalogue(TITRE, found, JOUR, Lieu(ICI, "Essai", "Le ministère"), ["2023-2025", "2026-2029"])


def test_every_file_is_in_one_dataset_with_its_size_and_digest(site_exemple: Path, graphe: Graph) -> None:
    told = {}
    for node in graphe.subjects(RDF.type, DCAT.Distribution):
        (dataset,) = graphe.subjects(DCAT.distribution, node)
        url, checksum = graphe.value(node, DCAT.downloadURL), graphe.value(node, SPDX.checksum)
        digest = str(graphe.value(checksum, SPDX.checksumValue)).lower()
        told[str(url)] = (str(dataset).rpartition("-")[2], int(str(graphe.value(node, DCAT.byteSize))), digest)
    expected = {}
    for one in files(site_exemple):
        if AUTRES.fullmatch(one.adresse.removeprefix(RACINE)):
            continue
        jeu = jeu_de(one.adresse)
        assert jeu, f"« {one.adresse} » n’est d’aucun jeu du catalogue\xa0: complétez JEUX, dans export/catalogue.py"
        data = (site_exemple / one.adresse).read_bytes()
        expected[ICI + one.adresse] = (jeu.ident, len(data), hashlib.sha256(data).hexdigest())
    assert told == expected
    assert {ident for ident, _, _ in told.values()} == {jeu.ident for jeu in JEUX}


def test_no_file_is_of_two_datasets(site_exemple: Path) -> None:
    for one in files(site_exemple):
        assert sum(bool(jeu.motif.fullmatch(one.adresse.removeprefix(RACINE))) for jeu in JEUX) <= 1, one


def test_its_addresses_are_in_full_where_that_of_the_site_is_known() -> None:
    made: dict[str, Any] = json.loads(_catalogue([Fichier(f"{RACINE}akn/69-rhone/2026-2029.xml", 3, "0" * 64)]))
    graph = Graph().parse(data=json.dumps(made), format="json-ld")
    (jeu,) = graph.subjects(RDF.type, DCAT.Dataset)
    assert jeu == URIRef(f"{ICI}{RACINE}#jeu-textes")
    (one,) = graph.objects(jeu, DCAT.distribution)
    assert graph.value(one, DCTERMS.conformsTo) == URIRef("http://docs.oasis-open.org/legaldocml/ns/akn/3.0")
    assert all(str(node).startswith(("http", "urn")) for node in graph.subjects() if isinstance(node, URIRef))
    period = graph.value(jeu, DCTERMS.temporal)
    assert [str(graph.value(period, p)) for p in (DCAT.startDate, DCAT.endDate)] == ["2023-01-01", "2029-12-31"]
    assert not [o for o in graph.objects() if isinstance(o, Literal) and not str(o)]


def test_the_first_publication_is_the_one_that_the_journal_tells() -> None:
    page = (ROOT / "docs/donnees/v1/index.md").read_text(encoding="utf-8")
    days = {jeu.publie_le for jeu in JEUX if jeu.publie_le}
    assert [day.isoformat() for day in days] == ["2026-11-23"]
    assert re.search(r"### 23\s+novembre\s+2026\n\n- Première publication", page)


def test_the_page_of_the_data_tells_how_many_datasets_there_are() -> None:
    page = (ROOT / "docs/donnees/v1/index.md").read_text(encoding="utf-8")
    told = re.search(r"\b(\w+) jeux de données \(([^)]*)\)", page)
    assert told
    names = ("six", "sept", "huit", "neuf", "dix")
    assert (names.index(told[1]) + 6, len(told[2].split(", "))) == (len(JEUX), len(JEUX))
