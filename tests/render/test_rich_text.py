"""What an author typed is what a reader sees: every rich field of the format, and a text of one's own, read back from the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from conventions.check.mise_en_forme import doutes
from conventions.compose.view import build_view
from conventions.render.html import to_html
from conventions.render.kinds import pages_of_department
from conventions.source import reader
from conventions.source.nodes import resolved, schema
from conventions.source.registry import load_context, read_document
from tests.cout import tient
from tests.hostile import fields
from tests.places import JOUR
from tests.render.typed import Auteur, Ligne, lues

RICHE = "#/$defs/texte_long"


def riches(node: Any, name: str) -> Iterator[str]:  # noqa: ANN401 — JSON
    """The names of the rich fields that stand under a node of the schema, references not followed."""
    if isinstance(node, dict):
        if node.get("$ref") == RICHE:
            yield name
        for key, below in node.items():
            step = "" if key in {"properties", "additionalProperties", "items"} else f"/{key}"
            yield from riches(below, f"{name}{step}")


def remplis(value: Any, node: Any, name: str) -> Iterator[str]:  # noqa: ANN401 — JSON
    """The names of the rich fields that a file fills in."""
    if node.get("$ref") == RICHE:
        yield name
    name = node["$ref"].removeprefix("#") if "$ref" in node else name
    node = resolved(node)
    if isinstance(value, dict):
        for key, below in value.items():
            known = node.get("properties", {})
            step = f"/{key}" if key in known else ""
            yield from remplis(below, known.get(key) or node.get("additionalProperties"), f"{name}{step}")
    elif isinstance(value, list):
        for item in value:
            yield from remplis(item, node["items"], name)


def test_le_modele_remplit_tous_les_champs_riches_du_format() -> None:
    """A field that becomes rich in the schema must be tried here too."""
    model = reader.parse(fields.convention("x").encode(), "departments/69-rhone.yml").value
    assert set(remplis(model, schema(), "")) == set(riches(schema(), ""))


def rempli(graine: int) -> tuple[str, dict[str, list[Ligne]]]:
    """A file whose every rich field holds a text of its own, and what must be read of each, by mark."""
    rank, wanted = 0, {}
    parts = []
    for part in re.split(fields.PLACE, fields.MODELE):
        if part == "@":
            rank += 1
            mark = f"w{chr(96 + rank)}x"
            typed, wanted[mark] = Auteur(mark, graine).texte()
            parts.append(fields.quoted(typed))
        else:
            parts.append(f"nom{len(parts)}" if part in {fields.MARQUE, "£"} else part)
    return "".join(parts), wanted


def en_pages(source: str, folder: Path) -> dict[str, html.HtmlElement]:
    """The built pages of the Rhône whose file says `source`."""
    context = load_context(folder, JOUR)
    document = reader.parse(source.encode(), "departments/69-rhone.yml")
    lu = read_document(document, folder, context.reference, dict(context.trames))
    assert [p for p in lu.problems if p.severity == "erreur"] == []
    view = build_view(context.registry([lu]))
    made = pages_of_department(view, view.fiches["69"])
    return {p.url: tapees(html.fragment_fromstring(to_html(p.markdown).html, create_parent="article")) for p in made}


def tapees(article: html.HtmlElement) -> html.HtmlElement:
    """The page, each note under the name that its author gave it; `test_notes` reads the numbers that a page gives."""
    for sign in article.xpath(
        "//sup[@class='appel']/a | //p[@class='note-texte']/sup/a | //p[@class='note-texte']/sup[not(a)]"
    ):
        place = sign.get("href") or sign.getparent().get("id") or ""
        sign.text = place.rpartition("-note-")[2] if "-note-" in place else sign.text
    return article


def mots_de(marque: str, lines: list[Ligne]) -> list[str]:
    """The words of that mark, in order."""
    return [word for line in lines for word in re.findall(rf"{marque}\d+", line.mots)]


def assert_lu(found: list[Ligne], wanted: list[Ligne]) -> None:
    """Same lines, in the same lists, in the same order. The words of the trame may stand before the first and after any."""
    assert [line.niveau for line in found] == [line.niveau for line in wanted]
    for rank, (seen, typed) in enumerate(zip(found, wanted, strict=True)):
        shown = re.sub(r"[\u00a0\u202f]", " ", seen.mots)
        assert typed.mots in shown if rank in {0, len(wanted) - 1} else shown.startswith(typed.mots), typed.mots


@pytest.mark.echantillon(8)
@pytest.mark.parametrize("graine", range(60))
@pytest.mark.lent
def test_chaque_champ_riche_se_lit_comme_il_est_tape(graine: int, tmp_path: Path) -> None:
    source, wanted = rempli(graine)
    pages = en_pages(source, tmp_path)
    for mark, lines in wanted.items():
        url, shown = max(((url, lues(page, mark)) for url, page in pages.items()), key=lambda found: len(found[1]))
        if "/avenants/" in url:  # what an amendment changes is shown word by word, and not as it stands in the text
            assert mots_de(mark, shown) == mots_de(mark, lines)
        else:
            assert_lu(shown, lines)


def propre(texte: str, folder: Path) -> dict[str, html.HtmlElement]:
    """The built pages of the Rhône whose convention is that text."""
    (folder / "pieces/69").mkdir(parents=True)
    (folder / "pieces/69/texte.md").write_text(f"# Protocole\n\n{texte}\n", encoding="utf-8")
    return en_pages(
        'departement: "69"\ntrame: aucune\ntexte: pieces/69/texte.md\nconvention: {fait: {a: Lyon}}\n', folder
    )


@pytest.mark.echantillon(8)
@pytest.mark.parametrize("graine", range(60))
@pytest.mark.lent
def test_un_texte_propre_se_lit_comme_il_est_tape(graine: int, tmp_path: Path) -> None:
    typed, wanted = Auteur("wzx", graine).texte(titres=True)
    pages = propre(typed, tmp_path)
    assert_lu(lues(pages["departements/69-rhone/aucune/"], "wzx"), wanted)


def test_un_lien_a_parentheses_mene_ou_il_dit(tmp_path: Path) -> None:
    address = "https://rhone.example/Recueil-(fevrier)-2026.pdf"
    found = propre(f"Voir ([l’arrêté]({address})).", tmp_path)["departements/69-rhone/aucune/"]
    assert [a.text_content() for a in found.xpath("//a[@href=$address]", address=address)] == ["l’arrêté"]


def test_chaque_appel_mene_a_sa_note(tmp_path: Path) -> None:
    names = ["*", "**", "1", "1°", "a", "A"]
    typed = " ".join(f"mot[^{n}]" for n in names) + "".join(f"\n\n[^{n}]: Explication {n}" for n in names)
    page = propre(typed, tmp_path)["departements/69-rhone/aucune/"]
    calls = [a.get("href").removeprefix("#") for a in page.xpath("//sup[@class='appel']/a")]
    assert [len(page.xpath("//*[@id=$place]", place=place)) for place in calls] == [1] * len(names)
    assert len(set(calls)) == len(names)


def test_un_texte_propre_garde_les_signes_de_ses_notes_et_numerote_les_mots(tmp_path: Path) -> None:
    names = ["delais", "*", "2", "iii", "fin"]
    typed = " ".join(f"mot[^{n}]" for n in names) + "".join(f"\n\n[^{n}]: Explication {n}" for n in names)
    page = propre(typed, tmp_path)["departements/69-rhone/aucune/"]
    signs = ["1", "*", "2", "iii", "3"]
    assert [a.text for a in page.xpath("//sup[@class='appel']/a")] == signs
    notes = page.xpath("//p[@class='note-bas']")
    assert [note.text_content() for note in notes] == [
        f"{s} Explication {n}" for s, n in zip(signs, names, strict=True)
    ]
    assert [note.find("a").get("aria-label") for note in notes] == [f"Note {sign}" for sign in signs]


@pytest.mark.lent
def test_des_milliers_de_notes_coutent_a_la_mesure_de_leur_nombre(tmp_path: Path) -> None:
    numbers = range(4_900)
    typed = "\n\n".join(f"mot [^{n}]" for n in numbers) + "\n\n" + "\n".join(f"[^{n}]: note {n}" for n in numbers)

    def make() -> None:
        assert list(doutes(typed, propre=True)) == []
        propre(typed, tmp_path)

    assert tient(3, make)
