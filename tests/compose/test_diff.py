"""The word diff: both texts can be rebuilt, typography never counts, and Python and the browser agree on the same pairs."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conventions.compose.diff import align, compare_texts, differ, pair_up, texts
from conventions.compose.situation import clauses_of
from conventions.model.dossier import Dossier, Registry
from conventions.model.french import mots
from tests.places import NODE, ROOT

SIGNES = "abcéœÉ019 _\u00a0\u202f\u00ad\u0301'’‘-–—‑.,;:…«»“”\"()[]€½²\t\n"
TEXTE = st.text(st.sampled_from(SIGNES), max_size=40) | st.lists(
    st.sampled_from(["l’instance", "se réunit", "une fois", "deux fois", "par an", "de", "et,", ";", "au moins", "…"]),
    max_size=12,
).map(" ".join)


@settings(deadline=None)
@given(TEXTE, TEXTE)
def test_both_texts_can_be_rebuilt(avant: str, apres: str) -> None:
    runs = compare_texts(avant, apres)
    assert "".join(r.avant for r in runs) == avant
    assert "".join(r.apres for r in runs) == apres


@settings(deadline=None)
@given(TEXTE, TEXTE)
def test_a_change_is_shown_if_and_only_if_the_words_differ(avant: str, apres: str) -> None:
    changed = any(r.nature != "egal" for r in compare_texts(avant, apres))
    assert changed == differ(avant, apres) == (mots(avant) != mots(apres))


@settings(deadline=None)
@given(TEXTE, TEXTE)
def test_nothing_that_was_kept_differs_by_its_words(avant: str, apres: str) -> None:
    for run in compare_texts(avant, apres):
        if run.nature == "egal":
            assert mots(run.avant) == mots(run.apres)
        else:
            assert not (run.avant and run.apres)


@pytest.mark.parametrize(
    ("avant", "apres"),
    [
        ("l'instance se réunit", "l’instance se réunit"),
        ("au moins une fois :", "au moins une fois\u00a0:"),
        ("Article 4 - Modalités", "Article 4 – Modalités"),
        ("médico-social", "médico‑social"),
        ("etc...", "etc…"),
        ("l’e\u0301change", "l’échange"),
    ],
)
def test_spaces_and_typography_never_count(avant: str, apres: str) -> None:
    assert not differ(avant, apres)


@pytest.mark.parametrize(
    ("avant", "apres"), [("une fois", "deux fois"), ("l’accord", "l’accord."), ("a b", "ab"), ("", "a")]
)
def test_a_word_or_a_sign_counts(avant: str, apres: str) -> None:
    assert differ(avant, apres)


def test_the_change_is_told_by_whole_words() -> None:
    runs = compare_texts("se réunit deux fois par an, au printemps", "se réunit trois fois par an, au printemps")
    assert [(r.nature, r.avant, r.apres) for r in runs] == [
        ("egal", "se réunit ", "se réunit "),
        ("retire", "deux ", ""),
        ("ajoute", "", "trois "),
        ("egal", "fois par an, au printemps", "fois par an, au printemps"),
    ]


def test_clauses_are_aligned_by_id() -> None:
    assert align(["a", "b", "c", "d"], ["a", "b-bis", "d"]) == ["a", "b", "c", "b-bis", "d"]
    assert align(["x", "a"], ["a"]) == ["x", "a"]
    assert [
        (p.id, p.nature) for p in pair_up({"a": "un", "b": "", "c": "x"}, {"a": "un", "b": "", "d": "y", "c": "z"})
    ] == [
        ("a", "egale"),
        ("d", "ajoutee"),
        ("c", "modifiee"),
    ]


@pytest.mark.node
def test_the_browser_agrees(exemples: Registry) -> None:
    rng = random.Random(20261123)
    clauses = [dict(_texts(d)) for d in exemples.dossiers.values() if d.code in {"69", "2A", "974", "67", "35"}]
    pairs = [(a.get(i, ""), b.get(i, "")) for a in clauses for b in clauses for i in {*a, *b}]
    pairs += [(_noise(rng), _noise(rng)) for _ in range(2000)]
    orders = [(_shuffled(rng), _shuffled(rng)) for _ in range(200)]
    done = subprocess.run(
        [NODE, Path(__file__).parent / "compare.mjs"],
        input=json.dumps({"paires": pairs, "alignements": orders}),
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    assert len(pairs) > 4000
    for (avant, apres), browser in zip(pairs, answer["paires"], strict=True):
        assert browser["mots"] == list(mots(avant)), avant
        assert browser["different"] == differ(avant, apres), (avant, apres)
        runs = browser["morceaux"]
        assert "".join(r["avant"] for r in runs) == avant
        assert "".join(r["apres"] for r in runs) == apres
        assert any(r["nature"] != "egal" for r in runs) == differ(avant, apres)
    assert answer["alignements"] == [align(a, b) for a, b in orders]


@pytest.mark.node
def test_the_vendored_library_is_the_published_one() -> None:
    published = ROOT / ".cache/npm/node_modules/diff"
    ours = ROOT / "overrides/components/assets/javascripts/diff"
    for name in ("array.js", "base.js"):
        assert (ours / name).read_bytes() == (published / "libesm/diff" / name).read_bytes()
    assert (ours / "LICENSE").read_bytes() == (published / "LICENSE").read_bytes()


def _texts(dossier: Dossier) -> Iterable[tuple[str, str]]:
    return texts(clauses_of(dossier, dossier.origine)).items()


def _noise(rng: random.Random) -> str:
    return "".join(rng.choices(SIGNES, k=rng.randrange(25)))


def _shuffled(rng: random.Random) -> list[str]:
    return rng.sample("abcdefghij", k=rng.randrange(1, 10))
