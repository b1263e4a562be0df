"""The form of the workshop asks all that the format admits, and nothing else."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from lxml import html

from conventions.export.formulaire import MotInconnu, formulaire, fragment
from conventions.render.collection import Collection
from conventions.source.document import Path, Value
from conventions.source.nodes import schema
from conventions.source.registry import load_context
from tests.places import EXEMPLE, JOUR


@cache
def registre() -> Any:  # noqa: ANN401 — the registry, read once
    return load_context(EXEMPLE, JOUR).registry([])


@cache
def gabarits() -> dict[str, html.HtmlElement]:
    """Each kind of object, by name."""
    lu = html.fragment_fromstring(fragment(schema(), registre().trame), create_parent="div")
    return {str(element.get("data-type")): element for element in lu.xpath("./template[@data-type]")}


def demande(path: Path, value: Value, kind: str | None) -> Iterator[Path]:
    """The places of a value that its template does not ask."""
    asked = {str(field.get("data-cle")): field for field in gabarits()[str(kind)].xpath("./*[@data-cle]")}
    if isinstance(value, dict) and not set(asked) <= {""}:
        for key, below in value.items():
            yield from dessous((*path, key), below, asked[key]) if key in asked else iter([(*path, key)])
    elif isinstance(value, list) and "[]" in asked:
        yield from dessous(path, value, asked["[]"])
    elif "" not in asked:
        yield path


def dessous(path: Path, value: Value, field: html.HtmlElement) -> Iterator[Path]:
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    genre, kind = field.get("data-genre"), field.get("data-de")
    if genre == "objet" and value is not None:
        yield from demande(path, value, kind)
    elif genre in {"table", "liste"}:
        for key, below in entries:
            yield from demande((*path, key), below, kind) if below is not None else ()
    elif genre == "choix" and value is not None and not field.xpath(f".//option[@value='{value}']"):
        yield path


@pytest.mark.parametrize("nom", sorted(p.name for p in EXEMPLE.glob("*.yml")))
def test_every_value_of_a_file_has_its_field(nom: str) -> None:
    document = load_context(EXEMPLE, JOUR).read(nom, (EXEMPLE / nom).read_bytes()).document
    assert document.value
    assert list(demande((), document.value, "")) == []


def test_a_field_that_is_not_asked_would_be_seen() -> None:
    assert list(demande((), {"convention": {"fait": {"a": "Lyon", "ou": "Lyon"}}}, "")) == [
        ("convention", "fait", "ou")
    ]


def _avec(place: tuple[str, ...], **words: Any) -> dict[str, Any]:  # noqa: ANN401 — JSON
    changed = copy.deepcopy(schema())
    node: Any = changed
    for step in place:
        node = node[step]
    node.update(words)
    return changed


@pytest.mark.parametrize(
    ("racine", "dit"),
    [
        (_avec(("properties", "trame"), oneOf=[]), "inconnu du formulaire, sous « trame » : oneOf"),
        (
            _avec(("$defs", "document_signe", "properties", "date"), deprecated=True),
            "document_signe.date » : deprecated",
        ),
        (
            _avec(("properties",), nouveau={"type": "string", "title": "Nouveau"}),
            "aucune section du formulaire ne demande.* : nouveau",
        ),
        (
            _avec(("$defs", "redaction", "properties"), nouveau={"type": "string"}),
            "pas de titre à « redaction.nouveau »",
        ),
    ],
    ids=["mot", "mot au fond", "section", "titre"],
)
def test_what_the_form_cannot_ask_stops_the_build(
    racine: dict[str, Any], dit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("conventions.source.nodes.schema", lambda: racine)
    monkeypatch.setattr("conventions.source.nodes._RESOLVED", {})
    with pytest.raises(MotInconnu, match=dit):
        fragment(racine, registre().trame)


def test_every_clause_of_the_trame_is_shown_with_its_blanks() -> None:
    trame = registre().trame
    lu = html.fragment_fromstring(fragment(schema(), trame), create_parent="div")
    shown = {
        e.get("data-clause"): e.xpath("string(.//*[@class='clause-texte'])") for e in lu.xpath("//*[@data-clause]")
    }
    wanted = {c.id: c for c in trame.clauses if c.nature not in {"consigne", "partie", "blanc"}}
    assert set(shown) == set(wanted)
    for ident, text in shown.items():
        official = wanted[ident].texte.replace("Trame de convention", "Convention")  # its title, agreed
        assert text.replace("\u00a0", " ").replace("\u202f", " ") == official.replace("\u00a0", " ").replace(
            "\u202f", " "
        )
    assert lu.xpath("//@data-blanc") == [f"convention.{b.champ}" for c in wanted.values() for b in c.blancs]


@pytest.mark.parametrize("present", [True, False])
def test_it_is_published_with_the_workshop_alone(*, present: bool) -> None:
    published = [url for url, _ in formulaire(Collection(registre(), {}, present))]
    assert published == ["contribuer/atelier/fichiers/formulaire.txt"] * present
