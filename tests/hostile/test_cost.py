"""What a file costs is in proportion to its size: the worst shapes of 512 KB, made into pages where nothing refuses them."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

import pytest

from conventions.source.files import MAX_LIGNES, MAX_TEXTE
from conventions.source.reader import MAX_BYTES
from conventions.source.registry import load_context
from tests.hostile.faire import contexte, faire, mesurer, sans_fichier
from tests.hostile.shapes import ENCORE, FORMES, POIDS
from tests.places import JOUR

SECONDES, MEGAOCTETS = 2.0, 200.0
TOUTES = {**FORMES, **ENCORE}


@pytest.mark.echantillon(6)
@pytest.mark.parametrize("forme", TOUTES)
@pytest.mark.lent
def test_the_worst_shapes_take_neither_seconds_nor_memory(forme: str) -> None:
    data = TOUTES[forme]().encode()
    assert len(data) <= MAX_BYTES
    contexte()
    made, seconds, megabytes = mesurer(lambda: faire("69-rhone.yml", data), SECONDES)
    assert made.bogues == ()
    assert (seconds < SECONDES, megabytes < MEGAOCTETS) == (True, True), (seconds, megabytes)


LOURDES = ("120 parties lourdes", "60 actions par objectif", "articles ajoutés", "99 avenants, au plus juste")


@pytest.mark.echantillon(1)
@pytest.mark.parametrize("forme", LOURDES)
@pytest.mark.lent
def test_nor_do_the_pages_of_all_that_tell_of_them(forme: str) -> None:
    """What one heavy file adds to the whole site."""
    sans_fichier()
    _, little, _ = mesurer(lambda: faire("69-rhone.yml", b"departement: 69\ntrame: 2026-2029\n", tout=True))
    made, seconds, megabytes = mesurer(
        lambda: faire("69-rhone.yml", TOUTES[forme]().encode(), tout=True), little + SECONDES
    )
    assert made.bogues == ()
    assert (seconds - little < SECONDES, megabytes < MEGAOCTETS) == (True, True), (seconds, little, megabytes)


PROPRE = b'departement: "69"\ntrame: aucune\ntexte: pieces/69/texte.md\n'
NOTES = "\n\n".join(f"mot [^{n}]" for n in range(4_990)) + "\n\n" + "\n".join(f"[^{n}]: mot" for n in range(4_990))


def au_plus(motif: str) -> str:
    """As many of these lines as a text may have, and no more signs."""
    return motif * min(MAX_LIGNES // len(re.findall(r"[^\n]+", motif)), MAX_TEXTE // len(motif))


MOTIFS = ("## Titre\n", "mot\n", "mot\n\n", "- un\n", "- a\n  - b\n    - c\n", "1. x\n2027. y\n\n", "*mot\n\n")
PROPRES = {
    "notes": NOTES,
    "une ligne": "mot " * (MAX_TEXTE // 4),
    "italique": "*a " * (MAX_TEXTE // 3),
    "tableaux": "|a|b|\n|---|---|\n|1|2|\n\n" * (MAX_LIGNES // 3),
    "crochets": ("[" * 390 + "\n\n") * 1_200,
    "barres": ("\\" * 390 + "\n\n") * 1_200,
    "titres": "".join(f"## Titre {n}\n\n{'mot ' * 18}\n\n" for n in range(4_900)),
    "un tableau": "|a|b|\n|---|---|\n" + "|1|2|\n" * 40_000,
    **{f"{motif!r} sans fin": motif * (MAX_TEXTE // len(motif)) for motif in MOTIFS},
    **{f"{motif!r}": au_plus(motif) for motif in MOTIFS},
    **{f"{motif!r}, longues": au_plus(re.sub(r"(?<=\w)\n", f" {'mo ' * 14}\n", motif)) for motif in MOTIFS},
}


@pytest.mark.echantillon(6)
@pytest.mark.parametrize("forme", PROPRES)
@pytest.mark.lent
def test_nor_do_texts_of_ones_own(forme: str, tmp_path: Path) -> None:
    (tmp_path / "pieces/69").mkdir(parents=True)
    (tmp_path / "pieces/69/texte.md").write_text(PROPRES[forme], encoding="utf-8")
    context = load_context(tmp_path, JOUR, fictif=True)
    made, seconds, megabytes = mesurer(lambda: faire("69-rhone.yml", PROPRE, ou=context), SECONDES)
    assert made.bogues == ()
    assert (seconds < SECONDES, megabytes < MEGAOCTETS) == (True, True), (seconds, megabytes)


def test_the_shapes_are_as_heavy_as_a_file_may_be() -> None:
    assert POIDS > 0.9 * MAX_BYTES
    heavy = (made for made in FORMES.values() if len(made().encode()) > 0.8 * POIDS)
    assert len(list(islice(heavy, 13))) == 13
