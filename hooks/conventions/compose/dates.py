"""The dates of a convention, each with the article it comes from. Nothing is derived from a clause that was rewritten."""

from __future__ import annotations

import calendar
from datetime import date

from conventions.compose.clauses import rewording
from conventions.model.clause import Conformite
from conventions.model.convention import Convention
from conventions.model.dossier import Dossier, parties_attendues, signature
from conventions.model.trame import Regle


def months_before(day: date, months: int) -> date:
    """The same day, `months` earlier, clamped to the end of a shorter month."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def date_rule(dossier: Dossier, convention: Convention, name: str) -> Regle | None:
    """The date rule of the trame, if this convention still has the words that found it."""
    trame = dossier.modele
    if trame is None:
        return None
    regle = trame.regles[name]
    local = convention.redaction_de(regle.clause)
    if local is None or local.operation == "ajoute":
        return regle
    kept = (
        local.operation == "remplace"
        and rewording(trame, trame.par_id[regle.clause], local.texte) is not Conformite.REECRITE
    )
    return regle if kept else None


def signatures(dossier: Dossier) -> dict[str, date | None]:
    """Of each party to the original text, the day it had signed."""
    original = dossier.origine
    return {cle: signature(original.partie(cle), original) for cle in parties_attendues(dossier.departement, original)}


def entry_into_force(dossier: Dossier) -> date | None:
    """The typed date, else the last signature of all the parties (article 8, alinéa 1); None while one is missing."""
    if dossier.origine.entree_en_vigueur:
        return dossier.origine.entree_en_vigueur
    if date_rule(dossier, dossier.origine, "entree_en_vigueur") is None:
        return None
    dates = list(signatures(dossier).values())
    known = [d for d in dates if d is not None]
    return max(known) if known and len(known) == len(dates) else None


def term(dossier: Dossier, convention: Convention) -> date | None:
    """The typed date, else the end of the national framework (article 8, alinéa 2), which is not published yet."""
    if convention.echeance:
        return convention.echeance
    return dossier.trame.terme if dossier.trame and date_rule(dossier, convention, "terme") else None


def last_day_to_denounce(dossier: Dossier, convention: Convention) -> date | None:
    """Two months before the term, same day of the month, clamped (article 8, alinéa 5): « au plus tard »."""
    end, regle = term(dossier, convention), date_rule(dossier, convention, "preavis_denonciation")
    return months_before(end, regle.mois) if end and regle else None


def roadmap_end(dossier: Dossier, convention: Convention, start: date) -> date | None:
    """Two years after its start (article 3, alinéa 8)."""
    regle = date_rule(dossier, convention, "feuille_de_route")
    return months_before(start, -12 * regle.annees) if regle else None


def years_without_meeting(dossier: Dossier, au: date) -> tuple[int, ...]:
    """Full calendar years in force without the meeting that article 3, alinéa 6 asks for; () where the rule is not the trame's."""
    start = entry_into_force(dossier)
    if start is None or date_rule(dossier, dossier.version_au(au).convention, "reunions") is None:
        return ()
    held = {held.le.year for held in dossier.suivi.reunions}
    return tuple(year for year in range(start.year + 1, au.year) if year not in held)
