"""One definition of the format: the validator, the editors' help, the reference page and the blank file cannot drift apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conventions.compose.view import build_view
from conventions.render.blank_file import SCHEMA_PATH, blank_file
from conventions.render.collection import collection
from conventions.render.html import to_html
from conventions.render.pages import trame
from conventions.source import reader, schema
from conventions.source.nodes import FILE, resolved
from conventions.source.nodes import schema as whole_schema
from conventions.source.reference import load_reference
from conventions.source.registry import load
from tests.places import ROOT
from tests.regles.checking import departments, run

REFERENCE = load_reference("2026-2029")
Node = dict[str, Any]


def nodes(node: Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Every field, by its path in a file; what an amendment modifies is the contract again."""
    for name, raw in node.get("properties", {}).items():
        below = resolved(raw)
        yield (*path, name), below
        if (*path, name)[-1] != "modifie":
            yield from nodes(below, (*path, name))
    for keyword, mark in (("additionalProperties", "…"), ("items", "-")):
        if isinstance(node.get(keyword), dict):
            below = resolved(node[keyword])
            yield (*path, mark), below
            yield from nodes(below, (*path, mark))


ALL = list(nodes(whole_schema()))
LEAVES = [(path, node) for path, node in ALL if node.get("type") not in ("object", "array")]


def name(value: Any) -> str:  # noqa: ANN401
    return ".".join(value) if isinstance(value, tuple) else ""


@pytest.mark.parametrize(("path", "node"), ALL, ids=name)
def test_chaque_champ_est_decrit_en_francais(path: tuple[str, ...], node: Node) -> None:
    assert path[-1] in {"…", "-"} or node.get("title"), "un titre"
    if "pattern" in node or "enum" in node:
        assert node.get("errorMessage"), "un message"
    if "propertyNames" in node:
        assert resolved(node["propertyNames"]).get("errorMessage"), "un message pour les clés"


def test_chaque_champ_a_un_exemple() -> None:
    assert [name(path) for path, node in LEAVES if not node.get("examples") and path[-1] not in {"…", "-"}] == []


def test_la_page_du_format_explique_chaque_champ() -> None:
    view = build_view(load(ROOT / "tests/hostile/rien", date(2026, 11, 23)).registry)
    text = to_html(trame.reference(collection(view)).markdown).html
    titles = re.findall(r"<h[23][^>]*>(.+?)</h[23]>", text)
    shown = [re.sub(r"<.*?>", "", p) for p in re.findall(r'<p class="source">(.*?)</p>', text)]
    words = {"…": "une clé", "-": "un élément"}
    expected = [" \u203a ".join(words.get(key, key) for key in path) for path, _ in ALL if path[-1] not in words]
    missing = [p for p in expected if p not in shown]
    assert missing == []
    assert len(titles) == len(shown)
    anchors = re.findall(r'<h[23] id="([^"]+)"', text)
    assert len(anchors) == len(set(anchors)) == len(titles)


@pytest.mark.parametrize("path", sorted((ROOT / "departments").glob("*.yml")), ids=lambda p: p.stem)
def test_chaque_fichier_annonce_le_schema_a_l_editeur(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first == f"# yaml-language-server: $schema={SCHEMA_PATH}"
    assert (path.parent / SCHEMA_PATH).resolve() == FILE


@pytest.mark.parametrize("code", REFERENCE.departements)
def test_le_fichier_vierge_est_juste_et_n_a_que_des_cles_du_format(code: str) -> None:
    text = blank_file(REFERENCE.departements[code], "2026-2029")
    document = reader.parse(text.encode(), "departments/vierge.yml")
    problems, _ = schema.validate(document)
    assert [*document.problems, *problems] == []
    commented = re.sub(
        r"(?m)^# (meme_convention_que:.*)$",
        r"\1",
        blank_file(REFERENCE.departements[code], "2026-2029", REFERENCE.departements["67"]),
    )
    assert schema.validate(reader.parse(commented.encode(), "x"))[0] == []


# A newcomer fills in a blank file with five typical mistakes; each is mended by what its own message says, and nothing else.
ESSAI = (
    ("  introduction:\n", "  introduction: Diagnostic partagé : le constat,\n", '  introduction: "Diagnostic partagé : le constat,"\n', "mettre toute la valeur entre guillemets"),
    ("          signe_le:      # AAAA-MM-JJ, une fois signé\n", "          signe_le: 12/10/2026\n", "          signe_le: 2026-10-12\n", "écrire « 2026-10-12 »"),
    ("    caf:                 # Caf du Rhône\n      adresse:\n", "    caf:\n     adresse: 2 rue de l’Exemple\n", "    caf:\n      adresse: 2 rue de l’Exemple\n", "commencer à la colonne 7"),
    ("    cadre:", "    cadres: cdsf\n    #", "    cadre: cdsf\n    #", "écrire « cadre »"),
    ("  instance:\n", "  objectifs:\n    1:\n      actions:\n        visio: {intitule: Visio, pilote: Caff}\n  instance:\n", "  objectifs:\n    1:\n      actions:\n        visio: {intitule: Visio, pilote: caf}\n  instance:\n", "attendu : la clé d’une partie : prefet, cour, caf"),
)  # fmt: skip


def test_un_nouveau_venu_repare_d_apres_les_messages(tmp_path: Path) -> None:
    folder = departments(tmp_path)
    path = folder / "69-rhone.yml"
    text = blank_file(REFERENCE.departements["69"], "2026-2029")
    for blank, wrong, _, _ in ESSAI:
        assert blank in text, blank
        text = text.replace(blank, wrong, 1)
    path.write_text(text, encoding="utf-8")
    problems, _ = run(folder)
    for blank, _, _, words in ESSAI:
        assert any(words in p.message for p in problems), f"{blank} : {[p.message for p in problems]}"
    assert len([p for p in problems if p.severity == "erreur"]) == len(ESSAI), problems
    for _, wrong, mended, _ in ESSAI:
        text = text.replace(wrong, mended, 1)
    path.write_text(text, encoding="utf-8")
    assert [p for p in run(folder)[0] if p.severity == "erreur"] == []
