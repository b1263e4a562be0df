"""A renewal that the parties wrote → the current term, the last possible one, and the last day to oppose the next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from conventions.compose.dates import after, before, notice_before
from conventions.model.actes import Cause, Fin
from conventions.model.convention import Convention
from conventions.model.dossier import Dossier, parties_attendues
from conventions.model.faits import NatureTerme, Terme
from conventions.model.french import date_longue
from conventions.model.renouvellement import AccordExpres, Renouvellement

_SANS_LIMITE = 99


def renewed(
    dossier: Dossier, convention: Convention, first: date | None, au: date, comptes: tuple[AccordExpres, ...] = ()
) -> Terme:
    """The term of that day. `au` is no later than what ended the convention; `date.min` where it never bound.

    `comptes` are the agreements that led to `first`.
    """
    rule = convention.renouvellement
    if first is None or rule is None:
        return Terme(NatureTerme.RENOUVELABLE)
    accords = [accord for accord in rule.accords if accord not in comptes][: rule.fois or _SANS_LIMITE]
    terms = [first, *(_tacit(first, rule, au) if rule.tacite else _express(dossier, convention, first, au, accords))]
    last = terms[-1] if rule.fois and len(terms) > rule.fois else _last(first, rule)
    return Terme(
        NatureTerme.RENOUVELABLE,
        terms[-1],
        saisi=convention.echeance is not None,
        precedents=tuple(terms[:-1]),
        dernier=max(last, terms[-1]) if last else None,
        opposition=_to_oppose(dossier, convention, rule, terms[-1]) if rule.tacite and terms[-1] != last else None,
        preavis=rule.preavis.mots if rule.preavis else "",
        tacites=tuple(terms[:-1]) if rule.tacite else (),
        comptes=len(terms) - 1,
    )


class Lettre(NamedTuple):
    """A denunciation that no act makes effective, and the term before which it came: whether it is renewed after is not settled."""

    fin: Fin
    le: date
    terme: date
    passe: bool
    """Whether that term has passed: what is told of the convention since then is so only if it was renewed."""

    @property
    def nom(self) -> str:
        """« lettre reçue le 3 octobre 2026 »."""
        return f"lettre {'reçue' if self.fin.recue_le else 'envoyée'} le {date_longue(self.le)}"


def letters(dossier: Dossier, convention: Convention, end: Terme, au: date) -> Iterator[Lettre]:
    """Those that came before a term that renewed itself, or will. Neither their effect nor that they have none is derived."""
    rule = convention.renouvellement
    current = [end.le] if end.le and end.le != end.dernier and rule and rule.tacite else []
    terms = [*end.tacites, *current]
    for fin in dossier.fins:
        day = fin.recue_le or fin.envoyee_le
        if day and day <= au and not (fin.effet_le and fin.portee) and fin.cause is Cause.DENONCIATION:
            yield from (Lettre(fin, day, term, term != end.le) for term in [t for t in terms if day <= t][:1])


def _last(first: date, rule: Renouvellement) -> date | None:
    return after(first, rule.duree, rule.fois) if rule.duree and rule.fois else None


def _tacit(first: date, rule: Renouvellement, au: date) -> Iterator[date]:
    """Each term that came after one that has passed: the day after a term, the next one runs."""
    term = first
    for times in range(1, (rule.fois or _SANS_LIMITE) + 1):
        if term >= au or rule.duree is None:
            return
        term = after(first, rule.duree, times)
        yield term


def _express(
    dossier: Dossier, convention: Convention, first: date, au: date, accords: list[AccordExpres]
) -> Iterator[date]:
    """The term that each agreement gives: all the parties, before the one that it renews has passed, until a later one."""
    rule, term = convention.renouvellement, first
    for times, accord in enumerate(accords, 1):
        new = accord.jusqu_au or (rule and rule.duree and after(first, rule.duree, times))
        if not (new and new > term and accord.le and accord.le <= min(au, term)):
            return
        if disagreeing(dossier, convention, accord):
            return
        term = new
        yield term


def disagreeing(dossier: Dossier, convention: Convention, accord: AccordExpres) -> tuple[str, ...]:
    """Keys of the parties of that text that have not agreed; one that has left need not."""
    gone = {p.cle for p in convention.signataires if accord.le and p.partie_au(accord.le)}
    expected = parties_attendues(dossier.departement, convention)
    return tuple(cle for cle in expected if cle not in gone and cle not in accord.par)


def _to_oppose(dossier: Dossier, convention: Convention, rule: Renouvellement, term: date) -> date | None:
    """The notice as written; else the two months of article 8, alinéa 5, where it is the trame's."""
    return before(term, rule.preavis) if rule.preavis else notice_before(dossier, convention, term)
