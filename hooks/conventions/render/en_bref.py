"""A convention → a few plain sentences: who commits to what, since when, until when, where to turn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from conventions.compose.view import Fiche
from conventions.model import ids
from conventions.model.actes import Fin
from conventions.model.french import date_longue, du, liste, majuscule, pluriel
from conventions.model.trame import Trame

NOMBRES = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
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


def en_bref(item: Fiche, trame: Trame) -> Iterator[str]:
    """Sentences for everybody, made from the data; what is not known is not said. `trame` names the fields of the actions."""
    who = majuscule(liste(_qui(item)))
    if item.situation.statut.signee:
        yield f"{who} ont signé cette convention. Ils veulent éviter les ruptures dans les familles et mieux aider celles qui en vivent une."
    else:
        yield f"{who} préparent cette convention. Ils veulent éviter les ruptures dans les familles et mieux aider celles qui en vivent une."
    yield _etat(item)
    yield from _contenu(item, item.porteur.trame or trame)
    yield from _duree(item)
    yield f"Une question\u202f? Adressez-vous à la {item.dossier.departement.caf} ou à la préfecture."


def _qui(item: Fiche) -> Iterator[str]:
    """The parties of the text of the day: one by its plain name, several of a nature by their number."""
    today = item.situation.au
    left = {p.cle for p in item.convention.signataires if p.retiree and (p.retiree.le is None or p.retiree.le <= today)}
    natures: dict[str, list[str]] = {}
    for cle in _parties(item):
        if cle not in left:
            natures.setdefault(ids.nature(cle), []).append(cle)
    for nature, keys in natures.items():
        one, several = SIMPLES.get(nature, ("", ""))
        named = not one or item.porteur.departement.denomination(keys[0]) is not None
        if len(keys) > 1 and several:
            yield f"{_nombre(len(keys))} {several}"
        elif named or (nature == "commune" and len(keys) == 1):
            yield from (item.partie(cle) for cle in keys)
        else:
            yield one


def _parties(item: Fiche) -> list[str]:
    named = [p.cle for p in item.convention.signataires]
    expected = [cle for cle in item.situation.signatures if cle in named or item.porteur.origine.partie(cle) is None]
    return list(dict.fromkeys([*expected, *named]))


def _nombre(nombre: int) -> str:
    return NOMBRES[nombre] if nombre < len(NOMBRES) else str(nombre)


def _etat(item: Fiche) -> str:
    s = item.situation
    missing = liste(du(item.partie(cle)) for cle in s.manquantes)
    since = f" depuis le {date_longue(s.entree)}" if s.entree else ""
    return s.statut.phrase.format(depuis=since, manquantes=missing, fin=_fin(item))


def _fin(item: Fiche) -> str:
    """« depuis le 30 septembre 2027 » ; nothing where no date is known."""
    today = item.situation.au
    ends: list[date | None] = [f.effet_le for f in item.porteur.fins if f.portee == "convention"]
    past = [day for day in (*ends, item.situation.terme) if day and day <= today]
    return f" depuis le {date_longue(min(past))}" if past else ""


def _contenu(item: Fiche, trame: Trame) -> Iterator[str]:
    actions = item.convention.actions
    if not actions:
        return
    fields = {axe for action in actions for axe in action.axes}
    subjects = [axe.simple for axe in trame.axes if axe.id in fields]
    about = f" sur {liste(subjects)}" if subjects else ""
    verb = "prévoyait" if item.situation.statut.terminee else "prévoit"
    yield f"Elle {verb} {pluriel(len(actions), 'action')}{about}."


def _duree(item: Fiche) -> Iterator[str]:
    s = item.situation
    if not s.statut.signee or s.statut.terminee:
        return
    end = next((f for f in item.porteur.fins if _a_venir(f, item)), None)
    if end and end.effet_le:
        yield f"Elle prendra fin le {date_longue(end.effet_le)}."
    elif s.terme:
        yield f"Elle dure jusqu’au {date_longue(s.terme)}."
    elif item.clauses:
        yield "Elle s’arrêtera en même temps que l’accord national. Cette date n’est pas encore publiée."


def _a_venir(fin: Fin, item: Fiche) -> bool:
    return fin.portee == "convention" and fin.effet_le is not None and fin.effet_le > item.situation.au
