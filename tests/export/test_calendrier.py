"""The calendar holds the dates to come of the conventions that bind or will, as a calendar program reads them."""

from __future__ import annotations

import dataclasses
import json
from datetime import date, timedelta
from typing import Any

import icalendar
import pytest

from conventions.compose.view import build_view
from conventions.export.calendrier import calendar_of, calendars
from conventions.export.data import as_json
from conventions.render.collection import Collection, collection
from conventions.render.echeances import LETTRE
from tests.compose.test_renouvellement import source
from tests.helpers import composee, signee, view
from tests.places import EXEMPLE, JOUR


def events(together: Collection | None = None, address: str = "suivi/echeances.ics") -> list[dict[str, str]]:
    """Each event, as an independent reader tells it: its properties as written, its days as days."""
    text = dict(calendars(together or collection(view(EXEMPLE, fictif=True))))[address]
    return read(text)


def read(text: str) -> list[dict[str, str]]:
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    calendar = icalendar.Calendar.from_ical(text)
    assert isinstance(calendar, icalendar.Calendar)
    assert calendar.errors == []
    assert calendar.subcomponents
    found = calendar.walk("VEVENT")
    assert [event.errors for event in found] == [[]] * len(found)
    return [{name: _value(event[name]) for name in event} for event in found]


def _value(value: Any) -> str:  # noqa: ANN401 — what the reader gives
    return str(value.dt) if hasattr(value, "dt") else str(value)


def test_each_date_to_come_is_an_event_of_one_day() -> None:
    found = {(e["UID"].removesuffix("@conventions"), e["DTSTART"]) for e in events()}
    assert {
        ("50-manche-2026-2029-entree", "2028-03-01"),
        ("50-manche-2026-2029-opposition", "2028-11-28"),
        ("50-manche-2026-2029-terme", "2029-02-28"),
        ("50-manche-2026-2029-dernier-terme", "2032-02-29"),
        ("77-seine-et-marne-2026-2029-terme", "2028-12-31"),
        ("48-lozere-aucune-terme", "2028-12-31"),
    } <= found
    for event in events():
        start, end = (date.fromisoformat(event[f"DT{key}"]) for key in ("START", "END"))
        assert start >= JOUR or int(event["SEQUENCE"]) > 0
        assert end == start + timedelta(days=1)


def test_what_never_bound_or_is_over_has_none_and_no_event_is_told_twice() -> None:
    uids = [e["UID"] for e in events()]
    assert len(uids) == len(set(uids))
    over = [e for e in events() if e["UID"].startswith(("25-", "13-", "29-")) and e["STATUS"] == "CONFIRMED"]
    assert [e["UID"] for e in over if e["DTSTART"] >= JOUR.isoformat()] == []


@pytest.mark.parametrize(("terme", "doubt"), [("2028-06-30", False), ("2027-06-30", True)])
def test_what_follows_a_renewal_that_a_letter_may_have_prevented_is_told_so(terme: str, doubt: bool) -> None:  # noqa: FBT001
    """In the calendar as in the open data, as on the sheet."""
    letter = "fin: {d1: {cause: denonciation, par: caf, recue_le: 2027-03-01}}\n"
    text = f'departement: "01"\ntrame: 2026-2029\n{source(terme, "tacite: {duree: 1 an, fois: 3}")}{letter}'
    made, _ = composee(text, "01")
    together = collection(made)
    told = [e["SUMMARY"] for e in events(together) if "-reunion-" not in e["UID"] and e["STATUS"] == "CONFIRMED"]
    assert len(told) == 5
    assert all(words.endswith(", si une lettre n’a pas empêché le renouvellement précédent") is doubt for words in told)
    ((_, rows),) = as_json(together)
    assert next(row for row in json.loads(rows) if row["code"] == "01")["terme_sous_reserve"] == (
        "oui" if doubt else "non"
    )


def test_the_words_name_the_convention_and_what_the_day_rests_on() -> None:
    told = next(e["SUMMARY"] for e in events() if e["UID"].startswith("50-manche-2026-2029-opposition"))
    assert told.replace("\u00a0", " ") == (
        "Convention de la Manche : dernier jour pour s’opposer au renouvellement (préavis de 3 mois)"
    )


TERME = "  dates: {echeance: 2028-12-31}\n"
TOUS = "{prefet: LE, cour: LE, caf: LE, msa: LE, collectivite: LE}"


def seule(suite: str) -> dict[str, dict[str, str]]:
    """The events of one convention, by the name of each; its own calendar is that of its région and of the country."""
    made, _ = composee(signee(suite), "01")
    together = collection(made)
    found = events(together)
    assert found == events(together, "regions/auvergne-rhone-alpes/echeances.ics")
    ((address, own),) = calendar_of(made, made.fiches["01"])
    assert address == "departements/01-ain/echeances.ics"
    assert found == read(own)
    return {e["UID"].removeprefix("01-ain-2026-2029-").removesuffix("@conventions"): e for e in found}


def test_nothing_that_needs_a_term_is_announced_without_one() -> None:
    assert set(seule("")) == {"reunion-2028"}
    assert set(seule(TERME)) == {"reunion-2028", "terme", "renouvellement", "bilan-global", "denonciation"}


def test_each_date_tells_its_article_and_what_the_text_leaves_open() -> None:
    found = seule(TERME + "suivi: {feuilles_de_route: {1: {debut: 2026-05-01}}}\n")
    told = {name: (e["DTSTART"], e["DESCRIPTION"].replace("\u00a0", " ")) for name, e in found.items()}
    end = "Seule la version signée fait foi."
    assert told == {
        "denonciation": ("2028-10-31", f"D’après la trame, article 8, alinéa 5. {LETTRE} {end}"),
        "reunion-2028": ("2028-12-31", f"D’après la trame, article 3, alinéa 6. {end}"),
        "terme": ("2028-12-31", f"D’après le texte de la convention. {end}"),
        "renouvellement": ("2028-12-31", f"D’après la trame, article 8, alinéa 2. {end}"),
        "bilan-global": ("2028-12-31", f"D’après la trame, article 3, alinéa 9. {end}"),
        "feuille-1": ("2028-04-30", f"D’après la trame, article 3, alinéa 8. {end}"),
        "bilan-feuille-1": ("2028-04-30", f"D’après la trame, article 3, alinéa 9. {end}"),
    }
    assert "au plus tard" in found["denonciation"]["SUMMARY"]


def test_an_amendment_that_moves_the_term_updates_what_follows_from_it() -> None:
    """The same identifiers, a higher sequence, changed on the day of the amendment."""
    amended = (
        "avenants: {1: {modifie: {dates: {echeance: 2029-06-30}}, signatures: "
        + TOUS.replace("LE", "2027-09-01")
        + "}}\n"
    )
    before, after = seule(TERME), seule(TERME + amended)
    assert {before[n]["SEQUENCE"] for n in before} == {"0"}
    assert before["terme"]["LAST-MODIFIED"] == "2026-03-07 00:00:00+00:00"
    assert {n: (e["DTSTART"], e["SEQUENCE"], e["LAST-MODIFIED"][:10], e["STATUS"]) for n, e in after.items()} == {
        "reunion-2028": ("2028-12-31", "0", "2028-01-01", "CONFIRMED"),
        "denonciation": ("2029-04-30", "1", "2027-09-01", "CONFIRMED"),
        "terme": ("2029-06-30", "1", "2027-09-01", "CONFIRMED"),
        "renouvellement": ("2029-06-30", "1", "2027-09-01", "CONFIRMED"),
        "bilan-global": ("2029-06-30", "1", "2027-09-01", "CONFIRMED"),
    }


def test_an_amendment_signed_after_its_effect_changes_what_is_to_come_on_the_day_when_it_is_signed() -> None:
    signed = TOUS.replace("LE", "2027-09-01")
    amended = f"avenants: {{1: {{modifie: {{dates: {{echeance: 2029-06-30}}}}, effet_le: 2027-01-01, signatures: {signed}}}}}\n"
    found = seule(TERME + amended)["terme"]
    assert (found["DTSTART"], found["SEQUENCE"], found["LAST-MODIFIED"][:10]) == ("2029-06-30", "1", "2027-09-01")


def test_what_an_end_a_meeting_or_an_assessment_takes_back_is_cancelled() -> None:
    """On the day of the act, and until the day itself has passed."""
    fin = "fin: {d1: {cause: denonciation, par: caf, recue_le: 2027-10-04, effet_le: 2027-12-31, portee: convention}}\n"
    ended = {n: (e["STATUS"], e["SEQUENCE"], e["LAST-MODIFIED"][:10]) for n, e in seule(TERME + fin).items()}
    assert set(ended) == {"terme", "renouvellement", "bilan-global", "denonciation"}
    assert ended.pop("terme") == ("CONFIRMED", "1", "2027-10-04")  # it moved to the eve of the end
    assert ended.pop("bilan-global") == ("CONFIRMED", "1", "2027-10-04")
    assert set(ended.values()) == {("CANCELLED", "1", "2027-10-04")}
    held = seule(TERME + "suivi: {reunions: [{le: 2028-01-10}]}\n")
    assert (held["reunion-2028"]["STATUS"], held["reunion-2028"]["LAST-MODIFIED"][:10]) == ("CANCELLED", "2028-01-10")
    assessed = seule(
        TERME
        + "suivi: {feuilles_de_route: {1: {debut: 2026-05-01}}, bilans: {feuille-1: {le: 2028-01-12, texte: Fait.}}}\n"
    )
    assert assessed["bilan-feuille-1"]["STATUS"] == "CANCELLED"
    assert assessed["feuille-1"]["STATUS"] == "CONFIRMED"


PARTIES = ("prefet", "cour", "caf", "msa", "collectivite")


def leaves(cle: str) -> str:
    """That party leaves, the others go on."""
    return f"{cle}: {{cause: denonciation, par: {cle}, recue_le: 2027-10-04, effet_le: 2028-04-01, portee: partie}}"


@pytest.mark.parametrize(
    ("terme", "fin"),
    [
        (TERME, "{d1: {cause: accord, le: 2027-10-04, effet_le: 2028-04-01, portee: convention}}"),
        ("  dates: {echeance: 2028-03-31}\n", "{}"),
        (TERME, f"{{{', '.join(map(leaves, PARTIES[1:]))}}}"),
    ],
    ids=["accord", "terme", "tous partent"],
)
def test_nothing_is_asked_for_after_the_last_day(terme: str, fin: str) -> None:
    """Neither a meeting of that year, nor the end of a roadmap that was to go on."""
    found = seule(f"{terme}fin: {fin}\nsuivi: {{feuilles_de_route: {{1: {{debut: 2027-05-01}}}}}}\n")
    to_come = {n: e["DTSTART"] for n, e in found.items() if e["STATUS"] == "CONFIRMED"}
    assert to_come.pop("terme") == "2028-03-31"
    assert max(to_come.values()) == "2028-03-31", to_come


def test_the_last_day_to_denounce_is_told_before_the_convention_applies() -> None:
    """As its sheet and the table of conventions tell it."""
    found = {e["UID"]: e["DTSTART"] for e in events()}
    assert found["50-manche-2026-2029-denonciation@conventions"] == "2028-12-28"


def test_a_meeting_that_is_only_planned_takes_nothing_back() -> None:
    found = seule("suivi: {reunions: [{le: 2028-11-02}]}\n")
    assert (found["reunion-2028"]["STATUS"], found["reunion-2028"]["SEQUENCE"]) == ("CONFIRMED", "0")


@pytest.mark.parametrize(("caf", "remplacee"), [("2028-02-01", False), ("2028-01-10", True)])
def test_the_dates_of_an_archived_convention_hold_until_the_next_one_applies(caf: str, remplacee: bool) -> None:  # noqa: FBT001
    """In the calendars and on the page; then what was to come is taken back, on the day when its place was taken."""
    earlier, _ = composee(signee(TERME), "01")
    later, _ = composee(signee(caf=caf), "01")
    following = dataclasses.replace(later.fiches["01"].porteur, periode="2030-2033")
    known = dataclasses.replace(
        later.registry, dossiers={"01": following}, archives={"01": (earlier.fiches["01"].porteur,)}
    )
    made = build_view(known)
    together = collection(made)
    found = {e["UID"].partition("@")[0]: e for e in events(together)}
    ((_, own),) = calendar_of(made, made.fiches["01"])
    assert read(own) == events(together)
    term = found["01-ain-2026-2029-terme"]
    expected = ("CANCELLED", "1", "2028-01-10") if remplacee else ("CONFIRMED", "0", "2026-03-07")
    assert (term["STATUS"], term["SEQUENCE"], term["LAST-MODIFIED"][:10]) == expected
    told = [e.slug for e in together.tenue(together.lignes["01"]).a_venir]
    assert ("terme" in told) is not remplacee
    assert ("01-ain-2030-2033-reunion-2028" in found) is remplacee


def test_a_recorded_correction_of_its_clause_is_a_change() -> None:
    corrected = "rectifications: {r1: {le: 2027-04-05, clauses: [art-8-al-5], motif: erreur de transcription}}\n"
    found = seule(TERME + corrected)
    assert (found["denonciation"]["SEQUENCE"], found["denonciation"]["LAST-MODIFIED"][:10]) == ("1", "2027-04-05")
    assert found["terme"]["SEQUENCE"] == "0"


def test_a_convention_that_two_share_is_in_the_calendar_of_each_and_told_once_in_that_of_the_country() -> None:
    """Where a département has none, its calendar is valid, and empty."""
    made = view(EXEMPLE, fictif=True)
    shared = next(f for f in made.fiches.values() if f.partagee)
    own, carrier = (read(text) for f in (shared, made.fiches[shared.porteur.code]) for _, text in calendar_of(made, f))
    assert own == carrier
    assert own
    everywhere = [e for e in events() if e in own]
    assert everywhere == own
    ((_, empty),) = calendar_of(made, made.fiches["39"])
    assert read(empty) == []


def test_the_calendar_of_the_country_is_the_sum_of_those_of_the_regions() -> None:
    together = collection(view(EXEMPLE, fictif=True))
    files = dict(calendars(together))
    regional = [e for address, text in files.items() if address.startswith("regions/") for e in read(text)]
    assert sorted(e["UID"] for e in regional) == sorted(e["UID"] for e in events(together))
