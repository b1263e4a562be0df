"""What a document adds under an objective → its actions, with what each serves; the objectives and commitments of one's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from conventions.importing.lu import Bloc, marque_tapee
from conventions.importing.riche import Notes, plat, riche
from conventions.importing.tableaux import Rang, rangs
from conventions.importing.vocables import cles
from conventions.model.french import cle_courte, distinct
from conventions.model.trame import Trame

_SERT = re.compile(
    r"Sert\s+l[’'](?:engagement\s+(?P<n>\d+)\s+(?P<lettre>[a-z])|objectif\s+(?P<o>\d+))\b(?P<reste>.*)",
    re.IGNORECASE | re.DOTALL,
)
OBJECTIF = re.compile(
    r"\s*objectif\s+(?:n°\s*)?(?P<n>\d{1,2}|[X])\s*[-–—:.]\s*(?P<titre>\S.*)", re.IGNORECASE | re.DOTALL
)
_ACTION = re.compile(r"\s*(?:fiche[- ]action|action)\s+(?:n°\s*)?\d+(?:\.\d+)*\s*[-–—:.]\s*", re.IGNORECASE)
_PILOTE = re.compile(r"\s*\(\s*pilote\s*:\s*(?P<qui>[^()]+?)\s*\)(?P<fin>\s*\.?)\s*\Z", re.IGNORECASE)
Arbre = dict[str, object]


@dataclass(slots=True)
class Action:
    """An action, as read."""

    ident: str
    intitule: str
    pilote: str = ""
    partenaires: str = ""
    blocs: list[Bloc] = field(default_factory=list)
    details: dict[str, str | list[str]] = field(default_factory=dict)
    sure: bool = True


def sert(texte: str, trame: Trame) -> tuple[dict[str, str | list[str]], str, str] | None:
    """The line that says what an action serves: its commitment, its fields, and how its pilot and its partners are called."""
    found = _SERT.fullmatch(plat(texte))
    if not found:
        return None
    said: dict[str, str | list[str]] = {
        "engagement": f"obj-{found['n']}-{found['lettre'].lower()}" if found["n"] else f"obj-{found['o']}"
    }
    axes = re.search(r"champs? d[’']action\s*:\s*(?P<axes>[^·]*)", found["reste"], re.IGNORECASE)
    known = {cles(axe.nom): axe.id for axe in trame.axes}
    if axes and (ids := [known[cles(name)] for name in axes["axes"].split(",") if cles(name) in known]):
        said["axes"] = ids
    pilot = re.search(r"pilote\s*:\s*(?P<qui>[^;·]*)", found["reste"], re.IGNORECASE)
    others = re.search(r"(?:avec|partenaires?)\s*:\s*(?P<qui>[^·]*)", found["reste"], re.IGNORECASE)
    return said, plat(pilot["qui"]) if pilot else "", plat(others["qui"]) if others else ""


def actions(blocs: Sequence[Bloc], idents: Sequence[str], trame: Trame) -> tuple[list[Action], list[int]]:
    """The actions of a passage, and the ranks of the blocks that are of none. `idents`: the action that a bookmark or a control names."""
    ends = {rank for rank, bloc in enumerate(blocs) if sert(bloc.texte, trame)}
    made: list[Action] = []
    others: list[int] = []
    here: Action | None = None
    for rank, bloc in enumerate(blocs):
        if rank in ends:
            if here is None:
                others.append(rank)
            else:
                here.details, here.pilote, here.partenaires = sert(bloc.texte, trame) or ({}, "", "")
            here = None
            continue
        if (here is None or not any(end > rank for end in ends)) and (listed := rangs(bloc)):
            if here is not None and not here.blocs and not here.ident:
                made.pop()
                others.append(rank - 1)
            made += [_du_tableau(one, trame) for one in listed]
            here = None
            continue
        named = idents[rank]
        fresh = named and (here is None or (here.ident != named and not bloc.texte.startswith("–")))
        if fresh or (not named and _commence(blocs, rank, here, ends)):
            said = plat(bloc.texte)
            here = Action(named, *_pilotee(said[_fin_de_numero(said) :]), sure=bool(named or ends))
            made.append(here)
        elif here is not None:
            here.blocs.append(bloc)
        else:
            others.append(rank)
    return made, others


def _du_tableau(rang: Rang, trame: Trame) -> Action:
    """A row: its lead and its partners are parties, the rest has no field of its own and is told in the description."""
    title = rang.mots("intitule")
    made = Action(
        "", title[_fin_de_numero(title) :], rang.mots("pilote"), partenaires=rang.enumere("partenaires"), sure=False
    )
    served = {cles(f"{n} {lettre}"): f"obj-{n}-{lettre}" for n, lettre in _engagements(trame)}
    found = served.get(cles(re.sub(r"(?i)\bengagement\b|\bobj\b", "", rang.mots("engagement"))))
    if found:
        made.details["engagement"] = found
    made.blocs = rang.suite("intitule", "pilote", "partenaires", *(["engagement"] if found else []))
    return made


def _engagements(trame: Trame) -> list[tuple[str, str]]:
    return [(found[1], found[2]) for c in trame.clauses if (found := re.fullmatch(r"obj-(\d+)-([a-z])", c.id))]


def _pilotee(said: str) -> tuple[str, str]:
    """« Ouvrir une permanence (pilote : la Caf). » → the action, and how its pilot is called."""
    found = _PILOTE.search(said)
    return (said[: found.start()] + found["fin"], found["qui"]) if found else (said, "")


def _fin_de_numero(said: str) -> int:
    found = _ACTION.match(said)
    return found.end() if found else 0


def _commence(blocs: Sequence[Bloc], rank: int, here: Action | None, ends: set[int]) -> bool:
    """Whether a block is the title of an action: the first after another has ended, else what looks like a heading."""
    bloc = blocs[rank]
    if any(end > rank for end in ends):
        return here is None and not marque_tapee(bloc.texte) and bloc.genre in {"titre", "texte"}
    if ends and here is None and rank > max(ends):
        return False
    return _titre(bloc) and (rank + 1 < len(blocs) or _ACTION.match(bloc.texte) is not None)


def _titre(bloc: Bloc) -> bool:
    """A heading by its style, its weight, or its first words."""
    said = plat(bloc.texte)
    if bloc.genre == "tableau" or not said or len(said) > 200 or said.endswith((";", ":", ",")):
        return False
    bold = all(b.gras for b in bloc.brins if b.texte.strip())
    return bloc.genre == "titre" or bold or _ACTION.match(said) is not None


def action_en_donnees(action: Action, notes: Notes) -> Arbre:
    """What the file says of it."""
    made: Arbre = {"intitule": action.intitule}
    if said := riche(action.blocs, notes):
        made["description"] = said
    made |= action.details
    return made


def nommer(action: Action, comptes: Counter[str]) -> str:
    """Its key: the one that the document carries, else made from its title."""
    return distinct(action.ident or cle_courte(action.intitule) or "action", comptes)
