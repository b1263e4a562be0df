"""Two periods at once: each text keeps its address, what has ended says so, and a new trame tells whom it concerns."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from conventions.check import check
from conventions.compose.impact import impact, trame_changes
from conventions.compose.view import View, build_view
from conventions.model.page import Page
from conventions.model.status import Statut
from conventions.render.collection import collection
from conventions.render.elements import has_text
from conventions.render.impact import impact_in_words
from conventions.render.kinds import all_pages
from conventions.render.pages.comparer import listed
from conventions.source.registry import Reading, load
from tests.periode.periode import DEPARTMENTS, prepare
from tests.places import COMMANDE

LE_JOUR = date(2030, 2, 1)


@pytest.fixture(scope="session")
def national(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare(tmp_path_factory.mktemp("periode"))


@pytest.fixture(scope="session")
def reading(national: Path) -> Reading:
    return load(DEPARTMENTS, LE_JOUR, fictif=True, national=national)


@pytest.fixture(scope="session")
def view(reading: Reading) -> View:
    return build_view(reading.registry)


@pytest.fixture(scope="session")
def pages(view: View) -> dict[str, Page]:
    return {page.url: page for page in all_pages(view)}


def test_the_files_are_right(reading: Reading) -> None:
    assert [str(p) for p in check(reading) if p.severity == "erreur"] == []


def test_the_period_is_in_the_addresses(pages: dict[str, Page]) -> None:
    for url in (
        "trame/2026-2029/",
        "trame/2030-2033/",
        "clauses/2026-2029/art-7-al-1/",
        "clauses/2030-2033/art-5-al-2/",
        "departements/69-rhone/2022-2025/",
        "departements/69-rhone/2026-2029/",
        "departements/69-rhone/2026-2029/ecarts/",
        "departements/69-rhone/2026-2029/avenants/1/",
        "departements/69-rhone/2026-2029/versions/2026-10-12/",
        "departements/69-rhone/2026-2029/versions/2027-03-01/",
        "departements/69-rhone/2030-2033/",
        "departements/01-ain/2026-2029/",
    ):
        assert url in pages, url
    assert "clauses/2030-2033/art-7-al-1/" not in pages


def test_a_convention_that_was_replaced_says_so_everywhere(view: View, pages: dict[str, Page]) -> None:
    earlier = view.fiches["69"].precedentes
    assert [f.porteur.periode for f in earlier] == ["2022-2025", "2026-2029"]
    ended = earlier[1].situation
    assert ended.libelle.replace("\u00a0", " ") == "Terminée (remplacée le 15 janvier 2030 par la convention 2030-2033)"
    assert [(t.du, t.au) for t in earlier[1].textes] == [
        (date(2026, 10, 12), date(2027, 2, 28)),
        (date(2027, 3, 1), date(2030, 1, 14)),
    ]
    text = pages["departements/69-rhone/2026-2029/"].markdown
    assert "Cette convention n’est plus en vigueur" in text
    assert 'href="../2030-2033/">convention 2030-2033</a>' in text
    for day in ("2026-10-12", "2027-03-01"):
        assert "n’est plus en vigueur" in pages[f"departements/69-rhone/2026-2029/versions/{day}/"].markdown


def test_a_convention_that_nothing_replaced_stays_in_force(view: View) -> None:
    ain = view.fiches["01"]
    assert (ain.porteur.periode, ain.situation.statut) == ("2026-2029", Statut.EN_VIGUEUR)


def test_the_sheet_shows_the_succession(pages: dict[str, Page]) -> None:
    sheet = pages["departements/69-rhone/"].markdown
    order = [sheet.index(f'href="{periode}/">Convention') for periode in ("2022-2025", "2026-2029", "2030-2033")]
    assert order == sorted(order)


def test_the_clauses_of_a_period_are_those_of_its_conventions(pages: dict[str, Page]) -> None:
    old, new = (pages[f"clauses/{p}/art-5-al-1/"].markdown for p in ("2026-2029", "2030-2033"))
    assert "departements/01-ain/2026-2029/#art-5-al-1" in old
    assert "departements/69-rhone/2026-2029/#art-5-al-1" in old
    assert "01-ain" not in new
    assert "departements/69-rhone/2030-2033/#art-5-al-1" in new


def test_every_text_of_every_period_can_be_compared(view: View) -> None:
    keys = [t.cle for t in listed(collection(view))]
    assert len(keys) == len(set(keys))
    assert {
        "trame",
        "trame@2026-2029",
        "69",
        "69@2026-2029",
        "69@2026-10-12",
        "69@2027-03-01",
        "69@2030-01-15",
        "01",
    } <= set(keys)


def test_what_changes_between_the_two_trames(reading: Reading) -> None:
    trames = reading.registry.trames
    changes = trame_changes(trames["2026-2029"], trames["2030-2033"])
    assert [(p.id, p.nature) for p in changes] == [
        ("titre", "modifiee"),
        ("art-5-al-1", "modifiee"),
        ("art-5-al-2", "ajoutee"),
        ("art-7-al-1", "retiree"),
    ]


def test_which_conventions_carry_each_changed_clause(view: View) -> None:
    trames = view.registry.trames
    carrying = [f for f in view.textes("2026-2029") if has_text(f)]
    found = impact(trames["2026-2029"], trames["2030-2033"], carrying)
    assert {c.paire.id: [(p.code, p.conformite.slug) for p in c.porteuses] for c in found} == {
        "titre": [("01", "verbatim"), ("69", "verbatim")],
        "art-5-al-1": [("01", "verbatim"), ("69", "reecrite")],
        "art-5-al-2": [],
        "art-7-al-1": [("01", "verbatim")],
    }


ATTENDU = """\
De la trame 2026-2029 à la trame 2030-2033 : 2 clauses modifiées, 1 ajoutée et 1 supprimée.

Titre (titre) : modifié
  Trame de convention départementale relative à la prévention et à l’accompagnement des ruptures familiales 2026-2029 \
→ 2030-2033
  Dans 2 conventions : Ain (01) et Rhône (69)

Article 5, alinéa 1 (art-5-al-1) : modifié
  Les Parties s’engagent à mettre en œuvre les moyens à leur disposition pour transmettre {+chaque année +}les données \
prévues dans le cadre de la présente convention.
  Dans 2 conventions : Ain (01) et Rhône (69, réécrit)

Article 5, alinéa 2 (art-5-al-2) : ajouté
  {+Ces données sont publiées avant le 30 juin de l’année suivante.+}
  Nouvelle clause : aucune convention ne l’a encore.
"""


def test_the_report_is_told_in_words(view: View) -> None:
    trames = view.registry.trames
    carrying = [f for f in view.textes("2026-2029") if has_text(f)]
    report = impact_in_words("2026-2029", "2030-2033", impact(trames["2026-2029"], trames["2030-2033"], carrying))
    expected = ATTENDU.replace("2026-2029 → 2030-2033", "[-2026-2029-]{+2030-2033+}")
    assert re.sub("[\u00a0\u202f]", " ", report).startswith(expected)
    assert (
        impact_in_words("2026-2029", "2026-2029", ())
        == "De la trame 2026-2029 à la trame 2026-2029, aucune clause ne change.\n"
    )


def test_the_command_tells_it(national: Path) -> None:
    env = {
        **os.environ,
        "CONVENTIONS_DEPARTMENTS": str(DEPARTMENTS),
        "CONVENTIONS_NATIONAL": str(national),
        "SOURCE_DATE_EPOCH": str(int(datetime.combine(LE_JOUR, datetime.min.time(), UTC).timestamp())),
    }
    command: list[str | Path] = [COMMANDE, "diff", "--trame"]
    good = subprocess.run([*command, "2026-2029", "2030-2033"], env=env, capture_output=True, text=True, check=True)
    assert "Dans 1 convention\u00a0: Ain (01)" in good.stdout.replace("1\u00a0convention", "1 convention")
    wrong = subprocess.run([*command, "2026-2029", "2031-2034"], env=env, capture_output=True, text=True, check=False)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "périodes connues : 2026-2029, 2030-2033" in wrong.stderr


@pytest.mark.lent
def test_the_whole_site_is_built(
    national: Path, tmp_path: Path, construire: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    epoch = str(int(datetime.combine(LE_JOUR, datetime.min.time(), UTC).timestamp()))
    done = construire(
        tmp_path / "site",
        DEPARTMENTS,
        CONVENTIONS_NATIONAL=str(national),
        SOURCE_DATE_EPOCH=epoch,
        CONVENTIONS_STORE="",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "site/departements/69-rhone/2026-2029/versions/2027-03-01/index.html").is_file()
    assert (tmp_path / "site/donnees/v1/textes/69-rhone/2026-2029/2027-03-01.json").is_file()


def test_an_archive_follows_the_trame_of_its_folder(national: Path, tmp_path: Path) -> None:
    folder = tmp_path / "departments"
    (folder / "archives/2026-2029").mkdir(parents=True)
    (folder / "archives/2026-2029/01-ain.yml").write_text("departement: 01\ntrame: 2030-2033\n", encoding="utf-8")
    faulty = load(folder, LE_JOUR, national=national)
    assert [str(p) for p in check(faulty)] == [
        (
            "departments/archives/2026-2029/01-ain.yml:2:8: ce fichier est dans archives/2026-2029/ : "
            "sa trame doit être 2026-2029, ou « aucune »"
        )
    ]
