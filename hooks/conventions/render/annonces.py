"""A convention → its dates to come as calendars announce them: how often each has changed, since when, and which were taken back.

A static site remembers nothing: what was announced before is what the same file says of each earlier day, from the acts that
it dates (signatures, amendments, letters, ends, meetings, assessments, corrections). A change that no act dates leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from conventions.compose.dates import UN_JOUR
from conventions.compose.situation import Situation, situation
from conventions.compose.view import Fiche
from conventions.model.convention import Suivi
from conventions.model.dossier import Dossier
from conventions.render.echeances import Echeance, echeances


@dataclass(frozen=True, slots=True)
class Annonce:
    """A date to come, or one that was announced and no longer holds; `rang` counts its changes, the last one at `depuis`.

    `jusqu_au` is the last day that it was ever announced for: until then, an agenda may still show it there.
    """

    echeance: Echeance
    periode: str
    rang: int
    depuis: date
    jusqu_au: date
    annulee: bool = False


def annoncees(fiche: Fiche) -> tuple[Annonce, ...]:
    """Those of one convention; what was to come when the next one took its place is taken back."""
    au, end = fiche.situation.au, fiche.fin
    if end is None:
        return annonces(fiche.porteur, au)
    known = (one for one in annonces(fiche.porteur, end - UN_JOUR) if one.jusqu_au >= au)
    return tuple(
        replace(one, rang=one.rang + 1, depuis=end, annulee=True)
        if one.echeance.jour >= end and not one.annulee
        else one
        for one in known
    )


@lru_cache(maxsize=8)
def annonces(dossier: Dossier, au: date) -> tuple[Annonce, ...]:
    """In order of time: those to come, and those that moved or were taken back while an earlier day of theirs is to come."""
    known: dict[str, Annonce] = {}
    s = situation(dossier, au, ())  # the text itself, and what it lacks, moves no date
    for day in _days(dossier, s):
        bound = _bound(dossier, day)
        seen = echeances(bound, _kept_up(dossier.suivi, day), situation(bound, day, ()))
        known = dict(_followed(known, seen, dossier.periode, day))
    known = dict(_followed(known, echeances(dossier, dossier.suivi, s), dossier.periode, au))
    kept = [_corrected(dossier, one, au) for one in known.values() if one.jusqu_au >= au]
    return tuple(sorted(kept, key=lambda one: (one.echeance.jour, one.echeance.slug)))


def _days(dossier: Dossier, s: Situation) -> list[date]:
    """Every day so far on which an act may have changed what is to come: nothing is to, before all have signed."""
    suivi, signed = dossier.suivi, s.faits.signatures.completes_le or date.min
    found = [
        s.faits.signatures.completes_le,
        *(day for etape in dossier.etapes.values() for day in (etape.du, etape.signe_le)),
        *(day for fin in dossier.fins for day in (fin.envoyee_le, fin.recue_le, fin.effet_le)),
        *(day + UN_JOUR for day in s.faits.terme.precedents),
        *(held.le for held in suivi.reunions),
        *(bilan.le for bilan in suivi.bilans),
        *(feuille.debut for feuille in suivi.feuilles_de_route),
        *(date(year, 1, 1) for year in {s.au.year, *(held.le.year for held in suivi.reunions)}),
    ]
    return sorted({day for day in found if day and signed <= day <= s.au})


def _bound(dossier: Dossier, day: date) -> Dossier:
    """The same file, as that day knew what binds: nothing that came later ends the convention, or has changed it since before."""
    fins = tuple(f for f in dossier.fins if (f.recue_le or f.envoyee_le or f.effet_le or date.max) <= day)
    late = {
        n for n, etape in dossier.etapes.items() if etape.du and etape.signe_le and etape.du <= day < etape.signe_le
    }
    versions = tuple(v for v in dossier.versions if late.isdisjoint(v.convention.avenants))
    known = len(fins), len(versions)
    if known == (len(dossier.fins), len(dossier.versions)):
        return dossier
    return replace(dossier, fins=fins, versions=versions, empreinte=f"{dossier.empreinte} {known}")


def _kept_up(suivi: Suivi, day: date) -> Suivi:
    """What had been done by then."""
    return replace(
        suivi,
        reunions=tuple(r for r in suivi.reunions if r.le <= day),
        feuilles_de_route=tuple(f for f in suivi.feuilles_de_route if f.debut and f.debut <= day),
        bilans=tuple(b for b in suivi.bilans if b.le and b.le <= day),
    )


def _followed(
    known: dict[str, Annonce], now: Iterable[Echeance], periode: str, day: date
) -> Iterator[tuple[str, Annonce]]:
    """What was announced, as that day leaves it."""
    current = {e.slug: e for e in now}
    for slug, echeance in current.items():
        before = known.get(slug)
        if before is None:
            yield slug, Annonce(echeance, periode, 0, day, echeance.jour)
        elif before.annulee or before.echeance != echeance:
            yield slug, Annonce(echeance, periode, before.rang + 1, day, max(echeance.jour, before.jusqu_au))
        else:
            yield slug, before
    for slug, before in known.items():
        if slug not in current:
            gone = not before.annulee and before.echeance.jour >= day
            yield slug, replace(before, rang=before.rang + 1, depuis=day, annulee=True) if gone else before


def _corrected(dossier: Dossier, one: Annonce, au: date) -> Annonce:
    """A recorded correction of the clause that it follows from is a change, be it that the day of before is not known."""
    days = [r.le for r in dossier.rectifications if r.le and r.le <= au and one.echeance.clause in r.clauses]
    return replace(one, rang=one.rang + len(days), depuis=max([one.depuis, *days])) if days else one
