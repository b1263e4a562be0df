"""What ordinary hands do to a right file: one fault, at its line, and what the message says takes it away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.regles.checking import departments, run, told
from tests.regles.remedies import applied, proposes

JUSTE = """departement: "69"
trame: 2026-2029
convention:
  introduction: Bonjour à tous
  fait:
    a: Lyon
    exemplaires: 3
  signataires:
    caf:
      nom: Caf du Rhône
      representants:
        - prenom: Claire
          nom: Martin
          titre: directrice
          signe_le: 2026-10-12
  objectifs:
    1:
      actions:
        visio:
          intitule: Visio
          axes: [separation]
"""
FAUTES = [
    ("    a: Lyon", "\ta: Lyon"), ("    a: Lyon", "\u00a0\u00a0\u00a0\u00a0a: Lyon"), ("    a: Lyon", "  \u00a0\u00a0a: Lyon"),
    ("    exemplaires", "\u202f\u202f\u202f\u202fexemplaires"), ("a: Lyon", "a:Lyon"), ("a: Lyon", "a\u00a0: Lyon"), ("a: Lyon", "a = Lyon"),
    ("Bonjour à tous", "Objet: voici"), ("Bonjour à tous", "Objet : voici"), ("titre: directrice", "titre: directrice : adjointe"),
    ("Bonjour à tous", "% de familles"), ("Bonjour à tous", "@tous bonjour"), ("Bonjour à tous", "*Bonjour* à tous"),
    ("- prenom", "-prenom"), ("- prenom", "– prenom"), ("- prenom", "• prenom"), ("- prenom", "-\tprenom"),
    ("        - prenom", "          prenom"), ("    1:", "    Objectif 1:"), ("[separation]", "[séparation]"), ("[separation]", "separation"), ("[separation]", "séparation, Pensions"), ("[separation]", "[separation"),
    ('"69"', "“69”"), ("nom: Caf du Rhône", "nom: “Caf : Rhône”"), ("nom: Caf du Rhône", 'nom: "Caf du Rhône'),
    ("nom: Caf du Rhône", "nom: « Caf du Rhône »"), ("a: Lyon", "a: Lyon,"),
    ("introduction: Bonjour à tous", 'introduction: "Bonjour[^1] à tous"'), ("introduction: Bonjour à tous", "introduction: Bonjour[^1] à tous"),
    ("intitule: Visio", "intitule: Visio,"),
    ("departement", "département"), ("convention:", "Convention:"), ("introduction:", "Introduction:"), ("signataires:", "SIGNATAIRES:"),
    ("representants", "représentants"), ("representants", "representant"), ("signe_le", "signe-le"), ("signe_le", "signe le"), ("prenom", "prénom"),
    ("2026-10-12", "12/10/2026"), ("2026-10-12", "12 octobre 2026"), ("2026-10-12", "le 12 octobre 2026"), ("2026-10-12", "2026/10/12"),
    ("2026-10-12", "12.10.2026"), ("2026-10-12", "1er octobre 2026"), ("2026-10-12", "2026-1-5"), ("exemplaires: 3", "exemplaires: 3 ex."),
    ("exemplaires: 3", "exemplaires: 12 €"), ("2026-2029", "2026 - 2029"), ("2026-2029", "2026–2029"), ("2026-2029", "2026/2029"),
]  # fmt: skip


@pytest.mark.echantillon(12)
@pytest.mark.parametrize(("juste", "faux"), FAUTES)
@pytest.mark.lent
def test_une_faute_a_sa_ligne_et_un_remede(juste: str, faux: str, tmp_path: Path) -> None:
    path = departments(tmp_path) / "69-rhone.yml"
    path.write_text(JUSTE, encoding="utf-8")
    assert told(run(path.parent)[0]) == ""
    text = JUSTE.replace(juste, faux, 1)
    path.write_text(text, encoding="utf-8")
    problems, _ = run(path.parent)
    assert [p.line for p in problems] == [JUSTE[: JUSTE.index(juste)].count("\n") + 1], told(problems)
    assert proposes(problems[0]), told(problems)
    path.write_bytes(applied(text.encode(), problems))
    assert told(run(path.parent)[0]) == "", path.read_text(encoding="utf-8")
