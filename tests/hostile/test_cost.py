"""What a file costs is in proportion to its size: the worst shapes of 512 KB, made into pages where nothing refuses them."""

from __future__ import annotations

import pytest

from conventions.source.reader import MAX_BYTES
from tests.hostile.faire import contexte, faire, mesurer, sans_fichier
from tests.hostile.shapes import ENCORE, FORMES, POIDS

SECONDES, MEGAOCTETS = 2.0, 200.0
TOUTES = {**FORMES, **ENCORE}


@pytest.mark.echantillon(6)
@pytest.mark.parametrize("forme", TOUTES)
@pytest.mark.lent
def test_the_worst_shapes_take_neither_seconds_nor_memory(forme: str) -> None:
    data = TOUTES[forme].encode()
    assert len(data) <= MAX_BYTES
    contexte()
    made, seconds, megabytes = mesurer(lambda: faire("69-rhone.yml", data))
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
    made, seconds, megabytes = mesurer(lambda: faire("69-rhone.yml", TOUTES[forme].encode(), tout=True))
    assert made.bogues == ()
    assert (seconds - little < SECONDES, megabytes < MEGAOCTETS) == (True, True), (seconds, little, megabytes)


def test_the_shapes_are_as_heavy_as_a_file_may_be() -> None:
    assert POIDS > 0.9 * MAX_BYTES
    assert sum(len(text.encode()) > 0.8 * POIDS for text in FORMES.values()) > 12
