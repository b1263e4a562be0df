"""The PDFs read back: what another validator says of them, the words of every clause, the order in which they are read aloud."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from pypdf import PdfReader

from conventions.documents.dossier import Document, documents_de, vierge
from conventions.importing.lecture import lire
from conventions.model.french import mots
from tests.documents.test_word import HOSTILE, PROPRES, SANS_MOTS, written
from tests.helpers import composee, view
from tests.importing.test_partiel import lu
from tests.places import EXEMPLE

try:
    import weasyprint as _  # noqa: F401 — only whether it is there
except (ImportError, OSError):  # the option, or Pango
    pytest.skip("l’option « documents » ou Pango n’est pas installé", allow_module_level=True)
pytest.importorskip("fontpkg_source_sans_3", reason="l’option « documents » n’est pas installée")
# Its wheel names the module « page ».
page = pytest.importorskip("page", reason="le contrôle indépendant des PDF (page-validation) n’est pas installé")

from conventions.documents.imprime import Impression  # noqa: E402 (an option may lack)
from conventions.documents.pdf import Origine, pdf  # noqa: E402

ORIGINE = Origine("https://exemple.fr/la-page/", "https://exemple.fr/donnees.json", "a1" * 32)
LONGUEUR = "PDFA2A-STREAM-LENGTH-001"
PROFILS = ("PDF_UA_1", "PDF_A_2A")


@cache
def documents(code: str) -> dict[str, Document]:
    seen = view(EXEMPLE, fictif=True)
    fiche = seen.fiches[code]
    found = [*documents_de(seen, fiche, EXEMPLE), vierge(seen, fiche, EXEMPLE)]
    return {one.adresse.rpartition("/")[2]: one for one in found}


@cache
def made(code: str, name: str = "convention") -> bytes:
    return pdf(documents(code)[name].contenu, ORIGINE)


def faults(data: bytes) -> list[str]:
    """What the independent validator finds: 134 rules of PDF/UA-1, and those of PDF/A-2a.

    It takes the last byte of a stream for the end of a line where it is one (`LONGUEUR`): the lengths are measured here instead.
    """
    for found in re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\n", data):
        assert data[found.end() + int(found[1]) :].startswith(b"\nendstream")
    return [
        f"{profile} {one.rule_id} {one.message}"
        for profile in PROFILS
        for one in page.validate_pdf_bytes(data, profile=getattr(page.ValidationProfile, profile)).failures
        if one.rule_id != LONGUEUR
    ]


def root(data: bytes) -> Any:  # noqa: ANN401 (pypdf's objects)
    return PdfReader(io.BytesIO(data)).trailer["/Root"]


def tags(data: bytes) -> Iterator[tuple[str, Any]]:
    """(type, element) of each element of the structure, in the order in which it is read aloud."""

    def walk(element: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
        element = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(element, list):
            for one in element:
                yield from walk(one)
        elif isinstance(element, dict):
            if "/S" in element:
                yield str(element["/S"]), element
            yield from walk(element.get("/K", []))

    yield from walk(root(data)["/StructTreeRoot"])


@pytest.mark.parametrize("code", PROPRES)
@pytest.mark.echantillon(1)
def test_a_validator_finds_no_fault_and_every_word_of_every_clause_is_there(code: str) -> None:
    data = made(code)
    assert faults(data) == []
    said = Counter(mots("\n".join(p.extract_text() for p in PdfReader(io.BytesIO(data)).pages)))
    for clause in written(code):
        if clause.id not in SANS_MOTS and clause.nature != "note":
            fixed = " ".join(s.texte for s in clause.spans if s.nature == "fixe")
            missing = [word for word in mots(fixed) if word.isalpha() and len(word) > 3 and not said[word]]
            assert not missing, clause.id


@pytest.mark.parametrize("name", ["avenant-1", "feuille-de-route-1"])
def test_the_other_kinds_are_as_sound(name: str) -> None:
    assert faults(made("69", name)) == []


def test_it_is_read_in_order_with_its_headings_its_language_and_the_heads_of_its_tables() -> None:
    data = made("69")
    found = list(tags(data))
    levels = [int(kind[2:]) for kind, _ in found if kind[:2] == "/H" and kind[2:].isdigit()]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(one["/A"]["/Scope"] == "/Column" for kind, one in found if kind == "/TH")
    assert all(one["/Alt"].startswith("Logo") for kind, one in found if kind == "/Figure")
    assert {"/L", "/LI", "/Table", "/Link"} <= {kind for kind, _ in found}
    reader = PdfReader(io.BytesIO(data))
    assert root(data)["/Lang"] == "fr-FR"
    assert reader.metadata is not None
    assert (reader.metadata.title or "").startswith("Convention départementale")
    names = [str(one.title) for one in _flat(reader.outline)]
    assert [n for n in names if n.startswith("Article ")] == [
        "".join(s.texte for s in c.spans) for c in written("69") if c.id.startswith("art-") and c.nature == "titre"
    ]


class Reader:
    """The words of each marked sequence of a page, by number."""

    def __init__(self, page: Any) -> None:  # noqa: ANN401 (pypdf's objects)
        self.mark, self.words = -1, dict[int, str]()
        page.extract_text(visitor_operand_before=self.begin, visitor_text=self.read)

    def begin(self, operator: bytes, operands: Any, *_: Any) -> None:  # noqa: ANN401
        if operator == b"BDC":
            self.mark = int(operands[1].get("/MCID", -1)) if isinstance(operands[1], dict) else -1

    def read(self, text: str, *_: Any) -> None:  # noqa: ANN401
        self.words[self.mark] = self.words.get(self.mark, "") + text


def read_aloud(data: bytes) -> list[tuple[str, str]]:
    """(type, words) of each element that holds words, in the order of the tags."""
    pages = {p.indirect_reference.idnum: Reader(p) for p in PdfReader(io.BytesIO(data)).pages if p.indirect_reference}
    return [
        (kind, "".join(pages[element.raw_get("/Pg").idnum].words.get(k, "") for k in held))
        for kind, element in tags(data)
        if (held := [k for k in _list(element.get("/K", [])) if isinstance(k, int)])
    ]


def _list(value: Any) -> list[Any]:  # noqa: ANN401
    return list(value) if isinstance(value, list) else [value]


def test_the_clauses_are_read_aloud_in_their_order_and_notes_are_notes() -> None:
    data = made("69")
    said, at = mots(" ".join(words for _, words in read_aloud(data))), 0
    for clause in written("69"):
        fixed = mots("".join(s.texte for s in clause.spans if s.nature != "blanc"))[:8]
        if clause.id not in SANS_MOTS and clause.nature != "note" and len(fixed) == 8:
            place = next((i for i in range(at, len(said)) if said[i : i + 8] == fixed), -1)
            assert place >= 0, clause.id
            at = place
    notes = [element for kind, element in tags(data) if kind == "/Note"]
    assert len(notes) == len(documents("69")["convention"].contenu.feuille.notes) > 0
    assert len({str(one["/ID"]) for one in notes}) == len(notes)


def _flat(outline: Any) -> Iterator[Any]:  # noqa: ANN401
    for one in outline:
        if isinstance(one, list):
            yield from _flat(one)
        else:
            yield one


def test_it_says_where_it_comes_from_on_what_day_and_the_number_of_each_clause() -> None:
    text = PdfReader(io.BytesIO(made("69"))).pages[0].extract_text()
    for words in (ORIGINE.page, ORIGINE.fichier, ORIGINE.empreinte, "En vigueur", "au 15 janvier 2028", "Site fictif"):
        assert words in " ".join(text.split()), words
    assert "Page 1 /" in text.replace("\u00a0", " ")
    numbers = documents("69")["convention"].contenu.numeros
    assert numbers["art_3_al_6"] == "6"


def test_the_same_text_gives_the_same_bytes() -> None:
    assert made("69", "avenant-1") == pdf(documents("69")["avenant-1"].contenu, ORIGINE)


def test_an_amendment_is_read_back_from_its_pdf() -> None:
    said = lu(lire(made("69", "avenant-1")), "69", 1).donnees["avenants"]["1"]["modifie"]
    frequency = "et, en pratique, trois fois par an, en mars, en juin et en novembre"
    assert said["instance"] == {"reunions_par_an": "3", "frequence": frequency}
    assert "redaction" not in said


LONGUE = """
departement: "01"
trame: 2026-2029
convention:
  instance:
    frequence: "au printemps"
    organisation: "ainsi [^1]\\n\\n- un\\n  - un bis\\n- deux\\n\\n| Lieu | Jour |\\n|---|---|\\n| Bourg | mardi |\\n\\n[^1]: Une note."
"""


def test_lists_in_lists_stand_back_and_no_sign_is_alone_under_a_table() -> None:
    seen, _ = composee(LONGUE, "01")
    (convention,) = documents_de(seen, seen.fiches["01"], EXEMPLE)
    html = str(Impression(convention.contenu).html())
    assert re.search(r'<li class="Listepuces" style="margin-left:5mm"><p[^>]*>.{0,40}un bis', html)
    assert not re.search(r"<p[^>]*>[\s\u00a0\u202f;]*;</p>", html)


def test_whatever_is_typed_is_only_words_and_nothing_is_fetched() -> None:
    typed = HOSTILE.replace('"', "") + "<img src=file:///etc/passwd><style>@import url(http://exemple.fr)</style>"
    source = f"""
departement: "01"
trame: 2026-2029
convention:
  instance: {{frequence: "{typed}"}}
"""
    seen, _ = composee(source, "01")
    (convention,) = documents_de(seen, seen.fiches["01"], EXEMPLE)
    corps = [one for one in convention.contenu.corps if "passwd" in one]
    assert corps
    data = pdf(replace(convention.contenu, corps=corps), ORIGINE)
    assert faults(data) == []
    text = "".join("".join(p.extract_text() for p in PdfReader(io.BytesIO(data)).pages).split())
    assert "<imgsrc=file:///etc/passwd><style>" in text
