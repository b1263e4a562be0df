"""Two states of a text of one's own: what is put in is one insertion, what changes places is said to, and nothing else changes."""

from __future__ import annotations

import html
import random
import re
from pathlib import Path

import pytest

from conventions.compose.closing import ActesSignes
from conventions.compose.diff import pair_up, texts
from conventions.compose.propre import compose_own
from conventions.compose.rapprochement import rapprocher
from conventions.compose.view import View, build_view
from conventions.model.clause import Clause
from conventions.model.convention import Convention
from conventions.render.pages.versions import avenants
from conventions.render.summary import summary
from conventions.source.registry import load
from tests.helpers import REFERENCE
from tests.places import JOUR

TEXTE = """# Protocole

Vu le code civil et le code de l’action sociale ;

Considérant les besoins des familles du département ;

## Objet

Les parties aident les familles qui se séparent.

Elles aident aussi les enfants de ces familles.

## Moyens

Une permanence s’ouvre chaque mois à la sous-préfecture.

## Durée

Le protocole dure trois ans à compter de sa signature.
"""
NUMEROTE = TEXTE.replace("## Objet", "## Article 1 – Objet").replace("## Moyens", "## Article 2 – Moyens").replace("## Durée", "## Article 3 – Durée")  # fmt: skip
NU = TEXTE.replace("## Objet", "## Article 1").replace("## Moyens", "## Article 2").replace("## Durée", "## Article 3")
OBJET, MOYENS = (TEXTE[TEXTE.index(f"## {a}") : TEXTE.index(f"## {b}")] for a, b in (("Objet", "Moyens"), ("Moyens", "Durée")))  # fmt: skip
ECHANGE = TEXTE.replace(OBJET + MOYENS, MOYENS + OBJET)
PHRASE = "Un bilan annuel est remis aux parties.\n\n"


def composer(texte: str) -> tuple[Clause, ...]:
    convention = Convention(texte=texte)
    return compose_own(REFERENCE.departements["01"], convention, ActesSignes(convention))


def change(avant: str, apres: str) -> list[tuple[str, str]]:
    """What changes, in the order of the text: how, and the words."""
    before, after = composer(avant), composer(apres)
    found, moved = rapprocher(before, after)
    pairs = pair_up(texts(found), texts(after), deplacees=moved)
    return [
        (p.nature + "+" * (p.ailleurs and p.nature == "modifiee"), p.apres or p.avant)
        for p in pairs
        if p.nature != "egale"
    ]


def insere(texte: str, devant: str, ajout: str) -> str:
    assert texte.count(devant) == 1
    return texte.replace(devant, ajout + devant)


CAS = {
    "un alinéa inséré": (TEXTE, insere(TEXTE, "Les parties aident", PHRASE), [("ajoutee", PHRASE.strip())]),
    "un alinéa inséré en tête": (TEXTE, insere(TEXTE, "Vu le code", PHRASE), [("ajoutee", PHRASE.strip())]),
    "un alinéa retiré": (insere(TEXTE, "Les parties aident", PHRASE), TEXTE, [("retiree", PHRASE.strip())]),
    "deux articles échangés": (TEXTE, ECHANGE, [("deplacee", "Moyens")]),
    "deux articles numérotés échangés": (
        NUMEROTE,
        ECHANGE.replace("## Objet", "## Article 2 – Objet").replace("## Moyens", "## Article 1 – Moyens").replace("## Durée", "## Article 3 – Durée"),
        [("modifiee+", "Article 1 – Moyens"), ("modifiee", "Article 2 – Objet")],
    ),
    "un article inséré": (
        TEXTE, insere(TEXTE, "## Moyens", f"## Bilan\n\n{PHRASE}"), [("ajoutee", "Bilan"), ("ajoutee", PHRASE.strip())],
    ),
    "un article inséré, les suivants renumérotés": (
        NUMEROTE,
        insere(NUMEROTE.replace("Article 3", "Article 4").replace("Article 2", "Article 3"), "## Article 3", f"## Article 2 – Bilan\n\n{PHRASE}"),
        [("ajoutee", "Article 2 – Bilan"), ("ajoutee", PHRASE.strip()), ("modifiee", "Article 3 – Moyens"), ("modifiee", "Article 4 – Durée")],
    ),
    "un article sans titre inséré": (
        NU,
        insere(NU.replace("Article 3", "Article 4").replace("Article 2", "Article 3"), "## Article 3", f"## Article 2\n\n{PHRASE}"),
        [("ajoutee", "Article 2"), ("ajoutee", PHRASE.strip()), ("modifiee", "Article 3"), ("modifiee", "Article 4")],
    ),
    "un alinéa qui change d’article": (
        TEXTE,
        insere(TEXTE.replace("Elles aident aussi les enfants de ces familles.\n\n", ""), "## Durée", "Elles aident aussi les enfants de ces familles.\n\n"),
        [("deplacee", "Elles aident aussi les enfants de ces familles.")],
    ),
    "un alinéa réécrit": (TEXTE, TEXTE.replace("chaque mois", "chaque semaine"), [("modifiee", "Une permanence s’ouvre chaque semaine à la sous-préfecture.")]),
    "un alinéa tout autre": (TEXTE, TEXTE.replace("Une permanence s’ouvre chaque mois à la sous-préfecture.", "Rien."), [("modifiee", "Rien.")]),
    "un titre réécrit": (TEXTE, TEXTE.replace("## Moyens", "## Ce que l’on y met"), [("modifiee", "Ce que l’on y met")]),
    "un titre retiré": (TEXTE, TEXTE.replace("## Moyens\n\n", ""), [("retiree", "Moyens")]),
}  # fmt: skip


@pytest.mark.parametrize(("avant", "apres", "attendu"), CAS.values(), ids=CAS)
def test_what_changes_is_told_and_nothing_else(avant: str, apres: str, attendu: list[tuple[str, str]]) -> None:
    assert change(avant, apres) == attendu


@pytest.mark.parametrize("graine", range(40))
def test_whatever_was_done_the_pairs_give_both_texts_back(graine: int) -> None:
    """Each clause of either text is in one pair, and what is equal is not told to change."""
    chance = random.Random(graine)
    blocs = [b for b in NUMEROTE.split("\n\n") if b.strip()]
    other = [b for b in blocs if chance.random() > 0.2]
    chance.shuffle(other) if graine % 2 else other.insert(chance.randrange(len(other)), PHRASE.strip())
    before, after = composer("\n\n".join(blocs)), composer("\n\n".join(other))
    found, moved = rapprocher(before, after)
    pairs = pair_up(texts(found), texts(after), deplacees=moved)
    assert sorted(p.avant for p in pairs if p.avant) == sorted(t for t in texts(before).values() if t)
    assert sorted(p.apres for p in pairs if p.apres) == sorted(t for t in texts(after).values() if t)
    assert len({p.id for p in pairs}) == len(pairs)
    assert change("\n\n".join(blocs), "\n\n".join(blocs)) == []


ORIGINE = """departement: "69"
trame: aucune
texte: pieces/69/a.md
convention: {fait: {a: Lyon, le: 2026-03-02}, signataires: {caf: {representants: [{nom: Essai, titre: directrice}]}}}
"""
AVENANT = ORIGINE + "avenants: {1: {signatures: {caf: 2026-06-01}, texte: pieces/69/b.md}}\n"
MOTS = {"ajoutee": "ajouté", "retiree": "retiré", "deplacee": "déplacé", "modifiee": "«", "modifiee+": "déplacé"}


@pytest.mark.echantillon(3)
@pytest.mark.parametrize(("avant", "apres", "attendu"), CAS.values(), ids=CAS)
def test_the_page_of_the_amendment_and_the_diff_agree(
    avant: str, apres: str, attendu: list[tuple[str, str]], tmp_path: Path
) -> None:
    pieces = tmp_path / "departments/pieces/69"
    pieces.mkdir(parents=True)
    (pieces / "a.md").write_text(avant, encoding="utf-8")
    (pieces / "b.md").write_text(apres, encoding="utf-8")
    first, amended, second = (
        view(tmp_path / "departments", source) for source in (ORIGINE, AVENANT, ORIGINE.replace("a.md", "b.md"))
    )
    (page,) = avenants(amended, amended.fiches["69"])
    shown = [
        re.sub(r"<[^>]+>", "", html.unescape(found)).rpartition(" ")
        for found in re.findall(r"<h3[^>]*>(.*?)</h3>", page.markdown.replace(" et déplacé", "+"))
    ]
    ((_, told),) = summary(first, second)
    assert len(shown) == len(attendu)
    assert told[-1] == "Le texte propre de la convention change"
    assert len(told) == len(attendu) + 1
    for (name, _, word), sentence, (nature, _) in zip(shown, told, attendu, strict=False):
        assert sentence.startswith(name.replace("\u00a0", " ") if "\u00a0" not in sentence else name)
        assert MOTS[nature] in sentence.removeprefix(name)
        assert word == {"retiree": "supprimé", "modifiee": "modifié", "modifiee+": "modifié+"}.get(nature, MOTS[nature])


def view(folder: Path, source: str) -> View:
    (folder / "69-rhone.yml").write_text(source, encoding="utf-8")
    return build_view(load(folder, JOUR).registry)
