"""What dates rest on: months counted as article 8 counts them, and the rules of the trame that a convention has kept."""

from __future__ import annotations

import calendar
import re
from datetime import MAXYEAR, date, timedelta

from conventions.compose.clauses import rewording
from conventions.model.clause import Conformite
from conventions.model.convention import Convention
from conventions.model.dossier import Dossier
from conventions.model.french import dates_ecrites
from conventions.model.renouvellement import Duree
from conventions.model.trame import Regle

UN_JOUR = timedelta(days=1)
_DEPUIS = re.compile(r"(?:à compter|à partir|à dater|depuis)\s+(?:du|le)\s+[^.;,]*")
"""« deux ans à compter du 1er janvier 2027 » gives a length, not its last day."""


def months_before(day: date, months: int) -> date:
    """The same day, `months` earlier, clamped to the end of a shorter month, and to the last day that dates can tell."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def after(first: date, length: Duree, times: int) -> date:
    """The last day of that many lengths, which run from the day after `first`: one month from 1 July ends on the 31st.

    All are counted from that day. Where the month of the end has no such day, it ends with that month.
    """
    begins = _later(first, 1)
    same = months_before(begins, -times * length.mois)
    whole = same.day < begins.day or same == date.max
    return _later(same, times * length.jours - (0 if whole else 1))


def _later(day: date, days: int) -> date:
    """That many days after, or the last day that dates can tell."""
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


def before(day: date, length: Duree) -> date:
    """That length before a day."""
    return months_before(day, length.mois) - timedelta(days=length.jours)


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


def notice_before(dossier: Dossier, convention: Convention, term: date) -> date | None:
    """Two months before a term, same day of the month, clamped (article 8, alinéa 5), where it is the trame's."""
    regle = date_rule(dossier, convention, "preavis_denonciation")
    return months_before(term, regle.mois) if regle else None


def only_date(convention: Convention, clause: str, cle: str) -> date | None:
    """The date that the local wording of that clause gives to `cle`, where it gives one and no other."""
    local = convention.redaction_de(clause)
    words = local.texte if local else ""
    found = dates_ecrites(_DEPUIS.sub("", words) if cle == "echeance" else words)
    return found[0] if len(found) == 1 else None


def roadmap_end(dossier: Dossier, convention: Convention, start: date) -> date | None:
    """The last day of its two years (article 3, alinéa 8), the first one included: the eve of the same day, if there is one."""
    regle = date_rule(dossier, convention, "feuille_de_route")
    if regle is None:
        return None
    following = months_before(start, -12 * regle.annees)
    return following - UN_JOUR if following.day == start.day else following
