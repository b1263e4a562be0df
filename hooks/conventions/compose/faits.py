"""A dossier on a day → its three facts (signatures, effect, term), each by itself, and what follows from all three."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from conventions.compose.dates import UN_JOUR, date_rule, notice_before, typed_effects
from conventions.compose.reconduction import renewal_untyped
from conventions.compose.renouvellement import letters, renewed
from conventions.model.actes import Fin
from conventions.model.convention import Convention
from conventions.model.dossier import Dossier, Version, parties_attendues, signature
from conventions.model.faits import Effet, EtatSignatures, Faits, NatureTerme, Signatures, Terme
from conventions.model.renouvellement import AccordExpres


def facts(dossier: Dossier, au: date) -> Faits:
    """All three, as known on that day."""
    given, over, text = signatures(dossier, au), last_day(dossier, au), version_on(dossier, au).convention
    end = _bounded(dossier, term(dossier, text, au))
    doubt = any(letter.passe for letter in letters(dossier, text, end, au))
    known = Faits(given, effect(dossier, given), end, _act(dossier, end), doubt)
    return known.closed() if known.fin or (over and over < au) else known


@lru_cache(maxsize=64)
def signatures(dossier: Dossier, au: date = date.max) -> Signatures:
    """Who had signed by that day. The signed document may say that all have, on days that nobody knows."""
    original = dossier.origine
    written = {
        cle: signature(original.partie(cle), original) for cle in parties_attendues(dossier.departement, original)
    }
    days = {cle: day if day and day <= au else None for cle, day in written.items()}
    known = [day for day in days.values() if day]
    if days and len(known) == len(days):
        return Signatures(EtatSignatures.TOUTES, days, max(known))
    document = dossier.document_signe
    if document and document.tous_ont_signe:
        last = max([document.le, *filter(None, written.values())]) if document.le else None
        if (last or date.min) <= au:
            return Signatures(EtatSignatures.DOCUMENT, days, last)
    return Signatures(_partial(dossier, au, bool(known)), days, None)


def _partial(dossier: Dossier, au: date, known: bool) -> EtatSignatures:  # noqa: FBT001 — whether a party has signed
    """What is known while all have not; one of the two heads of the court may have signed, though the court has not."""
    if known or any(p.signe_le and p.signe_le <= au for s in dossier.origine.signataires for p in s.representants):
        return EtatSignatures.CERTAINES
    document = dossier.document_signe
    known_by = (document and (document.le or date.min) <= au) or (dossier.document_seul and document is None)
    return EtatSignatures.NON_PRECISEES if known_by else EtatSignatures.AUCUNE


def effect(dossier: Dossier, given: Signatures) -> Effet:
    """The typed date, else the last signature where article 8, alinéa 1 is the trame's and every day is known."""
    written, last = typed_effects(dossier), given.completes_le
    if written:
        number, typed = [*written.items()][-1]
        return Effet(typed, saisi=True, retroactif=last is not None and typed < last, avenant=number)
    derived = given.etat is EtatSignatures.TOUTES and date_rule(dossier, dossier.origine, "entree_en_vigueur")
    return Effet(last if derived else None, saisi=False, retroactif=False)


class _Lu(NamedTuple):
    """A text, its first term and what its renewals are counted by, and the day from which nothing undoes it."""

    texte: Convention
    ecrit: date | None
    regle: tuple[object, ...]
    depuis: date


class _Cours(NamedTuple):
    """From which day a text counts its renewals, and what was passed or agreed before it."""

    lu: _Lu
    premier: date | None
    passes: tuple[date, ...] = ()
    tacites: tuple[date, ...] = ()
    comptes: tuple[AccordExpres, ...] = ()


class _Lien(NamedTuple):
    """From which day the convention binds, and who is known to have signed it."""

    le: date | None
    etat: EtatSignatures


def term(dossier: Dossier, convention: Convention, au: date) -> Terme:
    """The typed date and its renewals by that day, else the end of the national framework (article 8, alinéa 2).

    The term reached when an amendment changes the rule of renewal stays: the new rule counts from it.
    """
    day, bound = min([au, *_ends(dossier)]), _Lien(_bound(dossier), signatures(dossier).etat)
    first, last = _read(dossier, dossier.origine, date.min), _read(dossier, convention, date.max)
    course = _Cours(first, first.ecrit)
    for read in (*(_after(dossier, number) for number in convention.avenants), last):
        course = _amended(dossier, bound, course, read, min(day, read.depuis))
    return _counted(dossier, bound, course, day)


@lru_cache(maxsize=256)
def _after(dossier: Dossier, number: int) -> _Lu:
    """What that amendment made of the text."""
    etape = dossier.etapes[number]
    return _read(dossier, etape.apres, max(day for day in (etape.du, etape.signe_le, date.min) if day))


def _read(dossier: Dossier, text: Convention, since: date) -> _Lu:
    framework = dossier.trame if text.echeance is None and date_rule(dossier, text, "terme") else None
    rule = text.renouvellement
    counted_by = (rule.tacite, rule.duree, rule.fois) if rule else (renewal_untyped(text),)
    return _Lu(text, framework.terme if framework else text.echeance, counted_by, since)


def _amended(dossier: Dossier, bound: _Lien, course: _Cours, read: _Lu, day: date) -> _Cours:
    """The same count, where neither the first term nor the rule changes; else a new one."""
    before = course.lu
    if read.texte is before.texte:
        return course
    same = read.ecrit == before.ecrit
    if same and read.regle == before.regle:
        return course._replace(lu=read)
    reached, rule = _counted(dossier, bound, course, day), before.texte.renouvellement
    first = reached.le if same and reached.le else read.ecrit
    agreed = tuple(accord for accord in (rule.accords if rule else ()) if accord.le and accord.le <= day)
    passed = tuple(term for term in reached.precedents if reached.le and first and term < first)
    tacit = tuple(term for term in reached.tacites if term in passed)
    return _Cours(read, first, passed, tacit, (*course.comptes, *agreed))


def _counted(dossier: Dossier, bound: _Lien, course: _Cours, day: date) -> Terme:
    """The term of that day, by the rule of one text. Whether it was renewed is not known where its rule or its signatures are not."""
    first, text = course.premier, course.lu.texte
    typed, unknown = text.echeance is not None, bound.etat is EtatSignatures.NON_PRECISEES
    alive = first is not None and bound.le is not None and bound.le <= first
    untyped = alive and renewal_untyped(text)
    if text.renouvellement is None and not untyped:
        fixed = first or date_rule(dossier, text, "terme")
        nature = NatureTerme.FIXE if fixed else NatureTerme.AUCUN
        return Terme(nature, first, typed, course.passes, tacites=course.tacites)
    found = renewed(dossier, text, first, day if alive else date.min, course.comptes)
    if first and (day > first if untyped else unknown and found.le and first < day <= found.le):
        return Terme(NatureTerme.RENOUVELABLE, None, typed, (first,))
    passed, tacit = (*course.passes, *found.precedents), (*course.tacites, *found.tacites)
    return dataclasses.replace(found, le=first if untyped else found.le, saisi=typed, precedents=passed, tacites=tacit)


def binding(dossier: Dossier) -> date | None:
    """The day from which nothing is missing for it to bind; None while a signature is, `date.min` where no day is known."""
    given = signatures(dossier)
    if not given.completes:
        return None
    return max([day for day in (given.completes_le, effect(dossier, given).le) if day], default=date.min)


def _bound(dossier: Dossier) -> date | None:
    """The same; where nobody knows who signed its document, the day from which it would bind, if all did."""
    given = signatures(dossier)
    unknown = given.etat is EtatSignatures.NON_PRECISEES
    return effect(dossier, given).le or date.min if unknown else binding(dossier)


@lru_cache(maxsize=16)
def entry_into_force(dossier: Dossier) -> date | None:
    """The day from which it applies, be it to come: its date of effect, once all have signed and unless it had ended before."""
    bound = binding(dossier)
    if bound is None or not _in_time(dossier, bound):
        return None
    return effect(dossier, signatures(dossier)).le


@lru_cache(maxsize=32)
def never_in_force(dossier: Dossier, au: date) -> bool:
    """Whether it ended by that day without ever having bound; not so where nobody knows who signed its document."""
    end, bound = last_day(dossier, au), _bound(dossier)
    return end is not None and end < au and (bound is None or not _in_time(dossier, bound))


def _in_time(dossier: Dossier, bound: date) -> bool:
    """Whether it still ran on the day from which it would bind."""
    end = last_day(dossier, bound)
    return end is None or bound <= end


@lru_cache(maxsize=16)
def living_versions(dossier: Dossier) -> tuple[Version, ...]:
    """Its texts, oldest first. What is signed after the term extends nothing: the convention had ended (Code civil, art. 1213).

    Each fact of each day asks for them: the terms of a hundred amendments are counted once.
    """
    return tuple(_alive(dossier))


@lru_cache(maxsize=16)
def living_amendments(dossier: Dossier) -> frozenset[int]:
    """Those that some of them hold, by number."""
    return frozenset(number for version in living_versions(dossier) for number in version.avenants)


def _alive(dossier: Dossier) -> Iterator[Version]:
    current = dossier.versions[0]
    yield current
    for version in dossier.versions[1:]:
        if version.du is None or ended_before(dossier, current, version):
            return
        current = version
        yield current


def version_on(dossier: Dossier, au: date) -> Version:
    """The text of that day."""
    first, *later = living_versions(dossier)
    return next((version for version in reversed(later) if version.du and version.du <= au), first)


def gone(dossier: Dossier, cle: str, au: date) -> bool:
    """Whether that party has left by that day, by an amendment or by another act."""
    convention = version_on(dossier, au).convention
    if partie := convention.partie(cle):
        return partie.partie_au(au)
    return any(cle in dossier.avenant(n).quittent for n in convention.avenants)


def ended_before(dossier: Dossier, version: Version, suivante: Version) -> bool:
    """Whether the term of that text had passed when the next one was signed, or leaves a day between the two."""
    signed = [day for n in suivante.avenants if (day := dossier.etapes[n].signe_le)]
    last, effect = max(signed, default=suivante.du), suivante.du
    end = term(dossier, version.convention, last).le if last else None
    return end is not None and effect is not None and last is not None and (end < last or end < effect - UN_JOUR)


@lru_cache(maxsize=32)
def last_day(dossier: Dossier, au: date, remplacee_le: date | None = None) -> date | None:
    """The last day in force, as known then: the eve of the effect of what ends it, or its term; None while neither is known."""
    own = term(dossier, version_on(dossier, au).convention, au).le
    eve = [remplacee_le - UN_JOUR] if remplacee_le else []
    left = [alone] if (alone := last_day_of_two(dossier)) else []
    return min([*_ends(dossier), *left, *eve, *([own] if own else [])], default=None)


@lru_cache(maxsize=16)
def last_day_of_two(dossier: Dossier) -> date | None:
    """The last day on which two parties at least were left, of those that it had; None while they are."""
    needed = min(2, len(parties_attendues(dossier.departement, dossier.origine)))
    leaving = [(f.effet_le, f.par) for f in dossier.fins if f.effet_le and f.portee == "partie" and f.par]
    for day in sorted({day for day, _ in leaving} | {v.du for v in dossier.versions if v.du}):
        text = next(v.convention for v in reversed(dossier.versions) if (v.du or date.min) <= day)
        gone = {cle for left, cle in leaving if left <= day}
        if len({*parties_attendues(dossier.departement, text)} - gone) < needed:
            return day - UN_JOUR
    return None


def _ends(dossier: Dossier) -> list[date]:
    """The last day left by each act that ends it."""
    return [f.dernier_jour for f in dossier.fins if f.dernier_jour]


def _bounded(dossier: Dossier, end: Terme) -> Terme:
    """No renewal goes beyond what an act leaves."""
    last = min(_ends(dossier), default=None)
    further = last and end.le and end.nature is NatureTerme.RENOUVELABLE and last > end.le
    return dataclasses.replace(end, dernier=min(last, end.dernier or last)) if last and further else end


def _act(dossier: Dossier, end: Terme) -> Fin | None:
    """The first act that ends it, unless its term comes before."""
    acts = [(f.dernier_jour, rank, f) for rank, f in enumerate(dossier.fins) if f.dernier_jour]
    last, _, act = min(acts, default=(date.max, 0, None))
    return act if last <= min(end.le or last, last_day_of_two(dossier) or last) else None


def last_day_to_denounce(dossier: Dossier, convention: Convention, au: date) -> date | None:
    """Two months before the term, same day of the month, clamped (article 8, alinéa 5): « au plus tard »."""
    end = term(dossier, convention, au).le
    return notice_before(dossier, convention, end) if end else None


def years_without_meeting(dossier: Dossier, au: date) -> tuple[int, ...]:
    """Full calendar years in force without the meeting that article 3, alinéa 6 asks for; () where the rule is not the trame's."""
    start = binding(dossier) if entry_into_force(dossier) else None
    if start is None or date_rule(dossier, version_on(dossier, au).convention, "reunions") is None:
        return ()
    held = {held.le.year for held in dossier.suivi.reunions}
    return tuple(year for year in range(start.year + 1, au.year) if year not in held)
