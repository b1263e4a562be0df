"""What dates rest on: months counted as article 8 counts them, and the rules of the trame that a convention has kept."""

from __future__ import annotations

import calendar
import re
from datetime import MAXYEAR, date, timedelta
from functools import lru_cache
from itertools import takewhile
from operator import itemgetter

from conventions.compose.clauses import rewording
from conventions.model.clause import Conformite
from conventions.model.convention import Convention
from conventions.model.dossier import Dossier, Etape
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


@lru_cache(maxsize=16)
def typed_effects(dossier: Dossier) -> dict[int, date]:
    """The days of effect that were typed, the last one counts: of the text, as 0, then by amendment.

    An amendment moves it when it is signed, and in effect, before that day has come. What has begun has begun.
    """
    day = dossier.origine.entree_en_vigueur
    told = {0: day} if day else {}
    signed = [(max(e.du, e.signe_le), e.numero, e) for e in dossier.etapes.values() if e.du and e.signe_le]
    for since, number, etape in sorted(signed, key=itemgetter(0, 1)):
        new = etape.apres.entree_en_vigueur
        if day and new and new != etape.avant.entree_en_vigueur and since < day and since <= new:
            told[number] = day = new
    return told


def effect_had_come(dossier: Dossier, etape: Etape, au: date) -> bool:
    """Whether it was too late for that amendment to move it: on the day of its signature, or today while it has none."""
    since = max(etape.du, etape.signe_le) if etape.du and etape.signe_le else au
    before = [day for _, day in takewhile(lambda told: told[0] != etape.numero, typed_effects(dossier).items())]
    return not before or since >= before[-1]


def roadmap_end(dossier: Dossier, convention: Convention, start: date) -> date | None:
    """The last day of its two years (article 3, alinéa 8), the first one included: the eve of the same day, if there is one."""
    regle = date_rule(dossier, convention, "feuille_de_route")
    if regle is None:
        return None
    following = months_before(start, -12 * regle.annees)
    return following - UN_JOUR if following.day == start.day else following
