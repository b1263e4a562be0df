"""Tables of actions: who leads each, with whom, until when, by the words of their heads or of their first column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from conventions.importing.lu import Bloc, Brin, a_plat
from conventions.importing.riche import plat
from conventions.importing.vocables import cles

_ROLES = {
    "numero": r"n|n°|no|numero|rang",
    "intitule": r"(?:intitule|libelle|titre|nom)(?: de l)?(?: action)?|(?:fiche )?actions?(?: prevues?| proposees?| retenues?| a mener)?|mesures?",
    "objectif": r"(?:n )?objectifs?(?: n| concernes?| de la convention)?",
    "engagement": r"engagements?(?: servis?| concernes?)?",
    "pilote": r"(?:co )?pilotes?(?: de l action)?|pilotage|porteurs?(?: de l action)?|referents?|chefs? de file|responsables?|structures? (?:porteuses?|pilotes?)|qui",
    "partenaires": r"partenaires?(?: associes?| mobilises?| de l action)?|avec qui|acteurs(?: associes| mobilises)?",
    "description": r"descri\w+(?: de l action)?|contenu|modalites(?: de mise en oeuvre)?|detail\w*",
    "echeance": r"echeances?|echeancier|calendrier(?: previsionnel)?|delais?|dates?(?: de realisation)?|quand",
    "etat": r"etats?(?: d avancement)?|avancement|statut",
}
_CONDUITE = {"pilote", "partenaires", "echeance", "etat"}
"""What a table of actions has beside their titles: one of these at least."""
Cellule = Sequence[Bloc]


@dataclass(slots=True)
class Rang:
    """An action of a table: the words of each known column, and the others under their own name."""

    connus: dict[str, Cellule] = field(default_factory=dict)
    noms: dict[str, str] = field(default_factory=dict)
    """Of each known column, its name."""
    autres: list[tuple[str, Cellule]] = field(default_factory=list)

    def mots(self, role: str) -> str:
        """On one line; empty where the table does not have it, or only a dash."""
        said = plat(a_plat(self.connus.get(role, ())))
        return said if cles(said) else ""

    def enumere(self, role: str) -> str:
        """The same, a semicolon between the lines of the cell."""
        return "; ".join(said for bloc in self.connus.get(role, ()) if cles(said := plat(bloc.texte)))

    def suite(self, *sauf: str) -> list[Bloc]:
        """The description, then the other columns, each under its name: what has no field of its own."""
        kept = {"description", "numero", *sauf}
        others = [(self.noms[r], cell) for r, cell in self.connus.items() if r not in kept]
        named = [_nommee(name, cell) for name, cell in (*others, *self.autres) if cles(a_plat(cell))]
        return [*(b for b in self.connus.get("description", ()) if b.texte.strip()), *named]


def rangs(bloc: Bloc) -> list[Rang]:
    """The actions of a table; none if it is no table of actions."""
    if bloc.genre != "tableau":
        return []
    for start in range(min(2, len(bloc.lignes))):
        roles = [_role(cell) for cell in bloc.lignes[start]]
        if _actions(roles):
            names = [plat(a_plat(cell)) for cell in bloc.lignes[start]]
            return list(_lus(roles, names, bloc.lignes[start + 1 :]))
    pairs = [row for row in bloc.lignes if len(row) == 2]
    roles = [_role(row[0]) for row in pairs]
    if len(pairs) < len(bloc.lignes) or not _actions(roles):
        return []
    return list(_lus(roles, [plat(a_plat(row[0])).rstrip(" :") for row in pairs], [[row[1] for row in pairs]]))


def _role(cell: Cellule) -> str:
    said = " ".join(cles(a_plat(cell)))
    return next((role for role, pattern in _ROLES.items() if re.fullmatch(pattern, said)), "")


def _actions(roles: Sequence[str]) -> bool:
    return "intitule" in roles and not _CONDUITE.isdisjoint(roles)


def _lus(roles: Sequence[str], names: Sequence[str], lignes: Sequence[Sequence[Cellule]]) -> Iterator[Rang]:
    """A row a rank; one without a title goes on with the one above."""
    last: Rang | None = None
    for row in lignes:
        made = Rang()
        for role, name, cell in zip(roles, names, row, strict=False):
            if role and role not in made.connus:
                made.connus[role], made.noms[role] = cell, name
            else:
                made.autres.append((name, cell))
        made.autres += [("", cell) for cell in row[len(roles) :]]
        if made.mots("intitule"):
            if last:
                yield last
            last = made
        elif last:
            last.autres += [(made.noms[r], c) for r, c in made.connus.items()] + made.autres
    if last:
        yield last


def _nommee(name: str, cell: Cellule) -> Bloc:
    words = [x for bloc in cell for x in (*bloc.brins, Brin(" "))]
    return Bloc("texte", (Brin(f"{name} : " if name else ""), *words))
