"""What an amendment does to the clauses of article 8 that dates rest on: the dates follow, because it writes them too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from conventions.check.rule import Examination, Finding, rule
from conventions.compose.dates import date_rule, effect_had_come, only_date
from conventions.compose.faits import term
from conventions.model.dossier import Etape
from conventions.model.french import date_longue
from conventions.source.reader import Path

_TERME = "art-8-al-2"


@rule(
    "avenant-dates",
    "Les dates de l’article 8, changées par un avenant",
    "Un avenant qui réécrit l’article 8, alinéa 2 redit le terme sous « modifie: dates: echeance », même s’il ne change pas, et la règle de renouvellement s’il y en a une ; s’il les supprime, il les nomme sous « retire ». Il peut déplacer le jour où la convention entrera en vigueur (« modifie: dates: entree_en_vigueur »), s’il est signé avant ce jour ; après, il ne le change plus. Le jour où lui-même prend effet s’écrit « effet_le », sous son numéro.",
)
def dates_of_an_amendment(examination: Examination) -> Iterator[Finding]:
    """If the clause that a date rests on is rewritten, the date is typed: nothing of the old text outlives it unsaid."""
    for numero, etape in sorted(examination.dossier.etapes.items()):
        here: Path = ("avenants", str(numero))
        yield from _entry(examination, here, etape)
        if examination.dossier.modele and _reworded(etape, _TERME):
            yield from _term(examination, here, etape)
            yield from _renewal(examination, here, etape)


def _entry(examination: Examination, here: Path, etape: Etape) -> Iterator[Finding]:
    """It may move the day of effect while that has not come; not to a day before its own."""
    place = (*here, "modifie", "dates", "entree_en_vigueur")
    words = "un avenant ne change pas le jour où la convention est entrée en vigueur"
    new, since = etape.apres.entree_en_vigueur, max((day for day in (etape.du, etape.signe_le) if day), default=None)
    late = effect_had_come(examination.dossier, etape, examination.registry.au)
    if not late and new and since and new < since:
        message = f"l’avenant n’engage que le {date_longue(since)} : il ne peut pas faire entrer la convention en vigueur avant, le {date_longue(new)} ; vérifier les deux dates"
        yield Finding(place, message)
    elif late and examination.valeur(place) and not examination.refused(place):
        remedy = "le jour où l’avenant prend effet s’écrit « effet_le », sous son numéro ; si la date de la convention est fausse, la corriger sous « convention: dates »"
        yield Finding(place, f"{words} : supprimer « entree_en_vigueur » ; {remedy}", cle=True)
    for chemin, dotted in examination.elements(*map(str, here), "retire"):
        if dotted == "dates.entree_en_vigueur":
            yield Finding(chemin, f"{words} : ôter ce chemin de « retire »")


def _term(examination: Examination, here: Path, etape: Etape) -> Iterator[Finding]:
    old = etape.apres.echeance
    if examination.valeur((*here, "modifie", "dates", "echeance")) or examination.refused((*here, "modifie", "dates")):
        return
    if date_rule(examination.dossier, etape.apres, "terme"):
        if old:
            message = f"l’avenant rend à l’article 8, alinéa 2 les mots de la trame : le terme écrit ({date_longue(old)}) ne vaut plus ; ajouter « dates.echeance » sous « retire »"
            yield Finding(_where(examination, here), message, cle=True)
        return
    new = only_date(etape.apres, _TERME, "echeance")
    words = "l’avenant réécrit la clause qui fixe le terme (article 8, alinéa 2)"
    if new:
        message = f"{words} : écrire aussi « dates: {{echeance: {new}}} » sous « modifie »"
        yield Finding(_where(examination, here), message, cle=True)
    elif old:
        message = f"{words} : écrire aussi sous « modifie » la date que donnent ses mots ; si le terme ne change pas, le redire, « dates: {{echeance: {old}}} » ; s’il n’y en a plus, ajouter « dates.echeance » sous « retire »"
        yield Finding(_where(examination, here), message, cle=True)


def _renewal(examination: Examination, here: Path, etape: Etape) -> Iterator[Finding]:
    place = (*here, "modifie", "renouvellement")
    rule_ = etape.apres.renouvellement
    if rule_ and not examination.valeur(place) and not examination.refused(place):
        gone = f"renouvellement.{'tacite' if rule_.tacite else 'expres'}"
        message = f"l’avenant réécrit la clause qui fonde le renouvellement (article 8, alinéa 2) : s’il ne change pas, redire « renouvellement » sous « modifie » ; s’il n’y en a plus, ajouter « {gone} » sous « retire »"
        yield Finding(_where(examination, here), message, cle=True)


def _where(examination: Examination, here: Path) -> Path:
    """Where the amendment words that clause, or takes its wording away."""
    place = (*here, "modifie", "redaction", _TERME)
    return place if examination.valeur(place) else (*here, "retire")


def _reworded(etape: Etape, clause: str) -> bool:
    """Whether the clause reads otherwise after the amendment."""
    before, after = (text.redaction_de(clause) for text in (etape.avant, etape.apres))
    return (before and (before.operation, before.texte)) != (after and (after.operation, after.texte))


@rule(
    "avenant-terme",
    "Un terme déjà passé quand l’avenant s’applique",
    "L’avenant donne à la convention un terme qui précède sa propre date d’effet, ou sa signature : elle aurait pris fin avant qu’il s’applique. Vérifiez les dates.",
    avertit=True,
)
def term_of_an_amendment(examination: Examination) -> Iterator[Finding]:
    """The term that an amendment gives comes after its effect and its signatures."""
    for avenant in examination.dossier.avenants:
        place = ("avenants", str(avenant.numero), "modifie", "dates", "echeance")
        etape = examination.dossier.etapes[avenant.numero]
        end, told_again = etape.apres.echeance, etape.apres.echeance == etape.avant.echeance
        if told_again and etape.signe_le:
            end = term(examination.dossier, etape.apres, etape.signe_le).le
        if not end or not examination.valeur(place) or examination.refused(place):
            continue
        signed = max((day for day in avenant.signatures.values() if day), default=None)
        later: list[tuple[date, str]] = [
            (day, words)
            for day, words in ((avenant.effet_le, "sa date d’effet"), (signed, "sa dernière signature"))
            if day and end < day
        ]
        if later:
            day, words = max(later)
            yield Finding(
                place, f"le terme ({date_longue(end)}) que donne l’avenant précède {words} ({date_longue(day)})"
            )


REGLES = (dates_of_an_amendment, term_of_an_amendment)
