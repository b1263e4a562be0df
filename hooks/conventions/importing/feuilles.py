"""A roadmap: of each action what it is, its objective, who leads it, until when, where it is."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from conventions.importing.brouillon import Brouillon
from conventions.importing.lu import Bloc
from conventions.importing.riche import plat
from conventions.importing.tableaux import Rang, rangs
from conventions.importing.vocables import cles
from conventions.model.french import MOIS, cle_courte, dates_ecrites, distinct

FEUILLE = re.compile(
    r"\W*(?:annexe\b[^:–—-]{0,20}[:–—-]\s*)?(?:projet de )?feuille de route\b(?:\D{0,40}?n\s*[°o]\s*(?P<n>[1-9])\b)?",
    re.IGNORECASE,
)
_PERIODE = re.compile(r"\W*du\s.{5,25}\sau\s.{5,30}", re.IGNORECASE | re.DOTALL)
_LIAISON = re.compile(
    r"\W*(?:actions prévues|aucune action n’est encore inscrite|l’instance départementale établit sa feuille de route.*)\W*",
    re.IGNORECASE,
)
_ETATS = {
    "realisee": ("realise", "fait", "termine", "acheve"),
    "abandonnee": ("abandonne", "annule"),
    "en_cours": ("en cours", "engage", "commence"),
    "prevue": ("prevu", "a venir", "a faire", "a lancer", "non commence", "non engage"),
}
_JUSQU_A = re.compile(
    rf"(?:(?P<mois>{'|'.join(MOIS)})|(?P<n>[1-4])\w*\s*(?P<quoi>trimestre|semestre)|(?P<t>[ts])\s*(?P<nt>[1-4]))?\D{{0,6}}(?P<an>20\d\d)",
    re.IGNORECASE,
)


def lire_feuille(b: Brouillon, numero: int, bloc: Bloc, lus: Sequence[Rang]) -> None:
    """The actions of a table of that roadmap."""
    made = b.feuilles.setdefault(numero, {})
    known: Counter[str] = b.comptes_feuilles
    told: list[str] = []
    for one in lus:
        key = distinct(cle_courte(one.mots("intitule")) or "action", known)
        path = ("suivi", "feuilles_de_route", str(numero), "actions", key)
        made.setdefault("actions", {})[key] = _action(b, path, one)
        told += [f"{plat(x.texte)}" for x in one.suite("intitule", "objectif", "pilote", "echeance", "etat")]
    b.passage([bloc], "feuille", f"feuille-{numero}", va=f"sans champ à eux : {' ; '.join(told)}" if told else "")


def _action(b: Brouillon, path: tuple[str, ...], one: Rang) -> dict[str, Any]:
    made: dict[str, Any] = {"intitule": one.mots("intitule")}
    if found := re.search(r"\d{1,2}", one.mots("objectif")):
        made["objectif"] = found[0]
    if pilot := one.mots("pilote"):
        b.pilotes.append((path, made, pilot))
    if said := one.mots("echeance"):
        day, sure = echeance(said)
        if day:
            made["echeance"] = day
        if not sure:
            b.fait.dire(*path, mot=f"À vérifier : échéance écrite « {said} ».")
    if state := etat(one.mots("etat")):
        made["etat"] = state
    return made


def echeance(texte: str) -> tuple[str, bool]:
    """The day that is written, else the last one of the month, quarter or year; and whether it is sure."""
    if days := dates_ecrites(texte):
        return days[-1].isoformat(), len(days) == 1
    found = next(reversed(list(_JUSQU_A.finditer(texte))), None)
    if found is None:
        return "", False
    year, month = int(found["an"]), 12
    if found["mois"]:
        month = MOIS.index(found["mois"].lower()) + 1
    elif rank := found["n"] or found["nt"]:
        half = (found["quoi"] or found["t"]).lower().startswith("s")
        month = min(12, int(rank) * (6 if half else 3))
    return date(year, month, monthrange(year, month)[1]).isoformat(), False


def etat(texte: str) -> str:
    """Its name in the file."""
    said = " ".join(cles(texte))
    return next((name for name, words in _ETATS.items() if any(said.startswith(w) for w in words)), "")


def debut(b: Brouillon, numero: int, bloc: Bloc) -> bool:
    """« Du 28 mai 2026 au 27 mai 2028 »: its first day."""
    days = dates_ecrites(bloc.texte)
    if len(days) != 2 or not _PERIODE.match(bloc.texte):
        return False
    b.feuilles.setdefault(numero, {})["debut"] = days[0].isoformat()
    b.passage([bloc], "feuille", f"feuille-{numero}")
    return True


def numero_de_feuille(texte: str) -> int:
    """That of the roadmap that a title names, 1 where it has none; 0 where it names no roadmap."""
    found = FEUILLE.match(texte) if len(texte) < 200 else None
    return int(found["n"] or 1) if found else 0


def lire_tout(b: Brouillon, numero: int) -> None:
    """A document that is a roadmap, and nothing else."""
    b.feuilles[numero] = {}
    for bloc in b.blocs:
        if listed := rangs(bloc):
            lire_feuille(b, numero, bloc, listed)
        elif bloc.genre != "tableau" and (numero_de_feuille(bloc.texte) or _LIAISON.fullmatch(bloc.texte)):
            b.passage([bloc], "liaison")
        elif bloc.genre == "tableau" or not debut(b, numero, bloc):
            b.passage([bloc], "sans place")
