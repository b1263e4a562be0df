"""Values of indicators: what is defined alike stands together, nothing else is added or drawn; what is not given is counted."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from conventions.model.page import Page
from conventions.render.indicateurs import DE_LA_TRAME, Valeur, groupes
from conventions.render.kinds import all_pages
from tests.helpers import REFERENCE, composee, pages
from tests.places import EXEMPLE

VIDE = Path(__file__).parent.parent / "hostile/rien"


def valeur(combien: str, definition: str = "d", unite: str = "€", annee: int = 2027, par: str = "la Caf") -> Valeur:
    return Valeur("enveloppes", annee, combien, unite, definition, "source", par)


@pytest.mark.parametrize(
    ("published", "sums"),
    [
        ([valeur("10"), valeur("2,5")], [{2027: Decimal("12.5")}]),
        ([valeur("10"), valeur("2", annee=2026)], [{2026: Decimal(2), 2027: Decimal(10)}]),
        ([valeur("10", "Tous  postes."), valeur("2", "tous postes")], [{2027: Decimal(12)}]),
        ([valeur("10"), valeur("2", "autre")], [{2027: Decimal(10)}, {2027: Decimal(2)}]),
        ([valeur("10"), valeur("2", unite="k€")], [{2027: Decimal(10)}, {2027: Decimal(2)}]),
        ([valeur("10", ""), valeur("2", "")], [{}]),
    ],
)
def test_only_what_is_defined_alike_is_added(published: list[Valeur], sums: list[dict[int, Decimal]]) -> None:
    made = groupes(REFERENCE.indicateurs["enveloppes"], [(str(n), v) for n, v in enumerate(published, 10)])
    assert [g.sommes for g in made] == sums


def test_a_delay_is_never_added_and_what_is_not_defined_is_not_drawn() -> None:
    delay = REFERENCE.indicateurs["er_delai_attente"]
    made = groupes(
        delay, [(c, Valeur(delay.id, 2027, v, "jours", d, "", "")) for c, v, d in (("01", "20", "d"), ("02", "40", ""))]
    )
    assert [(g.definition, g.sommes, bool(g.rangees[0].barre)) for g in made] == [("D", {}, True), ("", {}, False)]


def page(url: str, folder: Path, *, fictif: bool) -> Page:
    return next(p for p in pages(folder, fictif=fictif) if p.url == url)


@pytest.mark.parametrize("ident", DE_LA_TRAME)
@pytest.mark.parametrize("folder", [EXEMPLE, VIDE])
def test_each_departement_is_a_row_or_is_counted_as_silent(ident: str, folder: Path) -> None:
    text = page(f"suivi/indicateurs/{ident.replace('_', '-')}/", folder, fictif=folder == EXEMPLE).markdown
    rows, silent = text.split("## Non renseigné")
    told = set(re.findall(r'<th scope="row"><a href="[./]*departements/([^/"]+)/', rows))
    quiet = set(re.findall(r"departements/([^/\"]+)/", silent.split("</details>")[0]))
    assert told | quiet == {d.slug for d in REFERENCE.departements.values()}
    assert not told & quiet
    assert bool(told) is (folder == EXEMPLE)


def test_a_sheet_says_what_is_not_given() -> None:
    source = 'departement: "01"\ntrame: 2026-2029\nconvention: {introduction: Au vu du diagnostic.}\nsuivi: {indicateurs: {a: {indicateur: er_delai_attente, annee: 2027, valeur: 45, definition: du jugement à la visite}}}\n'
    made = next(p for p in all_pages(composee(source, "01")[0]) if p.url == "departements/01-ain/").markdown
    table = made.partition("{#indicateurs}")[2].partition("</table>")[0]
    assert "45 jours" in table.replace("\u00a0", " ")
    assert table.count("non renseigné") == len(DE_LA_TRAME) - 1
