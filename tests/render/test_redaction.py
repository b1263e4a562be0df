"""Each clause × replaced, removed, added after (which is before the next): shown where it belongs, or refused with a remedy."""

from __future__ import annotations

import html
import re
from functools import cache

import pytest

from conventions.model.problem import Problem
from conventions.render.html import to_html
from conventions.render.kinds import all_pages
from conventions.render.summary import summary
from conventions.render.texte_integral import nom_clause
from tests.helpers import TRAME, composee, page_texte

BASE = """\
departement: 84
trame: 2026-2029
convention:
  signataires:
    prefet: {representants: [{prenom: Bertrand, nom: Ventoux, titre: préfet de Vaucluse}]}
    cour: {adresse: "2 rue du Modèle, 30000 Nîmes", representants: [{prenom: A, nom: Un, titre: premier président}, {prenom: B, nom: Deux, titre: procureur général}]}
    caf: {adresse: "6 rue du Modèle, 84000 Avignon", representants: [{prenom: Georges, nom: Sorgue, titre: président}]}
    msa: {adresse: "9 rue du Modèle, 84000 Avignon", representants: [{prenom: Marie, nom: Ouvèze, titre: présidente}]}
    collectivite: {adresse: "1 rue de l’Exemple, 84000 Avignon", representants: [{prenom: Maurice, nom: Dentelles, titre: président}]}
    commune-orange: {insee: 84087, adresse: "1 place du Modèle, 84100 Orange", representants: [{prenom: F, nom: Aygues, titre: maire}]}
    association-liens: {nom: Association Liens-Exemple, adresse: "3 rue du Modèle, 84000 Avignon", representants: [{prenom: F, nom: Toulourenc, titre: présidente}]}
  objectifs:
    1: {actions: {visio: {intitule: Médiation à distance}}}
    5: {intitule: Écouter les enfants, engagements: {a: Ouvrir un lieu}}
  annexes: {membres: {titre: Liste des membres}}
"""
WORDS, WHY = "Mots de Vaucluse entre Rhône et Durance", "raison de Vaucluse"
PARTIES = ["prefet", "cour", "caf", "msa", "collectivite", "commune-orange", "association-liens"]
CLAUSES = [*(c.id for c in TRAME.clauses), "partie-commune-orange", "partie-association-liens"]
SANS_MOTS = {"mention", "logos", "obj-x"}
REFUSED = {
    "remplace": {*SANS_MOTS, "partie-communes", "partie-autres"},
    "supprime": {*SANS_MOTS, "titre", "signatures", "annexes", *(c for c in CLAUSES if c.startswith("partie-"))},
    "ajoute": {"mention", "logos"},
}
OPERATIONS = {"remplace": f"remplace: {WORDS}", "supprime": "supprime: oui", "ajoute": f"ajoute: {WORDS}"}
ACCEPTED = [(c, o) for o in OPERATIONS for c in CLAUSES if c not in REFUSED[o]]
TEXTS = {c.id: html.escape(c.texte, quote=False) for c in TRAME.clauses if c.fixe}


@cache
def told(clause: str = "", operation: str = "") -> tuple[str, tuple[Problem, ...]]:
    """The full text that it makes, in HTML, and what is told of it."""
    ident = f"{clause}-bis" if operation == "ajoute" else clause
    wording = f"  redaction: {{{ident}: {{{OPERATIONS[operation]}, motif: {WHY}}}}}\n" if clause else ""
    view, problems = composee(BASE + wording, "84")
    return page_texte(view, "84"), tuple(problems)


def anchors(page: str) -> list[str]:
    """The ids of the page, in order, its frame of « En bref » aside."""
    return [i for i in re.findall(r' id="([^"]+)"', page) if i not in {"marques", "en-bref"}]


def block(page: str, ident: str) -> str:
    """What stands from that anchor to the next one."""
    return re.sub(r"<[^>]+>", "", re.split(r' id="', page.partition(f' id="{ident}"')[2])[0])


def test_every_clause_of_the_contract_is_tried() -> None:
    assert len(TRAME.clauses) == 90
    assert [p for p in told()[1] if p.severity == "erreur"] == []
    assert len(ACCEPTED) + sum(map(len, REFUSED.values())) == 3 * len(CLAUSES)


@pytest.mark.parametrize(("clause", "operation"), ACCEPTED)
def test_an_accepted_wording_is_shown_where_it_belongs(clause: str, operation: str) -> None:
    page, problems = told(clause, operation)
    assert [p for p in problems if p.severity == "erreur"] == []
    before = anchors(told()[0])
    place = _last_of(before, clause)
    if operation == "ajoute":
        assert anchors(page) == [*before[: place + 1], f"{clause}-bis", *before[place + 1 :]]
        assert page.count(WORDS) == 1
        assert WORDS in block(page, f"{clause}-bis")
        return
    assert anchors(page) == before
    assert page.count(WORDS) == (operation == "remplace")
    shown = block(page, clause)
    assert ("supprimé" in shown and WHY in shown) if operation == "supprime" else WORDS in shown
    assert clause not in TEXTS or f">{TEXTS[clause]}<" not in page


BLOCS = "Premiers mots.\\n\\n- un élément\\n- un autre\\n\\n| a | b |\\n|---|---|\\n| case | 2 |\\n\\nDerniers mots[^n].\\n\\n[^n]: Une explication."
WHOLE = [
    "<li>un élément</li>",
    '<table class="ecrit">',
    "<td>case</td>",
    "Premiers mots",
    "Derniers mots",
    "Une explication",
]


@pytest.mark.parametrize(("clause", "operation"), [(c, o) for c, o in ACCEPTED if o != "supprime"])
def test_lists_tables_and_notes_of_a_wording_are_shown_or_refused(clause: str, operation: str) -> None:
    ident = f"{clause}-bis" if operation == "ajoute" else clause
    line = f'  redaction: {{{ident}: {{{operation}: "{BLOCS}", motif: {WHY}}}}}\n'
    view, problems = composee(BASE + line, "84")
    faults = [p for p in problems if p.severity == "erreur"]
    heading = operation == "remplace" and any(
        c.id == clause and c.nature in {"titre", "objectif"} for c in TRAME.clauses
    )
    assert [(p.rule, p.line) for p in faults] == [("redaction-sans-place", BASE.count("\n") + 1)] * heading
    if heading:
        assert f"« {clause}-bis: {{ajoute: …}} »" in faults[0].message
    else:
        assert [words for words in WHOLE if words not in page_texte(view, "84")] == []


@pytest.mark.parametrize(
    ("ident", "typed", "line"),
    [
        ("art-9", "ajoute: |\n        Article 9 – Suivi\n\n        Les parties se réunissent.", 4),
        ("art-9", "ajoute: |\n        - Article 9\n        - Suivi", 2),
        ("art-9", "ajoute: |\n        Article 9 – Suivi\n        des effets", 0),
        ("obj-1", "remplace: Objectif 1 – Être là, motif: x", 0),
    ],
)
def test_what_a_heading_cannot_hold_is_told_at_its_line(ident: str, typed: str, line: int) -> None:
    wording = f"  redaction:\n    {ident}:\n      {typed.replace(', motif', chr(10) + '      motif')}\n"
    _, problems = composee(BASE + wording, "84")
    assert [p.line for p in problems if p.rule == "redaction-sans-place"] == (
        [BASE.count("\n") + 2 + line] if line else []
    )


def test_an_objective_that_is_reworded_shows_its_own_title() -> None:
    view, _ = composee(
        f"{BASE}  redaction: {{obj-1: {{remplace: Objectif 1 : Être là, motif: x}}}}\n".replace(" 1 : Ê", " 1 – Ê"),
        "84",
    )
    (obj,) = [o for o in TRAME.objectifs if o.numero == 1]
    for page in all_pages(view):
        if page.url.startswith("departements/84-") and "ecarts" not in page.url:
            assert obj.court not in page.markdown
            made = to_html(page.markdown)
            shown = [h.name for h in made.headings if h.id in {"obj-1", "objectif-1"}]
            assert all("Être là" in name for name in shown)


@pytest.mark.parametrize(
    ("ote", "titre", "phrase"),
    [
        (["obj-3"], "titre supprimé", ">3 b</a>"),
        (
            [c.id for c in TRAME.clauses if c.section == "obj-3"],
            "supprimé",
            "cette convention ne reprend pas cet objectif",
        ),
    ],
)
def test_an_objective_that_is_removed_keeps_no_official_title(ote: list[str], titre: str, phrase: str) -> None:
    words = ", ".join(f"{clause}: {{supprime: oui, motif: x}}" for clause in ote)
    view, _ = composee(f"{BASE}  redaction: {{{words}}}\n", "84")
    sheet = next(page for page in all_pages(view) if page.url == "departements/84-vaucluse/")
    assert f">Objectif 3</a> <span>{titre}</span></th>" in sheet.markdown
    (cell,) = re.findall(f'<td data-titre="Objectif 3\u00a0&#58; {titre}">(.*?)</td>', sheet.markdown)
    assert phrase in cell.replace('<span class="visuellement-cache">engagement </span>', "")


def _last_of(order: list[str], clause: str) -> int:
    """Where it ends: a title before its logos, the clause of several parties with the last of them, that of local objectives too."""
    last = {
        "titre": "logos",
        "partie-communes": "partie-commune-orange",
        "partie-autres": "partie-association-liens",
        "obj-x": "obj-5-a",
    }
    return order.index(last.get(clause, clause))


@pytest.mark.parametrize(("clause", "operation"), [(c, o) for o, refused in REFUSED.items() for c in sorted(refused)])
def test_a_refused_wording_is_told_at_its_line_with_what_to_do(clause: str, operation: str) -> None:
    _, problems = told(clause, operation)
    faults = [p for p in problems if p.severity == "erreur"]
    assert [(p.rule, p.line) for p in faults] == [("redaction-sans-place", BASE.count("\n") + 1)]
    assert re.search(r"écrire|s’écri|s’ajoute|effacer", faults[0].message)


@pytest.mark.parametrize("cle", PARTIES)
def test_a_party_in_its_own_words_still_signs_and_is_still_called_by_its_name(cle: str) -> None:
    page, _ = told(f"partie-{cle}", "remplace")
    plain, _ = told()
    assert page.partition('id="signatures"')[2] == plain.partition('id="signatures"')[2]
    assert page.count('class="et"') == plain.count('class="et"') == len(PARTIES) - 1


@pytest.mark.parametrize("cle", PARTIES)
def test_what_is_added_after_a_party_comes_before_the_word_that_brings_the_next(cle: str) -> None:
    """« Le préfet ; X Et Le premier président »; nothing after the last."""
    page, _ = told(f"partie-{cle}", "ajoute")
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))
    assert page.count('class="et"') == len(PARTIES) - 1
    assert f" Et {WORDS}" not in words
    assert (f"{WORDS} ajouté Et " in words) is (cle != PARTIES[-1])


def test_the_table_of_signatures_survives_its_own_wording() -> None:
    page, _ = told("signatures", "remplace")
    table = re.search(r'<ul class="signatures">.*?</ul>', told()[0])
    assert table
    assert f"{WORDS}</span>" in page.partition(table[0])[0]
    assert table[0] in page


def test_words_around_a_list_are_told_when_they_change_and_the_list_is_not() -> None:
    wording = f"  redaction: {{signatures: {{remplace: {WORDS}}}}}\n"
    before, after = (composee(source, "84")[0] for source in (BASE, BASE + wording))
    ((_, sentences),) = summary(before, after)
    assert sentences == [f"Signatures, ajouté : « {WORDS} »"]


def test_the_annexes_survive_their_own_wording() -> None:
    page, _ = told("annexes", "remplace")
    assert "<li>Liste des membres</li>" in page.partition(WORDS)[2]


@pytest.mark.parametrize(
    ("clause", "cited"),
    [
        ("partie-autres-bis", "Après les parties (bis)"),
        ("partie-caf-ter", "Après la partie Caf (ter)"),
        ("partie-caf", "Partie\u00a0: Caf"),
        ("art-3-al-4-bis", "Article 3, alinéa 4 bis"),
    ],
)
def test_what_is_added_after_a_party_is_not_cited_as_a_party(clause: str, cited: str) -> None:
    assert nom_clause(clause) == cited
