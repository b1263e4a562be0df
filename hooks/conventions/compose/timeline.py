"""A dossier → its texts in time: from which day to which day each was the convention."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from conventions.compose.dates import UN_JOUR
from conventions.compose.faits import entry_into_force, last_day, living_versions
from conventions.model.convention import Convention
from conventions.model.dossier import Dossier


@dataclass(frozen=True, slots=True)
class TexteDate:
    """One text of a convention, in force from `du` to `au` included; `au` is None while no end is known."""

    du: date
    au: date | None
    convention: Convention
    avenants: tuple[int, ...]
    """The amendments that made it, none for the text first signed."""

    def en_vigueur(self, jour: date) -> bool:
        """Whether it was the text of that day."""
        return self.du <= jour and (self.au is None or jour <= self.au)


def dated_texts(dossier: Dossier, au: date = date.min, remplacee_le: date | None = None) -> tuple[TexteDate, ...]:
    """The texts that were in force, oldest first; none while the convention has no known entry into force (article 8).

    An amendment signed before the convention itself enters into force is part of its first text. The last one ends on the
    term known at `au`, or on the eve of the day on which the convention of the next period took its place. One that gives a
    term earlier than its own effect was never in force.
    """
    entry = entry_into_force(dossier)
    if entry is None or dossier.document_seul:
        return ()
    starts: dict[date, tuple[Convention, tuple[int, ...]]] = {}
    for version in living_versions(dossier):
        day = max(entry, version.du or entry)
        before = starts[day][1] if day in starts else ()
        starts[day] = (version.convention, (*before, *version.avenants))
    last = last_day(dossier, max(au, *starts), remplacee_le)
    days = [day for day in starts if day == entry or last is None or day <= last]
    ends = [*(day - UN_JOUR for day in days[1:]), last]
    return tuple(TexteDate(day, end, *starts[day]) for day, end in zip(days, ends, strict=True))
