"""A convention on a day → its dates to come, each with the article that it follows from; without a known term, nothing that needs one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from conventions.compose.dates import UN_JOUR, date_rule, roadmap_end
from conventions.compose.faits import version_on
from conventions.compose.situation import PLUS_DE_PARTIES, Situation
from conventions.model.convention import Convention, FeuilleDeRoute, Suivi
from conventions.model.dossier import Dossier
from conventions.model.faits import NatureTerme, Terme
from conventions.model.french import minuscule

_RESERVE = ", si une lettre n’a pas empêché le renouvellement précédent"
LETTRE = "Le texte ne dit pas si c’est l’envoi ou la réception de la lettre qui compte."
"""Of the last day to denounce: nothing is made up."""


class Echeance(NamedTuple):
    """A day, its name in addresses, what it is, and the clause of the trame that it follows from; empty where the text gives the day itself.

    `note` is what the text leaves open.
    """

    jour: date
    slug: str
    mots: str
    clause: str = ""
    note: str = ""


def echeances(dossier: Dossier, suivi: Suivi, s: Situation) -> list[Echeance]:
    """Those of a convention that all have signed and that is not over, as that day knows them, and what was done by then."""
    if s.statut.close or not s.faits.signatures.completes:
        return []
    convention = version_on(dossier, s.au).convention
    doubt = _RESERVE if s.faits.conteste else ""
    ends = (e._replace(mots=f"{e.mots}{doubt}") for e in _ends(dossier, suivi, convention, s))
    known = [*_entry(s), *ends, *(_kept_up(dossier, suivi, convention, s) if s.statut.force else ())]
    last = _last(s)
    return [echeance for echeance in known if s.au <= echeance.jour <= last]


def _last(s: Situation) -> date:
    """The day after which it asks for nothing more; no term is that, while a renewal may follow."""
    end = s.faits.terme
    goes_on = s.dernier_jour == end.le and end.nature is NatureTerme.RENOUVELABLE and end.le != end.dernier
    return date.max if s.dernier_jour is None or goes_on else s.dernier_jour


def _entry(s: Situation) -> Iterator[Echeance]:
    if s.entree:
        yield Echeance(s.entree, "entree", "entrée en vigueur", "" if s.faits.effet.saisi else "art-8-al-1")


def _ends(dossier: Dossier, suivi: Suivi, convention: Convention, s: Situation) -> Iterator[Echeance]:
    """What comes after its last renewal, if that took place."""
    end, fin, last, limit = s.faits.terme, s.faits.fin, s.dernier_jour, s.denonciation_limite
    if limit and limit != end.opposition:
        words = "dernier jour, au plus tard, pour dénoncer la convention"
        yield Echeance(limit, "denonciation", words, "art-8-al-5", LETTRE)
    if last and (fin or last != end.le):
        yield Echeance(
            last, "terme", f"dernier jour de la convention ({minuscule(fin.nom) if fin else PLUS_DE_PARTIES})"
        )
        yield from _global(dossier, suivi, convention, last)
        return
    if end.opposition:
        words = f"dernier jour pour s’opposer au renouvellement ({_notice(end)})"
        own = end.preavis != ""
        yield Echeance(end.opposition, "opposition", words, "" if own else "art-8-al-5", "" if own else LETTRE)
    if end.le:
        current = end.nature is NatureTerme.RENOUVELABLE and end.le != end.dernier
        article = "" if end.saisi or end.precedents else "art-8-al-2"
        yield Echeance(end.le, "terme", "terme en cours" if current else "terme de la convention", article)
        yield from _renewal(dossier, convention, end, end.le)
        yield from _global(dossier, suivi, convention, end.le, " si elle n’est pas renouvelée" if current else "")
    if end.dernier and end.dernier != end.le:
        yield Echeance(end.dernier, "dernier-terme", "dernier terme possible, si tous les renouvellements ont lieu")


def _notice(end: Terme) -> str:
    return f"préavis de {end.preavis}" if end.preavis else "article 8, alinéa 5"


def _renewal(dossier: Dossier, convention: Convention, end: Terme, last: date) -> Iterator[Echeance]:
    """The one that its own words provide for, else the new convention of article 8, alinéa 2, where that is the trame's."""
    rule = convention.renouvellement
    if rule and last != end.dernier and last < date.max:
        words = "tacite, si personne ne s’y est opposé" if rule.tacite else "exprès, si les parties en sont convenues"
        yield Echeance(last + UN_JOUR, "renouvellement", f"renouvellement {words}")
    elif rule is None and end.nature is NatureTerme.FIXE and date_rule(dossier, convention, "terme"):
        words = "renouvellement, si les parties conviennent expressément de signer une nouvelle convention"
        yield Echeance(last, "renouvellement", words, "art-8-al-2")


def _global(
    dossier: Dossier, suivi: Suivi, convention: Convention, last: date, condition: str = ""
) -> Iterator[Echeance]:
    if date_rule(dossier, convention, "bilan") and not _assessed(suivi, "global"):
        words = f"fin de la période conventionnelle{condition}, dont le bilan global est ensuite dressé"
        yield Echeance(last, "bilan-global", words, "art-3-al-9")


def _kept_up(dossier: Dossier, suivi: Suivi, convention: Convention, s: Situation) -> Iterator[Echeance]:
    """What the trame asks for while the convention binds, beside its own dates."""
    for feuille in suivi.feuilles_de_route:
        if end := end_of(dossier, convention, feuille):
            name = f"feuille de route n°\u00a0{feuille.numero}"
            yield Echeance(end, f"feuille-{feuille.numero}", f"fin de la {name}", "art-3-al-8")
            if awaits_assessment(dossier, suivi, convention, feuille):
                words = f"bilan de la {name}, au terme de ses deux années"
                yield Echeance(end, f"bilan-feuille-{feuille.numero}", words, "art-3-al-9")
    year = s.au.year
    if not any(r.le.year == year and r.le <= s.au for r in suivi.reunions) and date_rule(
        dossier, convention, "reunions"
    ):
        words = f"au moins une réunion de l’instance en {year}"
        yield Echeance(date(year, 12, 31), f"reunion-{year}", words, "art-3-al-6")


def end_of(dossier: Dossier, convention: Convention, feuille: FeuilleDeRoute) -> date | None:
    """The last day of a roadmap."""
    return roadmap_end(dossier, convention, feuille.debut) if feuille.debut else None


def awaits_assessment(dossier: Dossier, suivi: Suivi, convention: Convention, feuille: FeuilleDeRoute) -> bool:
    """Whether its assessment is still to be published, where the rule that asks for it is the trame's."""
    written = _assessed(suivi, f"feuille-{feuille.numero}")
    return not written and date_rule(dossier, convention, "bilan") is not None


def _assessed(suivi: Suivi, ident: str) -> bool:
    return any(b.id == ident for b in suivi.bilans)


class SansTerme(NamedTuple):
    """Why the term of a convention is not known: the name of the reason, and the reason."""

    slug: str
    mots: str


SANS_TERME = {
    "cadre": SansTerme(
        "cadre",
        "Elle dure jusqu’à l’échéance de la convention-cadre nationale (article 8, alinéa 2), dont la date n’est pas publiée.",
    ),
    "renouvellement": SansTerme(
        "renouvellement", "Son premier terme est passé, et ce site ne sait pas si elle a été renouvelée."
    ),
    "texte": SansTerme("texte", "Son texte ne donne pas de date de fin que ce site connaisse."),
}


def sans_terme(terme: Terme) -> SansTerme | None:
    """Why it is not known; None where it is."""
    if terme.le:
        return None
    if terme.incertain:
        return SANS_TERME["renouvellement"]
    return SANS_TERME["cadre" if terme.nature is NatureTerme.FIXE else "texte"]
