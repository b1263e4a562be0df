"""A rich text as typed → its blocks, shape by shape; and its words, without any sign of formatting."""

from __future__ import annotations

import pytest

from conventions.model.blocks import Liste, Paragraphe, Tableau, Titre
from conventions.model.rich_text import blocs, simple
from tests.cout import tient


def forme(texte: str) -> str:
    """« P » for a paragraph, « T » for a table, « N » for another block; a list in brackets, each item by its sign."""
    return " ".join(map(_forme, blocs(texte)))


def _forme(bloc: object) -> str:
    if isinstance(bloc, Liste):
        return f"[{' '.join(e.marque or '-' for e in bloc.elements)}{''.join(_sous(e) for e in bloc.elements)}]"
    return "P" if isinstance(bloc, Paragraphe) else "T" if isinstance(bloc, Tableau) else "N"


def _sous(element: object) -> str:
    return "".join(_forme(b) for b in getattr(element, "blocs", ())[1:])


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("un\ndeux", "P"),
        ("un\n\ndeux", "P P"),
        ("- un", "[-]"),
        ("* un", "P"),
        ("* un\n* deux", "[- -]"),
        ("+ un\n+ deux", "[+ +]"),
        ("1. seul", "P"),
        ("1. un\n1. deux\n1. trois", "[1. 1. 1.]"),
        ("1. un\n3. trois", "[1. 3.]"),
        ("1. un\n\n2. deux", "[1. 2.]"),
        ("1. un\n\n1. deux", "P P"),
        ("12. rue du Modèle\n\n14. rue de l’Exemple", "P P"),
        ("Ouvert en\n2027. Fermé ensuite.", "P"),
        ("Ouvert en\n2027. Suite :\n1. un\n2. deux", "P [1. 2.]"),
        ("1) un\n2) deux\na) lettre\nb) lettre", "[1) 2)] [a) b)]"),
        ("I. un\nII. deux\nIII. trois\nIV. quatre\nV. cinq", "[I. II. III. IV. V.]"),
        ("1° un\n2° deux", "[1° 2°]"),
        ("(a) un\n(b) deux", "[(a) (b)]"),
        ("1.1 un\n1.2 deux", "P"),
        ("1.1. un\n1.2. deux", "[1.1. 1.2.]"),
        ("n° 1 un\nn° 2 deux", "P"),
        ("1°) un\n2°) deux", "[1°) 2°)]"),
        ("- un\n  1. seul", "[-[1.]]"),
        ("- un\n  2027. année", "[-]"),
        ("- A. un\n- B. deux", "[- -]"),
        ("- 1. un\n  2. deux\n- 1. trois", "[- -]"),
        ("- un\n - deux", "[- -]"),
        ("- un\n\n- deux", "[- -]"),
        ("- un\nsuite", "[-] P"),
        ("- un\n  suite\n\n  autre", "[-P]"),
        ("M. Martin\nest là", "P"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\nsuite", "T P"),
        ("| a | b |\n| 1 | 2 |", "P"),
        ("a | b\n--|--\n1 | 2", "T"),
        ("# titre", "P"),
        ("| a |\n|---|---|", "T"),
        ("mot[^1]\n\n[^1]: note\n  suite", "P N"),
        ("mot[^1]\n\n[^1]: note\n\n  suite\n\n  fin\n\nautre", "P N P"),
        ("-12 degrés", "P"),
        ("I. - un\nII. - deux", "[I. - II. -]"),
        ("1. - un\n   - deux", "[1.]"),
        ("1. - un\n   - deux\n2. trois", "[1. 2.]"),
        ("|a" * 42 + "\n|---|---|\n| 1 | 2 |", "P"),
        ("|a|b|\n|---|---|\n" + "|1" * 42 + "\n| 1 | 2 |", "T P"),
        ("---", "P"),
    ],
)
def test_chaque_forme(texte: str, attendu: str) -> None:
    assert forme(texte) == attendu


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("**gras** et *italique*", "gras et italique"),
        ("***les deux***", "les deux"),
        ("un **gras *et italique* dedans**", "un gras et italique dedans"),
        ("5 * 2 * 3 et 2*3*4", "5 * 2 * 3 et 2*3*4"),
        ("(*) renvoi (*)", "(*) renvoi (*)"),
        ("**ouvert", "**ouvert"),
        ("snake_case_name et `code` ~~barré~~", "snake_case_name et `code` ~~barré~~"),
        ("[le site](https://exemple.example/a_b)", "le site (https://exemple.example/a_b)"),
        (
            "[l’arrêté](https://exemple.example/Recueil-(fevrier)-2026.pdf).",
            "l’arrêté (https://exemple.example/Recueil-(fevrier)-2026.pdf).",
        ),
        ("([le site](https://exemple.example/a))", "(le site (https://exemple.example/a))"),
        ("[le site](http://exemple.example)", "[le site](http://exemple.example)"),
        ("<https://exemple.example>", "https://exemple.example"),
        (r"\*un\* astérisque, 2027\. Il", "*un* astérisque, 2027. Il"),
        ("mot[^1]", "mot\u00a0[1]"),
        ("3. un\n4. deux", "3. un\n4. deux"),
        ("| a | b |\n|---|--:|\n| 1 |", "a\u202f; b\n1\u202f; –"),
        ("| a |\n|---|\n| 1 | 2 |", "a\u202f; –\n1\u202f; 2"),
        ("| a |\n|---|---|\n| 1 |", "a\n1"),
        ("- un\n  - deux\n    1. trois\n    2. quatre", "– un\n  – deux\n    1. trois\n    2. quatre"),
        ("- A. un\n- B. deux", "– A. un\n– B. deux"),
        ("l'eau : oui", "l’eau\u00a0: oui"),
        ("un\\\ndeux", "un\\\ndeux"),
        ("un\n\ndeux\\\ntrois\\", "un\ndeux\\\ntrois\\"),
        ("- un\\\n  deux\n- trois\\", "– un\\\n  deux\n– trois\\"),
        ("mot[^1]\n\n[^1]: note\n\n    suite", "mot\u00a0[1]\n[1] note\nsuite"),
        ("![img](https://exemple.example/a.png)", "![img](https://exemple.example/a.png)"),
        ("Oui\u00a0! [le site](https://exemple.example)", "Oui\u00a0! le site (https://exemple.example)"),
    ],
)
def test_les_mots_sans_les_signes(texte: str, attendu: str) -> None:
    assert simple(blocs(texte)) == attendu


@pytest.mark.parametrize(
    ("ligne", "mots"),
    [("# a", "a"), ("## a ##", "a"), ("# a#", "a#"), ("# #", "#"), ("# a # b #", "a # b"), ("# C #\t##", "C #")],
)
def test_les_mots_d_un_titre(ligne: str, mots: str) -> None:
    assert [b.texte for b in blocs(ligne, titres=True) if isinstance(b, Titre)] == [mots]


def test_un_titre_plein_d_espaces_se_lit_a_la_mesure_de_sa_longueur() -> None:
    assert tient(1, lambda: blocs("# a" + " " * 200_000 + "b", titres=True))


def test_un_tableau_a_un_sens_pour_chaque_colonne() -> None:
    for texte in ("| a |\n|---|---|", "| a | b |\n|--|", "| a |\n|--|--|\n| 1 |", "| a |\n|--|\n| 1 | 2 |"):
        (bloc,) = blocs(texte)
        assert isinstance(bloc, Tableau)
        assert {len(row) for row in (bloc.entete, *bloc.lignes)} == {len(bloc.sens)}
