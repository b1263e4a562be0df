"""The settings of mkdocs.yml that are MkDocs's and Material's own: each that our shell cannot take is told in one French sentence."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from conventions.model.settings import Etat, Lien, Operateur, Settings
from conventions.source.theme_settings import COLOURS, absent, shell_faults
from site_theme import COLOUR

THERE = {".icons/material/library.svg", "partials/languages/fr.html"}
THEME = {
    "name": "material",
    "language": "fr",
    "font": False,
    "features": ["navigation.tabs"],
    "palette": {"primary": "deep purple"},
}


def told(theme: dict[str, Any] | None = None, *, extends: bool = True, **config: object) -> list[str]:
    """What is said of these settings, of a theme that has one icon and one language."""
    settings = {"site_name": "Site", "site_url": "", "extra_css": [], "theme": THEME | (theme or {}), **config}
    return list(shell_faults(settings, THERE.__contains__, extends=extends))


@pytest.mark.parametrize(
    "theme",
    [
        {},
        {"palette": None, "features": None, "icon": None},
        {"palette": [{"scheme": "slate", "primary": "custom", "accent": "lime", "toggle": {"name": "x"}}]},
        {"icon": {"logo": "material/library", "admonition": {"note": "octicons/zzz"}}},
    ],
)
def test_what_material_takes_is_taken(theme: dict[str, Any]) -> None:
    assert told(theme) == []


def test_a_sheet_of_one_s_own_may_bring_a_scheme_and_a_shell_of_one_s_own_no_theme() -> None:
    assert told({"palette": {"scheme": "nuit"}}, extra_css=["a.css"]) == []
    assert (
        told(
            {"name": None, "palette": [{"toggle": {"icon": "material/brightness-auto"}}]},
            extends=False,
            site_url="https://a.gouv.fr/",
        )
        == []
    )


@pytest.mark.parametrize(
    ("theme", "config", "words"),
    [
        ({"name": "mkdocs", "language": "klingon"}, {}, "theme.name : « mkdocs » ; doit rester à material"),
        ({"name": None}, {}, "theme.name : « None » ; doit rester à material"),
        ({"name": "readthedocs"}, {"extends": False}, "doit rester à material"),
        ({"font": {"text": "Roboto", "code": "Roboto Mono"}}, {}, "theme.font : doit rester à false"),
        ({"font": {"text": "Roboto"}}, {}, "--md-text-font"),
        ({"language": "klingon"}, {}, "theme.language : Material n’a pas la langue « klingon » ; attendu : fr"),
        *(
            ({}, {"plugins": {f"material/{name}": None}}, f"plugins : le module « {name} » ne va pas")
            for name in ("tags", "offline", "blog", "privacy")
        ),
        ({"palette": "indigo"}, {}, "theme.palette : 'indigo' ; attendu : « scheme », « primary »"),
        ({"palette": ["indigo"]}, {}, "theme.palette[1] : 'indigo'"),
        (
            {"palette": {"primary": "indgo"}},
            {},
            "theme.palette.primary : « indgo » n’existe pas ; attendu : « indigo »",
        ),
        ({"palette": {"primary": "mauve-pale"}}, {}, "attendu : red, pink, purple"),
        ({"palette": [{}, {"accent": "white"}]}, {}, "theme.palette[2].accent : « white » n’existe pas"),
        (
            {"palette": {"scheme": "zorglub"}},
            {},
            "theme.palette.scheme : « zorglub » n’existe pas ; attendu : default, slate",
        ),
        (
            {"palette": {"toggle": {"icon": "material/zzz"}}},
            {},
            "theme.palette.toggle.icon : le dessin « material/zzz »",
        ),
        ({"palette": {"toggle": "oui"}}, {}, "theme.palette.toggle : 'oui'"),
        (
            {"icon": {"logo": "material/zzz"}, "logo": None},
            {},
            "theme.icon.logo : le dessin « material/zzz » n’existe pas",
        ),
        ({"icon": "material/zzz"}, {}, "theme.icon : 'material/zzz'"),
        (
            {"features": [1, None, {"a": "b"}]},
            {},
            "theme.features : [1, None, {'a': 'b'}] ; attendu : une liste de textes",
        ),
        ({"features": "navigation.tabs"}, {}, "theme.features : 'navigation.tabs' ; attendu : une liste de textes"),
        ({}, {"extra_css": [{"a": "b"}]}, "extra_css : [{'a': 'b'}] ; attendu : une liste de textes"),
        ({}, {"site_name": ""}, "site_name : vide"),
        ({}, {"site_name": " "}, "site_name : vide"),
        ({}, {"site_url": "ftp://a.fr/"}, "attendu : une adresse qui commence par https://"),
        ({}, {"site_url": "javascript://x.fr/"}, "attendu : une adresse qui commence par https://"),
    ],
)
def test_what_our_shell_cannot_take_is_told(theme: dict[str, Any], config: dict[str, Any], words: str) -> None:
    (fault,) = told(theme, **config)
    assert words in fault
    assert "\n" not in fault


def test_the_colours_are_those_of_material() -> None:
    spec = find_spec("material")
    assert spec
    assert spec.origin
    (sheet,) = (Path(spec.origin).parent / "templates/assets/stylesheets").glob("palette.*.css")
    found = set(COLOUR.findall(sheet.read_text("utf-8"))) | {("primary", "custom"), ("accent", "custom")}
    assert {(kind, name) for kind, names in COLOURS.items() for name in names} == found


@pytest.mark.parametrize(
    ("config", "settings", "words"),
    [
        (
            {"extra_css": ["service/absente.css"]},
            Settings(),
            "extra_css : le fichier « service/absente.css » n’existe pas",
        ),
        ({"theme": {"logo": "a.svg"}}, Settings(), "theme.logo : le fichier « a.svg »"),
        ({"theme": {"favicon": "a.svg"}}, Settings(), "theme.favicon : le fichier « a.svg »"),
        (
            {},
            Settings(etat=Etat(operateur=Operateur("Agence", "a.svg"))),
            "extra.conventions.etat.operateur.logo : le fichier",
        ),
        (
            {},
            Settings(menu=(Lien("Ici", "la/"), Lien("Rien", "nulle-part/#a"))),
            "extra.conventions.menu[2] : « Rien » mène à",
        ),
        (
            {},
            Settings(pied=(Lien("Rien", "nulle-part/"),)),
            "extra.conventions.pied[1] : « Rien » mène à « nulle-part/ »",
        ),
    ],
)
def test_what_is_named_and_not_there_is_told(config: dict[str, Any], settings: Settings, words: str) -> None:
    (fault,) = absent({"theme": {"logo": "la.svg"}, "extra_css": []} | config, settings, {"la/", "la.svg"}.__contains__)
    assert words in fault


def test_what_is_there_or_elsewhere_is_not() -> None:
    menu = (Lien("a", "la/?q=a#b"), Lien("b", "https://a.fr/b"), Lien("c", "mailto:a@a.fr"))
    config = {"theme": {"logo": "la.svg"}, "extra_css": ["la.css?v=2"]}
    assert list(absent(config, Settings(menu=menu), {"la/", "la.svg", "la.css"}.__contains__)) == []
