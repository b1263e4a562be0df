"""Two states of the tables → what the second breaks for whoever reads the first. Adding a table, a code or a last column breaks nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from conventions.model.dossier import Registry
from conventions.render.donnees import TABLES
from conventions.render.donnees.codes import listes

Contrat = dict[str, Any]
DIT = ("type", "requis", "code", "vers")
"""What a column promises, beside its name and its place."""


def contrat(registry: Registry) -> Contrat:
    """What the tables promise."""
    columns = {
        t.nom: {c.nom: {"type": c.type.slug, "requis": c.requis, "code": c.code, "vers": c.vers} for c in t.colonnes}
        for t in TABLES
    }
    return {"tables": columns, "codes": {nom: [*values] for nom, values in listes(registry).items()}}


def ruptures(avant: Contrat, apres: Contrat) -> Iterator[str]:
    """Each promise that is not kept."""
    for nom, columns in avant["tables"].items():
        if nom not in apres["tables"]:
            yield f"la table « {nom} » a disparu"
        else:
            yield from _of_columns(nom, columns, apres["tables"][nom])
    for nom, codes in avant["codes"].items():
        yield from (f"la liste « {nom} » n’a plus « {c} »" for c in codes if c not in apres["codes"].get(nom, ()))


def _of_columns(nom: str, avant: Contrat, apres: Contrat) -> Iterator[str]:
    yield from (f"{nom} n’a plus la colonne « {column} »" for column in avant if column not in apres)
    if [c for c in avant if c in apres] != list(apres)[: len(avant)]:
        yield f"{nom} a ses colonnes dans un autre ordre, ou une nouvelle ailleurs qu’à la fin"
    for column in avant:
        for what in DIT:
            if column in apres and avant[column][what] != apres[column][what]:
                yield f"{nom}.{column} : « {what} » a changé"
