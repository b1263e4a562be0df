"""The site before any convention: every kind of sentence that its pages say is in `phrases-du-site-vide.txt`, read one by one.

A kind is a sentence with its names of places and institutions, and its numbers, taken out. The trame's own words are not in
the list: they are held elsewhere, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import html

from conventions.model.page import Page
from conventions.render.html import to_html
from tests.helpers import REFERENCE, TRAME, pages
from tests.html_reader import texte_visible

VIDE = Path(__file__).parent.parent / "hostile/rien"
PHRASES = Path(__file__).parent / "phrases-du-site-vide.txt"
OFFICIEL = " ".join([*(" ".join(c.texte.split()) for c in TRAME.clauses), *(slip.lecture for slip in TRAME.coquilles)])
HORS = ("contribuer/", "accessibilite/grille/")
"""Each rule, each field and each criterion has its own file, held elsewhere."""


def places() -> Iterator[tuple[str, str]]:
    """Each name of a place or of an institution, and what stands for it."""
    for d in REFERENCE.departements.values():
        yield from ((d.de, "{de}"), (d.dans, "{dans}"), (d.nom, "{département}"), (d.chef_lieu, "{chef-lieu}"))
        yield from ((d.caf, "{caf}"), (d.cour.nom, "{cour}"), (d.cour.libelle, "{cour}"), (d.region.nom, "{région}"))
        yield from (
            (d.service.libelle, "{service}"),
            (d.service.sigle, "{service}"),
            (d.collectivite, "{collectivité}"),
        )
        yield from ((d.msa.nom, "{msa}") for _ in range(1) if d.msa)
        for named in d.denominations:
            kind = "{caf}" if named.cle.startswith("caf") else "{collectivité}"
            yield from ((named.nom, kind), (named.designation, kind))


NOMS = {name.casefold(): kind for name, kind in places() if name}
NOM = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, sorted(NOMS, key=len, reverse=True)))})(?!\w)", re.IGNORECASE)


def kind_of(sentence: str) -> str:
    """The sentence without what changes from a département to the other."""
    plain = re.sub(r"\d+(?:[AB](?![a-z]))?", "#", sentence.replace("\u00ad", ""))
    return NOM.sub(lambda found: NOMS[found[0].casefold()], plain)


def sentences(page: Page) -> Iterator[str]:
    """Its title, its description and every line that it shows."""
    yield from (page.titre, page.description)
    body = html.fragment_fromstring(to_html(page.markdown).html, create_parent="div")
    yield from (" ".join(line.split()) for line in texte_visible(body).split("\n"))


@cache
def site() -> dict[str, list[str]]:
    """What each page says, by its address."""
    made = (page for page in pages(VIDE, fictif=False) if not page.url.startswith(HORS))
    return {page.url: [s for s in sentences(page) if s and not official(s)] for page in made}


def official(sentence: str) -> bool:
    """Whether these are words of the trame: a clause, its beginning, or the reading of a slip."""
    return sentence.removesuffix(" …").removesuffix(".") in OFFICIEL


TABLES = "donnees/v1/tables/"
"""It explains every column, of any convention."""


def test_every_kind_of_sentence_is_one_that_was_read(comparer: Callable[[Path, str], None]) -> None:
    kinds = sorted({kind_of(s) for url, said in site().items() if url != TABLES for s in said})
    comparer(PHRASES, "\n".join(kinds) + "\n")


@pytest.mark.parametrize(
    "words", ["cette convention", "supprimé", "ont signé", "en vigueur depuis", "s’applique depuis", "a été signé"]
)
def test_nothing_is_said_of_a_convention_that_nobody_published(words: str) -> None:
    told = ((url, s) for url, said in site().items() if url != TABLES for s in said)
    assert [(url, s) for url, s in told if words in s.casefold()] == []


def test_the_text_that_nobody_filled_gives_no_reason_of_its_own() -> None:
    text = site()["departements/01-ain/2026-2029/"]
    assert "Objectifs locaux : aucun" in text
    assert "Annexes : aucune" in text
    assert "Communes : facultatif" in text
    assert "Autres signataires1 : facultatif" in text
