"""A dossier on a day → its three facts (signatures, effect, term), each by itself, and what follows from all three."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from conventions.compose.dates import date_rule, months_before
from conventions.compose.reconduction import renewal_untyped
from conventions.compose.renouvellement import renewed
from conventions.model.convention import Convention
from conventions.model.dossier import Dossier, Version, parties_attendues, signature
from conventions.model.faits import Effet, EtatSignatures, Faits, NatureTerme, Signatures, Terme

_ONE_DAY = timedelta(days=1)


def facts(dossier: Dossier, au: date) -> Faits:
    """All three, as known on that day."""
    given, over = signatures(dossier, au), last_day(dossier, au)
    known = Faits(given, effect(dossier, given), term(dossier, version_on(dossier, au).convention, au))
    return known.closed() if over and over < au else known


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
    typed, last = dossier.origine.entree_en_vigueur, given.completes_le
    if typed:
        return Effet(typed, saisi=True, retroactif=last is not None and typed < last)
    derived = given.etat is EtatSignatures.TOUTES and date_rule(dossier, dossier.origine, "entree_en_vigueur")
    return Effet(last if derived else None, saisi=False, retroactif=False)


def term(dossier: Dossier, convention: Convention, au: date) -> Terme:
    """The typed date and its renewals by that day, else the end of the national framework (article 8, alinéa 2)."""
    first, typed = convention.echeance, convention.echeance is not None
    framework = dossier.trame if first is None and date_rule(dossier, convention, "terme") else None
    if framework:
        first = framework.terme
    day = min([au, *_ends(dossier)])
    bound = binding(dossier)
    alive = first is not None and bound is not None and bound <= first
    if alive and first and renewal_untyped(convention):
        return Terme(NatureTerme.RENOUVELABLE, first if day <= first else None, typed, (first,) if day > first else ())
    if convention.renouvellement is None:
        return Terme(NatureTerme.FIXE if first or framework else NatureTerme.AUCUN, first, saisi=typed)
    return renewed(dossier, convention, first, day if alive else date.min)


def binding(dossier: Dossier) -> date | None:
    """The day from which nothing is missing for it to bind; None while a signature is, `date.min` where no day is known."""
    given = signatures(dossier)
    if not given.completes:
        return None
    return max([day for day in (given.completes_le, effect(dossier, given).le) if day], default=date.min)


def entry_into_force(dossier: Dossier) -> date | None:
    """The day from which it applies, be it to come: its date of effect, once all have signed and unless it had ended before."""
    bound = binding(dossier)
    if bound is None or not _in_time(dossier, bound):
        return None
    return effect(dossier, signatures(dossier)).le


def never_in_force(dossier: Dossier, au: date) -> bool:
    """Whether it ended by that day without ever having bound; not so where nobody knows who signed its document."""
    end, bound, given = last_day(dossier, au), binding(dossier), signatures(dossier)
    if given.etat is EtatSignatures.NON_PRECISEES:
        bound = effect(dossier, given).le or date.min
    return end is not None and end < au and (bound is None or not _in_time(dossier, bound))


def _in_time(dossier: Dossier, bound: date) -> bool:
    """Whether it still ran on the day from which it would bind."""
    end = last_day(dossier, bound)
    return end is None or bound <= end


def living_versions(dossier: Dossier) -> Iterator[Version]:
    """Its texts, oldest first. What is signed after the term extends nothing: the convention had ended (Code civil, art. 1213)."""
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


def ended_before(dossier: Dossier, version: Version, suivante: Version) -> bool:
    """Whether the term of that text had passed when the next one was signed, or leaves a day between the two."""
    signed = [day for n in suivante.avenants if (day := dossier.etapes[n].signe_le)]
    last, effect = max(signed, default=suivante.du), suivante.du
    end = term(dossier, version.convention, last).le if last else None
    return end is not None and effect is not None and last is not None and (end < last or end < effect - _ONE_DAY)


def last_day(dossier: Dossier, au: date, remplacee_le: date | None = None) -> date | None:
    """The last day in force, as known then: the eve of the effect of what ends it, or its term; None while neither is known."""
    own = term(dossier, version_on(dossier, au).convention, au).le
    eve = [remplacee_le - timedelta(days=1)] if remplacee_le else []
    return min([*_ends(dossier), *eve, *([own] if own else [])], default=None)


def _ends(dossier: Dossier) -> list[date]:
    """The last day left by each act that ends it."""
    return [f.effet_le - timedelta(days=1) for f in dossier.fins if f.effet_le and f.portee == "convention"]


def last_day_to_denounce(dossier: Dossier, convention: Convention, au: date) -> date | None:
    """Two months before the term, same day of the month, clamped (article 8, alinéa 5): « au plus tard »."""
    end, regle = term(dossier, convention, au).le, date_rule(dossier, convention, "preavis_denonciation")
    return months_before(end, regle.mois) if end and regle else None


def years_without_meeting(dossier: Dossier, au: date) -> tuple[int, ...]:
    """Full calendar years in force without the meeting that article 3, alinéa 6 asks for; () where the rule is not the trame's."""
    start = binding(dossier) if entry_into_force(dossier) else None
    if start is None or date_rule(dossier, version_on(dossier, au).convention, "reunions") is None:
        return ()
    held = {held.le.year for held in dossier.suivi.reunions}
    return tuple(year for year in range(start.year + 1, au.year) if year not in held)
