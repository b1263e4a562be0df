"""Whatever is sent, the answer is a page that shows it as text, or a fault at its line: never a traceback, never markup."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from conventions import check
from conventions.compose.view import View, build_view
from conventions.model.dossier import Registry
from conventions.model.french import surcharge
from conventions.render.html import to_html
from conventions.render.kinds import all_pages, pages_of_department
from conventions.render.rich import riche
from conventions.render.templating import encode
from conventions.source import reader
from conventions.source.nodes import resolved, schema
from conventions.source.registry import Reading, load, read_document
from tests.conftest import combien
from tests.cout import tient
from tests.hostile import fields, mutations
from tests.hostile.attacks import ATTAQUES, TEMOIN
from tests.places import JOUR

VIDE = Path(__file__).parent / "rien"
SECONDES = 5.0
ADMIS = {"div", "p", "ul", "li", "em", "strong", "a", "br", "span", "sup", "table", "thead", "tbody", "tr", "th", "td"}
ANY = st.characters(exclude_categories=["Cs"])
quiet = settings(
    deadline=None,
    max_examples=combien(120, epreuve=2_000),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


class Structure(HTMLParser):
    """Every element with the names of its attributes, and the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.liens: list[str] = []
        self.texte = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(sorted(name for name, _ in attrs))))
        self.liens += [value or "" for name, value in attrs if name in {"href", "src"}]

    def handle_data(self, data: str) -> None:
        self.texte += data


def lire(page: str) -> Structure:
    structure = Structure()
    structure.feed(page)
    structure.close()
    return structure


@cache
def contexte() -> Reading:
    return load(VIDE, JOUR)


def composer(source: str) -> tuple[View, list[Any]]:
    """The view of one département, and every fault told."""
    registry = contexte().registry
    document = reader.parse(source.encode("utf-8", "surrogatepass"), "departments/69-rhone.yml")
    lu = read_document(document, VIDE, registry.reference, dict(registry.trames))
    assert lu.dossier is not None, lu.problems
    alone = Registry(registry.reference, registry.trames, {"69": lu.dossier}, JOUR)
    return build_view(alone), [*check.judge(lu, alone, VIDE).problems]


def pages(view: View) -> Iterator[tuple[str, str]]:
    """The pages of the département itself."""
    for page in pages_of_department(view, view.fiches["69"]):
        yield page.url, to_html(page.markdown).html


def toutes(view: View) -> Iterator[tuple[str, str]]:
    """Every page of the site that holds a word of the département."""
    for page in all_pages(view):
        yield page.url, to_html(page.markdown).html


@cache
def temoin() -> dict[str, Structure]:
    return {url: lire(page) for url, page in toutes(composer(fields.convention(TEMOIN))[0])}


def test_le_modele_remplit_chaque_texte_du_schema() -> None:
    """A new free field must enter the attack: each is found by its name in the model."""
    names = set()

    def walk(node: dict[str, Any]) -> None:
        for name, raw in node.get("properties", {}).items():
            if str(raw.get("$ref", "")).endswith(("/texte_court", "/texte_long")):
                names.add(name)
            elif not raw.get("$ref", "").endswith("/convention") or name == "convention":
                walk(resolved(raw))
        for key in ("additionalProperties", "items"):
            if isinstance(node.get(key), dict):
                walk(resolved(node[key]))

    walk(schema())
    assert {"nom", "description", "objet", "remplace"} < names
    missing = {n for n in names if not re.search(rf"\b{n}: [{fields.MARQUE}@£]", fields.MODELE)}
    assert missing == set()


@pytest.mark.echantillon(12)
@pytest.mark.parametrize("attaque", ATTAQUES)
@pytest.mark.lent
def test_dans_chaque_champ_simple_les_elements_restent_ceux_des_gabarits(attaque: str) -> None:
    view, _ = composer(fields.convention(attaque, TEMOIN))
    seen = set()
    for url, page in toutes(view):
        found, wanted = lire(page), temoin()[url]
        assert found.elements == wanted.elements, url
        assert found.liens == wanted.liens, url
        seen.add(url)
    assert seen == temoin().keys()


@pytest.mark.echantillon(12)
@pytest.mark.parametrize("attaque", ATTAQUES)
def test_les_mots_sont_montres_tels_quels(attaque: str) -> None:
    view, _ = composer(fields.convention(attaque, TEMOIN))
    shown = Counter(word for _, page in pages(view) for word in lire(page).texte.split())
    expected = {word for word in re.split(r"[\s'’]+", attaque) if word.isalnum()}
    assert expected <= set(re.findall(r"\w+", " ".join(shown)))


@pytest.mark.echantillon(12)
@pytest.mark.parametrize("attaque", ATTAQUES)
def test_aucun_mot_de_la_trame_ne_disparait(attaque: str) -> None:
    def fixed(view: View) -> list[str]:
        kept = [c for c in view.fiches["69"].clauses if c.trame and not c.ecart]
        return [s.texte for c in kept for s in c.spans if s.nature == "fixe" and s.texte.strip()]

    view, _ = composer(fields.convention(attaque))
    shown = " ".join(" ".join(lire(page).texte for _, page in pages(view)).split())
    assert [t for t in fixed(view) if " ".join(t.replace("’", "'").split()) not in shown.replace("’", "'")] == []


@pytest.mark.echantillon(12)
@pytest.mark.parametrize("attaque", ATTAQUES)
def test_un_texte_riche_n_a_que_les_elements_admis(attaque: str) -> None:
    found = lire(riche(attaque))
    assert {tag for tag, _ in found.elements} <= ADMIS
    assert {name for tag, names in found.elements for name in names} <= {
        "href",
        "rel",
        "class",
        "scope",
        "role",
        "tabindex",
        "aria-label",
    }
    assert all(lien.startswith("https://") for lien in found.liens)


@quiet
@given(st.binary(max_size=400))
@example(b"a: &x [*x, *x]")
@example(b"\xff\xfe\x00")
@example(b"[" * 4000)
@example(b"{" * 4000)
@example(b"? " * 2000)
@example(b"- " * 4000)
@example(b"a: " * 3000)
@example(b"'" * 4001)
def test_n_importe_quels_octets_se_lisent(data: bytes) -> None:
    document = reader.parse(data, "departments/69-rhone.yml")
    registry = contexte().registry
    lu = read_document(document, VIDE, registry.reference, dict(registry.trames))
    assert lu.problems or lu.dossier
    assert all(p.line >= 1 and p.column >= 1 and p.message for p in lu.problems)


@quiet
@given(st.text(ANY, max_size=300))
@example("![" * 3000)
@example("- " * 3000)
@example("1. " * 3000)
@example("> " * 3000)
def test_n_importe_quel_texte_riche_est_sans_danger(text: str) -> None:
    found = lire(riche(text))
    assert {tag for tag, _ in found.elements} <= ADMIS
    assert all(lien.startswith("https://") for lien in found.liens)


@quiet
@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_une_valeur_encodee_se_relit_telle_quelle(text: str) -> None:
    shown = lire(to_html(f"Avant {encode(text)} après").html).texte
    assert shown.split() == f"Avant {text} après".split()


@settings(deadline=None, max_examples=combien(40, epreuve=400), suppress_health_check=[HealthCheck.too_slow])
@given(st.text(ANY, min_size=1, max_size=80))
@pytest.mark.lent
def test_n_importe_quels_mots_dans_tous_les_champs(text: str) -> None:
    view, _ = composer(fields.convention(text, TEMOIN))
    for url, page in pages(view):
        found, wanted = Counter(lire(page).elements), Counter(temoin()[url].elements)
        assert set(found) <= set(wanted), url


# The first files of one seed, or all those that `mutations.py` draws from another when it is run alone.
GRAINE, LOTS = combien(20261123, epreuve=1), combien(2, epreuve=100)
DANS_UN_LOT = combien(75, epreuve=1_000)


@pytest.mark.parametrize(("graine", "numero"), [(2, 1575), (5, 41)])
def test_ce_qui_a_reveille_un_bogue_ne_le_fait_plus(graine: int, numero: int) -> None:
    """The parser stops beyond the last line, and a mending was tried there; an amendment whose key is refused."""
    assert mutations.essayer(graine, numero)[0] == ""


@pytest.mark.parametrize("lot", range(LOTS))
@pytest.mark.lent
def test_des_fichiers_abimes_sont_lus_sans_trace(lot: int) -> None:
    numbers = range(lot * DANS_UN_LOT, (lot + 1) * DANS_UN_LOT)
    faults = [fault for fault, _ in (mutations.essayer(GRAINE, n) for n in numbers) if fault]
    assert faults == []


@pytest.mark.echantillon(6)
@pytest.mark.parametrize(
    "text",
    ["![" * 3000, "[" * 6000, "*a " * 2000, "`" * 5999, "> " * 3000, "- " * 3000, "1. " * 2000, "[a](b " * 1000, "_" * 6000, "&" * 6000, "    " * 1500 + "- x", "\\" * 3000, ("a" + " " * 2900) * 2, "- a\n" * 1200],
)  # fmt: skip
@pytest.mark.lent
def test_aucun_texte_ne_prend_des_secondes(text: str) -> None:
    told = set[str]()

    def make() -> None:
        riche(text)
        view, faults = composer(fields.convention("x", text))
        assert list(pages(view))
        told.update(f.rule for f in faults)

    assert tient(SECONDES, make)
    if surcharge(text):
        assert "trop-de-signes" in told


def test_encoder_deux_fois_se_voit() -> None:
    """The encoder is at one place: a value encoded twice shows its entities, and is caught here."""
    assert "&amp;" not in html.unescape(to_html(encode("R&D < 3")).html)
