"""The trame in the project is the official one, word for word, and one sentence says what was changed in which file."""

from __future__ import annotations

import dataclasses
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conventions.compose.clauses import compose_trame
from conventions.model.trame import Trame
from conventions.source.trame import load_trame
from tests.places import NATIONAL
from tests.source.official import LOI, changed, mots_composes, mots_officiels

CLAUSES = 90
TRAME = load_trame("2026-2029")


def test_the_composed_trame_is_the_official_text_word_for_word() -> None:
    if sentence := changed():
        pytest.fail(sentence, pytrace=False)
    assert composed(TRAME) == mots_officiels()


def composed(trame: Trame) -> list[str]:
    """The words alone."""
    return [mot for mot, _ in mots_composes(trame)]


def test_every_clause_of_the_contract_is_there_in_order() -> None:
    assert len(TRAME.clauses) == CLAUSES
    assert [clause.id for clause in compose_trame(TRAME)] == [c.id for c in TRAME.clauses if c.id != "mention"]


MUTATIONS: dict[str, Callable[[list[str]], list[str]]] = {
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
        assert composed(dataclasses.replace(TRAME, clauses=clauses)) != official, clause.id


def test_two_clauses_in_the_other_order_break_the_alignment() -> None:
    official = mots_officiels()
    for rank in range(1, CLAUSES - 1):  # the first is `mention`
        one, two = TRAME.clauses[rank : rank + 2]
        clauses = (*TRAME.clauses[:rank], two, one, *TRAME.clauses[rank + 2 :])
        assert composed(dataclasses.replace(TRAME, clauses=clauses)) != official, one.id


@pytest.mark.parametrize(
    ("name", "right", "wrong", "told"),
    [
        (
            "article-3",
            "entretiennent des échanges",
            "entretiennent quelques échanges",
            "article-3.yml:22, clause art-3-al-3 : « quelques » au lieu de « des », dans « … ",
        ),
        ("article-3", "à titre\n    indicatif", "à titre", "clause art-3-al-4 : « indicatif » manque"),
        ("article-7", "Dans le cadre", "le cadre", "clause art-7-al-1 : « Dans » manque"),
        ("preambule", "Préambule", "Le préambule", "preambule.yml:4, clause preambule"),
        ("objectifs", "le chronodistance", "la chronodistance", "« la » au lieu de « le »"),
        ("axes", "entre parents", "entre deux parents", "« deux » est en trop"),
        ("parties", "(nom, prénom) ci-après", "(nom) ci-après", "clause partie-prefet"),
    ],
)
def test_one_sentence_says_which_word_of_which_file_was_changed(
    name: str, right: str, wrong: str, told: str, tmp_path: Path
) -> None:
    """Where a blank or a known slip no longer stands in its clause too."""
    shutil.copytree(NATIONAL / "trame", tmp_path / "trame")
    path = tmp_path / f"trame/2026-2029/{name}.yml"
    text = path.read_text(encoding="utf-8")
    assert right in text
    path.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    sentence = changed(tmp_path)
    assert told in sentence
    assert sentence.startswith(f"national/trame/2026-2029/{name}.yml:")
    assert sentence.endswith(LOI)
    assert "\n" not in sentence
