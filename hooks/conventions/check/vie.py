"""The life of the convention: corrections, roadmaps, indicators; and what is written twice."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from conventions.check.rule import Examination, Finding, rule
from conventions.compose.faits import entry_into_force, facts, signatures, version_on, years_without_meeting
from conventions.compose.renouvellement import letters
from conventions.compose.situation import UN_JOUR
from conventions.model.actes import Cause
from conventions.model.french import date_longue, mots
from conventions.source.reader import Path
from conventions.source.suggestions import nearest


@rule(
    "rectification-sans-signature",
    "Une rectification avant la signature",
    "Tant que la convention n’est pas signée, une faute se corrige simplement. « rectifications » sert après la signature, pour une erreur de copie.",
    avertit=True,
)
def correction_before_signature(examination: Examination) -> Iterator[Finding]:
    """Corrections are of a signed text."""
    dossier = examination.dossier
    if (
        dossier.rectifications
        and dossier.texte == "trame"
        and not signatures(dossier).completes
        and dossier.document_signe is None
    ):
        yield Finding(("rectifications",), "la convention n’est pas encore signée : corriger le texte suffit", cle=True)


@rule(
    "fin-a-preciser",
    "Une fin dont on ne dit pas tout",
    "« effet_le » met fin à la convention. Écrivez sous « cause » ce que dit l’acte (« denonciation », « litige » ou « accord ») et sous « portee » qui n’est plus lié : « convention » (toutes les parties) ou « partie » (la seule partie écrite sous « par »). Si aucun acte ne fixe l’effet, effacez « effet_le » : le site montre alors la lettre, et ne dit pas ce qu’elle change.",
    avertit=True,
)
def end_in_full(examination: Examination) -> Iterator[Finding]:
    """What ends a convention says why, and for whom; without it, the end is told without a cause, and for all."""
    missing = {
        "cause": "la cause de la fin n’est pas dite : écrire « cause: denonciation », « cause: litige » ou « cause: accord »",
        "portee": "cette fin vaut pour toutes les parties, faute de « portee » : écrire « portee: convention » si c’est bien le cas, ou « portee: partie » si une seule s’en va",
    }
    for fin in examination.dossier.fins:
        here = ("fin", fin.id)
        for key, message in missing.items():
            settled = key == "portee" and fin.cause is Cause.ACCORD
            if fin.effet_le and not settled and not examination.valeur((*here, key)):
                yield Finding(here, message, cle=True)
    dossier, au = examination.dossier, examination.registry.au
    convention, end = version_on(dossier, au).convention, facts(dossier, au).terme
    for letter in letters(dossier, convention, end, au):
        message = f"cette lettre est venue avant un renouvellement tacite (terme le {date_longue(letter.terme)}) : le site ne dit pas si elle l’empêche ; si le texte le dit, écrire « effet_le: {letter.terme + UN_JOUR}, portee: convention »"
        yield Finding(("fin", letter.fin.id), message, cle=True)


@rule(
    "objectif-de-feuille",
    "L’objectif d’une action de la feuille de route",
    "Écrivez le numéro d’un objectif : 1 à 4, ou celui d’un objectif local de la convention.",
)
def roadmap_objective(examination: Examination) -> Iterator[Finding]:
    """A planned action serves an objective that exists."""
    trame = examination.dossier.trame or examination.registry.trame
    known = {o.numero for o in trame.objectifs} | {o.numero for _, t in examination.textes() for o in t.objectifs}
    for feuille in examination.dossier.suivi.feuilles_de_route:
        for action in feuille.actions:
            if action.objectif is not None and action.objectif not in known:
                chemin = ("suivi", "feuilles_de_route", str(feuille.numero), "actions", action.id, "objectif")
                yield Finding(
                    chemin,
                    f"l’objectif {action.objectif} n’existe pas ; objectifs connus : {', '.join(map(str, sorted(known)))}",
                )


@rule(
    "bilan-sans-feuille",
    "Le bilan d’une feuille de route absente",
    "« feuille-2 » est le bilan de la feuille de route numéro 2, qui doit exister sous « feuilles_de_route ».",
)
def assessment_of_nothing(examination: Examination) -> Iterator[Finding]:
    """An assessment is of a roadmap that exists."""
    known = {f"feuille-{f.numero}" for f in examination.dossier.suivi.feuilles_de_route}
    for bilan in examination.dossier.suivi.bilans:
        if bilan.id != "global" and bilan.id not in known:
            expected = ", ".join(sorted({*known, "global"}))
            yield Finding(
                ("suivi", "bilans", bilan.id),
                f"« {bilan.id} » est le bilan d’une feuille de route qui n’existe pas ; attendu : {expected}",
                cle=True,
            )


@rule(
    "indicateur-inconnu",
    "Un indicateur inconnu",
    "L’identifiant n’est pas celui d’un indicateur publié. Le message donne ceux qui existent.",
)
def known_indicator(examination: Examination) -> Iterator[Finding]:
    """An indicator is one of the published list."""
    known = examination.registry.reference.indicateurs
    for valeur in examination.dossier.suivi.indicateurs:
        if valeur.indicateur and valeur.indicateur not in known:
            close = nearest(valeur.indicateur, list(known))
            near = f" ; le plus proche : « {close} »" if close else ""
            message = f"l’indicateur « {valeur.indicateur} » n’existe pas{near} ; indicateurs : {', '.join(known)}"
            yield Finding(("suivi", "indicateurs", valeur.id, "indicateur"), message)


@rule(
    "annee-d-un-indicateur",
    "L’année d’un indicateur",
    "Une valeur publiée porte sur une année commencée, et pas d’avant 2006, année des premiers travaux communs.",
)
def year_of_an_indicator(examination: Examination) -> Iterator[Finding]:
    """A value is of a year that has begun."""
    for valeur in examination.dossier.suivi.indicateurs:
        if valeur.annee is not None and not 2006 <= valeur.annee <= examination.registry.au.year:
            yield Finding(
                ("suivi", "indicateurs", valeur.id, "annee"),
                f"« {valeur.annee} » ; attendu : une année de 2006 à {examination.registry.au.year}",
            )


@rule(
    "enveloppe-sans-partie",
    "Une enveloppe sans signataire",
    "Une enveloppe financière se donne par signataire : dites lequel sous « par », avec sa clé.",
    avertit=True,
)
def envelope_of_whom(examination: Examination) -> Iterator[Finding]:
    """Envelopes are followed by party (objective 1)."""
    for valeur in examination.dossier.suivi.indicateurs:
        if valeur.indicateur == "enveloppes" and not valeur.par:
            yield Finding(
                ("suivi", "indicateurs", valeur.id),
                "de quel signataire est cette enveloppe ? L’écrire sous « par »",
                cle=True,
            )


@rule(
    "doublon",
    "La même chose écrite deux fois",
    "Deux éléments disent la même chose : deux indicateurs de la même année, deux réunions du même jour, deux parties du même nom. Gardez-en un seul.",
)
def duplicates(examination: Examination) -> Iterator[Finding]:
    """Nothing is counted twice."""
    suivi = examination.dossier.suivi
    indicateurs = (
        ((i.indicateur, i.annee, i.par, i.unite, i.definition), ("suivi", "indicateurs", i.id))
        for i in suivi.indicateurs
        if i.indicateur
    )
    yield from _twice(examination, indicateurs, "cet indicateur a déjà une valeur pour la même année")
    reunions = (
        (str(r["le"]), chemin)
        for chemin, r in examination.elements("suivi", "reunions")
        if isinstance(r, dict) and r.get("le")
    )
    yield from _twice(examination, reunions, "cette réunion est déjà écrite")
    for place, texte in examination.textes():
        named = ((tuple(mots(p.nom.casefold())), (*place, "signataires", p.cle)) for p in texte.signataires if p.nom)
        yield from _twice(examination, named, "une autre partie porte déjà ce nom")
        numbered = (
            (p.siren or p.insee, (*place, "signataires", p.cle)) for p in texte.signataires if p.siren or p.insee
        )
        yield from _twice(examination, numbered, "une autre partie porte déjà ce numéro")


@rule(
    "doublon-probable",
    "Deux textes identiques",
    "Deux actions ont le même intitulé ou la même description, ou la même personne est écrite deux fois. C’est souvent un copier-coller oublié.",
    avertit=True,
)
def likely_duplicates(examination: Examination) -> Iterator[Finding]:
    """A copied block that nobody adapted."""
    for place, texte in examination.textes():
        actions = [(a, (*place, "objectifs", str(a.objectif), "actions", a.id)) for a in texte.actions]
        yield from _twice(
            examination,
            ((mots(a.intitule.casefold()), c) for a, c in actions if a.intitule),
            "une autre action a déjà cet intitulé",
        )
        yield from _twice(
            examination,
            ((mots(a.description), c) for a, c in actions if len(a.description) > 80),
            "une autre action a déjà cette description",
        )
        for partie in texte.signataires:
            here = (*place, "signataires", partie.cle, "representants")
            people = (((r.nom.casefold(), r.prenom.casefold()), (*here, r.rang)) for r in partie.representants if r.nom)
            yield from _twice(examination, people, "cette personne est déjà écrite")


def _twice(examination: Examination, items: Iterable[tuple[Hashable, Path]], words: str) -> Iterator[Finding]:
    seen: dict[Hashable, Path] = {}
    for value, chemin in items:
        if value in seen:
            line = examination.document.position(seen[value], key=True).line
            yield Finding(chemin, f"{words} (ligne {line})", cle=True)
        else:
            seen[value] = chemin


@rule(
    "annee-sans-reunion",
    "Une année sans réunion",
    "L’instance se réunit au moins une fois par an (article 3, alinéa 6). Ajoutez la réunion sous « reunions » si elle a eu lieu.",
    avertit=True,
)
def year_without_meeting(examination: Examination) -> Iterator[Finding]:
    """Full years in force without a meeting, once meetings are followed at all."""
    if not examination.dossier.suivi.reunions:
        return
    for year in years_without_meeting(examination.dossier, examination.registry.au):
        since = entry_into_force(examination.dossier)
        message = f"aucune réunion en {year}, alors que la convention est en vigueur depuis le {date_longue(since) if since else ''} (article 3, alinéa 6)"
        yield Finding(("suivi", "reunions"), message, cle=True)


REGLES = (
    correction_before_signature,
    end_in_full,
    roadmap_objective,
    assessment_of_nothing,
    known_indicator,
    year_of_an_indicator,
    envelope_of_whom,
    duplicates,
    likely_duplicates,
    year_without_meeting,
)
