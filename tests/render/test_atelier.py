"""The page of the workshop says before any click whether it is there."""

from __future__ import annotations

import re
from datetime import date

import pytest
from jinja2 import Environment, FileSystemLoader

from conventions.render.collection import Collection
from conventions.render.pages.atelier import atelier
from conventions.source.registry import load_context
from conventions.source.site_settings import site_settings
from tests.places import EXEMPLE, ROOT


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


def test_la_page_sait_a_qui_envoyer_par_les_reglages() -> None:
    env = Environment(loader=FileSystemLoader(ROOT / "overrides/components"), autoescape=True)
    env.filters["url"] = str
    frame = env.get_template("contenu/apres.html")
    settings, _ = site_settings({"reglages": {"contact": {"courriel": "a@b.example", "page": "https://b.example/"}}})
    config = {"edit_uri": "https://forge.example/edit/main/docs/", "site_name": "Essai"}
    told = [
        re.findall(r'data-(\w+)="([^"]*)"', frame.render(page={"url": url}, meta={}, config=config, reglages=settings))
        for url in ("contribuer/atelier/", "contribuer/")
    ]
    assert told == [
        [("courriel", "a@b.example"), ("page", "https://b.example/"), ("depot", config["edit_uri"])],
        [],
    ]
