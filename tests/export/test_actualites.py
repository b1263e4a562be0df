"""The feeds hold what has happened, on its true day and under an id for good, as a reader of feeds tells it."""

from __future__ import annotations

from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest
from lxml import etree

from conventions.compose.view import View
from conventions.export.actualites import ENTREES, feed_of, feeds
from conventions.export.calendrier import calendars
from conventions.render.collection import collection
from conventions.render.nouvelles import nouvelles
from tests.export.test_calendrier import TERME, TOUS
from tests.helpers import composee, signee, view
from tests.places import EXEMPLE, JOUR

SITE = "https://conventions.example/"
FIN = "fin: {d1: {cause: denonciation, par: caf, envoyee_le: 2027-10-01, recue_le: 2027-10-04, effet_le: 2027-12-31, portee: convention}}\n"
RECTIFIEE = "rectifications: {r1: {le: 2027-04-05, clauses: [obj-2-a], motif: un mot oublié}}\n"
AVENANT = (
    "avenants: {1: {objet: une action pour l’objectif 3, effet_le: 2027-09-01, "
    "modifie: {objectifs: {3: {actions: {forum: {intitule: Tenir un forum}}}}}, "
    f"signatures: {TOUS.replace('LE', '2027-08-15')}}}}}\n"
)


def read(text: str) -> Any:  # noqa: ANN401 — what the reader gives
    """Well formed, and with all that a feed and each of its entries must have (RFC 4287, 4.1)."""
    atom = {"a": "http://www.w3.org/2005/Atom"}
    root = etree.fromstring(text.encode())
    for path in ("a:id", "a:title", "a:updated", "a:author/a:name"):
        assert len(root.findall(path, atom)) == 1, path
    for entry in root.findall("a:entry", atom):
        assert [len(entry.findall(f"a:{name}", atom)) for name in ("id", "title", "updated", "published")] == [1] * 4
    found = feedparser.parse(text)
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    ids = [entry.id for entry in found.entries]
    assert len(ids) == len(set(ids))
    days = [entry.updated for entry in found.entries]
    assert days == sorted(days, reverse=True)
    return found


def of(view: View, code: str = "01", site_url: str = SITE) -> Any:  # noqa: ANN401 — as above
    return read(feed_of(view, view.fiches[code], site_url)[1])


def told(suite: str) -> dict[str, tuple[str, str]]:
    made, _ = composee(signee(TERME + suite), "01")
    entries = of(made).entries
    return {e.id.partition("01/2026-2029/")[2]: (e.updated[:10], e.summary.replace("\u00a0", " ")) for e in entries}


def test_signatures_then_the_convention_amendment_correction_and_end() -> None:
    found = told(AVENANT + FIN + RECTIFIEE)
    assert {name: day for name, (day, _) in found.items()} == {
        **{f"signature-{day}": day for day in ("2026-02-02", "2026-02-03", "2026-02-05", "2026-02-06", "2026-03-07")},
        "convention": "2026-03-07",
        "rectification-r1": "2027-04-05",
        "avenant-1": "2027-08-15",
        "avenant-1-effet": "2027-09-01",
        "fin-d1": "2027-10-04",
        "fin-d1-effet": "2027-12-31",
    }
    assert found["convention"][1] == "Nouvelle convention : toutes les parties ont signé"
    assert found["rectification-r1"][1].endswith("un mot oublié")
    assert "reçue le 4 octobre 2027" in found["fin-d1"][1]
    assert "effet" in found["fin-d1-effet"][1]
    assert "une action pour l’objectif 3" in found["avenant-1-effet"][1]


@pytest.mark.parametrize("acte", [AVENANT, FIN, RECTIFIEE])
def test_what_comes_later_changes_no_id_and_no_day_of_what_was_told(acte: str) -> None:
    before, after = told(""), told(acte)
    assert before.items() <= after.items()
    assert after.keys() > before.keys()


def test_what_is_to_come_or_has_no_known_day_is_no_news() -> None:
    future = AVENANT.replace("2027-09-01", "2028-03-01") + FIN.replace("effet_le: 2027-12-31", "effet_le: 2028-12-31")
    assert {"avenant-1", "fin-d1"} <= told(future).keys()
    assert not {"avenant-1-effet", "fin-d1-effet"} & told(future).keys()
    assert "fin-d1" not in told(FIN.replace("envoyee_le: 2027-10-01, recue_le: 2027-10-04, effet_le: 2027-12-31, ", ""))
    assert max(one.jour for f in view(EXEMPLE, fictif=True).fiches.values() for one in nouvelles(f)) <= JOUR


def test_each_entry_leads_to_a_page_by_a_whole_address_where_that_of_the_site_is_known() -> None:
    made, _ = composee(signee(AVENANT), "01")
    links = {entry.id.rpartition("/")[2]: entry.link for entry in of(made).entries}
    assert links["avenant-1"] == f"{SITE}departements/01-ain/2026-2029/avenants/1/"
    assert links["convention"] == f"{SITE}departements/01-ain/2026-2029/"
    assert links["signature-2026-02-02"] == f"{SITE}departements/01-ain/"
    relative = {entry.id.rpartition("/")[2]: entry.link for entry in of(made, site_url="").entries}
    assert relative["avenant-1"] == "2026-2029/avenants/1/"


def test_an_objective_is_told_what_touches_it_alone() -> None:
    made, _ = composee(signee(AVENANT + RECTIFIEE), "01")
    files = dict(feeds(collection(made), SITE))
    by_objective = {
        n: [e.id.rpartition("/")[2] for e in read(files[f"objectifs/{n}/nouvelles.atom"]).entries] for n in range(1, 5)
    }
    assert by_objective == {1: [], 2: ["rectification-r1"], 3: ["avenant-1-effet", "avenant-1"], 4: []}


def test_the_country_is_the_sum_of_the_regions_and_each_departement_is_in_its_own() -> None:
    made = view(EXEMPLE, fictif=True)
    files = dict(feeds(collection(made), SITE))
    regional = {e.id for a, text in files.items() if a.startswith("regions/") for e in read(text).entries}
    own = {e.id for code, f in made.fiches.items() if not f.partagee for e in of(made, code).entries}
    assert own == regional
    country = read(files["suivi/nouvelles.atom"])
    assert {e.id for e in country.entries} <= own
    assert len(country.entries) == min(ENTREES, len(own))
    assert country.feed.updated == max(e.updated for e in country.entries)


def test_an_empty_departement_has_a_feed_without_noise() -> None:
    empty = of(view(EXEMPLE, fictif=True), "39")
    assert empty.entries == []
    assert empty.feed.updated == f"{JOUR.isoformat()}T00:00:00Z"
    assert empty.feed.id == "tag:conventions-departementales,2026:departements/39-jura/nouvelles.atom"


def test_a_convention_that_two_share_is_told_to_the_readers_of_both_under_one_id() -> None:
    made = view(EXEMPLE, fictif=True)
    shared = next(f for f in made.fiches.values() if f.partagee)
    own, carrier = ([e.id for e in of(made, code).entries] for code in (shared.dossier.code, shared.porteur.code))
    assert own == carrier
    assert own


def test_a_change_of_one_departement_reaches_its_region_its_objectives_and_the_country_alone() -> None:
    """All of them, and no other file: a partial build writes nothing else again."""
    before, after = (composee(signee(suite), "01")[0] for suite in ("", AVENANT))
    told = [{**dict(feeds(collection(x), SITE)), **dict(calendars(collection(x)))} for x in (before, after)]
    assert {url for url in told[0] if told[0][url] != told[1][url]} == {
        "suivi/nouvelles.atom",
        "regions/auvergne-rhone-alpes/nouvelles.atom",
        "objectifs/3/nouvelles.atom",
    }
