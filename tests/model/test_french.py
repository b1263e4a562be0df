"""French, function by function: dates, lists, articles, typography."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from conventions.model import french

CASES: list[tuple[Callable[..., str], tuple[object, ...], str]] = [
    (french.date_longue, (date(2026, 10, 1),), "1er_octobre_2026"),
    (french.date_longue, (date(2026, 8, 12),), "12_août_2026"),
    (french.date_courte, (date(2026, 2, 3),), "03/02/2026"),
    (french.liste, ([],), ""),
    (french.liste, (["a"],), "a"),
    (french.liste, (["a", "b"],), "a et b"),
    (french.liste, (["a", "b", "c"], "ou"), "a, b ou c"),
    (french.pluriel, (0, "blanc"), "0_blanc"),
    (french.pluriel, (1, "blanc"), "1_blanc"),
    (french.pluriel, (2, "blanc"), "2_blancs"),
    (french.pluriel, (3, "local", "locaux"), "3_locaux"),
    (french.nombre, ("1184000",), "1‿184‿000"),
    (french.nombre, ("2026",), "2026"),
    (french.nombre, ("60000,5",), "60‿000,5"),
    (french.majuscule, ("élan",), "Élan"),
    (french.majuscule, ("",), ""),
    (french.minuscule, ("Élan",), "élan"),
    (french.abrege, ("un\n  deux",), "un deux"),
    (french.abrege, ("abcdef", 4), "abc…"),
    (french.apres_deux_points, ("Le siège est vacant.",), "le siège est vacant"),
    (french.apres_deux_points, ("L’un part...",), "l’un part..."),
    (french.apres_deux_points, ("Yves Arnaud est absent, etc.",), "Yves Arnaud est absent, etc."),
    (french.slug, ("Côte-d’Or",), "cote-d-or"),
    (french.slug, ("  L’Haÿ-les-Roses !",), "l-hay-les-roses"),
    (french.sans_accent, ("Œuvre, Noël, ÇA",), "Oeuvre, Noel, CA"),
    (french.insecables, ("Oui ; non ? si !",), "Oui‿; non‿? si‿!"),
    (french.insecables, ("« ici » : là",), "«_ici_»_: là"),
    (french.insecables, ("Vu la délibération n° 12 et l’avis N° 3",), "Vu la délibération n°_12 et l’avis N°_3"),
    (french.typographie, ("l'avenant n° 1 du 1er mars",), "l’avenant n°_1 du 1er_mars"),
    (french.typographie, ("l'accord d'Albi",), "l’accord d’Albi"),
    (french.typographie, ("dit 'ici'",), "dit 'ici'"),
    (french.typographie, ('le site "info-familles".',), "le site «_info-familles_»."),
    (french.typographie, ('un écran de 24" ou 27", dit "grand',), 'un écran de 24" ou 27", dit "grand'),
    (french.typographie, ("30 000 € et 1 250 300,50",), "30‿000_€ et 1‿250‿300,50"),
    (french.typographie, ("en 2026 120 familles, 12 rue, 04 72 000",), "en 2026 120 familles, 12 rue, 04 72‿000"),
    (french.insecables, ("<p>Voir :</p>",), "<p>Voir_:</p>"),
]


@pytest.mark.parametrize(("function", "given", "expected"), CASES, ids=lambda value: getattr(value, "__name__", None))
def test_it_reads_as_french_does(function: Callable[..., str], given: tuple[object, ...], expected: str) -> None:
    """In what is expected, « _ » is a no-break space, and « ‿ » a narrow one."""
    assert function(*given).replace("\u00a0", "_").replace("\u202f", "‿") == expected


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("le 1er\u00a0août 2026, puis le 31 Décembre\u00a02028", ["2026-08-01", "2028-12-31"]),
        ("le 31 février 2026, en mars 2027, 112 mai 2026", []),
        ("du 1/8/2026 au 31.12.2027, puis le 01-02-2028.", ["2026-08-01", "2027-12-31", "2028-02-01"]),
        ("n° 12/31/12/2027, 31/12.2027, 31/13/2027, 31/12/20275", []),
    ],
)
def test_the_full_dates_of_a_text(text: str, dates: list[str]) -> None:
    assert [str(day) for day in french.dates_ecrites(text)] == dates


@pytest.mark.parametrize("text", ["", "Un texte.", "« l’un », et l'autre ;  20 %", "a\u00a0b\n c"])
def test_tokens_give_the_text_back(text: str) -> None:
    assert "".join(piece for piece, _ in french.jetons(text)) == text


@pytest.mark.parametrize(
    ("one", "other"), [("l'un ; l'autre", "l’un\u202f; l’autre"), ("«\u00a0ici\u00a0»", "« ici »"), ("a  b", "a b")]
)
def test_typography_is_set_aside(one: str, other: str) -> None:
    assert french.mots(one) == french.mots(other)


@pytest.mark.parametrize(("one", "other"), [("un accord", "Un accord"), ("a, b", "a b"), ("20", "20 %")])
def test_words_and_signs_are_not(one: str, other: str) -> None:
    assert french.mots(one) != french.mots(other)


@pytest.mark.parametrize(
    "cut",
    [
        "Gua-de-loupe",
        "Bou-ches-du-Rhône",
        "Vau-cluse",
        "Pyré-nées-Atlan-ti-ques",
        "Ain",
        "Lozère",
        "Corse-du-Sud",
        "Val-d’Oise",
    ],
)
def test_a_name_is_cut_between_its_syllables(cut: str) -> None:
    """Three letters at least on each side of what is cut; a hyphen of the name stays one."""
    whole = {"Gua-de-loupe": "Guadeloupe", "Bou-ches-du-Rhône": "Bouches-du-Rhône", "Vau-cluse": "Vaucluse"}
    whole["Pyré-nées-Atlan-ti-ques"] = "Pyrénées-Atlantiques"
    name = whole.get(cut, cut)
    assert french.cesures(name).replace("\u00ad", "-") == cut
    assert french.cesures(name).replace("\u00ad", "") == name
