"""A text of one's own → its clauses: anchors that stay, a title, versions."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from conventions.compose.closing import ActesSignes
from conventions.compose.propre import cle, compose_own
from conventions.model.clause import Clause
from conventions.model.convention import Convention
from conventions.source.registry import load
from tests.helpers import REFERENCE, view
from tests.places import EXEMPLE, JOUR

TEXTE = """# Protocole

Vu le code civil ;

## Titre I – Principes

### Article 1

Un.

Deux.

### Objet

Trois.

## Titre II – Moyens

### Objet

Quatre.

### Objet

Cinq.
"""


def composer(texte: str, titre: str = "") -> dict[str, Clause]:
    convention = Convention(texte=texte, titre=titre)
    return {c.id: c for c in compose_own(REFERENCE.departements["01"], convention, ActesSignes(convention))}


def test_les_ancres_se_lisent_dans_les_titres_et_les_rangs() -> None:
    assert list(composer(TEXTE)) == [
        "titre",
        "debut-al-1",
        "section-titre-i",
        "section-titre-i-article-1",
        "section-titre-i-article-1-al-1",
        "section-titre-i-article-1-al-2",
        "section-titre-i-objet",
        "section-titre-i-objet-al-1",
        "section-titre-ii",
        "section-titre-ii-objet",
        "section-titre-ii-objet-al-1",
        "section-titre-ii-objet-2",
        "section-titre-ii-objet-2-al-1",
    ]


@pytest.mark.parametrize(
    ("avant", "apres"),
    [("Un.", "Un, réécrit."), ("Vu le code", "Vu la loi ;\n\nVu le code"), ("### Article 1", "### Définitions\n\nMot.\n\n### Article 1")],
)  # fmt: skip
def test_ce_qui_change_ailleurs_ne_deplace_aucune_ancre(avant: str, apres: str) -> None:
    before, after = composer(TEXTE), composer(TEXTE.replace(avant, apres))
    kept = {i: c.texte for i, c in before.items() if i.startswith("section-titre-ii") or i.endswith("article-1-al-2")}
    assert {i: after[i].texte for i in kept} == kept


@pytest.mark.parametrize(
    ("texte", "attendues"),
    [
        ("Un[^*], deux[^**].\n\n[^*]: a\n\n[^**]: b", ["debut-al-1", "note-x", "note-x-2"]),
        ("Un[^1], deux[^1°].\n\n[^1]: a\n\n[^1°]: b", ["debut-al-1", "note-1", "note-1-2"]),
        ("[^a]: a\n\n[^A]: b\n\n[^a-2]: c", ["note-a", "note-a-2", "note-a-2-2"]),
        (
            "## Objet\n\nUn.\n\n## Objet al 1\n\nDeux.",
            ["section-objet", "section-objet-al-1", "section-objet-al-1-2", "section-objet-al-1-2-al-1"],
        ),
        (
            "## Objet al 1\n\n## Objet\n\nUn.",
            ["section-objet-al-1", "section-objet", "section-objet-al-1-2"],
        ),
    ],
)
def test_chaque_ancre_est_unique(texte: str, attendues: list[str]) -> None:
    clauses = compose_own(REFERENCE.departements["01"], Convention(texte=texte))
    assert [c.id for c in clauses] == attendues


@pytest.mark.parametrize(
    ("titre", "attendue"),
    [
        ("Article 3 – Durée", "article-3"),
        ("Article premier", "article-premier"),
        ("II.1 Le parquet", "ii-1"),
        ("I. Objet", "i"),
        ("b) Suivi", "b"),
        ("3° Moyens", "3"),
        ("Action en justice", "action-en-justice"),
        ("L’accueil des familles", "l-accueil-des-familles"),
        ("…", "titre"),
    ],
)
def test_la_cle_d_un_titre(titre: str, attendue: str) -> None:
    assert cle(titre) == attendue


def test_le_titre_donne_par_le_fichier_l_emporte_et_l_autre_reste_dans_le_texte() -> None:
    assert composer(TEXTE)["titre"].texte == "Protocole"
    other = composer(TEXTE, "Convention locale")
    assert (other["titre"].texte, other["section-protocole"].texte) == ("Convention locale", "Protocole")
    assert "section-protocole" not in composer(TEXTE, "Protocole")


def test_un_avenant_change_le_texte_entier_et_chaque_version_garde_le_sien() -> None:
    fiche = view(EXEMPLE, fictif=True).fiches["48"]
    first, second = ({c.id: c.texte for c in fiche.clauses_de(t.convention)} for t in fiche.textes)
    assert first["section-article-4-al-1"].startswith("Un comité de suivi se réunit une fois par an")
    assert second["section-article-4-al-1"].startswith("Un comité de suivi se réunit deux fois par an")
    assert "note-secret" in second.keys() - first.keys()
    before, after = (dataclasses.replace(t.convention, texte="", avenants=()) for t in fiche.textes)
    assert before == after


def test_aucun_titre_ne_passe_le_sixieme_niveau() -> None:
    """A page has six levels: two headings of the first push the others down."""
    found = composer("# T\n\n# Annexe\n\n## a\n\n### b\n\n#### c\n\n##### d\n\n###### F\n\nMot.")
    assert [c.niveau for c in found.values() if c.niveau] == [2, 3, 4, 5, 6, 6]


@pytest.mark.parametrize("debut", ["", "\ufeff"])
def test_la_marque_que_met_le_bloc_notes_n_est_pas_du_texte(debut: str, tmp_path: Path) -> None:
    """A byte order mark, in a convention's own text as in that of an amendment: the title stays a title."""
    (tmp_path / "pieces/01").mkdir(parents=True)
    (tmp_path / "pieces/01/t.md").write_text(f"{debut}# Charte\r\n\r\nUn.\r\n", encoding="utf-8", newline="")
    (tmp_path / "01-ain.yml").write_text(
        'departement: "01"\ntrame: aucune\ntexte: pieces/01/t.md\navenants: {1: {objet: X, texte: pieces/01/t.md}}\n'
    )
    lu = load(tmp_path, JOUR).registry.dossiers["01"]
    assert {lu.texte, lu.origine.texte, lu.etapes[1].apres.texte} == {"# Charte\r\n\r\nUn.\r\n"}
