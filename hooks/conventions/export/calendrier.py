"""The dates to come of every convention → one calendar (iCalendar, RFC 5545), each with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from conventions.render.collection import Collection
from conventions.render.contribution import Standing
from conventions.render.echeances import toutes
from conventions.render.tenue import Echeance

ADRESSE = "suivi/echeances.ics"
_OCTETS = 75
"""Length of a line, beyond which it goes on after a space."""


def as_ics(collection: Collection) -> Iterator[tuple[str, str]]:
    """Every date that is still to come, as the page of dates tells them."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Conventions départementales//FR", "CALSCALE:GREGORIAN"]
    for ligne in collection.lignes.values():
        for echeance in toutes(ligne, collection.tenue(ligne), collection.au):
            lines += _event(ligne, collection.au, echeance)
    yield ADRESSE, "".join(f"{_folded(line)}\r\n" for line in (*lines, "END:VCALENDAR"))


def _event(ligne: Standing, au: date, echeance: Echeance) -> list[str]:
    jour, slug, words = echeance.jour, echeance.slug, echeance.mots
    following = jour if jour == date.max else jour + timedelta(days=1)
    return [
        "BEGIN:VEVENT",
        f"UID:{ligne.porteur.slug}-{ligne.periode}-{slug}@conventions",
        f"DTSTAMP:{au:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{jour:%Y%m%d}",
        f"DTEND;VALUE=DATE:{following:%Y%m%d}",
        f"SUMMARY:{_escaped(f'Convention {ligne.porteur.de} : {words}')}",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Cut between two signs, never inside one."""
    out, size = "", 0
    for sign in line:
        weight = len(sign.encode())
        if size + weight > _OCTETS:
            out, size = f"{out}\r\n ", 1
        out, size = out + sign, size + weight
    return out
