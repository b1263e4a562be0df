"""The settings of mkdocs.yml: typed, and each that is wrong told in one French sentence with its place."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from conventions.model.settings import Editeur, Lien, Ministere, Settings
from conventions.source.site_settings import empty, site_settings
from tests.places import ROOT


def written() -> dict[str, Any]:
    """`extra.conventions` of the project's own file; its other values may be tags of MkDocs."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    extra: dict[str, Any] = yaml.safe_load(text[text.index("\nextra:") :])["extra"]["conventions"]
    return extra


def test_those_of_the_project_are_right_and_have_their_types() -> None:
    settings, faults = site_settings(written())
    assert faults == []
    assert {type(link) for link in (*settings.menu, *settings.pied)} == {Lien}
    assert all(link.titre and link.url for link in (*settings.menu, *settings.pied))


def test_every_setting_of_the_ministry_is_written_in_the_project_s_file() -> None:
    """To be filled in, it has to be seen."""
    raw = written()["reglages"]
    assert [
        name for name in empty(Ministere()) if name.partition(".")[2] not in raw.get(name.partition(".")[0], {})
    ] == []


def test_nothing_written_is_nothing_set() -> None:
    assert site_settings(None) == (Settings(), [])
    settings, faults = site_settings({"reglages": {"editeur": {"nom": "Ministère", "adresse": None}}, "menu": None})
    assert faults == []
    assert settings == Settings(reglages=Ministere(editeur=Editeur(nom="Ministère")))


@pytest.mark.parametrize(
    ("raw", "place", "words"),
    [
        ("texte", "extra.conventions", "attendu : des réglages, un par ligne"),
        ({"sou_titre": "x"}, "extra.conventions", "« sou_titre » n’existe pas ; attendu : « sous_titre »"),
        ({"zzzz": "x"}, "extra.conventions", "attendu : sous_titre, menu, pied, reglages"),
        ({"reglages": {"editeur": "x"}}, "extra.conventions.reglages.editeur", "attendu : des réglages"),
        ({"reglages": {"editeur": {"noms": "x"}}}, "extra.conventions.reglages.editeur", "attendu : « nom »"),
        ({"menu": "x"}, "extra.conventions.menu", "attendu : une liste"),
        ({"menu": ["x"]}, "extra.conventions.menu[1]", "attendu : des réglages"),
        ({"menu": [{"titre": "a"}, {"titres": "b"}]}, "extra.conventions.menu[2]", "attendu : « titre »"),
        ({"sous_titre": 140506070}, "extra.conventions.sous_titre", "entre guillemets"),
        ({"sous_titre": ["a"]}, "extra.conventions.sous_titre", ""),
        (
            {"menu": [{"titre": "a", "url": "javascript:alert(1)"}]},
            "extra.conventions.menu[1]",
            "attendu : une adresse",
        ),
        ({"menu": [{"url": "a/"}, {"url": "data:text/html,a"}]}, "extra.conventions.menu[2]", "attendu : une adresse"),
        ({"pied": [{"url": "//autre.fr/"}]}, "extra.conventions.pied[1]", "« //autre.fr/ »"),
        ({"pied": [{"url": "/contact/"}]}, "extra.conventions.pied[1]", "vue de sa racine"),
        ({"pied": [{"url": "https:///a"}]}, "extra.conventions.pied[1]", "attendu : une adresse"),
        ({"etat": {"liens": [{"url": "ftp://a.fr/"}]}}, "extra.conventions.etat.liens[1]", "attendu : une adresse"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(raw: object, place: str, words: str) -> None:
    _, (fault,) = site_settings(raw)
    assert fault.startswith(f"{place} : ")
    assert words in fault
    assert "\n" not in fault
