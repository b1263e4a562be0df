"""The facts of a convention → the rows of its key dates. Each row states one fact, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from conventions.compose.dates import date_rule
from conventions.compose.renouvellement import letters
from conventions.compose.situation import PLUS_DE_PARTIES, Situation
from conventions.compose.view import Fiche
from conventions.model.faits import Effet, EtatSignatures, Faits, NatureTerme, Terme
from conventions.model.french import date_longue, liste, minuscule
from conventions.model.renouvellement import Renouvellement
from conventions.model.status import Statut
from conventions.render.en_bref import foulee, raison

Ligne = tuple[str, str, str]
"""Name, value, where it comes from: nothing is said that neither the text nor the file gives."""
TEXTE = "date que donne le texte"
NON_CONNU = "non connue"


def key_dates(item: Fiche) -> Iterator[Ligne]:
    """Signatures, then effect, then term."""
    if item.situation.statut.vide:
        return
    yield from _signees(item)
    yield from _entree(item)
    if told := _fin(item.situation):
        yield told
        return
    yield from _terme(item)
    s = item.situation
    if s.denonciation_limite and not s.statut.close:
        yield ("Dénonciation possible", _delai(s.denonciation_limite, s.au), "article 8")


def _signees(item: Fiche) -> Iterator[Ligne]:
    """The day on which all had signed, where it is not the one of the entry into force."""
    s, given = item.situation, item.situation.faits.signatures
    document = item.porteur.document_signe
    by_document = given.etat is EtatSignatures.DOCUMENT and document and document.le == given.completes_le
    if given.completes and given.completes_le is None:
        yield "Signature", "toutes les parties ont signé\u202f; jours non connus", "document signé"
    elif given.completes_le and given.completes_le != s.entree:
        source = "date du document signé" if by_document else "dernière signature"
        yield "Signature par toutes les parties", date_longue(given.completes_le), source
    elif given.etat is EtatSignatures.NON_PRECISEES:
        yield "Signature", f"{item.porteur.document_dit}\u202f; qui l’a signé n’est pas encore précisé", ""


def _entree(item: Fiche) -> Iterator[Ligne]:
    s, effect = item.situation, item.situation.faits.effet
    if s.entree:
        retro = ", avec effet rétroactif" if effect.retroactif else ""
        source = _typed(effect) if effect.saisi else "article 8\u00a0: dernière signature"
        yield "Entrée en vigueur", date_longue(s.entree) + retro, source
        return
    if s.effet_prevu:
        yield (
            f"Entrée en vigueur {'que prévoyait le texte' if s.statut.close else 'prévue'}",
            date_longue(s.effet_prevu),
            _typed(effect),
        )
    if s.statut is Statut.JAMAIS_EN_VIGUEUR:
        yield "Entrée en vigueur", f"jamais\u00a0: {raison(item)}", ""
    elif s.manquantes:
        missing = liste(item.partie(c) for c in s.manquantes)
        derived = not effect.saisi and date_rule(item.porteur, item.porteur.origine, "entree_en_vigueur")
        when = "quand toutes les parties auront signé" if derived else "pas avant la signature de toutes les parties"
        yield "Entrée en vigueur", f"{when}\u202f; manque\u00a0: {missing}", "article 8" if derived else ""
    else:
        yield "Entrée en vigueur", NON_CONNU, ""


def _typed(effect: Effet) -> str:
    return f"date que donne l’avenant n°\u00a0{effect.avenant}" if effect.avenant else TEXTE


def _fin(s: Situation) -> Ligne | None:
    """What ends it before its term, in place of the term and of all that would follow: an act, or the last departures."""
    act, last = s.faits.fin, s.dernier_jour
    if act and act.effet_le and act.dernier_jour:
        return (
            "Dernier jour",
            date_longue(act.dernier_jour),
            f"{minuscule(act.nom)}, effet le {date_longue(act.effet_le)}",
        )
    return ("Dernier jour", date_longue(last), PLUS_DE_PARTIES) if last and last != s.terme else None


def _terme(item: Fiche) -> Iterator[Ligne]:
    known = item.situation.faits
    end = known.terme
    if end.nature is NatureTerme.RENOUVELABLE:
        yield from _renouvelable(item, known)
    elif end.le:
        yield "Terme", date_longue(end.le), _source(known)
        yield from _oppositions(item, end)
    elif end.nature is NatureTerme.AUCUN:
        yield "Terme", "non connu", ""
    elif item.clauses:
        yield "Terme", "à l’échéance de la convention-cadre nationale (date non publiée)", "article 8"


def _renouvelable(item: Fiche, known: Faits) -> Iterator[Ligne]:
    """Current term, last possible one, last day to oppose: each with its source."""
    rule, end = item.convention.renouvellement, known.terme
    if rule is None:
        yield from _sans_regle(known)
        yield from _oppositions(item, end)
        return
    if end.incertain:
        yield "Premier terme", date_longue(end.precedents[0]), TEXTE if end.saisi else "article 8"
        yield "Renouvellement", _rule(rule), "à confirmer, comme les signatures"
        return
    source = _source(known)
    framework = end.le is None and date_rule(item.porteur, item.convention, "terme")
    unknown = "à l’échéance de la convention-cadre nationale (date non publiée)" if framework else "non connu"
    current = "Terme" if end.le and end.le == end.dernier else "Terme en cours"
    yield current, date_longue(end.le) if end.le else unknown, source if end.le or framework else ""
    yield "Renouvellement", _rule(rule), "règle que donne le texte"
    yield from _oppositions(item, end)
    if end.dernier and end.dernier != end.le:
        yield "Dernier terme possible", date_longue(end.dernier), "si tous les renouvellements ont lieu"
    if end.opposition:
        notice = f"préavis de {end.preavis}" if end.preavis else "article 8, alinéa 5"
        yield "Opposition au renouvellement", _delai(end.opposition, item.situation.au), notice


def _oppositions(item: Fiche, end: Terme) -> Iterator[Ligne]:
    """Each letter that came before a tacit renewal, be it that an amendment has changed the rule since."""
    for letter in letters(item.porteur, item.convention, end, item.situation.au):
        who = f" par {item.partie(letter.fin.par)}" if letter.fin.par else ""
        told = f"dénonciation{who}, {letter.nom}\u202f; ce site ne dit pas si elle empêche le renouvellement qui suit le {date_longue(letter.terme)}"
        yield "Opposition", told, "aucun acte n’en donne l’effet"


def _delai(jour: date, au: date) -> str:
    """The last day of a delay, and that it has passed."""
    return f"au plus tard le {date_longue(jour)}{' (délai passé)' if jour < au else ''}"


def _source(known: Faits) -> str:
    """What its day rests on."""
    if times := len(known.terme.precedents):
        doubt = ", si une lettre ne l’a pas empêché" if known.conteste else ""
        return f"après {times}\u00a0renouvellement{'s' if times > 1 else ''}{doubt}"
    return TEXTE if known.terme.saisi else "article 8"


def _sans_regle(known: Faits) -> Iterator[Ligne]:
    """The words renew it by a rule that nobody has typed: its term is told, and not what follows it."""
    end = known.terme
    source = (TEXTE if end.saisi else "article 8") if end.incertain else _source(known)
    name = "Premier terme" if end.incertain else "Terme en cours"
    yield name, date_longue(end.le or end.precedents[0]), source
    yield "Renouvellement", "prévu par le texte\u202f; ce site n’en connaît pas la règle", ""


def _rule(rule: Renouvellement) -> str:
    kind = "tacite" if rule.tacite else "par accord exprès des parties"
    return f"{kind} ({steps})" if (steps := foulee(rule)) else kind
