"""Conventions as they are found: who has signed, from when it applies, until when. What each must show, and never say."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from conventions.check import check
from conventions.compose.view import Fiche, View, build_view
from conventions.export.registry import files_of_all
from conventions.render.collection import collection
from conventions.render.kinds import KINDS, pages_of_all, pages_of_department
from conventions.render.structured import StructuredData
from conventions.source.registry import load

HERE = Path(__file__).parent
AU = date(2026, 11, 23)
TACITE = HERE / "tacit-renewal/departments/77-seine-et-marne.yml"


@cache
def view(name: str, au: date = AU) -> View:
    return build_view(load(HERE / name / "departments", au).registry)


def fiche(name: str, au: date = AU) -> Fiche:
    return next(f for f in view(name, au).fiches.values() if not f.situation.statut.vide)


@cache
def told(name: str, au: date = AU) -> dict[str, str]:
    """What a reader reads of each page that speaks of the département, by address."""
    seen, item = view(name, au), fiche(name, au)
    together, d, found = collection(seen), item.dossier.departement, {}
    shared = [page for kind in ("accueil", "tableau", "suivi") for page in pages_of_all(KINDS[kind], together)]
    for page in (*pages_of_department(seen, item), *shared):
        text = re.sub(r"[ \u00a0\u202f]+", " ", html.unescape(re.sub(r"<[^>]+>", " ", page.markdown)))
        if page.url.startswith(f"departements/{d.slug}/"):
            found[page.url] = text
        elif own := "\n".join(line for line in text.splitlines() if d.nom in line):
            found[page.url] = own
    return found


def rows(name: str, au: date = AU) -> dict[str, str]:
    """Its row of the open data."""
    code = fiche(name, au).dossier.code
    data = json.loads(dict(files_of_all(collection(view(name, au))))["donnees/v1/departements.json"])
    found: dict[str, str] = next(row for row in data if row["code"] == code)
    return found


def legislation(name: str, au: date = AU) -> str:
    item = fiche(name, au)
    alone = View(view(name, au).registry, {item.dossier.code: item})
    page = next(p for p in pages_of_department(alone, item) if p.sorte == "fiche")
    return StructuredData(au, "Essai").page(page, "https://exemple.test/", alone)


def sheet(name: str, au: date = AU) -> str:
    return told(name, au)[f"departements/{fiche(name, au).dossier.departement.slug}/"]


def never(name: str, words: tuple[str, ...], au: date = AU) -> None:
    """None of these words is on any page."""
    for url, text in told(name, au).items():
        assert [word for word in words if word in text] == [], url


@pytest.mark.parametrize(
    "name", [p.name for p in sorted(HERE.iterdir()) if p.name.startswith(("status-", "tacit-")) and p.is_dir()]
)
def test_the_file_is_without_fault(name: str) -> None:
    assert [p for p in check(load(HERE / name / "departments", AU)) if p.severity == "erreur"] == []


def test_a_typed_date_puts_nothing_in_force_before_all_have_signed() -> None:
    name = "status-effect-typed-nobody-signed"
    text, row = sheet(name), rows(name)
    assert fiche(name).situation.libelle == "Prête à signer"
    never(name, ("En vigueur", "ont signé cette", "s’applique depuis", "signé le", "Terminée"))
    assert "Entrée en vigueur prévue 1er janvier 2026 (date que donne le texte)" in re.sub(r"\s+", " ", text)
    assert "Son texte prévoit une entrée en vigueur le 1er janvier 2026." in text
    assert (row["statut"], row["signatures"]) == ("prete-a-signer", "aucune")
    assert (row["entree_en_vigueur"], row["entree_prevue"]) == ("", "2026-01-01")
    assert "NotInForce" in legislation(name)
    assert "PassedBy" not in legislation(name)


def test_signed_by_all_with_an_effect_to_come() -> None:
    name = "status-signed-effect-to-come"
    text, row = sheet(name), rows(name)
    assert fiche(name).situation.libelle == "Signée, entrée en vigueur le 1er\u00a0janvier\u00a02027"
    never(name, ("manque", "s’applique depuis", "pas encore signé", "Projet"))
    assert "ont signé cette convention" in text
    assert "Elle ne s’applique pas encore. Elle s’appliquera à partir du 1er janvier 2027." in text
    assert (row["statut"], row["signee_le"], row["entree_en_vigueur"]) == ("signee-a-venir", "2026-05-13", "2027-01-01")
    assert "NotInForce" in legislation(name)
    assert fiche(name, date(2027, 1, 1)).situation.libelle == "En vigueur"


def test_a_term_that_passes_unsigned() -> None:
    name = "status-unsigned-term-past"
    text, row = sheet(name), rows(name)
    assert fiche(name).situation.libelle == "Jamais entrée en vigueur"
    never(name, ("Terminée", "ont signé cette", "ne s’applique plus", "n’est plus en vigueur"))
    assert "Elle n’est jamais entrée en vigueur : toutes les parties ne l’avaient pas signée le 31 octobre 2026" in text
    assert (row["statut"], row["entree_en_vigueur"], row["terme"]) == ("jamais-en-vigueur", "", "2026-10-31")
    assert fiche(name, date(2026, 10, 31)).situation.libelle == "Prête à signer"


@pytest.fixture(scope="module")
def renouvelable(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The convention as it was found, and the key that the check asks for."""
    folder = tmp_path_factory.mktemp("tacite") / "departments"
    folder.mkdir()
    (folder / TACITE.name).write_text(
        TACITE.read_text("utf-8") + "  renouvellement: {tacite: {duree: 1 an, fois: 3}}\n"
    )
    return str(folder.parent)


def test_as_found_it_is_without_fault_and_the_check_asks_for_its_renewal() -> None:
    (told,) = check(load(TACITE.parent, AU))
    assert (told.severity, told.rule, told.line) == ("avertissement", "renouvellement-a-saisir", 40)
    assert "sous « convention: renouvellement », en « tacite »" in told.message


def test_tacit_renewal_gives_its_three_days(renouvelable: str) -> None:
    name = renouvelable
    assert check(load(Path(name) / "departments", AU)) == []
    text = re.sub(r"\s+", " ", sheet(name))
    assert fiche(name).situation.libelle == "En vigueur"
    for sentence in (
        "Terme en cours 1er novembre 2027 (date que donne le texte)",
        "Renouvellement tacite (1 an à chaque fois, 3 fois au plus)",
        "Dernier terme possible 1er novembre 2030",
        "Opposition au renouvellement au plus tard le 1er septembre 2027 (article 8, alinéa 5)",
        "1er septembre 2027 Dernier jour pour s’opposer au renouvellement",
        "Elle dure jusqu’au 1er novembre 2027.",
    ):
        assert sentence in text
    row = rows(name)
    assert (row["terme_nature"], row["terme"]) == ("renouvelable", "2027-11-01")
    assert (row["dernier_terme"], row["opposition_au_plus_tard"]) == ("2030-11-01", "2027-09-01")


@pytest.mark.parametrize(
    ("au", "terme", "opposition", "statut"),
    [
        (date(2027, 11, 1), "2027-11-01", "2027-09-01", "en-vigueur"),
        (date(2027, 11, 2), "2028-11-01", "2028-09-01", "en-vigueur"),
        (date(2029, 12, 1), "2030-11-01", "", "en-vigueur"),
        (date(2030, 11, 1), "2030-11-01", "", "en-vigueur"),
        (date(2030, 11, 2), "2030-11-01", "", "terminee"),
    ],
)
def test_each_term_is_followed_by_the_next_until_the_last(
    au: date, terme: str, opposition: str, statut: str, renouvelable: str
) -> None:
    row = rows(renouvelable, au)
    assert (row["terme"], row["opposition_au_plus_tard"], row["statut"]) == (terme, opposition, statut)
