"""The dates to come → calendars (iCalendar, RFC 5545) of the country, of a région, of a département: a date that moves, or is taken back, says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from conventions.compose.view import Fiche, View
from conventions.model.reference import Departement
from conventions.render.abonnements import PAYS, agenda, regions
from conventions.render.annonces import Annonce, annoncees
from conventions.render.collection import Collection
from conventions.render.elements import url_fiche
from conventions.render.texte_integral import nom_clause

_OCTETS = 75
"""Length of a line, beyond which it goes on after a space."""
_RIEN = (
    *("BEGIN:VTIMEZONE", "TZID:Etc/UTC", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
    *("TZOFFSETFROM:+0000", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE"),
)
"""What a calendar without any event holds: the format asks for one component at least."""

Dites = Iterable[tuple[Departement, Annonce]]


def calendars(collection: Collection) -> Iterator[tuple[str, str]]:
    """(address, content) of that of the country and that of each région."""
    yield (
        agenda(PAYS),
        _calendar("Conventions départementales", collection.annonces(collection.lignes.values()), collection.au),
    )
    for region, url, lignes in regions(collection):
        yield (
            agenda(url),
            _calendar(f"Conventions départementales, {region.nom}", collection.annonces(lignes), collection.au),
        )


def calendar_of(view: View, item: Fiche) -> Iterator[tuple[str, str]]:
    """(address, content) of that of one département, be its convention in another's file."""
    d = item.dossier.departement
    dites = ((one.porteur.departement, told) for one in (*item.precedentes, item) for told in annoncees(one))
    yield agenda(url_fiche(d)), _calendar(f"Convention {d.de}", dites, view.au)


def _calendar(name: str, dites: Dites, au: date) -> str:
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Conventions départementales//FR", "CALSCALE:GREGORIAN"]
    head += ["METHOD:PUBLISH", f"NAME:{_escaped(name)}", f"X-WR-CALNAME:{_escaped(name)}"]
    events = [line for d, one in dites for line in _event(d, one, au)]
    lines = (*head, "REFRESH-INTERVAL;VALUE=DURATION:P1D", *(events or _RIEN), "END:VCALENDAR")
    return b"\r\n".join((*map(_folded, lines), b"")).decode()


def _event(d: Departement, one: Annonce, au: date) -> list[str]:
    jour, slug, words, clause, note = one.echeance
    following = jour if jour == date.max else jour + timedelta(days=1)
    basis = f"D’après la trame, {nom_clause(clause).lower()}." if clause else "D’après le texte de la convention."
    gone = "Cette date ne vaut plus." if one.annulee else ""
    told = " ".join(filter(None, (gone, basis, note, "Seule la version signée fait foi.")))
    return [
        "BEGIN:VEVENT",
        f"UID:{d.slug}-{one.periode}-{slug}@conventions",
        f"SEQUENCE:{one.rang}",
        f"DTSTAMP:{au:%Y%m%d}T000000Z",
        f"LAST-MODIFIED:{one.depuis:%Y%m%d}T000000Z",
        f"STATUS:{'CANCELLED' if one.annulee else 'CONFIRMED'}",
        f"DTSTART;VALUE=DATE:{jour:%Y%m%d}",
        f"DTEND;VALUE=DATE:{following:%Y%m%d}",
        "TRANSP:TRANSPARENT",
        f"SUMMARY:{_escaped(f'Convention {d.de} : {words}')}",
        f"DESCRIPTION:{_escaped(told)}",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Cut between two signs, never inside one."""
    out, rest, room = [], line.encode(), _OCTETS
    while len(rest) > room:
        at = room
        while rest[at] & 0xC0 == 0x80:  # the middle of a sign
            at -= 1
        out.append(rest[:at])
        rest, room = rest[at:], _OCTETS - 1
    return b"\r\n ".join((*out, rest))
