"""Dates that contradict each other, the build date or the text of the convention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product

from conventions.check.rule import Examination, Finding, rule
from conventions.compose import dates
from conventions.compose.faits import effect, signatures
from conventions.model.actes import Avenant
from conventions.model.convention import Convention, DocumentSigne
from conventions.model.faits import EtatSignatures
from conventions.model.french import date_longue
from conventions.source.cles import clause
from conventions.source.reader import Path


def _signatures(examination: Examination) -> Iterator[tuple[Path, date]]:
    """Every date of signature of the original text, of the amendments, and of the signed document."""
    for place, texte in examination.textes():
        for partie in texte.signataires:
            for person in partie.representants:
                if person.signe_le:
                    yield (*place, "signataires", partie.cle, "representants", person.rang, "signe_le"), person.signe_le
        if texte.fait_le:
            yield (*place, "fait", "le"), texte.fait_le
        for accord in texte.renouvellement.accords if texte.renouvellement else ():
            if accord.le:
                yield (*place, "renouvellement", "expres", "accords", str(accord.numero), "le"), accord.le
    for avenant in examination.dossier.avenants:
        yield from _of_amendment(examination, avenant)
    document = examination.dossier.document_signe
    if document and document.le:
        yield ("document_signe", "date"), document.le


def _of_amendment(examination: Examination, avenant: Avenant) -> Iterator[tuple[Path, date]]:
    """A day alone, a map that says who signed, or a list of those who did."""
    for cle, people in avenant.signataires.items():
        here: Path = ("avenants", str(avenant.numero), "signatures", cle)
        listed, named = (isinstance(examination.valeur(here), kind) for kind in (list, dict))
        for person in people:
            if person.signe_le:
                yield (*here, person.rang, "signe_le") if listed else (*here, "le") if named else here, person.signe_le
    if avenant.document_signe and avenant.document_signe.le:
        yield ("avenants", str(avenant.numero), "document_signe", "date"), avenant.document_signe.le


@rule(
    "date-future",
    "Une signature dans le futur",
    "Une date de signature est après aujourd’hui. Vérifiez l’année. Si la personne n’a pas encore signé, laissez la date vide, et n’écrivez pas « fait: le », qui vaut pour tous.",
)
def signatures_not_in_the_future(examination: Examination) -> Iterator[Finding]:
    """Nobody has signed after the day of the build."""
    today = examination.registry.au
    for chemin, day in _signatures(examination):
        if day > today:
            common = examination.dossier.origine.fait_le and chemin[0] == "convention" and chemin[-1] == "signe_le"
            nothing = "rien, sans « fait: le », qui vaudrait signature" if common else "rien"
            message = f"la date de signature ({date_longue(day)}) est dans le futur ; attendu : une date au plus tard le {date_longue(today)}, ou {nothing}"
            yield Finding(chemin, message)


@rule(
    "date-ancienne",
    "Une signature trop ancienne",
    "Une signature précède de plus de deux ans la période de la trame. Vérifiez l’année.",
    avertit=True,
)
def signatures_of_the_period(examination: Examination) -> Iterator[Finding]:
    """A signature long before the period is most often a wrong year."""
    first = examination.dossier.periode[:4]
    for chemin, day in _signatures(examination) if first.isdigit() else ():
        if day.year < int(first) - 2:
            yield Finding(
                chemin,
                f"la signature ({date_longue(day)}) précède de plus de deux ans la période {examination.dossier.periode} : vérifier l’année",
            )


@rule(
    "evenement-futur",
    "Un fait daté du futur",
    "Une réunion tenue, un bilan, une publication ou une lettre reçue porte une date à venir. Une réunion prévue peut attendre d’avoir eu lieu.",
    avertit=True,
)
def events_not_in_the_future(examination: Examination) -> Iterator[Finding]:
    """What has happened is dated at most of the day of the build."""
    for chemin, text in examination.valeurs:
        happened = chemin[-1] in {"envoyee_le", "recue_le"} or chemin[:2] in {
            ("suivi", "reunions"),
            ("suivi", "bilans"),
        }
        happened = happened or chemin[0] in {"publication", "rectifications"}
        if happened and chemin[-1] in {"le", "envoyee_le", "recue_le"} and not examination.refused(chemin):
            day = date.fromisoformat(text)
            if day > examination.registry.au:
                yield Finding(
                    chemin,
                    f"la date ({date_longue(day)}) est dans le futur, après le {date_longue(examination.registry.au)}",
                )


@rule(
    "ordre-des-dates",
    "Deux dates dans le mauvais ordre",
    "Une date en précède une autre alors qu’elle devrait la suivre. Le message donne les deux.",
)
def order_of_dates(examination: Examination) -> Iterator[Finding]:
    """What follows comes after."""
    for chemin, first, words, second in _pairs(examination):
        if first and second and second < first:
            yield Finding(chemin, f"{words[1]} ({date_longue(second)}) précède {words[0]} ({date_longue(first)})")
    given = signatures(examination.dossier).jours
    for chemin, cle, left in _departures(examination):
        signed = given.get(cle)
        if signed and left and left <= signed:
            yield Finding(
                chemin,
                f"le départ ({date_longue(left)}) ne vient pas après la signature de la même partie ({date_longue(signed)})",
            )


def _departures(examination: Examination) -> Iterator[tuple[Path, str, date | None]]:
    """Each party of the original text that is said to have left it, and when."""
    for partie in examination.dossier.origine.signataires:
        here = ("convention", "signataires", partie.cle, "retiree", "le")
        if partie.retiree and examination.valeur(here):
            yield here, partie.cle, partie.retiree.le
    for fin in examination.dossier.fins:
        if fin.portee == "partie":
            yield ("fin", fin.id, "effet_le"), fin.par, fin.effet_le


_Pair = tuple[Path, date | None, tuple[str, str], date | None]


def _pairs(examination: Examination) -> Iterator[_Pair]:
    for fin in examination.dossier.fins:
        here: Path = ("fin", fin.id)
        yield (*here, "recue_le"), fin.envoyee_le, ("l’envoi de la lettre", "la réception de la lettre"), fin.recue_le
        yield (*here, "effet_le"), fin.recue_le or fin.envoyee_le, ("la lettre", "la date d’effet"), fin.effet_le
    for feuille in examination.dossier.suivi.feuilles_de_route:
        here = ("suivi", "feuilles_de_route", str(feuille.numero))
        for action in feuille.actions:
            words = ("le début de la feuille de route", "l’échéance de l’action")
            yield (*here, "actions", action.id, "echeance"), feuille.debut, words, action.echeance
    entry, end = examination.dossier.origine.entree_en_vigueur, examination.dossier.origine.echeance
    words = ("l’entrée en vigueur", "l’échéance")
    yield ("convention", "dates", "echeance"), entry, words, end
    for number, day in dates.typed_effects(examination.dossier).items():
        if number:
            here = ("avenants", str(number), "modifie", "dates", "entree_en_vigueur")
            yield here, day, words, examination.dossier.etapes[number].apres.echeance


_TYPED = (("entree_en_vigueur", "entree_en_vigueur", "alinéa 1"), ("echeance", "terme", "alinéa 2"))


@rule(
    "date-saisie-inutile",
    "Une date que le texte fixe déjà",
    "La trame fixe elle-même l’entrée en vigueur et le terme (article 8). « dates » ne sert que si la clause correspondante a une rédaction locale, ou si le texte n’est pas celui de la trame.",
)
def typed_date_not_needed(examination: Examination) -> Iterator[Finding]:
    """A typed date does not contradict the words of the trame."""
    dossier = examination.dossier
    for place, texte in examination.textes():
        whole = examination.entier(place)
        for cle, name, alinea in _TYPED:
            if cle == "entree_en_vigueur" and (len(place) > 1 or signatures(dossier).etat is EtatSignatures.DOCUMENT):
                continue  # that of an amendment is judged by `avenant-dates`; or the last signature, which would, is on a day that nobody knows
            typed = whole and getattr(texte, cle) and dates.date_rule(dossier, whole, name)
            # The id of its wording may be ill written, and told.
            if typed and whole and f"art-8-al-{alinea[-1]}" not in {clause(r.clause) for r in whole.redaction}:
                message = f"la trame fixe cette date (article 8, {alinea}) : la supprimer, ou écrire la rédaction locale de cette clause sous « redaction »"
                yield Finding((*place, "dates", cle), message)


@rule(
    "date-a-saisir",
    "Une date que le texte ne fixe plus",
    "La clause de la trame qui fixe cette date a été réécrite ou supprimée : le site ne peut plus la calculer. Écrivez-la sous « dates », si le texte la donne.",
    avertit=True,
)
def typed_date_needed(examination: Examination) -> Iterator[Finding]:
    """A clause that gives a date was reworded: the date must be typed."""
    dossier = examination.dossier
    if dossier.modele is None:
        return
    for (place, texte), (cle, name, alinea) in product(examination.textes(), _TYPED):
        clause, whole = dossier.modele.regles[name].clause, examination.entier(place)
        if not whole or not texte.redaction_de(clause) or dates.date_rule(dossier, whole, name):
            continue
        chemin = (*place, "redaction", clause)
        if len(place) > 1 and cle == "entree_en_vigueur":
            if told := _moved(examination, place, whole, clause):
                yield from (Finding(chemin, message, cle=True) for message in told if message)
                continue
            message = "l’avenant réécrit l’entrée en vigueur (article 8, alinéa 1), mais ne change pas le jour où la convention est entrée en vigueur : le jour où lui-même prend effet s’écrit « effet_le », sous son numéro"
            yield Finding(chemin, message, cle=True)
        elif not getattr(whole, cle) and (len(place) == 1 or not dates.only_date(whole, clause, cle)):
            message = f"cette clause (article 8, {alinea}) fixait une date : l’écrire sous « dates: {cle} », si le texte signé la donne"
            yield Finding(chemin, message, cle=True)


def _moved(examination: Examination, place: Path, whole: Convention, clause: str) -> tuple[str, ...]:
    """What to tell of an amendment that rewords the entry into force before it has come; empty where it comes too late.

    The day that it types is judged by `avenant-dates`.
    """
    dossier = examination.dossier
    if examination.valeur((*place, "dates", "entree_en_vigueur")):
        return ("",)
    etape = dossier.etapes[int(place[1])]
    if dates.effect_had_come(dossier, etape, examination.registry.au):
        return ()
    new = dates.only_date(whole, clause, "entree_en_vigueur")
    if new in {None, whole.entree_en_vigueur}:
        return ("",)
    return (
        f"l’avenant déplace l’entrée en vigueur (article 8, alinéa 1), qui n’était pas venue : écrire aussi « dates: {{entree_en_vigueur: {new}}} » sous « modifie »",
    )


@rule(
    "dates-en-desaccord",
    "Deux dates qui ne s’accordent pas",
    "La même date est écrite deux fois, et pas pareil : sous « dates » et dans la rédaction locale de l’article 8, ou sous « document_signe » et dans une signature. Le message donne les deux : relisez le texte signé, et corrigez celle qui est fausse. Le site montre la date écrite sous « dates », et le jour de chaque signature.",
    avertit=True,
)
def dates_that_disagree(examination: Examination) -> Iterator[Finding]:
    """One fact written twice has one date."""
    yield from _typed_beside_words(examination)
    yield from _signed_too_late(examination)
    dossier = examination.dossier
    original = signatures(dossier).jours
    yield from _signed_after(("document_signe",), dossier.document_signe, original)
    for avenant in dossier.avenants:
        place: Path = ("avenants", str(avenant.numero), "document_signe")
        yield from _signed_after(place, avenant.document_signe, avenant.signatures)


def _typed_beside_words(examination: Examination) -> Iterator[Finding]:
    """The only date of a local wording of article 8, and the typed one."""
    trame = examination.dossier.modele
    for (place, texte), (cle, name, alinea) in product(examination.textes(), _TYPED):
        typed, whole = getattr(texte, cle), examination.entier(place)
        moved = len(place) == 1 or str(place[1]) in map(str, dates.typed_effects(examination.dossier))
        if trame and whole and typed and (moved or cle == "echeance"):
            written = dates.only_date(whole, trame.regles[name].clause, cle)
            if written and written != typed:
                message = f"« dates: {cle} » dit le {date_longue(typed)}, et la rédaction de l’article 8, {alinea} le {date_longue(written)} : corriger celle qui n’est pas du texte signé"
                yield Finding((*place, "dates", cle), message)


def _signed_too_late(examination: Examination) -> Iterator[Finding]:
    """The last signature, where it is what would bring the convention in force, and comes after the term."""
    entry, end = effect(examination.dossier, signatures(examination.dossier)), examination.dossier.origine.echeance
    if end and entry.le and not entry.saisi and end < entry.le:
        message = f"l’échéance ({date_longue(end)}) précède la dernière signature ({date_longue(entry.le)}) : la convention n’entrerait jamais en vigueur ; vérifier les deux dates ; si le texte fixe une entrée en vigueur plus tôt, l’ajouter sous « dates » (« entree_en_vigueur: … »)"
        yield Finding(("convention", "dates", "echeance"), message)


def _signed_after(place: Path, document: DocumentSigne | None, jours: Mapping[str, date | None]) -> Iterator[Finding]:
    """Whoever signed after the day of the document that is said to bear all the signatures."""
    if document is None or document.le is None or not document.tous_ont_signe:
        return
    for cle, day in jours.items():
        if day and day > document.le:
            message = f"le document est du {date_longue(document.le)} et porterait toutes les signatures, mais celle de « {cle} » est du {date_longue(day)} : corriger l’une des deux dates"
            yield Finding((*place, "date"), message)


REGLES = (
    signatures_not_in_the_future,
    signatures_of_the_period,
    events_not_in_the_future,
    order_of_dates,
    typed_date_not_needed,
    typed_date_needed,
    dates_that_disagree,
)
