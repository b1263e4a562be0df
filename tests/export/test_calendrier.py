"""The calendar holds the dates to come of the conventions that bind or will, as a calendar program reads them."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest

from conventions.export.calendrier import as_ics
from conventions.export.data import as_json
from conventions.render.collection import Collection, collection
from tests.compose.test_renouvellement import source
from tests.helpers import composee, view
from tests.places import EXEMPLE, JOUR


def events(together: Collection | None = None) -> list[dict[str, str]]:
    """Each event, its lines unfolded."""
    ((_, text),) = as_ics(together or collection(view(EXEMPLE, fictif=True)))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    whole = text.replace("\r\n ", "")
    blocks = re.findall(r"BEGIN:VEVENT\r\n(.*?)\r\nEND:VEVENT", whole, re.DOTALL)
    return [dict(line.split(":", 1) for line in block.split("\r\n")) for block in blocks]


def test_each_date_to_come_is_an_event_of_one_day() -> None:
    found = {(e["UID"].removesuffix("@conventions"), e["DTSTART;VALUE=DATE"]) for e in events()}
    assert {
        ("50-manche-2026-2029-entree", "20280301"),
        ("50-manche-2026-2029-opposition", "20281128"),
        ("50-manche-2026-2029-terme", "20290228"),
        ("50-manche-2026-2029-dernier-terme", "20320229"),
        ("77-seine-et-marne-2026-2029-terme", "20281231"),
        ("48-lozere-aucune-terme", "20281231"),
    } <= found
    for event in events():
        start, end = (date.fromisoformat(event[f"DT{key};VALUE=DATE"]) for key in ("START", "END"))
        assert start >= JOUR
        assert end == start + timedelta(days=1)


def test_what_never_bound_or_is_over_has_none_and_no_event_is_told_twice() -> None:
    uids = [e["UID"] for e in events()]
    assert len(uids) == len(set(uids))
    assert [uid for uid in uids if uid.startswith(("25-", "13-", "29-"))] == []


@pytest.mark.parametrize(("terme", "doubt"), [("2028-06-30", False), ("2027-06-30", True)])
def test_what_follows_a_renewal_that_a_letter_may_have_prevented_is_told_so(terme: str, doubt: bool) -> None:  # noqa: FBT001
    """In the calendar as in the open data, as on the sheet."""
    letter = "fin: {d1: {cause: denonciation, par: caf, recue_le: 2027-03-01}}\n"
    text = f'departement: "01"\ntrame: 2026-2029\n{source(terme, "tacite: {duree: 1 an, fois: 3}")}{letter}'
    made, _ = composee(text, "01")
    together = collection(made)
    told = [e["SUMMARY"] for e in events(together) if "-reunion@" not in e["UID"]]
    assert len(told) == 3
    assert all(
        words.endswith("\\, si une lettre n’a pas empêché le renouvellement précédent") is doubt for words in told
    )
    ((_, rows),) = as_json(together)
    assert next(row for row in json.loads(rows) if row["code"] == "01")["terme_sous_reserve"] == (
        "oui" if doubt else "non"
    )


def test_the_words_name_the_convention_and_what_the_day_rests_on() -> None:
    told = next(e["SUMMARY"] for e in events() if e["UID"].startswith("50-manche-2026-2029-opposition"))
    assert told.replace("\u00a0", " ") == (
        "Convention de la Manche : dernier jour pour s’opposer au renouvellement (préavis de 3 mois)"
    )
