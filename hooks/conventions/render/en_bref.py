"""A convention → a few plain sentences: who commits to what, since when, until when, where to turn."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.compose.vue import Fiche
from conventions.model.convention import Fin
from conventions.texte import date_longue, du, liste, majuscule, pluriel


def en_bref(item: Fiche) -> Iterator[str]:
    """Sentences for everybody, made from the data; what is not known is not said."""
    s = item.situation
    names = [item.partie(cle) for cle in _presentes(item)]
    if s.signee:
        yield f"{majuscule(liste(names))} se sont engagés à agir ensemble pour prévenir les ruptures familiales et accompagner les familles."
    else:
        yield f"{majuscule(liste(names))} préparent ensemble cette convention."
    yield _etat(item)
    yield from _contenu(item)
    yield from _duree(item)
    d = item.porteur.departement
    yield f"Pour vous renseigner\u00a0: la {d.caf}, ou la préfecture ({d.service.sigle})."


def _presentes(item: Fiche) -> list[str]:
    """The parties of the text of the day, those that have left set aside."""
    today = item.situation.au
    left = {p.cle for p in item.convention.signataires if p.retiree and (p.retiree.le is None or p.retiree.le <= today)}
    named = [p.cle for p in item.convention.signataires]
    expected = [cle for cle in item.situation.signatures if cle in named or item.porteur.origine.partie(cle) is None]
    return [cle for cle in dict.fromkeys([*expected, *named]) if cle not in left]


def _etat(item: Fiche) -> str:
    s = item.situation
    missing = liste(du(item.partie(cle)) for cle in s.manquantes)
    since = f" depuis le {date_longue(s.entree)}" if s.entree else ""
    return {
        "terminee": f"Cette convention n’est plus en vigueur ({s.precision}).",
        "denonciation-recue": f"Cette convention s’applique{since}, mais l’un des signataires a annoncé qu’il veut la quitter.",
        "en-vigueur": f"Cette convention s’applique{since}.",
        "signee": "Cette convention est signée, mais ce site ne connaît pas ses dates.",
        "en-cours-de-signature": f"Elle n’est pas encore en vigueur\u00a0: il manque la signature {missing}.",
        "prete-a-signer": "Son texte est complet\u00a0; personne ne l’a encore signée.",
        "en-preparation": "Son texte est en cours d’écriture\u00a0; rien n’est signé.",
        "non-commencee": "Rien n’est encore publié.",
    }[s.statut]


def _contenu(item: Fiche) -> Iterator[str]:
    actions = item.convention.actions
    if not actions:
        return
    fields = {axe for action in actions for axe in action.axes}
    where = f", dans {pluriel(len(fields), 'champ')}" if fields else ""
    yield f"Elle prévoit {pluriel(len(actions), 'action')}{where}."


def _duree(item: Fiche) -> Iterator[str]:
    s = item.situation
    if not s.signee or s.statut == "terminee":
        return
    end = next((f for f in item.porteur.fins if _a_venir(f, item)), None)
    if end and end.effet_le:
        yield f"Elle prendra fin le {date_longue(end.effet_le)}."
    elif s.terme:
        yield f"Elle dure jusqu’au {date_longue(s.terme)}."
    elif item.clauses:
        yield "Elle dure jusqu’à l’échéance de la convention-cadre nationale, dont la date n’est pas encore publiée."


def _a_venir(fin: Fin, item: Fiche) -> bool:
    return fin.portee == "convention" and fin.effet_le is not None and fin.effet_le > item.situation.au
