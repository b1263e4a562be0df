"""The list of services that the ministry may give: its faults at their line, and of each commune the nearest, from fictitious rows."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from conventions.compose.proximite import distance, plus_proches
from conventions.compose.view import View, build_view
from conventions.model.page import Page
from conventions.model.service import Commune, NatureService, Service, ServiceSitue
from conventions.render.kinds import pages_of_department
from conventions.search.departement import own_passages
from conventions.source.contacts import load_contacts
from conventions.source.registry import load
from conventions.source.services import COLONNES, load_services
from tests.helpers import REFERENCE
from tests.places import EXEMPLE, JOUR, ROOT

SOURCE = "https://www.data.gouv.fr/essai"
LYON = f"mediation,Médiation d'essai,69123,1 rue de l'Essai,04 00 00 00 00,contact@essai.example,https://essai.example/,,,{SOURCE},2026-11-23"
VILLEFRANCHE = f"mediation,Médiation du Beaujolais,69264,,,,,45.99,4.72,{SOURCE},2026-11-23"
MACON = f"espace_rencontre,Rencontre de Mâcon,71270,,,,,,,{SOURCE},2026-11-23"
POSITIONS = ["69123,45.76,4.84", "69264,45.98,4.73", "69029,45.73,4.91", "69019,46.11,4.75", "71270,46.31,4.83"]


def ecrire(where: Path, *lignes: str, positions: list[str] | None = None) -> Path:
    national = where / "national"
    (national / "communes").mkdir(parents=True, exist_ok=True)
    (national / "services.csv").write_text("\n".join([",".join(COLONNES), *lignes, ""]), encoding="utf-8")
    if positions is not None:
        text = "\n".join(["insee,latitude,longitude", *positions, ""])
        (national / "communes/positions.csv").write_text(text, encoding="utf-8")
    return national


def du_rhone(national: Path) -> tuple[View, Mapping[str, Page]]:
    """The Rhône of the examples, with these files."""
    services, communes, problems = load_services(national)
    assert problems == []
    registry = load(EXEMPLE, JOUR).registry
    reference = dataclasses.replace(registry.reference, services=services, communes=communes)
    view = build_view(dataclasses.replace(registry, reference=reference))
    return view, {page.url: page for page in pages_of_department(view, view.fiches["69"])}


def rangees(page: Page) -> dict[str, list[str]]:
    """Of each commune of the table, its cells as one reads them."""
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", page.markdown)
    return {name: [re.sub(r"<[^>]+>", "", cell) for cell in cells.split("</td>")[:-1]] for name, cells in rows}


def test_each_commune_has_its_nearest_services_across_the_border_of_the_departement(tmp_path: Path) -> None:
    _, pages = du_rhone(ecrire(tmp_path, LYON, VILLEFRANCHE, MACON, positions=POSITIONS))
    page = pages["departements/69-rhone/services/"]
    assert rangees(page) == {
        "Belleville-en-Beaujolais": ["Médiation du Beaujolais, 14\u00a0km", "Rencontre de Mâcon, 23\u00a0km"],
        "Bron": ["Médiation d’essai, 6\u00a0km", "Rencontre de Mâcon, 65\u00a0km"],
        "Lyon": ["Médiation d’essai, sur place", "Rencontre de Mâcon, 61\u00a0km"],
        "Villefranche-sur-Saône": ["Médiation du Beaujolais, 1\u00a0km", "Rencontre de Mâcon, 37\u00a0km"],
    }
    links = re.findall(r'href="#(service-[^"]+)"', page.markdown)
    assert set(links) == set(re.findall(r'<li id="(service-[^"]+)"', page.markdown))
    assert "data.gouv.fr" in page.markdown.replace("&#46;", ".")
    sheet = pages["departements/69-rhone/"].markdown
    assert sheet.index('href="services/"') < sheet.index("</div>", sheet.index('class="en-bref"'))


def test_without_the_places_of_communes_the_page_lists_the_services_of_the_departement(tmp_path: Path) -> None:
    _, pages = du_rhone(ecrire(tmp_path, LYON, MACON))
    page = pages["departements/69-rhone/services/"]
    assert rangees(page) == {}
    assert re.findall(r"<strong>(.*?)</strong>", page.markdown) == ["Médiation d’essai"]


@pytest.mark.parametrize("positions", [None, [], POSITIONS])
def test_without_services_nothing_changes(tmp_path: Path, positions: list[str] | None) -> None:
    _, pages = du_rhone(ecrire(tmp_path, positions=positions))
    assert not [url for url in pages if url.endswith("/services/")]
    assert 'href="services/"' not in pages["departements/69-rhone/"].markdown


def test_the_project_ships_none_and_has_no_such_page() -> None:
    assert not (ROOT / "national/services.csv").exists()
    assert (REFERENCE.services, REFERENCE.communes) == ((), {})


def test_the_search_finds_them_by_what_they_do_and_where(tmp_path: Path) -> None:
    view, pages = du_rhone(ecrire(tmp_path, LYON, MACON, positions=POSITIONS))
    found = {
        p.url: p
        for p in own_passages(view, view.fiches["69"], {})
        if p.url.startswith("departements/69-rhone/services/")
    }
    assert list(found) == [
        "departements/69-rhone/services/",
        "departements/69-rhone/services/#service-mediation-d-essai-69123",
    ]
    assert {p.genre for p in found.values()} == {"service"}
    assert all(url.partition("#")[0] in pages for url in found)
    assert list(found.values())[1].ressort == "Lyon"


@pytest.mark.parametrize(
    ("ligne", "dit"),
    [
        (LYON.replace("mediation,", "médiation,", 1), "nature\u00a0: « médiation » n’est pas admis ; attendu\u00a0: mediation, espace_rencontre, information, conseil, parentalite, pensions, victimes, autre ; peut-être « mediation »"),
        (LYON.replace("Médiation d'essai", ""), "nom\u00a0: la valeur manque"),
        (LYON.replace("69123", "69999"), "insee\u00a0: « 69999 » n’est pas admis ; attendu\u00a0: le code INSEE d’une commune, cinq signes (69266)"),
        (LYON.replace("contact@essai.example", "contact"), "courriel\u00a0: « contact » n’est pas admis ; attendu\u00a0: l’adresse électronique du service, par exemple contact@mediation.example"),
        (VILLEFRANCHE.replace("45.99", "95.99"), "latitude\u00a0: « 95.99 » n’est pas admis ; attendu\u00a0: des degrés, entre -90 et 90"),
        (VILLEFRANCHE.replace("4.72", "4°43"), "longitude\u00a0: « 4°43 » n’est pas admis ; attendu\u00a0: des degrés, avec un point (45.7663)"),
        (VILLEFRANCHE.replace("45.99", "nan"), "latitude\u00a0: « nan » n’est pas admis ; attendu\u00a0: des degrés, entre -90 et 90"),
        (VILLEFRANCHE.replace("4.72", ""), "latitude et longitude vont ensemble\u00a0: écrire les deux, ou aucune"),
        (LYON.replace(SOURCE, "https://annuaire.example/"), "avertissement : la source « https://annuaire.example/ » n’est pas l’adresse d’une page de caf.fr, msa.fr, gouv.fr, service-public.fr\u00a0: la ligne n’est pas montrée"),
        (LYON.replace("2026-11-23", ""), "avertissement : le jour de la vérification manque\u00a0: la ligne n’est pas montrée"),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_line(tmp_path: Path, ligne: str, dit: str) -> None:
    services, _, problems = load_services(ecrire(tmp_path, MACON, ligne))
    said = dit.removeprefix("avertissement : ")
    prefix = "avertissement : " if said != dit else ""
    assert [str(p) for p in problems] == [f"national/services.csv:3:1: {prefix}{said}"]
    assert [s.service.nom for s in services] == ["Rencontre de Mâcon"]


def test_a_commune_out_of_the_list_is_told_at_its_line(tmp_path: Path) -> None:
    _, _, problems = load_services(ecrire(tmp_path, LYON, positions=["69123,45.76,4.84", "99999,45,4"]))
    assert [(p.path, p.line) for p in problems] == [("national/communes/positions.csv", 3)]


def test_the_nearest_is_the_nearest_of_all_and_not_of_those_that_seem_near() -> None:
    """Against every distance, on a country of drawn places."""
    places = [((41 + 10 * ((7 * n) % 97) / 97), (-4 + 12 * ((13 * n) % 89) / 89)) for n in range(400)]
    services = [
        ServiceSitue(Service(f"s{n}", NatureService.MEDIATION, f"{n}", "", "", "", "", ""), "69", place, "", "")
        for n, place in enumerate(places[:150])
    ]
    for start in range(150, 400, 25):
        communes = [Commune(f"{n}", place) for n, place in enumerate(places[start : start + 25])]
        for commune, (found,) in plus_proches(communes, services):
            every = [distance(commune.position, s.position) for s in services if s.position]
            assert found.distance == pytest.approx(min(every))


@pytest.mark.parametrize(("a", "b", "km"), [((48.8566, 2.3522), (45.764, 4.8357), 392), ((45.0, 4.0), (45.0, 4.0), 0)])
def test_a_distance_is_that_of_the_earth(a: tuple[float, float], b: tuple[float, float], km: float) -> None:
    assert distance(a, b) == pytest.approx(km, abs=1)


@pytest.mark.parametrize(
    ("rang", "fichier"), list(enumerate(["contacts.csv", "services.csv", "communes/positions.csv"]))
)
def test_the_examples_of_the_guide_are_right(rang: int, fichier: str, tmp_path: Path) -> None:
    guide = (ROOT / "docs/projet/ou-s-adresser.md").read_text(encoding="utf-8")
    national = tmp_path / "national"
    (national / "communes").mkdir(parents=True)
    blocks = re.findall(r"^```csv\n(.*?)^```", guide, re.MULTILINE | re.DOTALL)
    for name, block in zip(["contacts.csv", "services.csv", "communes/positions.csv"], blocks, strict=True):
        (national / name).write_text(block, encoding="utf-8")
    contacts, faults = load_contacts(national, REFERENCE.departements)
    services, communes, others = load_services(national)
    assert [*faults, *others] == []
    found: tuple[object, ...] = (contacts, services, communes["69"])[rang]
    assert len(found) == len(blocks[rang].splitlines()) - 1, fichier
