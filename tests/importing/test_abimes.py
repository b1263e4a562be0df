"""Documents damaged as people do it: what a département filled in is found again, nothing goes to a wrong field, nothing is lost."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from itertools import product

import docx  # noqa: F401 — what writes the documents
import pytest

from conventions.importing.ecriture import yaml
from conventions.importing.lecture import lire
from conventions.importing.rapport import Contexte, html, texte
from conventions.importing.vocables import cles
from tests.helpers import TRAME
from tests.importing.abimes import REGLES as MAINS
from tests.importing.abimes import abime
from tests.importing.autres_mains import AUTRES
from tests.importing.retour import exemple, relu, valeurs, word

REGLES = {**MAINS, **AUTRES}
CAS = list(product(("69", "35", "64"), REGLES))
PERDUES = {"articles manquants": {"redaction art-4-al-2-bis"}, "tout à la fois": set[str]()}
"""What the hand itself took away."""
DOUTEUSES = {"redaction art-4-al-2-bis", "redaction art-4-al-2-ter"}
"""A paragraph that was added, cut in two at the end of a sentence: two paragraphs, as anyone would read it."""


@pytest.mark.parametrize(("code", "hand"), CAS)
@pytest.mark.echantillon(5)
def test_what_was_filled_in_is_found_again(code: str, hand: str) -> None:
    _, back = relu(abime(word(code), *REGLES[hand]), code)
    wanted, got = valeurs(exemple().fiches[code].convention), valeurs(back.origine)
    wanted = {k: v for k, v in wanted.items() if k not in PERDUES.get(hand, ())}
    assert {k: v for k, v in got.items() if v != wanted.get(k) and k not in DOUTEUSES} == {}
    assert sum(got.get(k) == v for k, v in wanted.items()) >= 0.98 * len(wanted)


@pytest.mark.parametrize(("code", "hand"), CAS)
@pytest.mark.echantillon(3)
def test_every_word_of_the_document_is_in_the_file_or_in_the_report(code: str, hand: str) -> None:
    data = abime(word(code), *REGLES[hand])
    fait, _ = relu(data, code)
    lecture, contexte = lire(data), Contexte("convention.docx", "69-rhone.yml", [], None)
    report = texte(fait, lecture, contexte, TRAME)
    told = Counter(cles(report + yaml(fait.donnees, fait.commentaires)))
    read = Counter(w for b in lecture.blocs for w in cles(b.texte)) + Counter(
        w for _, t in lecture.hors for w in cles(t)
    )
    assert read <= told
    shown = Counter(cles(re.sub(r"<[^>]+>", " ", unescape(html(fait, lecture, contexte, TRAME)))))
    assert read <= shown
