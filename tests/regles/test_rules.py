"""Every rule against its file: faulty inputs with their exact messages, right ones that raise nothing, and its help.

`tests/regles/REGLE.md` is read by `reading`; what Markdown cannot hold (links, pictures, weights) is added by `fabricated`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from conventions import check
from tests.regles import fabricated
from tests.regles.checking import departments, deposit, run, told
from tests.regles.reading import Cas, read_all, with_help, with_messages

HERE = Path(__file__).parent
RULES = {rule.id: rule for _, rules in check.FAMILLES for rule in rules}
FICHES = read_all(HERE)
CASES = [(rule, case) for rule, fiche in FICHES.items() for case in fiche.cas.values()]
LONGUES = {"transcription", "volume"}
"""The rules that read a whole document, or a file as long as it may be."""
Comparer = Callable[[Path, str], None]


@pytest.mark.parametrize(
    ("rule", "case"),
    [
        pytest.param(rule, case, id=f"{rule}/{case.nom}", marks=[pytest.mark.lent] if rule in LONGUES else [])
        for rule, case in CASES
    ],
)
def test_cas(rule: str, case: Cas, tmp_path: Path, comparer: Comparer) -> None:
    folder = departments(tmp_path)
    if case.apres is not None:
        deposit(case.apres, folder)
    if case.fabrique:
        fabricated.CAS[f"{rule}/{case.nom}"](folder)
    problems, _ = run(folder, case.avant)
    fabricated.EN_PANNE.undo()
    if not case.fautif:
        assert told(problems) == ""
        return
    assert rule in {p.rule for p in problems}, told(problems)
    severity = "avertissement" if RULES[rule].avertit else "erreur"
    assert all(p.severity == severity for p in problems if p.rule == rule)
    path = HERE / f"{rule}.md"
    comparer(path, with_messages(path.read_bytes().decode(), case.nom, told(problems)))


@pytest.mark.parametrize("rule", RULES)
def test_aide(rule: str, comparer: Comparer) -> None:
    path = HERE / f"{rule}.md"
    text = path.read_bytes().decode() if path.exists() else ""
    comparer(path, with_help(text, RULES[rule].titre, RULES[rule].aide))


def test_chaque_regle_a_ses_deux_cas() -> None:
    assert FICHES.keys() == RULES.keys()
    for rule, fiche in FICHES.items():
        assert any(case.fautif for case in fiche.cas.values()), f"{rule} : aucun cas fautif"
        assert any(not case.fautif for case in fiche.cas.values()), f"{rule} : aucun cas juste"


def test_rien_n_est_fabrique_pour_rien() -> None:
    assert {f"{rule}/{case.nom}" for rule, case in CASES if case.fabrique} == fabricated.CAS.keys()


def test_chaque_regle_s_explique() -> None:
    assert len(RULES) == sum(len(rules) for _, rules in check.FAMILLES), "deux règles ont le même identifiant"
    for rule in RULES.values():
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.id)
        assert rule.titre
        assert rule.aide.endswith((".", "»"))
