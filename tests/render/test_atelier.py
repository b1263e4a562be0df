"""The page of the workshop says before any click whether it is there."""

from __future__ import annotations

from datetime import date

import pytest

from conventions.render.collection import Collection
from conventions.render.pages.atelier import atelier
from conventions.source.registry import load_context
from tests.places import EXEMPLE


@pytest.mark.parametrize("present", [True, False])
def test_la_page_dit_d_avance_si_l_atelier_est_la(*, present: bool) -> None:
    registry = load_context(EXEMPLE, date(2027, 1, 1)).registry([])
    text = atelier(Collection(registry, {}, present)).markdown
    assert ("Ouvrir l’atelier" in text, "atelier.js" in text, "n’est pas sur ce site" in text) == (
        present,
        present,
        not present,
    )
    assert "](../importer/)" in text
    assert "](../remplir/)" in text
