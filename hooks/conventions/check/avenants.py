"""Amendments (article 6): who has signed them, when they take effect, what they change."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from operator import itemgetter

from conventions.check.rule import Examination, Finding, rule
from conventions.compose.dates import date_rule, typed_effects
from conventions.compose.faits import entry_into_force, last_day, signatures
from conventions.compose.parties import nom_partie
from conventions.model.actes import Avenant
from conventions.model.dossier import Etape
from conventions.model.french import date_longue, liste
from conventions.model.ids import nature
from conventions.model.noms import du
from conventions.source.reader import Path, Value


def _place(avenant: Avenant) -> Path:
    return "avenants", str(avenant.numero)


@rule(
    "avenant-vide",
    "Un avenant qui ne change rien",
    "Dites ce que l’avenant change, sous « modifie » (les mêmes clés que « convention ») ou sous « retire ». Pour une convention qui a son propre texte, donnez sous « texte » le fichier du texte modifié.",
    avertit=True,
)
def empty_amendment(examination: Examination) -> Iterator[Finding]:
    """An amendment changes something."""
    for avenant in examination.dossier.avenants:
        here = _place(avenant)
        if not any(examination.valeur((*here, key)) for key in ("modifie", "retire", "texte")):
            yield Finding(
                here, f"l’avenant n°\u00a0{avenant.numero} ne change rien : écrire « modifie » ou « retire »", cle=True
            )


@rule(
    "avenant-avant-signature",
    "Un avenant signé avant la convention",
    "Un avenant modifie une convention déjà signée (article 6). Vérifiez l’année de sa signature, et que toutes les signatures de la convention sont écrites.",
)
def amendment_after_signature(examination: Examination) -> Iterator[Finding]:
    """An amendment comes after the convention that it amends."""
    dossier, given = examination.dossier, signatures(examination.dossier)
    article = " (article 6)" if date_rule(dossier, dossier.origine, "avenant") else ""
    last, unsigned = given.completes_le, not given.completes and examination.dossier.document_signe is None
    for avenant in dossier.avenants:
        known = [(d, cle) for cle, d in avenant.signatures.items() if d]
        if unsigned and known and dossier.texte == "trame":
            yield Finding(
                _place(avenant),
                f"l’avenant n°\u00a0{avenant.numero} est signé, mais la convention ne l’est pas encore par toutes les parties{article}",
                cle=True,
            )
        day, cle = min(known, key=itemgetter(0), default=(None, ""))
        if last and day and day < last:
            message = f"l’avenant est signé le {date_longue(day)}, avant la convention elle-même ({date_longue(last)}){article}"
            yield Finding((*_place(avenant), "signatures", cle), message)


@rule(
    "avenant-numero",
    "Le numéro d’un avenant",
    "Les avenants se numérotent 1, 2, 3… sans trou : le numéro fait partie des adresses publiées.",
)
def amendments_without_a_gap(examination: Examination) -> Iterator[Finding]:
    """Numbered without a gap; those whose number is refused have one, told with the key."""
    if any(examination.refused(("avenants", key)) for key in examination.entries("avenants")):
        return
    for expected, avenant in enumerate(examination.dossier.avenants, 1):
        if avenant.numero != expected:
            message = f"l’avenant n°\u00a0{avenant.numero} vient en position {expected} : attendu n°\u00a0{expected}"
            yield Finding(_place(avenant), message, cle=True)
            return


@rule(
    "avenant-ordre",
    "Un avenant signé avant celui qui le précède",
    "D’ordinaire, les avenants sont signés dans l’ordre de leurs numéros. Vérifiez les dates des signatures et les numéros. S’ils sont ceux des documents signés, ne changez rien : le site suit les dates.",
    avertit=True,
)
def amendments_in_order(examination: Examination) -> Iterator[Finding]:
    """Most often, amendments are signed in the order of their numbers."""
    last: tuple[date, int] | None = None
    for avenant in examination.dossier.avenants:
        signed = examination.dossier.etapes[avenant.numero].signe_le
        if signed and last and signed < last[0]:
            message = f"l’avenant n°\u00a0{avenant.numero} est signé le {date_longue(signed)}, avant le n°\u00a0{last[1]} ({date_longue(last[0])}) : vérifier ces dates et ces numéros ; s’ils sont ceux des documents signés, ne rien changer"
            yield Finding(_place(avenant), message, cle=True)
        last = (signed, avenant.numero) if signed else last


@rule(
    "avenant-incomplet",
    "Un avenant que toutes les parties n’ont pas signé",
    "Un avenant n’engage que signé par toutes les parties du moment, et par celles qui rejoignent la convention (article 6). Une de ces parties n’est pas sous « signatures » : ajoutez sa clé, sans date tant qu’elle n’a pas signé. Son départ, plus tard, ne remplace pas sa signature.",
    avertit=True,
)
def parties_of_an_amendment(examination: Examination) -> Iterator[Finding]:
    """Every party that an amendment binds is among its signatures, signed or not."""
    dossier = examination.dossier
    for avenant in dossier.avenants:
        etape, missed = dossier.etapes[avenant.numero], dossier.manquantes_de(avenant.numero)
        forgotten = [cle for cle in etape.manquantes if cle not in avenant.signataires]
        missing = liste(du(nom_partie(dossier.departement, cle, partie)) for cle, partie in missed.items())
        if etape.defaillante:
            message = f"l’avenant n°\u00a0{avenant.numero} n’engage pas : manque la signature {missing}, et un départ ne la remplace pas ; si cette signature a été donnée, écrire sa date sous « signatures » ; sinon, reprendre ces changements dans un nouvel avenant"
            yield Finding((*_place(avenant), "signatures"), message, cle=True)
        elif forgotten and avenant.signataires:
            keys = liste(f"« {cle}: »" for cle in forgotten)
            message = f"l’avenant n°\u00a0{avenant.numero} n’engage pas encore : manque la signature {missing} ; ajouter {keys} sous « signatures », avec la date une fois signé"
            yield Finding((*_place(avenant), "signatures"), message, cle=True)


@rule(
    "avenant-document-sans-date",
    "Un avenant signé de tous, on ne sait quand",
    "« tous_ont_signe: oui » dit que le document de l’avenant porte toutes les signatures. Écrivez aussi « date », le jour de la dernière : l’avenant prend effet ce jour-là, ou à « effet_le ».",
)
def date_of_the_document(examination: Examination) -> Iterator[Finding]:
    """An amendment that its document says signed by all has a day."""
    for avenant in examination.dossier.avenants:
        document = avenant.document_signe
        if document and document.tous_ont_signe and document.le is None:
            message = "il manque « date », le jour de la dernière signature : sans elle, l’avenant n’engage pas"
            yield Finding((*_place(avenant), "document_signe", "tous_ont_signe"), message)


@rule(
    "avenant-chefs-de-cour",
    "Un seul chef de cour pour un avenant",
    "Deux personnes signent pour la cour d’appel. Écrivez-les toutes deux, en liste, comme sous « representants » ; ou la date seule, si les deux ont signé ce jour-là. Tant que le second n’a pas signé, l’avenant n’engage pas. Si un seul signe pour les deux, dites pourquoi sous « seul », dans les signataires de la convention.",
    avertit=True,
)
def heads_of_court(examination: Examination) -> Iterator[Finding]:
    """Two people sign an amendment for the court of appeal."""
    for avenant in examination.dossier.avenants:
        if avenant.document_signe and avenant.document_signe.tous_ont_signe:
            continue
        for cle, people in avenant.signataires.items():
            if nature(cle) == "cour" and len(people) == 1 and people[0].signe_le and avenant.incomplete(cle):
                message = "un seul des deux chefs de cour a signé : la signature de la cour manque encore ; écrire les deux en liste, ou seulement la date si les deux ont signé ce jour-là"
                yield Finding((*_place(avenant), "signatures", cle), message)


@rule(
    "avenant-effet",
    "La date d’effet d’un avenant",
    "Un avenant prend effet entre l’entrée en vigueur de la convention et sa fin. Vérifiez « effet_le » ; si l’avenant n’en fixe pas, effacez-la : il prend effet le jour de la dernière signature.",
    avertit=True,
)
def effect_within_the_convention(examination: Examination) -> Iterator[Finding]:
    """The effect of an amendment falls while the convention is in force."""
    dossier = examination.dossier
    entry = entry_into_force(dossier)
    for avenant in dossier.avenants:
        effect = avenant.effet_le
        end = last_day(dossier, effect) if effect else None
        if effect and entry and effect < entry and avenant.numero not in typed_effects(dossier):
            message = f"l’effet ({date_longue(effect)}) précède l’entrée en vigueur de la convention ({date_longue(entry)}) : l’avenant ne s’appliquera qu’à partir de celle-ci"
            yield Finding((*_place(avenant), "effet_le"), message)
        if effect and end and effect > end:
            message = f"l’effet ({date_longue(effect)}) vient après la fin de la convention ({date_longue(end)}) : l’avenant ne s’appliquera jamais"
            yield Finding((*_place(avenant), "effet_le"), message)


@rule(
    "avenants-croises",
    "Deux avenants qui se croisent",
    "Le plus récemment signé prend effet avant l’autre, et tous deux changent la même chose : à partir de la seconde date d’effet, c’est l’ancien qui s’applique. Si ce n’est pas ce que les parties veulent, elles le disent dans l’avenant.",
    avertit=True,
)
def crossed_amendments(examination: Examination) -> Iterator[Finding]:
    """Where the order of the effects is not that of the signatures, the last to take effect has the last word."""
    dossier = examination.dossier
    for first, second in combinations(dossier.avenants, 2):
        one, two = (dossier.etapes[a.numero] for a in (first, second))
        if _crossed(one, two) and one.du and (shared := _shared(examination, first, second)):
            message = f"l’avenant n°\u00a0{second.numero}, signé après le n°\u00a0{first.numero}, prend effet avant lui et change aussi « {shared} » : à partir du {date_longue(one.du)}, c’est le n°\u00a0{first.numero} qui s’applique"
            yield Finding((*_place(second), "effet_le"), message, cle=True)


def _crossed(one: Etape, two: Etape) -> bool:
    """Whether the second was signed after the first, and takes effect before it."""
    if one.du is None or two.du is None or one.signe_le is None or two.signe_le is None:
        return False
    return one.signe_le < two.signe_le and two.du < one.du


def _shared(examination: Examination, first: Avenant, second: Avenant) -> str:
    """A place of the contract that both change or remove, dotted: the deeper one, where one holds the other; else empty."""
    one, two = (_changed(examination, a) for a in (first, second))
    return min(
        (max(a, b, key=len) for a in one for b in two if f"{b}.".startswith(f"{a}.") or f"{a}.".startswith(f"{b}.")),
        default="",
    )


def _changed(examination: Examination, avenant: Avenant) -> set[str]:
    """The places of the contract that it changes or removes, dotted. A wording and a text of one's own change as a whole."""
    removed, whole = (examination.valeur((*_place(avenant), key)) for key in ("retire", "texte"))
    gone = {str(path) for path in removed} if isinstance(removed, list) else set()
    changes = _leaves(examination.valeur((*_place(avenant), "modifie")), "")
    return gone | set(changes) | ({"texte"} if whole else set())


def _leaves(value: Value, place: str) -> Iterator[str]:
    if isinstance(value, dict) and not _ENTIER.fullmatch(place):
        for key, below in value.items():
            yield from _leaves(below, f"{place}.{key}" if place else key)
    elif place:
        yield place


_ENTIER = re.compile(r"redaction\..*|renouvellement")
"""What an amendment replaces as a whole, whatever it held."""


REGLES = (
    empty_amendment,
    amendment_after_signature,
    amendments_without_a_gap,
    amendments_in_order,
    parties_of_an_amendment,
    date_of_the_document,
    heads_of_court,
    effect_within_the_convention,
    crossed_amendments,
)
