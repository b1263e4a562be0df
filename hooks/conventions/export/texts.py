"""Every text as a small JSON of its clauses, under /donnees/v1/textes/: what the comparison page reads, and anybody else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from conventions.compose.clauses import compose_trame
from conventions.compose.diff import text_of, wording_of
from conventions.compose.parties import nom_partie
from conventions.compose.timeline import TexteDate
from conventions.compose.view import Fiche, View
from conventions.model.clause import Clause
from conventions.model.convention import Partie
from conventions.model.dossier import parties_attendues
from conventions.model.french import date_longue
from conventions.model.reference import Departement
from conventions.model.trame import Trame
from conventions.render.collection import Collection
from conventions.render.comparable import DOSSIER, chemin
from conventions.render.differences import clause_names
from conventions.render.elements import has_text, url_texte, url_trame, url_version
from conventions.render.notes import after_their_call
from conventions.render.pages.versions import noms
from conventions.render.texte_integral import citation

HORS_COMPARAISON = {"logos", "signatures"}


def trame_files(collection: Collection) -> Iterator[tuple[str, str]]:
    """(address, content) of each trame."""
    for trame in collection.registry.trames.values():
        yield f"{DOSSIER}/trame/{trame.periode}.json", _json(_trame(trame))


def text_files_of(view: View, item: Fiche) -> Iterator[tuple[str, str]]:
    """(address, content) of each text of a département, earlier periods included."""
    for fiche in (*item.precedentes, item):
        if fiche.partagee or not has_text(fiche):
            continue
        yield f"{DOSSIER}/{chemin(fiche)}.json", _json(_texte(view, fiche, fiche.clauses, None))
        for dated in fiche.textes:
            clauses = fiche.clauses_de(dated.convention)
            yield f"{DOSSIER}/{chemin(fiche, dated.du)}.json", _json(_texte(view, fiche, clauses, dated))


def _trame(trame: Trame) -> dict[str, Any]:
    return {
        "nom": trame.nom,
        "lieu": "dans la trame",
        "periode": trame.periode,
        "page": url_trame(trame.periode),
        "clauses": _clauses(after_their_call(trame, compose_trame(trame)), {}, {}),
    }


def _texte(view: View, fiche: Fiche, clauses: Sequence[Clause], dated: TexteDate | None) -> dict[str, Any]:
    d, dossier = fiche.porteur.departement, fiche.porteur
    convention = dated.convention if dated else fiche.convention
    return {
        "departement": d.code,
        "nom": f"{d.nom}, texte du {date_longue(dated.du)}" if dated else d.nom,
        "lieu": f"{d.lieu} (texte du {date_longue(dated.du)})" if dated else d.lieu,
        "periode": dossier.annees,
        "statut": fiche.situation.statut.slug,
        "du": dated.du.isoformat() if dated else "",
        "au": dated.au.isoformat() if dated and dated.au else "",
        "avenants": list(convention.avenants),
        "effet_retroactif": bool(
            fiche.signes_apres_effet(*((dated.avenants, dated.du) if dated else (convention.avenants,)))
        ),
        "page": url_version(dossier, dated.du) if dated else url_texte(dossier),
        "parties": [_partie(d, cle, convention.partie(cle)) for cle in parties_attendues(d, convention)],
        "absentes": dict(convention.sans),
        "exemplaires": convention.exemplaires or "",
        "clauses": _clauses(
            after_their_call(view.trame_de(fiche), clauses), clause_names(d, convention), noms(view, fiche)
        ),
    }


def _partie(departement: Departement, cle: str, partie: Partie | None) -> dict[str, str]:
    """A party, in the order of the text: how the pages call it, then what its file says of it."""
    partie = partie or Partie(cle)
    own = ("nom", "denomination", "mandat", "seul", "adresse", "insee", "siren")
    return {"cle": cle, "appelee": nom_partie(departement, cle, partie)} | {f: getattr(partie, f) for f in own}


def _clauses(clauses: Sequence[Clause], names: dict[str, str], keys: dict[str, str]) -> list[dict[str, str]]:
    """In the order of the text, a note after what calls it; a clause that is removed or without object has an empty text."""
    return [
        {
            "id": c.id,
            "nom": names.get(c.id) or citation(c),
            "trame": c.trame,
            "conformite": c.conformite.slug,
            "texte": wording_of(c) if c.id in HORS_COMPARAISON else text_of(c, keys),
        }
        for c in clauses
        if c.id not in HORS_COMPARAISON or c.ecart
    ]


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
