"""Who commits to what in one convention: its parties and how each stands, its objectives, what each party leads, what all promise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from conventions.compose.diff import wording_of
from conventions.compose.view import Fiche
from conventions.model import ids
from conventions.model.clause import Clause
from conventions.model.convention import Action
from conventions.model.enumeration import Enumeration
from conventions.model.faits import EtatSignatures
from conventions.model.french import liste, majuscule, minuscule, pluriel, slug
from conventions.model.noms import avec_article
from conventions.model.rich_text import aplati
from conventions.model.trame import Trame
from conventions.render.elements import url_texte
from conventions.render.texte_integral import nom_clause

SANS_PILOTE = "sans-pilote"
"""What stands for the key of a party, of the actions that nobody is named to lead."""


class Marque(Enumeration):
    """How a party stands, at a glance: slug, which is that of its shape, and words."""

    SIGNE = "signe", "signature donnée"
    REJOINT = "rejoint", "a rejoint la convention par avenant"
    PARTIEL = "partiel", "signature donnée en partie"
    MANQUE = "manque", "signature manquante"
    INCONNU = "inconnu", "signature à confirmer"
    PARTI = "parti", "partie retirée"

    def __init__(self, _slug: str, mots: str) -> None:
        self.mots = mots


@dataclass(frozen=True, slots=True)
class Promesse:
    """A commitment that all take together: its number, where to read it, and its words where they are not the trame's."""

    nom: str
    url: str
    mots: str = ""
    lettre: str = ""


@dataclass(frozen=True, slots=True)
class Colonne:
    """An objective: what it is called, and what all promise there. `absent`: the convention does without it."""

    numero: int
    titre: str
    promesses: tuple[Promesse, ...]
    absent: bool = False

    @property
    def en_tete(self) -> str:
        """« Objectif 1 : Développer l’offre »."""
        return f"Objectif {self.numero}\u00a0: {self.titre}"

    @property
    def locales(self) -> list[Promesse]:
        """Those of the département's own, which it says in its words: too long for a cell."""
        return [promesse for promesse in self.promesses if promesse.mots]


@dataclass(frozen=True, slots=True)
class Rangee:
    """A party that leads actions, by objective."""

    cle: str
    nom: str
    actions: Mapping[int, tuple[Action, ...]]


@dataclass(frozen=True, slots=True)
class ActionCitee:
    """An action of the text in force; empty `intitule` while it has no title."""

    id: str
    objectif: int
    engagement: str
    axes: tuple[str, ...]
    intitule: str
    pilote: str
    """The key of the party that leads it; empty where nobody is named to."""
    meneur: str
    """Its whole name."""
    partenaires: str = ""


def nom_complet(item: Fiche, cle: str) -> str:
    """« Les chefs de cour (cour d’appel de Lyon) », « La Caf du Rhône »: the word of the text, and the institution it means here."""
    d, name, partie = item.porteur.departement, item.partie(cle), item.convention.partie(cle)
    given, own = (partie.nom, partie.denomination) if partie else ("", "")
    known = given if own else ""
    if not given and not d.denomination(cle):
        known = d.institutions.get(cle, "")
    if known and ids.nature(cle) in {"caf", "msa"} and not own:
        return majuscule(avec_article(known))
    return majuscule(name) + (f" ({known})" if known and slug(known) not in slug(name) else "")


def marques(item: Fiche) -> list[tuple[str, str, Marque]]:
    """Of every party, those that joined or left included: its key, its name, how it stands."""
    return [(cle, majuscule(item.partie(cle)), _marque(item, cle)) for cle in item.parties]


def _marque(item: Fiche, cle: str) -> Marque:
    s, first, now = item.situation, item.porteur.origine.partie(cle), item.convention.partie(cle)
    given = s.faits.signatures
    if now.partie_au(s.au) if now else first is not None:
        return Marque.PARTI
    if cle not in given.jours:
        days = (a.signatures.get(cle) for a in item.porteur.avenants if cle in a.rejoignent)
        return Marque.REJOINT if any(day and day <= s.au for day in days) else Marque.MANQUE
    if given.jours[cle] or given.completes:
        return Marque.SIGNE
    if first and any(p.signe_le and p.signe_le <= s.au for p in first.representants):
        return Marque.PARTIEL
    return Marque.INCONNU if given.etat is EtatSignatures.NON_PRECISEES else Marque.MANQUE


def compte(item: Fiche) -> str:
    """« 7 parties sur 9 ont signé. Il manque : la préfète et la MSA. »: of the original text, as the facts of its signatures are."""
    s, given = item.situation, item.situation.faits.signatures
    total, closed = len(given.jours), s.statut.close
    if given.etat is EtatSignatures.NON_PRECISEES:
        return "Ce site ne sait pas encore qui a signé."
    if given.completes:
        return "Toutes les parties ont signé."
    done = total - len(given.manquantes)
    if not done:
        return "Personne n’a signé." if closed else "Personne n’a encore signé."
    missing = (
        f"{'Il a manqué' if closed else 'Il manque'}\u00a0: {liste(item.partie(cle) for cle in given.manquantes)}."
    )
    return f"{pluriel(done, 'partie')} sur {total} {'ont' if done > 1 else 'a'} signé. {missing}"


def colonnes(item: Fiche, trame: Trame) -> list[Colonne]:
    """The objectives of the convention: the shared ones and its own; of a text of its own, those that its actions serve."""
    own = {o.numero: o for o in item.convention.objectifs}
    served = {o.numero for o in item.convention.objectifs if o.actions}
    shared = set() if item.porteur.texte_propre else {o.numero for o in trame.objectifs}
    return [
        _colonne(item, trame, numero, own[numero].intitule if numero in own else "")
        for numero in sorted(served | shared | (set() if item.porteur.texte_propre else set(own)))
    ]


def _colonne(item: Fiche, trame: Trame, numero: int, intitule: str) -> Colonne:
    national = trame.objectif(numero)
    clauses = [c for c in item.clauses if c.section == ids.objectif(numero)]
    head = next((c for c in clauses if c.id == ids.objectif(numero)), None)
    title = _reworded(head) or (national.court if national else intitule) or "objectif local à intituler"
    gone = bool(clauses) and all(c.absente for c in clauses)
    kept = [c for c in clauses if not c.absente and c.nature == "engagement"]
    promises = [_promesse(item, numero, c) for c in kept]
    if head and national and not national.engagements and not head.absente:
        promises = [Promesse("l’objectif lui-même", f"{url_texte(item.porteur)}#{head.id}"), *promises]
    if head and head.absente:
        title = "supprimé" if gone else "titre supprimé"
    return Colonne(numero, title, tuple(promises), absent=gone)


def _promesse(item: Fiche, numero: int, clause: Clause) -> Promesse:
    name = f"{numero} {clause.lettre}" if clause.lettre else minuscule(nom_clause(clause.id))
    words = "" if clause.conformite.officielle else wording_of(clause)
    return Promesse(name, f"{url_texte(item.porteur)}#{clause.id}", words, clause.lettre)


def _reworded(head: Clause | None) -> str:
    """What a convention calls a shared objective that it words itself, without the number that it may repeat."""
    if head is None or not head.ecart:
        return ""
    return re.sub(r"(?i)^objectif\s+\d+\s*[:.–—-]\s*", "", aplati(head.texte))


def rangees(item: Fiche) -> list[Rangee]:
    """Who leads what, in the order of the parties; then what nobody is named to lead."""
    led: dict[str, list[Action]] = {cle: [] for cle in (*item.parties, SANS_PILOTE)}
    for action in item.convention.actions:
        led.setdefault(action.pilote or SANS_PILOTE, []).append(action)
    return [Rangee(cle, meneur(item, cle), _by_objective(actions)) for cle, actions in led.items() if actions]


def meneur(item: Fiche, cle: str) -> str:
    """The name of who leads an action, as a row gives it."""
    return "Sans pilote désigné" if cle in {"", SANS_PILOTE} else nom_complet(item, cle)


def partenaires(item: Fiche, action: Action) -> str:
    """« La MSA et l’Udaf »: those that take part in an action beside who leads it, as the text names them."""
    return liste(map(item.partie, action.partenaires))


def citee(item: Fiche, action: Action) -> ActionCitee:
    """What an action brings to the pages of all."""
    return ActionCitee(
        action.id,
        action.objectif,
        action.engagement,
        action.axes,
        action.intitule,
        action.pilote,
        meneur(item, action.pilote),
        partenaires(item, action),
    )


def _by_objective(actions: Iterable[Action]) -> dict[int, tuple[Action, ...]]:
    found: dict[int, tuple[Action, ...]] = {}
    for action in actions:
        found[action.objectif] = (*found.get(action.objectif, ()), action)
    return found


def sans_action(item: Fiche) -> Iterator[tuple[str, str]]:
    """(key, name) of the parties of the text of the day that lead no action."""
    leading = {a.pilote for a in item.convention.actions}
    for cle, _, mark in marques(item):
        if cle not in leading and mark is not Marque.PARTI:
            yield cle, item.partie(cle)
