"""Conventions as they are found: parties in another order, in their own words, under long names. What each must show."""

from __future__ import annotations

import html
import re
from functools import cache
from pathlib import Path

import pytest

from conventions.check import check
from conventions.compose.view import Fiche, View, build_view
from conventions.model.problem import Problem
from conventions.render.html import to_html
from conventions.render.pages.fiche import fiche
from conventions.source.registry import Reading, load
from tests.helpers import composee, page_texte
from tests.places import JOUR

HERE = Path(__file__).parent


@cache
def reading(name: str) -> Reading:
    return load(HERE / name / "departments", JOUR)


@cache
def seen(name: str, code: str) -> tuple[View, Fiche]:
    view = build_view(reading(name).registry)
    return view, view.fiches[code]


def faults(name: str) -> list[Problem]:
    return check(reading(name))


def words(made: str) -> str:
    """What one reads of a piece of HTML: a space for each kind of space."""
    inline = re.sub(r"</?(?:span|a|sup)\b[^>]*>", "", made)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", inline))).strip()


def text(name: str, code: str) -> str:
    return page_texte(seen(name, code)[0], code)


def sheet(name: str, code: str) -> str:
    return to_html(fiche(*seen(name, code)).markdown).html


def parties(page: str) -> list[str]:
    """The items of the list of the parties, « Et » at their end included."""
    between = page.partition('id="parties"')[2].partition('id="accord"')[0]
    return [words(item) for item in re.findall(r"<li>(.*?)</li>", between, re.DOTALL)]


PERPIGNAN = [
    "Le préfet",
    "Le conseil départemental",
    "L’Association des maires, des adjoints et de l’intercommunalité des Pyrénées-Orientales",
    "La Direction des services départementaux de l’Éducation nationale des Pyrénées-Orientales",
    "La CAF",
    "La CMSA",
]


def test_the_parties_stand_in_the_order_of_the_file_with_et_between_each_two() -> None:
    items = parties(text("parties-in-their-order", "66"))
    present = [item for item in items if "sans objet" not in item and "facultatif" not in item]
    assert [item.split(",")[0] for item in present] == [
        "Le préfet",
        "Le conseil départemental",
        "Association des maires",
        "Direction des services départementaux de l’Éducation nationale des Pyrénées-Orientales",
        "La caisse d’Allocations familiales",
        "La caisse de la mutualité sociale agricole",
    ]
    assert [item.endswith(" ; Et") for item in present] == [True] * 5 + [False]
    assert items[1] == "Chefs de cour : sans objet (Les chefs de cour n’ont pas signé ce schéma)"


def test_signatures_sheet_and_text_follow_the_same_order() -> None:
    signed = text("parties-in-their-order", "66").partition('id="signatures"')[2]
    names = list(dict.fromkeys(re.findall(r"<strong>(.*?)</strong>", signed)))
    assert names == PERPIGNAN
    rows = re.findall(
        r'<tr><th scope="row">(.*?)</th>', sheet("parties-in-their-order", "66").partition("Signature")[2]
    )
    assert [words(row).split(" (")[0] for row in rows[:6]] == [
        *PERPIGNAN[:4],
        "La Caf des Pyrénées-Orientales",
        "La MSA Grand Sud",
    ]


def test_two_people_sign_for_one_party_each_in_their_capacity() -> None:
    signed = words(text("parties-in-their-order", "66").partition('id="signatures"')[2])
    assert (
        "La CAF Jérôme Caladroy, président du conseil d’administration signé le 24 janvier 2026 à Perpignan" in signed
    )
    assert "La CAF Pierre Bélesta, directeur signé le 24 janvier 2026 à Perpignan" in signed
    assert "La CMSA Pour la présidente de la MSA Grand Sud Céline Planèzes, administratrice signé" in signed
    assert "La CMSA Pour le directeur de la MSA Grand Sud Nicolas Maury, directeur adjoint signé" in signed


def test_the_second_head_of_court_is_asked_for_on_the_lines_of_the_court() -> None:
    (told,) = faults("one-head-of-court")
    assert (told.rule, told.line) == ("cour-deux-signatures", 7)
    assert "le nom, le prénom et le titre du second chef de cour" in told.message
    _, item = seen("one-head-of-court", "50")
    assert item.situation.manquantes == ("cour",)
    assert "signature des chefs de cour" in words(text("one-head-of-court", "50"))


def test_one_head_of_court_signs_for_both_and_the_page_says_why() -> None:
    source = (HERE / "one-head-of-court/departments/50-manche.yml").read_text(encoding="utf-8")
    view, problems = composee(source.replace("cour: {", "cour: {seul: le siège est vacant, "), "50")
    assert problems == []
    item = view.fiches["50"]
    assert (item.situation.manquantes, item.situation.blancs) == ((), 0)
    page = words(page_texte(view, "50"))
    assert "un seul chef de cour signe pour les deux : le siège est vacant" in page
    assert "signe pour les deux chefs de cour : le siège est vacant signé le 13 mai 2026" in page


@pytest.mark.parametrize(
    "expected",
    [
        "Le premier président et la procureure générale près la cour d’appel de Douai",
        "La commune de Hem, située",
        "La Ville de Lille, située",
        "La Métropole européenne de Lille, dont le siège",
        "Recherche & Développement familial <R&D> {test} «ASBL», dont le siège",
        "Les P’tits 💛 Liens, dont le siège",
        "L’ordre des avocats au barreau de Dunkerque, dont le siège",
        "représentée par D. v. d. Bergh, directeur général p.i. ci-après",
        "représentée par مريم العلوي, directrice",
        "Vu la délibération n° 12 du 3 mars 2026 et la décision 4, les objectifs",
        "selon les modalités suivantes : la Caf ;",
    ],
)
def test_names_and_titles_read_as_they_are_written(expected: str) -> None:
    assert expected in words(text("names-and-titles", "59"))


def test_names_stand_inside_a_sentence_as_french_wants() -> None:
    _, item = seen("names-and-titles", "59")
    assert [item.partie(cle) for cle in item.parties] == [
        "le préfet",
        "les chefs de cour",
        "la Caf",
        "la MSA",
        "le conseil départemental",
        "la commune de Hem",
        "la Ville de Lille",
        "la Métropole européenne de Lille",
        "Recherche & Développement familial <R&D> {test} «ASBL»",
        "Les P’tits 💛 Liens",
        "l’Ordre des avocats au barreau de Lille",
        "l’ordre des avocats au barreau de Dunkerque",
    ]


def test_the_wording_of_every_clause_is_shown_or_refused() -> None:
    source = (HERE / "wording-of-every-clause/departments/84-vaucluse.yml").read_text(encoding="utf-8")
    written = re.findall(r"^    ([a-z][a-z0-9-]+): \{remplace:", source, re.MULTILINE)
    assert len(written) == 90
    page = text("wording-of-every-clause", "84")
    shown = {clause for clause in written if f"MARQUE {clause} fin" in page}
    lines = {p.line for p in faults("wording-of-every-clause") if p.severity == "erreur"}
    refused = {
        clause
        for n, line in enumerate(source.splitlines(), 1)
        if n in lines
        for clause in written
        if line.startswith(f"    {clause}: ")
    }
    assert shown | refused == set(written)
    assert refused == {"mention", "logos", "partie-communes", "partie-autres", "obj-x"}
