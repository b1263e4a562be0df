"""What ends a convention: why, for whom, and from which day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from conventions.check.rule import Examination, Finding, rule
from conventions.compose.dates import UN_JOUR
from conventions.compose.faits import binding, facts, last_day_of_two, signatures, term, version_on
from conventions.compose.renouvellement import letters
from conventions.model.french import date_longue


@rule(
    "fin-a-preciser",
    "Une fin dont on ne dit pas tout",
    "Écrivez sous « cause » ce que dit l’acte : « denonciation », « litige » ou « accord ». Si aucun acte ne fixe l’effet d’une lettre, laissez « effet_le » vide : le site montre alors la lettre, et ne dit pas ce qu’elle change.",
    avertit=True,
)
def end_in_full(examination: Examination) -> Iterator[Finding]:
    """What ends a convention says why; without it, the end is told without a cause. A letter alone ends nothing."""
    dossier, au = examination.dossier, examination.registry.au
    for fin in dossier.fins:
        if fin.effet_le and not examination.valeur(("fin", fin.id, "cause")):
            message = "la cause de la fin n’est pas dite : écrire « cause: denonciation », « cause: litige » ou « cause: accord »"
            yield Finding(("fin", fin.id), message, cle=True)
    convention, end = version_on(dossier, au).convention, facts(dossier, au).terme
    for letter in letters(dossier, convention, end, au):
        message = f"cette lettre est venue avant un renouvellement tacite (terme le {date_longue(letter.terme)}) : le site ne dit pas si elle l’empêche ; si le texte le dit, écrire « effet_le: {letter.terme + UN_JOUR}, portee: convention »"
        yield Finding(("fin", letter.fin.id), message, cle=True)


@rule(
    "fin-sans-portee",
    "Une fin dont on ne dit pas pour qui",
    "« effet_le » dit quand la fin prend effet, « portee » pour qui : « convention » (toutes les parties) ou « partie » (la seule partie écrite sous « par », les autres continuent). Le site ne le devine pas : sans « portee », rien ne prend fin. Si aucun acte ne le dit, effacez « effet_le ».",
)
def end_of_whom(examination: Examination) -> Iterator[Finding]:
    """What ends on a day says for whom: neither is guessed."""
    for fin in examination.dossier.fins:
        here = ("fin", fin.id)
        if fin.effet_le and not fin.portee and not examination.refused((*here, "portee")):
            message = f"cette fin prend effet le {date_longue(fin.effet_le)}, sans dire pour qui ; ajouter « portee: convention » si elle vaut pour toutes les parties, ou « portee: partie » si une seule s’en va"
            yield Finding(here, message, cle=True)


@rule(
    "fin-le-dernier-jour",
    "Une fin qui ôte le dernier jour",
    "« effet_le » est le premier jour où la convention ne s’applique plus. Si elle s’applique encore ce jour-là, écrivez le lendemain.",
    avertit=True,
)
def end_on_the_last_day(examination: Examination) -> Iterator[Finding]:
    """An effect on the last day of a term, which most often means the day after."""
    dossier = examination.dossier
    for fin in dossier.fins:
        if fin.effet_le and fin.portee:
            end = term(dossier, version_on(dossier, fin.effet_le).convention, fin.effet_le)
            if fin.effet_le in {*end.precedents, end.le}:
                last = date_longue(fin.effet_le)
                message = f"le texte dure jusqu’au {last}, et « effet_le » est le premier jour où il ne s’applique plus : s’il s’applique encore ce jour-là, écrire « {fin.effet_le + UN_JOUR} »"
                yield Finding(("fin", fin.id, "effet_le"), message)


@rule(
    "fin-et-autres-actes",
    "Une fin qui ne va pas avec les autres actes",
    "La fin de la convention vient après ses signatures et son entrée en vigueur, sinon le site dit que la convention n’est jamais entrée en vigueur ; et rien ne la change ensuite : ni avenant, ni départ. Et une convention qui n’a plus deux parties ne s’applique plus. Vérifiez les dates, et « portee ».",
    avertit=True,
)
def end_among_other_acts(examination: Examination) -> Iterator[Finding]:
    """The end comes after the signatures and after every other act; two parties at least are left until then."""
    dossier = examination.dossier
    bound, last = binding(dossier), min((f.dernier_jour for f in dossier.fins if f.dernier_jour), default=None)
    for fin in dossier.fins:
        here, effect = ("fin", fin.id, "effet_le"), fin.effet_le
        if effect and fin.portee == "convention" and bound and effect <= bound:
            late = bound == signatures(dossier).completes_le
            binds = (
                f"la dernière signature est du {date_longue(bound)}"
                if late
                else f"la convention ne devait s’appliquer qu’à partir du {date_longue(bound)}"
            )
            message = f"cette fin prend effet le {date_longue(effect)}, et {binds} : la page dit donc que la convention n’est jamais entrée en vigueur ; si c’est faux, corriger l’une des deux dates"
            yield Finding(here, message)
        if effect and last and fin.portee == "partie" and effect > last + UN_JOUR:
            yield Finding(
                here,
                f"ce départ ({date_longue(effect)}) vient après la fin de la convention, dont le dernier jour est le {date_longue(last)} : il ne change rien",
            )
    for avenant in dossier.avenants if last else ():
        etape, day = dossier.etapes[avenant.numero], max((d for d in avenant.signatures.values() if d), default=None)
        if last and day and day > last and etape.du is None and not etape.manquantes:
            message = f"l’avenant n°\u00a0{avenant.numero}, signé le {date_longue(day)}, vient après la fin de la convention, dont le dernier jour est le {date_longue(last)} : il n’a pas d’effet"
            yield Finding(("avenants", str(avenant.numero)), message, cle=True)
    yield from _alone(examination, last)


def _alone(examination: Examination, last: date | None) -> Iterator[Finding]:
    """The departure, or the amendment, that leaves no two parties."""
    dossier = examination.dossier
    alone = last_day_of_two(dossier)
    if alone is None or (last and last <= alone):
        return
    day = alone + UN_JOUR
    leaving = [("fin", f.id, "effet_le") for f in dossier.fins if f.portee == "partie" and f.effet_le == day]
    amended = [("avenants", str(n)) for n, etape in dossier.etapes.items() if etape.du == day]
    message = f"à partir du {date_longue(day)}, il ne reste pas deux parties : la convention ne s’applique plus ; vérifier chaque « portee: partie », ou écrire l’acte qui met fin à la convention"
    yield Finding((*leaving, *amended)[-1], message, cle=not leaving)


REGLES = (end_in_full, end_of_whom, end_on_the_last_day, end_among_other_acts)
