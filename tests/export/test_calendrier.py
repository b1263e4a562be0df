"""The calendar holds the dates to come of the conventions that bind or will, as a calendar program reads them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from conventions.export.calendrier import as_ics
from conventions.render.collection import collection
from tests.helpers import view
from tests.places import EXEMPLE, JOUR


def events() -> list[dict[str, str]]:
    """Each event, its lines unfolded."""
    ((_, text),) = as_ics(collection(view(EXEMPLE, fictif=True)))
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


def test_the_words_name_the_convention_and_what_the_day_rests_on() -> None:
    told = next(e["SUMMARY"] for e in events() if e["UID"].startswith("50-manche-2026-2029-opposition"))
    assert told.replace("\u00a0", " ") == (
        "Convention de la Manche : dernier jour pour s’opposer au renouvellement (préavis de 3 mois)"
    )
