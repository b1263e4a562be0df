"""Each status is one definition: its attributes are whole, it has a mark, the store keeps it, and nobody else writes its name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from conventions.build.store import decode, encode
from conventions.build.work import FOUND
from conventions.compose.answers import Traitement
from conventions.model.accessibility import EtatCritere
from conventions.model.actes import Cause, EtatAvenant, Fin
from conventions.model.clause import Conformite
from conventions.model.convention import EtatAction
from conventions.model.enumeration import Enumeration
from conventions.model.status import Statut, StatutTexte
from conventions.render.contribution import contribution, part_type
from conventions.search import Found, found_of
from tests.helpers import view
from tests.places import ROOT

ENUMERATIONS: tuple[type[Enumeration], ...] = (
    Statut,
    StatutTexte,
    Conformite,
    Traitement,
    Cause,
    EtatAction,
    EtatAvenant,
    EtatCritere,
)
STYLES, CARTE = (
    (ROOT / f"overrides/components/assets/stylesheets/{name}.css").read_text(encoding="utf-8")
    for name in ("statuts", "carte")
)
PACKAGE = ROOT / "hooks/conventions"


@dataclass(frozen=True)
class Kept:
    statut: Statut
    texte: StatutTexte
    traitements: dict[str, Traitement]
    cause: Cause | None


@pytest.mark.parametrize("kind", ENUMERATIONS, ids=lambda kind: kind.__name__)
def test_slugs_are_unique_and_can_stand_in_an_address(kind: type[Enumeration]) -> None:
    slugs = [one.slug for one in kind]
    assert len(set(slugs)) == len(slugs) == len(kind.__members__)
    assert all(re.fullmatch(r"[a-z]+([-_][a-z]+)*", slug) for slug in slugs)
    assert [kind.of(slug) for slug in slugs] == list(kind)
    assert [one.rang for one in kind] == list(range(len(slugs)))


@pytest.mark.parametrize(
    "kind",
    [Statut, Conformite, Traitement, Cause, EtatAction, EtatAvenant, EtatCritere],
    ids=lambda kind: kind.__name__,
)
def test_words_are_unique_and_whole(
    kind: type[Statut | Conformite | Traitement | Cause | EtatAction | EtatAvenant | EtatCritere],
) -> None:
    words = [one.libelle for one in kind]
    assert len(set(words)) == len(words)
    assert all(word == word.strip() != "" for word in words)


@pytest.mark.parametrize("statut", Statut, ids=lambda statut: statut.slug)
def test_a_legal_status_has_all_its_attributes(statut: Statut) -> None:
    said = statut.phrase.format(
        entree="1er janvier 2027", depuis=" depuis hier", manquantes="de la CAF", fin=" depuis hier", raison="trop tard"
    )
    assert re.fullmatch(r"[A-ZÉ].*\.", said)
    assert statut.marque == f"statut-{statut.slug}"
    assert "{" not in statut.libelle + statut.libelle_de("1er janvier 2027")
    assert sum((statut.vide, statut.en_cours, statut.force, statut.close)) <= 1


def test_what_binds_is_listed_first_and_what_is_over_last() -> None:
    assert [s.slug for s in Statut if s.force] == ["en-vigueur", "denonciation-recue"]
    assert [s.slug for s in Statut if s.close] == ["jamais-en-vigueur", "terminee"]
    order = [(not s.force, s.close) for s in Statut]
    assert order == sorted(order)


def test_each_legal_status_has_a_shape_of_its_own() -> None:
    shapes = {
        s: re.search(rf"^(?::is\()?\.{s.marque}[ ,][^{{]*\{{[^}}]*--forme: (url\([^)]*\))", STYLES, re.MULTILINE)
        for s in Statut
    }
    assert [s.slug for s, found in shapes.items() if found is None] == []
    assert len({found[1] for found in shapes.values() if found}) == len(Statut)
    assert set(re.findall(r"^(?::is\()?\.statut-([\w-]+)", STYLES, re.MULTILINE)) == {s.slug for s in Statut}


def test_each_legal_status_has_a_tile_of_its_own() -> None:
    assert set(re.findall(r"^:is\(\.tuile, \.cle\)\.statut-([\w-]+)", CARTE, re.MULTILINE)) == {s.slug for s in Statut}


def test_each_conformity_has_its_part_of_the_bar() -> None:
    held = {c.slug for c in Conformite if c is not Conformite.PROPRE}  # a text of one's own is held against no other
    assert set(re.findall(r"\.part\.([\w-]+)", STYLES)) == held


def test_the_text_says_how_many_blanks_are_left() -> None:
    assert StatutTexte.A_COMPLETER.libelle(1) == "à compléter (1\u00a0blanc)"
    assert StatutTexte.COMPLETE.libelle(0) == "complet"


@pytest.mark.parametrize("statut", Statut, ids=lambda statut: statut.slug)
def test_the_store_keeps_a_status_by_its_slug(statut: Statut) -> None:
    kept = Kept(statut, StatutTexte.COMPLETE, {"art-1": Traitement.A_COMPLETER}, Cause.ACCORD)
    data = encode(kept)
    assert decode(data, Kept) == kept
    assert statut.slug.encode() in data


def test_what_a_departement_brings_comes_back_from_the_store_as_it_was() -> None:
    seen = view(ROOT / "tests/exemple/departments", fictif=True)
    for fiche in seen.fiches.values():
        brought = {**contribution(seen, fiche).parts(), FOUND: found_of(seen, fiche, {})[0]}
        for part, value in brought.items():
            kind = Found if part == FOUND else part_type(part)
            assert decode(encode(value), kind) == value, (fiche.dossier.code, part)
        fins = fiche.porteur.fins
        assert decode(encode(fins), tuple[Fin, ...]) == fins


def constants() -> Iterator[tuple[str, str]]:
    """(file, text) of every literal of the package."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path.relative_to(PACKAGE).as_posix(), node.value
    for path in (PACKAGE / "render/templates").iterdir():
        for text in re.findall(r"['\"]([\w-]+)['\"]", path.read_text(encoding="utf-8")):
            yield path.name, text


def test_no_other_module_writes_the_name_of_a_status() -> None:
    slugs = {s.slug for s in Statut} | {s.slug for s in StatutTexte}
    assert {name for name, text in constants() if text in slugs} - {"compose/answers.py"} == {"model/status.py"}
