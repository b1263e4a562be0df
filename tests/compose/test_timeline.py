"""The consolidated text of each date, against expectations written by hand; and what must hold of any text."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from conventions.compose.clauses import rewording
from conventions.compose.diff import compare_texts, pair_up, text_of, texts
from conventions.compose.situation import clauses_of
from conventions.compose.timeline import TexteDate, dated_texts
from conventions.model.clause import Clause, Conformite
from conventions.model.dossier import Dossier, Registry
from conventions.model.french import mots
from conventions.source.amendments import amend
from conventions.source.convention import avenant as read_avenant
from tests.places import EXEMPLE

ATTENDUS = sorted((Path(__file__).parent / "attendu").glob("*.yml"))
Lire = Callable[..., Dossier]
TYPOGRAPHIE = ((" ", "\u00a0"), ("’", "'"), (" ", "  "), (" ;", ";"))


def attendu(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def dossier_of(path: Path, exemples: Registry) -> Dossier:
    return exemples.dossiers[path.name.partition("-")[0].upper()]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def consolidated(dossier: Dossier, texte: TexteDate) -> tuple[dict[str, str], list[str]]:
    """The text of each clause, save the signatures and annexes, which are lists; and the ids of the actions."""
    clauses = [c for c in clauses_of(dossier, texte.convention) if not c.absente and not c.lignes]
    return {c.id: plain(c.texte) for c in clauses if c.action is None}, [c.id for c in clauses if c.action]


@pytest.mark.parametrize("path", ATTENDUS, ids=lambda p: p.stem)
def test_the_dates_are_the_expected_ones(path: Path, exemples: Registry) -> None:
    found = [(t.du, t.au, list(t.avenants)) for t in dated_texts(dossier_of(path, exemples))]
    assert found == [(t["du"], t["au"], t["avenants"]) for t in attendu(path)["textes"]]


@pytest.mark.parametrize("path", ATTENDUS, ids=lambda p: p.stem)
def test_the_text_of_each_date_is_the_one_written_by_hand(path: Path, exemples: Registry) -> None:
    dossier, expected = dossier_of(path, exemples), attendu(path)
    assert dossier.trame is not None
    first_actions: list[str] = []
    for texte, wanted in zip(dated_texts(dossier), expected["textes"], strict=True):
        own = {**expected["toujours"], **wanted["clauses"]}
        absent = {"mention", "logos", "signatures", "annexes", *expected["absentes"]}
        whole = {c.id: plain(c.texte) for c in dossier.trame.clauses if c.id not in absent} | own
        found, actions = consolidated(dossier, texte)
        assert found == whole, texte.du
        first_actions = first_actions or actions
        assert sorted(actions) == sorted([*first_actions, *wanted["actions_de_plus"]]), texte.du


def test_an_amendment_of_who_leads_and_helps_is_told(exemples: Registry) -> None:
    etape = exemples.dossiers["2A"].etapes[1]
    before, after = (texts(clauses_of(exemples.dossiers["2A"], c)) for c in (etape.avant, etape.apres))
    changed = [p for p in pair_up(before, after) if p.nature != "egale" and p.id != "signatures"]
    assert [(p.id, p.nature) for p in changed] == [
        ("partie-association-corsica-mediation", "retiree"),
        ("obj-1-action-mediation-itinerante", "modifiee"),
    ]
    runs = compare_texts(changed[1].avant, changed[1].apres)
    assert [(r.nature, plain(r.avant or r.apres)) for r in runs if r.nature != "egal"] == [
        ("retire", "caf"),
        ("ajoute", "collectivite ; avec : caf et msa"),
    ]


def every_text(exemples: Registry) -> list[tuple[Dossier, tuple[Clause, ...]]]:
    return [
        (dossier, clauses)
        for dossier in exemples.dossiers.values()
        for version in dossier.versions
        if dossier.modele and (clauses := clauses_of(dossier, version.convention))
    ]


def test_every_clause_of_the_trame_is_in_every_version_or_marked_as_absent(exemples: Registry) -> None:
    seen = every_text(exemples)
    assert len(seen) > 100
    for dossier, clauses in seen:
        assert dossier.trame is not None
        carried = {c.trame for c in clauses} | {c.id for c in clauses}
        wanted = {c.id for c in dossier.trame.clauses if c.nature != "consigne"}
        assert wanted <= carried, (dossier.code, wanted - carried)
        for clause in clauses:
            assert clause.absente or clause.spans or clause.lignes, (dossier.code, clause.id)


def test_ids_are_unique_and_never_change(exemples: Registry) -> None:
    for dossier in exemples.dossiers.values():
        known: dict[str, str] = {}
        for version in dossier.versions:
            clauses = clauses_of(dossier, version.convention)
            ids = [c.id for c in clauses]
            assert len(ids) == len(set(ids)), dossier.code
            for clause in clauses:
                assert known.setdefault(clause.id, clause.nature) == clause.nature
        shared = [[c.id for c in clauses_of(dossier, v.convention)] for v in dossier.versions]
        for before, after in pairwise(shared):
            kept = set(before) & set(after)
            assert [i for i in before if i in kept] == [i for i in after if i in kept], dossier.code


def test_the_diff_of_two_versions_applied_to_the_first_gives_the_second(exemples: Registry) -> None:
    applied = 0
    for dossier in exemples.dossiers.values():
        for etape in dossier.etapes.values():
            before, after = (texts(clauses_of(dossier, c)) for c in (etape.avant, etape.apres))
            rebuilt = {p.id: "".join(r.apres for r in compare_texts(p.avant, p.apres)) for p in pair_up(before, after)}
            assert {i: t for i, t in rebuilt.items() if t} == {i: t for i, t in after.items() if t}
            assert [i for i in rebuilt if rebuilt[i]] == [i for i, t in after.items() if t]
            applied += 1
    assert applied >= 8


JSON = st.recursive(
    st.none() | st.text("abc", min_size=1, max_size=3),
    lambda inner: (
        st.dictionaries(st.sampled_from(["signataires", "sans", "redaction", "msa", "x"]), inner, max_size=3)
        | st.lists(st.text("ab", max_size=2), max_size=2)
    ),
    max_leaves=8,
)


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(["signataires", "redaction", "instance", "introduction"]), JSON, max_size=4),
    st.sampled_from(
        [{}, {"modifie": {}}, {"modifie": {"instance": None}}, {"retire": []}, {"retire": ["annexes.rien"]}]
    ),
)
def test_an_empty_amendment_changes_nothing(contract: dict[str, Any], empty: dict[str, Any]) -> None:
    assert amend(contract, empty, read_avenant("1", empty, {})) == contract


def test_an_empty_amendment_signed_by_all_changes_no_clause(exemples: Registry, lire: Lire) -> None:
    source = (EXEMPLE / "974-la-reunion.yml").read_text(encoding="utf-8")
    body = source.partition("trame: 2026-2029\n")[2]
    names = ("prefet", "cour", "caf", "collectivite", "commune-saint-pierre", "association-reseau-oceane")
    signed = ", ".join(f"{name}: 2027-03-01" for name in names)
    dossier = lire(f"{body}\navenants:\n  1: {{objet: rien, signatures: {{{signed}}}}}\n", "974")
    assert [t.du for t in dated_texts(dossier)] == [date(2026, 1, 12), date(2027, 3, 1)]
    before, after = (
        [c for c in clauses_of(dossier, v.convention) if c.id != "signatures"] for v in dossier.versions[:2]
    )
    assert before == after
    amended = dataclasses.replace(dossier.versions[1].convention, avenants=())
    assert amended == exemples.dossiers["974"].versions[0].convention


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_spaces_and_typography_make_no_local_wording(exemples: Registry, data: st.DataObject) -> None:
    """A rewritten clause that only changes its spaces or its typography, or mends a known slip, never looks deviant."""
    trame = exemples.trames["2026-2029"]
    clause = trame.par_id[data.draw(st.sampled_from([c.id for c in trame.clauses if c.nature in {"alinea", "puce"}]))]
    text = clause.texte
    for before, after in data.draw(st.lists(st.sampled_from(TYPOGRAPHIE), max_size=4)):
        text = text.replace(before, after)
    assert rewording(trame, clause, text) is Conformite.VERBATIM
    for slip in (s for s in trame.coquilles if s.clause == clause.id):
        mended = clause.texte.replace(slip.officiel, slip.lecture)
        same = mots(mended) == mots(clause.texte)
        assert rewording(trame, clause, mended) is (Conformite.VERBATIM if same else Conformite.CORRIGEE)
    assert rewording(trame, clause, f"{clause.texte} Sauf le dimanche.") is Conformite.REECRITE


def test_a_blank_is_named_in_what_is_compared(exemples: Registry) -> None:
    nord = exemples.dossiers["59"]
    shown = {c.id: text_of(c, {}) for c in clauses_of(nord, nord.origine)}
    assert (
        shown["art-3-al-6"]
        == "L’instance se réunit au moins une fois par an [à compléter\u00a0: fréquence des réunions de l’instance] ;"
    )
