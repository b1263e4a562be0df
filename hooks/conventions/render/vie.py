"""The life of a convention in words: signatures, amendments, denunciations, corrections, meetings; and how its parties came and went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from conventions.compose.dates import UN_JOUR, date_rule
from conventions.compose.parties import nom_partie, personne
from conventions.compose.renouvellement import disagreeing, letters
from conventions.compose.view import Fiche
from conventions.model.actes import Avenant, Cause, Fin, Rectification
from conventions.model.convention import Representant
from conventions.model.faits import EtatSignatures, NatureTerme
from conventions.model.french import date_longue, liste, minuscule
from conventions.model.status import Statut
from conventions.render.elements import url_avenant, url_texte, url_version
from conventions.render.texte_integral import citation_signee, nom_clause


@dataclass(frozen=True, slots=True)
class Evenement:
    """What happened on a day (None: not known), and the page that says more."""

    jour: date | None
    mots: str
    avenir: bool
    url: str = ""


Brut = tuple[date | None, str, str]


def vie(item: Fiche) -> list[Evenement]:
    """Every event, in order of time; those without a date come last, but for earlier conventions, which come first."""
    events = sorted(_events(item), key=lambda e: (e[0] is None, e[0] or date.max))
    first = [Evenement(day, words, avenir=False, url=url) for day, words, url in _successions(item) if day is None]
    return [*first, *(Evenement(day, words, day is None or day > item.situation.au, url) for day, words, url in events)]


def _events(item: Fiche) -> Iterator[Brut]:
    dossier = item.porteur
    yield from (event for event in _successions(item) if event[0])
    yield from _signatures(item)
    for avenant in dossier.avenants:
        yield from avenant_en_mots(item, avenant)
    told = {(fin.par, fin.effet_le) for fin in dossier.fins if fin.portee == "partie"}
    for partie in item.convention.signataires:
        if partie.retiree and (partie.cle, partie.retiree.le) not in told:
            yield partie.retiree.le, f"Retrait\u00a0: {item.partie(partie.cle)}", ""
    for fin in dossier.fins:
        yield from fin_en_mots(item, fin)
    yield from (rectification_en_mots(item, r) for r in dossier.rectifications)
    for held in dossier.suivi.reunions:
        yield held.le, "Réunion de l’instance" + (" (compte rendu)" if held.compte_rendu else ""), held.compte_rendu
    yield from _accords(item)
    yield from _termes(item)


def _signatures(item: Fiche) -> Iterator[Brut]:
    """Who signed on which day, then the effect: what the text provides for is told as such while nothing follows from it."""
    s, given = item.situation, item.situation.faits.signatures
    by_day: dict[date, list[str]] = {}
    for cle, jour in given.jours.items():
        if jour:
            by_day.setdefault(jour, []).append(item.signataire(cle))
    yield from ((jour, f"Signature par {liste(noms)}", "") for jour, noms in by_day.items())
    if given.etat is EtatSignatures.DOCUMENT and given.completes_le:
        yield given.completes_le, "Signature par toutes les parties, d’après le document signé", ""
    if s.entree:
        original = url_version(item.porteur, item.textes[0].du) if item.textes else ""
        retro = " (effet rétroactif)" if s.faits.effet.retroactif else ""
        yield s.entree, f"Entrée en vigueur{retro}", original
    elif s.effet_prevu:
        words = "que prévoyait" if s.statut.close else "prévue par"
        condition = "" if s.statut.close else ", si toutes les parties ont signé"
        yield s.effet_prevu, f"Entrée en vigueur {words} le texte{condition}", ""


def _termes(item: Fiche) -> Iterator[Brut]:
    """Each renewal, the current term and the last one; what comes after the end of the convention is not told."""
    s, end = item.situation, item.situation.faits.terme
    if end.incertain:
        yield end.precedents[0], "Premier terme\u202f; le texte prévoit un renouvellement, à confirmer", ""
        return
    ends = [day for day in (s.dernier_jour, item.fin and item.fin - UN_JOUR) if day]
    last = min(ends, default=date.max)
    if item.fin and last < (s.dernier_jour or date.max) and s.statut is Statut.TERMINEE:
        yield item.fin, "Remplacée par la convention suivante", ""
    opposed = {letter.terme: letter.nom for letter in letters(item.porteur, item.convention, end, s.au)}
    for day in (day for day in end.precedents if day < last):
        kind = "tacite" if day in end.tacites else "exprès"
        doubt = f", si la {opposed[day]} ne l’a pas empêché" if day in opposed else ""
        yield day + UN_JOUR, f"Renouvellement {kind}{doubt}", ""
    if end.le and end.le <= last:
        current = end.nature is NatureTerme.RENOUVELABLE and end.le != end.dernier
        never = ", jamais entrée en vigueur" if s.statut is Statut.JAMAIS_EN_VIGUEUR else ""
        yield end.le, "Terme en cours" if current else f"Terme de la convention{never}", ""
        if current and end.opposition:
            yield end.opposition, "Dernier jour pour s’opposer au renouvellement", ""
        if current and end.dernier:
            yield end.dernier, "Dernier terme possible, si tous les renouvellements ont lieu", ""


def _accords(item: Fiche) -> Iterator[Brut]:
    """Each express agreement: who gave it, and whether it renews anything."""
    rule = item.convention.renouvellement
    for accord in rule.accords if rule else ():
        names = liste(item.partie(cle) for cle in accord.par)
        missing = liste(item.partie(c) for c in disagreeing(item.porteur, item.convention, accord))
        beyond = rule is not None and rule.fois is not None and accord.numero > rule.fois
        tail = f" (n’engage pas encore\u202f; manque\u00a0: {missing})" if missing else ""
        tail = " (sans effet\u202f: le texte n’en prévoit pas autant)" if beyond else tail
        words = f"Accord de renouvellement n°\u00a0{accord.numero}{f' par {names}' if names else ''}{tail}"
        yield accord.le, words, accord.fichier


def avenant_en_mots(item: Fiche, avenant: Avenant) -> Iterator[Brut]:
    """Its effect; apart, its last signature, where that is another day."""
    suite = item.suite(avenant.numero)
    name, url = f"venant n°\u00a0{avenant.numero}", url_avenant(item.porteur, avenant.numero)
    words = f"A{name}" + (f"\u00a0: {avenant.objet}" if avenant.objet else "")
    if suite.signe_le is None or suite.effet is None:
        missing = manquantes(item, avenant.numero)
        state = f"{suite.etat.libelle}\u202f; manque\u00a0: {missing}" if missing else suite.etat.libelle
        yield suite.signe_le, f"{words} ({state})", url
    elif suite.signe_le == suite.effet:
        yield suite.effet, words, url
    else:
        retroactive = "effet rétroactif\u202f; " if suite.retroactif else ""
        yield (
            suite.signe_le,
            f"Dernière signature de l’a{name}, avec effet au {date_longue(suite.effet)}{' (effet rétroactif)' if suite.retroactif else ''}",
            url,
        )
        yield suite.effet, f"{words} ({retroactive}signé le {date_longue(suite.signe_le)})", url


def manquantes(item: Fiche, numero: int) -> str:
    """The parties that have not signed that amendment, in words."""
    d = item.porteur.departement
    return liste(nom_partie(d, cle, partie) for cle, partie in item.porteur.manquantes_de(numero).items())


def rectification_en_mots(item: Fiche, correction: Rectification) -> Brut:
    """The law did not change that day, the page did."""
    known = {c.id: citation_signee(c) for c in item.clauses}
    places = liste(known.get(c) or nom_clause(c) for c in correction.clauses)
    target = f"{url_texte(item.porteur)}#{correction.clauses[0]}" if correction.clauses and item.clauses else ""
    where = f", {places}" if places else ""
    return correction.le, f"Rectification de la transcription{where}\u00a0: {correction.motif}", target


def fin_en_mots(item: Fiche, fin: Fin) -> Iterator[Brut]:
    """The letter as it was sent and received, never judged; then the effect, where an act gives one."""
    who = f" par {item.partie(fin.par)}" if fin.par else ""
    what = f"{fin.nom}{who}"
    if letter := _lettre(fin):
        known = "" if fin.effet_le else "\u202f; date d’effet non connue"
        article = " (article 8, alinéa 4)" if date_rule(item.porteur, item.convention, "reglement_litige") else ""
        words = f"Différend notifié{who}\u00a0: {letter}{article}"
        words = words if fin.cause is Cause.LITIGE else f"{what}\u00a0: {letter}{known}"
        yield fin.recue_le or fin.envoyee_le, words, fin.fichier
    if fin.effet_le:
        scope = {"partie": " pour cette seule partie", "": ", sans dire pour qui"}.get(fin.portee, "")
        yield fin.effet_le, f"{what}\u00a0: effet{scope}", "" if letter else fin.fichier
    elif not letter:
        yield None, f"{what}\u00a0: date d’effet non connue", fin.fichier


def _lettre(fin: Fin) -> str:
    """« lettre envoyée le 1er juin 2028, reçue le 3 juin 2028 »; empty while nothing was sent."""
    steps = (("envoyée", fin.envoyee_le), ("reçue", fin.recue_le))
    told = ", ".join(f"{word} le {date_longue(day)}" for word, day in steps if day)
    return f"lettre {told}" if told else ""


def _successions(item: Fiche) -> Iterator[Brut]:
    """The conventions of earlier periods: when each began, where that is known, where to read it, and what ended it."""
    for archive in item.precedentes:
        s = archive.situation
        end = f" ({s.precision})" if s.precision else ""
        yield s.entree, f"{archive.porteur.nom}{end}", url_texte(archive.porteur)
        for day, words, url in (event for fin in archive.porteur.fins for event in fin_en_mots(archive, fin)):
            yield day, f"{archive.porteur.nom}, {minuscule(words)}", url


def parcours(item: Fiche, cle: str) -> str:
    """How a party stands: when it signed, joined or left, and who signed for it if that is not its representative of today."""
    s, dossier = item.situation, item.porteur
    partie = item.convention.partie(cle) or dossier.origine.partie(cle)
    words = [_signature(item, cle)]
    for avenant in dossier.avenants:
        effect = dossier.effet_avenant(avenant.numero)
        joins = dossier.origine.partie(cle) is None and cle in avenant.rejoignent
        words += [] if joins else _signe_par(avenant, cle)
        if cle in avenant.quittent and effect and effect <= s.au:
            words.append(f"partie retirée par l’avenant n°\u00a0{avenant.numero}, le {date_longue(effect)}")
    if partie and partie.retiree:
        day = partie.retiree.le
        what = "retrait à venir," if day and day > s.au else "partie retirée"
        words.append(f"{what} le {date_longue(day)}" if day else what)
    return "\u202f; ".join(words)


def _signe_par(avenant: Avenant, cle: str) -> list[str]:
    """Who signed an amendment for that party, where the file names them."""
    people = [signe_par(p) for p in avenant.signataires.get(cle, ()) if p.signe_le and personne(p)]
    return [f"avenant n°\u00a0{avenant.numero} {liste(people)}"] if people else []


def signe_par(person: Representant) -> str:
    """« signé le 1er juin 2026 à Lyon par Ève Neuve, préfète du Rhône »; empty for someone who has not signed."""
    return f"signé le {date_longue(person.signe_le)}{lieu_et_nom(person)}" if person.signe_le else ""


def lieu_et_nom(person: Representant) -> str:
    """What follows the date of a signature: « à Lyon par Ève Neuve, préfète du Rhône (Pour la préfète…) »."""
    where = f" à {person.signe_a}" if person.signe_a else ""
    by = f" par {personne(person)}" if personne(person) else ""
    return where + by + (f" ({person.mention})" if person.mention else "")


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
        return _dated(item, cle, day)
    if given.completes:
        return "signé, jour non connu"
    if some := _en_partie(item, cle):
        return some
    if given.etat is EtatSignatures.NON_PRECISEES:
        return "à préciser d’après le document signé"
    if s.statut.vide:
        return "à venir"
    return "pas signé" if s.statut.close else "pas encore signé"


def _en_partie(item: Fiche, cle: str) -> str:
    """Who has signed for a party that has not, as one of its people has: the court has two; and who is missing."""
    first = item.porteur.origine.partie(cle)
    people = first.representants if first else ()
    told = [signe_par(p) for p in people if p.signe_le and p.signe_le <= item.situation.au]
    return f"{', '.join(told)}\u202f; {absents(people)}" if told else ""


def absents(people: Sequence[Representant]) -> str:
    """« il manque la signature de Paul Type, procureur général »; of the court, the second may not be named."""
    names = [personne(p) for p in people if p.signe_le is None and personne(p)]
    return f"il manque la signature de {liste(names)}" if names else "il manque la signature du second chef de cour"


def _dated(item: Fiche, cle: str, last: date) -> str:
    """Its day, with who signed if that is not its representative of today; each his own, where several signed on several days."""
    origine, now = item.porteur.origine, item.convention.partie(cle)
    first = origine.partie(cle)
    people = [(origine.signe_le(r) or last, personne(r)) for r in first.representants] if first else []
    if len({day for day, _ in people}) > 1:
        in_time = sorted(people, key=lambda one: one[0])
        told = [f"le {date_longue(day)}{f' par {name}' if name else ''}" for day, name in in_time]
        return f"signé {', '.join(told[:-1])}, et {told[-1]}"
    names = [name for _, name in people]
    changed = now and names != list(map(personne, now.representants))
    by = liste(filter(None, names)) if changed else ""
    return f"signé le {date_longue(last)}{f' par {by}' if by else ''}"
