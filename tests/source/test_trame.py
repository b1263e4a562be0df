"""The trame in the project is the official one, word for word, as data and as the page that is read.

`trame-officielle.txt` is the text of the official document. What is set aside when comparing, and nothing else:
the bullets « • » and « - », line and page breaks, and the clause `mention` (« Annexe 2 »), which says where the template
stands in the national framework and is never a part of a convention. « Et » between two parties, which is no clause, is set
aside where clauses are compared, and not where the page is.
"""

from __future__ import annotations

import dataclasses
import re

import pytest

from conventions.compose.clauses import compose_trame
from conventions.model.trame import Trame
from conventions.source.trame import load_trame
from tests.places import ROOT

OFFICIELLE = (ROOT / "tests/trame-officielle.txt").read_text(encoding="utf-8")
CLAUSES = 90
TRAME = load_trame("2026-2029")
CONSIGNE = "Annexe 2"


def mots_officiels(*, et: bool = False) -> list[str]:
    """The official words, in order, each as it is written; `et`: with the « Et » between parties."""
    text = OFFICIELLE.strip()
    assert text.startswith(CONSIGNE), "le texte officiel commence par sa mention d’annexe"
    lines = [line.strip() for line in text.removeprefix(CONSIGNE).splitlines()]
    kept = [re.sub(r"^[•-]\s+", "", line) for line in lines if line and (et or line != "Et")]
    return re.sub(r"(?<=\w-)\n(?=\w)", "", "\n".join(kept)).split()


def mots_composes(trame: Trame) -> list[str]:
    """The words of the clauses that the project composes from its own files."""
    texts = []
    for clause in compose_trame(trame):
        text = "".join(span.texte for span in clause.spans)
        texts.append(f"1 {text}" if clause.id == "note-1" else text)  # its number in the list of notes
    return " ".join(texts).split()


def test_the_composed_trame_is_the_official_text_word_for_word() -> None:
    assert mots_composes(TRAME) == mots_officiels()


def test_every_clause_of_the_contract_is_there_in_order() -> None:
    assert len(TRAME.clauses) == CLAUSES
    assert [clause.id for clause in compose_trame(TRAME)] == [c.id for c in TRAME.clauses if c.id != "mention"]


MUTATIONS = {
    "changed": lambda mots: [*mots[:-1], f"{mots[-1]}e"],
    "missing": lambda mots: mots[:-1],
    "added": lambda mots: [*mots, mots[-1]],
    "moved": lambda mots: [*mots[1:], mots[0]] if mots[0] != mots[-1] else ["", *mots[1:]],
}


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_one_word_of_any_clause_breaks_the_alignment(mutation: str) -> None:
    official = mots_officiels()
    for rank, clause in enumerate(TRAME.clauses):
        words = clause.texte.split()
        if clause.id == "mention" or (mutation == "moved" and len(words) == 1):
            continue
        changed = dataclasses.replace(clause, texte=" ".join(MUTATIONS[mutation](words)), blancs=())
        clauses = (*TRAME.clauses[:rank], changed, *TRAME.clauses[rank + 1 :])
        assert mots_composes(dataclasses.replace(TRAME, clauses=clauses)) != official, clause.id


def test_two_clauses_in_the_other_order_break_the_alignment() -> None:
    official = mots_officiels()
    for rank in range(1, CLAUSES - 1):  # the first is `mention`
        one, two = TRAME.clauses[rank : rank + 2]
        clauses = (*TRAME.clauses[:rank], two, one, *TRAME.clauses[rank + 2 :])
        assert mots_composes(dataclasses.replace(TRAME, clauses=clauses)) != official, one.id
