"""The life of a convention in words: signatures, amendments, denunciations, corrections, meetings; and how its parties came and went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from conventions.compose.parties import nom_partie
from conventions.compose.situation import UN_JOUR
from conventions.compose.view import Fiche
from conventions.model.convention import Avenant, Cause, Fin, Rectification
from conventions.model.faits import EtatSignatures, NatureTerme
from conventions.model.french import date_longue, liste
from conventions.render.elements import url_avenant, url_texte, url_version
from conventions.render.texte_integral import nom_clause


@dataclass(frozen=True, slots=True)
class Evenement:
    """What happened on a day (None: not known), and the page that says more."""

    jour: date | None
    mots: str
    avenir: bool
    url: str = ""


Brut = tuple[date | None, str, str]


def vie(item: Fiche) -> list[Evenement]:
    """Every event, in order of time; those without a date come last."""
    events = sorted(_events(item), key=lambda e: (e[0] is None, e[0] or date.max))
    return [Evenement(day, words, day is None or day > item.situation.au, url) for day, words, url in events]


def _events(item: Fiche) -> Iterator[Brut]:
    dossier = item.porteur
    for archive in item.precedentes:
        yield _succession(archive)
    yield from _signatures(item)
    yield from (_avenant(item, a) for a in dossier.avenants)
    for partie in item.convention.signataires:
        if partie.retiree:
            yield partie.retiree.le, f"Retrait\u00a0: {item.partie(partie.cle)}", ""
    for fin in dossier.fins:
        yield from _fin(item, fin)
    yield from (_rectification(item, r) for r in dossier.rectifications)
    yield from ((jour, "Réunion de l’instance", "") for jour in dossier.suivi.reunions)
    yield from _termes(item)


def _signatures(item: Fiche) -> Iterator[Brut]:
    """Who signed on which day, then the effect: what the text provides for is told as such while nothing follows from it."""
    s, given = item.situation, item.situation.faits.signatures
    by_day: dict[date, list[str]] = {}
    for cle, jour in given.jours.items():
        if jour:
            by_day.setdefault(jour, []).append(item.partie(cle))
    yield from ((jour, f"Signature par {liste(noms)}", "") for jour, noms in by_day.items())
    if given.etat is EtatSignatures.DOCUMENT and given.completes_le:
        yield given.completes_le, "Signature par toutes les parties, d’après le document signé", ""
    if s.entree:
        original = url_version(item.porteur, item.textes[0].du) if item.textes else ""
        retro = " (effet rétroactif)" if s.faits.effet.retroactif else ""
        yield s.entree, f"Entrée en vigueur{retro}", original
    elif s.effet_prevu:
        yield s.effet_prevu, "Entrée en vigueur prévue par le texte, si toutes les parties ont signé", ""


def _termes(item: Fiche) -> Iterator[Brut]:
    """Each renewal, the current term and the last one; what comes after the end of the convention is not told."""
    s, end = item.situation, item.situation.faits.terme
    kind = "tacite" if (rule := item.convention.renouvellement) and rule.tacite else "exprès"
    yield from ((day + UN_JOUR, f"Renouvellement {kind}", "") for day in end.precedents)
    if end.le and not (s.dernier_jour and s.dernier_jour < end.le):
        current = end.nature is NatureTerme.RENOUVELABLE and end.le != end.dernier and not s.statut.close
        yield end.le, "Terme en cours" if current else "Terme de la convention", ""
        if current and end.opposition:
            yield end.opposition, "Dernier jour pour s’opposer au renouvellement", ""
        if current and end.dernier:
            yield end.dernier, "Dernier terme possible, si tous les renouvellements ont lieu", ""


def _avenant(item: Fiche, avenant: Avenant) -> Brut:
    etape = item.porteur.etapes[avenant.numero]
    words = f"Avenant n°\u00a0{avenant.numero}" + (f"\u00a0: {avenant.objet}" if avenant.objet else "")
    d = item.porteur.departement
    missing = liste(nom_partie(d, cle, etape.apres.partie(cle)) for cle in etape.manquantes)
    if etape.du is None:
        words += f" (en cours de signature\u202f; manque\u00a0: {missing})" if missing else " (n’a pas pris effet)"
    return etape.du, words, url_avenant(item.porteur, avenant.numero) if item.clauses else ""


def _rectification(item: Fiche, correction: Rectification) -> Brut:
    """The law did not change that day, the page did."""
    known = {c.id: c.nom for c in item.clauses}
    places = liste(known.get(c) or nom_clause(c) for c in correction.clauses)
    target = f"{url_texte(item.porteur)}#{correction.clauses[0]}" if correction.clauses and item.clauses else ""
    where = f" ({places})" if places else ""
    return correction.le, f"Rectification de la transcription{where}\u00a0: {correction.motif}", target


def _fin(item: Fiche, fin: Fin) -> Iterator[Brut]:
    who = f" par {item.partie(fin.par)}" if fin.par else ""
    what = f"{fin.cause.libelle}{who}"
    if fin.cause is Cause.LITIGE and (fin.recue_le or fin.envoyee_le):
        yield fin.recue_le or fin.envoyee_le, f"Différend notifié{who} (article 8, alinéa 4)", ""
    elif fin.recue_le or fin.envoyee_le:
        known = "" if fin.effet_le else "\u202f; date d’effet non connue"
        yield fin.recue_le or fin.envoyee_le, f"{what}\u00a0: {'reçue' if fin.recue_le else 'envoyée'}{known}", ""
    if fin.effet_le:
        scope = " pour cette seule partie" if fin.portee == "partie" else ""
        yield fin.effet_le, f"{what}\u00a0: effet{scope}", ""
    elif not (fin.recue_le or fin.envoyee_le):
        yield None, f"{what}\u00a0: date d’effet non connue", ""


def _succession(archive: Fiche) -> Brut:
    """The convention of an earlier period: when it began, and where to read it."""
    s = archive.situation
    end = f" ({s.precision})" if s.precision else ""
    return s.entree or date.min, f"{archive.porteur.nom}{end}", url_texte(archive.porteur)


def parcours(item: Fiche, cle: str) -> str:
    """How a party stands: when it signed, joined or left."""
    s, dossier = item.situation, item.porteur
    partie = item.convention.partie(cle) or dossier.origine.partie(cle)
    words = _signature(item, cle)
    for avenant in dossier.avenants:
        effect = dossier.effet_avenant(avenant.numero)
        if cle in avenant.quittent and effect and effect <= s.au:
            words += f"\u202f; partie retirée par l’avenant n°\u00a0{avenant.numero}, le {date_longue(effect)}"
    if partie and partie.retiree:
        words += f"\u202f; partie retirée{f' le {date_longue(partie.retiree.le)}' if partie.retiree.le else ''}"
    return words


def _signature(item: Fiche, cle: str) -> str:
    if cle in item.situation.signatures:
        return _original(item, cle)
    joined = next((a for a in item.porteur.avenants if cle in a.rejoignent), None)
    day = joined.signatures.get(cle) if joined else None
    if joined is None or day is None:
        return "pas encore signé"
    return f"a rejoint la convention par l’avenant n°\u00a0{joined.numero}, signé le {date_longue(day)}"


def _original(item: Fiche, cle: str) -> str:
    """What is known of its signature of the original text."""
    s, given = item.situation, item.situation.faits.signatures
    if day := given.jours[cle]:
        return f"signé le {date_longue(day)}"
    if given.completes:
        return "a signé, jour non connu"
    if given.etat is EtatSignatures.NON_PRECISEES:
        return "à préciser d’après le document signé"
    if s.statut.vide:
        return "à venir"
    return "n’a pas signé" if s.statut.close else "pas encore signé"
