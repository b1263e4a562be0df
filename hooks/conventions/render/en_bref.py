"""A convention → a few plain sentences: who commits to what, since when, until when, where to turn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from conventions.compose.dates import UN_JOUR
from conventions.compose.parties import nom_partie
from conventions.compose.renouvellement import Lettre, letters
from conventions.compose.view import Fiche
from conventions.model import ids
from conventions.model.faits import EtatSignatures, NatureTerme, Terme
from conventions.model.french import date_longue, liste, majuscule, pluriel, slug
from conventions.model.noms import avec_article, du
from conventions.model.renouvellement import Renouvellement
from conventions.model.status import Statut
from conventions.model.trame import Trame

NOMBRES = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
RENOUVELABLE = "Son texte prévoit qu’elle peut être renouvelée."
BUT = "éviter les ruptures dans les familles et mieux aider celles qui en vivent une."
# Who signs, in everybody's words: alone, then several of the same nature. The other natures keep the name of the text.
SIMPLES = {
    "prefet": ("l’État", ""),
    "cour": ("la justice", ""),
    "caf": ("la Caf", "Caf"),
    "msa": ("la MSA", ""),
    "commune": ("une commune", "communes"),
    "epci": ("une intercommunalité", "intercommunalités"),
    "association": ("une association", "associations"),
    "autre": ("un autre organisme", "autres organismes"),
}

_CONNUES = {"prefet", "cour", "caf", "msa"}
_ARTICLE = re.compile(r"(?:la|le|les)\s+|l[’']", re.IGNORECASE)
_CAISSE = re.compile(r"(?:la\s+)?caisse\s+d[’']allocations\s+familiales", re.IGNORECASE)


def en_bref(item: Fiche, trame: Trame) -> Iterator[str]:
    """Sentences for everybody, made from the data; what is not known is not said. `trame` names the fields of the actions."""
    yield from filter(None, [_auteurs(item)])
    yield from _etat(item)
    yield from _contenu(item, item.porteur.trame or trame)
    yield from _duree(item)
    where = (f"à {name}" for name in (*_caisses(item), "la préfecture"))
    yield f"Une question\u202f? Adressez-vous {liste(where, 'ou')}."


def _auteurs(item: Fiche) -> str:
    """Who signed it, or who is preparing it, and what for: signatures are a fact of their own, whatever the status.

    The purpose is that of the trame: what a text of one's own wants is in its words.
    """
    names, s = [*_qui(item)], item.situation
    who, alone = majuscule(liste(names)), len(names) == 1 and not _plusieurs(names[0])
    given, over = s.faits.signatures, s.statut.close and not s.faits.signatures.completes
    if not who:
        return f"Cette convention veut {BUT}" if _de_la_trame(item) else ""
    if given.completes:
        done = "a signé" if alone else "ont signé"
    elif over:
        done = "avait préparé" if alone else "avaient préparé"
    elif alone:
        done = "prépare"
    else:
        done = "sont en train de signer" if given.etat is EtatSignatures.CERTAINES else "préparent"
    one, several = ("Elle voulait", "Ils voulaient") if over else ("Elle veut", "Ils veulent")
    wants = f" {one if alone else several} {BUT}" if _de_la_trame(item) else ""
    return f"{who} {done} cette convention.{wants}"


def _de_la_trame(item: Fiche) -> bool:
    return item.porteur.trame is not None and not item.porteur.texte_propre


def _plusieurs(nom: str) -> bool:
    """Whether the verb after that name is in the plural: « les chefs de cour », « deux communes », « 12 associations »."""
    first = nom.split(maxsplit=1)[0].lower()
    return first in {"les", *NOMBRES[2:]} or first.isdigit()


def _qui(item: Fiche) -> Iterator[str]:
    """The parties of the text of the day: one by its plain name, several of a nature by their number."""
    left = {p.cle for p in item.convention.signataires if p.partie_au(item.situation.au)}
    natures: dict[str, list[str]] = {}
    for cle in _parties(item):
        if cle not in left:
            natures.setdefault(ids.nature(cle), []).append(cle)
    for nature, keys in natures.items():
        one, several = SIMPLES.get(nature, ("", ""))
        if len(keys) > 1 and several:
            yield f"{_nombre(len(keys))} {several}"
        elif not one or _nommee(item, keys[0]):
            yield from (_nom(item, cle) for cle in keys)
        else:
            yield one


def _nommee(item: Fiche, cle: str) -> bool:
    """Whether it has a name of its own; those of the institutions that every convention has are known to all."""
    partie = item.convention.partie(cle)
    own = partie and (partie.denomination or (partie.nom and partie.nature not in _CONNUES))
    return bool(own) or item.porteur.departement.denomination(cle) is not None


def _nom(item: Fiche, cle: str) -> str:
    """Its name, where the text calls it by a word that says who it is to its own readers alone: « la Ville », « la Métropole »."""
    partie = item.convention.partie(cle)
    if partie is None or not partie.nom:
        return item.partie(cle)
    called = slug(_ARTICLE.sub("", partie.denomination))
    if f"-{called}-" not in f"-{slug(partie.nom)}-" and not (partie.nature == "commune" and "-" not in called):
        return item.partie(cle)
    return nom_partie(item.porteur.departement, cle, replace(partie, denomination=""))


def _parties(item: Fiche) -> list[str]:
    named = [p.cle for p in item.convention.signataires]
    expected = [cle for cle in item.situation.signatures if cle in named or item.porteur.origine.partie(cle) is None]
    return list(dict.fromkeys([*expected, *named]))


def _caisses(item: Fiche) -> list[str]:
    """The Caf to ask: that of the département, unless those of the convention are others."""
    own, today = item.dossier.departement.caf, item.situation.au
    there = (p for p in item.convention.signataires if p.nature == "caf" and not p.partie_au(today))
    names = [_CAISSE.sub("Caf", p.nom) for p in there]
    other = names if all(names) and slug(own) not in map(slug, names) else []
    return [name if (name := avec_article(nom)).startswith(("la ", "l’")) else f"la {name}" for nom in other or [own]]


def _nombre(nombre: int) -> str:
    return NOMBRES[nombre] if nombre < len(NOMBRES) else str(nombre)


def _etat(item: Fiche) -> Iterator[str]:
    """Where it stands, then what its facts leave to say: an effect before the last signature, a date that is not reached."""
    s, effect, given = item.situation, item.situation.faits.effet, item.situation.faits.signatures
    if s.statut.en_cours and given.etat is EtatSignatures.NON_PRECISEES:
        yield f"{majuscule(item.porteur.document_dit)}, mais ce site ne sait pas encore si tous l’ont signé."
    elif s.statut is Statut.TERMINEE and given.etat is EtatSignatures.NON_PRECISEES:
        yield f"Elle ne peut plus s’appliquer{_fin(item)}. {majuscule(item.porteur.document_dit)}, mais ce site ne sait pas si tous l’avaient signé."
    else:
        yield s.statut.phrase.format(
            depuis=f" depuis le {date_longue(s.entree)}" if s.entree else "",
            entree=date_longue(effect.le) if effect.le else "",
            manquantes=liste(du(_nom(item, cle)) for cle in s.manquantes),
            fin=_fin(item),
            raison=raison(item) if s.statut.close else "",
        )
    if s.denoncee and given.completes and not s.statut.close:
        yield "Mais un des signataires a annoncé qu’il veut la quitter."
    if s.statut.force and effect.retroactif and given.completes_le:
        yield f"La dernière signature est du {date_longue(given.completes_le)}\u00a0: la convention a un effet rétroactif."
    if s.effet_prevu and not given.completes and not s.statut.close:
        yield f"Son texte prévoit une entrée en vigueur le {date_longue(s.effet_prevu)}. Rien ne s’applique tant que tous n’ont pas signé."


def raison(item: Fiche) -> str:
    """Why it was never in force: what was missing on its last day."""
    s, given = item.situation, item.situation.faits.signatures
    end = f" le {date_longue(s.dernier_jour)}, son dernier jour" if s.dernier_jour else ""
    if not given.completes and given.etat is not EtatSignatures.NON_PRECISEES:
        return f"toutes les parties ne l’avaient pas signée{end}"
    if s.dernier_jour and given.completes_le and given.completes_le > s.dernier_jour:
        return f"la dernière signature, du {date_longue(given.completes_le)}, est venue après son dernier jour, le {date_longue(s.dernier_jour)}"
    return "elle a pris fin avant le jour où elle devait s’appliquer"


def _fin(item: Fiche) -> str:
    """« depuis le 30 septembre 2027 »: the day after its last one; nothing where no date is known."""
    ends = [item.situation.dernier_jour, item.fin and item.fin - UN_JOUR]
    past = [day for day in ends if day and day < item.situation.au]
    return f" depuis le {date_longue(min(past) + UN_JOUR)}" if past else ""


def _contenu(item: Fiche, trame: Trame) -> Iterator[str]:
    actions = item.convention.actions
    if not actions:
        return
    told = [action for action in actions if action.axes]
    subjects = [axe.simple for axe in trame.axes if any(axe.id in action.axes for action in told)]
    some = f", dont {len(told) if len(told) > 1 else 'une'}" if len(told) < len(actions) else ""
    about = f"{some} sur {liste(subjects)}" if subjects else ""
    verb = "prévoyait" if item.situation.statut.close else "prévoit"
    yield f"Elle {verb} {pluriel(len(actions), 'action')}{about}."


def _duree(item: Fiche) -> Iterator[str]:
    s, term = item.situation, item.situation.faits.terme
    if not s.faits.signatures.completes or s.statut.close:
        return
    if s.dernier_jour and (s.faits.fin or s.dernier_jour != s.terme):
        yield f"Elle prendra fin après le {date_longue(s.dernier_jour)}, son dernier jour."
    elif s.terme:
        opposed = list(letters(item.porteur, item.convention, term, s.au))
        for letter in opposed:
            renewed = "s’est renouvelée" if letter.passe else "se renouvelle"
            yield f"Une {letter.nom} la dénonce\u00a0: ce site ne sait pas si elle {renewed} après le {date_longue(letter.terme)}."
        condition = "Si elle s’est renouvelée, elle" if s.faits.conteste else "Elle"
        yield f"{condition} dure jusqu’au {date_longue(s.terme)}."
        yield from _renouvellement(item, term, opposed)
    elif term.incertain:
        yield f"Elle durait d’abord jusqu’au {date_longue(term.precedents[0])}."
        yield f"{RENOUVELABLE} Ce site ne sait pas si elle l’a été."
    elif item.porteur.modele is not None and term.nature is NatureTerme.FIXE:
        yield "Elle s’arrêtera en même temps que l’accord national. Cette date n’est pas encore publiée."


def _renouvellement(item: Fiche, term: Terme, opposed: Sequence[Lettre]) -> Iterator[str]:
    """Whether it goes on after its term, unless a letter prevents it, until when at most, and until when one may oppose it."""
    rule = item.convention.renouvellement
    if term.nature is not NatureTerme.RENOUVELABLE:
        return
    if rule is None:
        yield RENOUVELABLE
        return
    if term.le == term.dernier:
        yield "Elle ne peut plus être renouvelée."
        return
    kind = (
        "elle se renouvelle ensuite d’elle-même" if rule.tacite else "ses signataires peuvent convenir de la renouveler"
    )
    pending = any(not letter.passe for letter in opposed)
    unless = "si cette lettre ne l’empêche pas, " if pending else "dans ce cas, " if opposed else ""
    how = majuscule(unless + kind)
    steps = f" ({told})" if (told := foulee(rule, term.comptes)) else ""
    until = f", jusqu’au {date_longue(term.dernier)} au plus tard" if term.dernier else ""
    yield f"{how}{steps}{until}."
    if term.opposition:
        may = "peut" if term.opposition >= item.situation.au else "pouvait"
        yield f"Un signataire {may} s’y opposer jusqu’au {date_longue(term.opposition)}."


def foulee(rule: Renouvellement, faits: int = 0) -> str:
    """« 1 an à chaque fois, 3 fois au plus »; « encore 2 fois au plus » once one of them has been made."""
    times = f"{'encore ' if faits else ''}{rule.fois - faits}\u00a0fois au plus" if rule.fois else ""
    return ", ".join(x for x in (f"{rule.duree.mots} à chaque fois" if rule.duree else "", times) if x)
