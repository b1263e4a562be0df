"""The form changes what it was asked to and not one other byte; the project's own reader finds the rest as it was."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.atelier.gestes import (
    HOSTILES,
    VARIANTES,
    cas,
    change,
    clair,
    dit,
    parcourir,
    reversibles,
    touchees,
    toujours,
    voulu,
)
from tests.conftest import combien
from tests.places import EXEMPLE, NODE

pytestmark = pytest.mark.node
FICHIERS = sorted(EXEMPLE.glob("*.yml"))


@pytest.fixture(scope="session")
def editer(modules: Path) -> Callable[..., list[Any]]:
    def faire(verbes: list[tuple[str, list[list[Any]]]], ordre: dict[str, list[str]] | None = None) -> list[Any]:
        """What each text becomes after each of these gestures."""
        asked = {"verbes": [{"texte": t, "gestes": g} for t, g in verbes], "commun": {"ordre": ordre or {}}}
        command = [NODE, Path(__file__).parent / "edition.mjs", modules / "atelier-edition.js"]
        done = subprocess.run(command, input=json.dumps(asked), capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr
        return list(json.loads(done.stdout))

    return faire


@pytest.mark.echantillon(1)
@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda f: f.stem)
def test_une_valeur_changee_est_une_ligne_changee(fichier: Path, editer: Callable[..., list[Any]]) -> None:
    texte, valeurs, tirage = cas(fichier)
    textes = [(chemin, avant) for chemin, avant in parcourir(valeurs) if avant is None or isinstance(avant, str)]
    essais = [
        (nom, chemin, avant, neuf)
        for chemin, avant in tirage.sample(textes, min(len(textes), combien(12, epreuve=len(textes))))
        for neuf in [*tirage.sample(HOSTILES, combien(3, epreuve=4)), "", f"{avant or ''} et plus"]
        for nom in [tirage.choice([*VARIANTES])]
    ]
    faits = editer(
        [
            (VARIANTES[nom](texte), [["poser", chemin, neuf], ["poser", chemin, avant]])
            for nom, chemin, avant, neuf in essais
        ]
    )
    for (nom, chemin, avant, neuf), fait in zip(essais, faits, strict=True):
        depart, vu = VARIANTES[nom](texte), (nom, chemin, neuf, fait)
        assert len(fait["textes"]) == 2, vu
        la = change(valeurs, chemin, toujours(voulu(neuf)))
        assert dit(fait["textes"][0]) == clair(la), vu
        assert dit(fait["textes"][1]) == dit(depart), vu
        moins, plus = touchees(depart, fait["textes"][0])
        span = (avant or "").rstrip("\n").count("\n") + 3 + len(avant or "") // 80
        assert moins <= (span if "\n" in (avant or "") or len(avant or "") > 80 else 1), vu
        assert plus <= 2 + max(moins, voulu(neuf).count("\n") + 1 + len(neuf) // 80), vu
        assert fait["textes"][0].startswith("\ufeff") == depart.startswith("\ufeff"), vu
        assert fait["textes"][0].endswith("\n") == depart.endswith("\n"), vu
        assert nom != "CRLF" or "\n" not in fait["textes"][0].replace("\r\n", ""), vu


@pytest.mark.echantillon(1)
@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda f: f.stem)
def test_ce_qui_se_defait_rend_les_memes_octets(fichier: Path, editer: Callable[..., list[Any]]) -> None:
    texte, valeurs, tirage = cas(fichier)
    essais = [*reversibles(valeurs, tirage)]
    essais = tirage.sample(essais, min(len(essais), combien(20, epreuve=len(essais))))
    noms = [tirage.choice([*VARIANTES]) for _ in essais]
    faits = editer([(VARIANTES[nom](texte), faire) for nom, (_, faire, _) in zip(noms, essais, strict=True)])
    for nom, (chemin, faire, value), fait in zip(noms, essais, faits, strict=True):
        vu = (nom, faire, fait)
        assert len(fait["textes"]) == 2, vu
        assert dit(fait["textes"][0]) == clair(change(valeurs, chemin, toujours(value))), vu
        assert fait["textes"][1] == VARIANTES[nom](texte), vu


@pytest.mark.echantillon(1)
@pytest.mark.parametrize("fichier", FICHIERS, ids=lambda f: f.stem)
def test_une_suppression_ne_prend_que_la_sienne(fichier: Path, editer: Callable[..., list[Any]]) -> None:
    texte, valeurs, tirage = cas(fichier)
    chemins = [chemin for chemin, _ in parcourir(valeurs) if chemin]
    chemins = tirage.sample(chemins, min(len(chemins), combien(10, epreuve=len(chemins))))
    faits = editer([(texte, [["supprimer", chemin]]) for chemin in chemins])
    for chemin, fait in zip(chemins, faits, strict=True):
        assert len(fait["textes"]) == 1, (chemin, fait)

        def sans(value: Any, cle: str | int = chemin[-1]) -> Any:  # noqa: ANN401
            if isinstance(value, list):
                return [un for rang, un in enumerate(value) if rang != cle]
            return {une: un for une, un in value.items() if une != cle}

        assert dit(fait["textes"][0]) == clair(change(valeurs, chemin[:-1], sans)), (chemin, fait)
        _, plus = touchees(texte, fait["textes"][0])
        assert plus <= 1, (chemin, fait)


REFUS: list[tuple[str, list[Any], str]] = [
    ("a: &x 1\nb: 2\n", ["poser", ["b"], "3"], "La ligne 1 est écrite"),
    ("a: 1\nb: !!str 2\n", ["poser", ["a"], "3"], "La ligne 2 est écrite"),
    ("a: 1\nb: {a: 1}\nb: 2\n", ["poser", ["a"], "3"], "La ligne 3 est écrite"),
    ("<<: {a: 1}\n", ["ajouter", [], "b", "3"], "La ligne 1 est écrite"),
    ("? a\n: b\n", ["poser", ["a"], "3"], "La ligne 1 est écrite"),
    ("%YAML 1.1\n---\na: b\n", ["poser", ["a"], "3"], "La ligne 1 est écrite"),
    ("a: b\n---\na: b\n", ["poser", ["a"], "3"], "La ligne 2 empêche de lire"),
    ("a: 1\nb: [\n", ["poser", ["a"], "3"], "La ligne 3 empêche de lire"),
    ("a: {b: 1,\n  c: 2}\n", ["supprimer", ["a", "b"]], "Cette valeur est écrite"),
    ("a: {b: 1,\n  c: 2}\n", ["deplacer", ["a"], 0, 1], "Cette valeur est écrite"),
    ("# tête\na: 1\n\n# de b\nb: 2\n", ["deplacer", [], 1, 0], "Cette valeur est écrite"),
    ("a: {b: 1}\n", ["poser", ["a"], "x"], "Cette valeur est écrite"),
    ("a: mot\n", ["poser", ["a", "b"], "x"], "Cette valeur est écrite"),
    ("a: 1\nb: 2\n", ["renommer", ["a"], "b"], "« b » existe déjà."),
    ("a: 1\n", ["ajouter", [], "a", "2"], "« a » existe déjà."),
    ("a: 1\n", ["supprimer", ["b"]], "Cette valeur est écrite"),
]


def test_ce_qui_ne_peut_pas_se_faire_se_dit(editer: Callable[..., list[Any]]) -> None:
    for (texte, geste, phrase), fait in zip(
        REFUS, editer([(texte, [geste]) for texte, geste, _ in REFUS]), strict=True
    ):
        assert fait.get("erreur", "").startswith(phrase), (texte, geste, fait)


GESTES: list[tuple[str, list[Any], str]] = [
    ("a: 1  # vu\n", ["poser", ["a"], "2"], "a: 2  # vu\n"),
    ("a: x # vu\n", ["poser", ["a"], "un\ndeux"], "a: | # vu\n  un\n  deux\n"),
    ("a: | # vu\n  un\n  deux\n# fin\n", ["poser", ["a"], ""], "a: # vu\n# fin\n"),
    ("a:\n  # c\n  val\nb: 1\n", ["poser", ["a"], ""], "a:\n  # c\nb: 1\n"),
    ("a: null\nb: 1\n", ["ajouter", ["a"], "z", True], "a:\n  z: oui\nb: 1\n"),
    ("a: 'x'\n", ["poser", ["a"], "l'un"], "a: 'l''un'\n"),
    ("a: >-\n  un\n  deux\n  trois\n", ["poser", ["a"], "un deux quatre"], "a: >-\n  un\n  deux\n  quatre\n"),
    ("# tête\na:\n  # un\n  - 1 # ici\n  # deux\n  - 2\n", ["deplacer", ["a"], 0, 1], "# tête\na:\n  # deux\n  - 2\n  # un\n  - 1 # ici\n"),
    ("a:\n  - b: 1\n    c: 2\n", ["supprimer", ["a", 0, "b"]], "a:\n  - c: 2\n"),
    ("# seul", ["poser", ["a", "b", 0, "c"], 3], "# seul\na:\n  b:\n    - c: 3"),
    ("", ["poser", ["a"], "oui"], "a: oui\n"),
    ("a: [b]\n", ["ajouter", ["a"], 1, "c, d"], 'a: [b, "c, d"]\n'),
    ("a: {b: 1}\n", ["supprimer", ["a", "b"]], "a: {}\n"),
]  # fmt: skip


def test_chaque_geste_laisse_les_commentaires(editer: Callable[..., list[Any]]) -> None:
    for (texte, geste, wanted), fait in zip(
        GESTES, editer([(texte, [geste]) for texte, geste, _ in GESTES]), strict=True
    ):
        assert fait["textes"] == [wanted], (texte, geste, fait)


def test_une_cle_nouvelle_prend_sa_place(editer: Callable[..., list[Any]]) -> None:
    ordre = {"": ["a", "b", "c", "d"], "c": ["x", "y"]}
    faits = editer(
        [
            (
                "# tête\nb: 1\n# de d\nd: 2\n",
                [["poser", ["c", "y"], "1"], ["poser", ["c", "x"], "2"], ["poser", ["a"], "3"], ["poser", ["z"], "4"]],
            )
        ],
        ordre,
    )
    assert faits[0]["textes"][-1] == "# tête\na: 3\nb: 1\nc:\n  x: 2\n  y: 1\n# de d\nd: 2\nz: 4\n"


def test_lire_dit_ce_qui_est_ecrit_et_a_quelle_ligne(editer: Callable[..., list[Any]]) -> None:
    texte = '\ufeffa: 1\r\nb:\r\n  - {c: "", d: x}\r\n  - |\r\n    e\r\n    f\r\n'
    chemins = [["a"], ["b"], ["b", 0, "c"], ["b", 1], ["b", 2], []]
    (fait,) = editer([(texte, [["lire", chemins]])])
    assert fait["textes"][0] == [
        [True, "1", [], 1],
        [True, [{"c": None, "d": "x"}, "e\nf"], [0, 1], 2],
        [True, None, [], 3],
        [True, "e\nf", [], 4],
        [False, None, [], 2],
        [True, {"a": "1", "b": [{"c": None, "d": "x"}, "e\nf"]}, ["a", "b"], 1],
    ]
