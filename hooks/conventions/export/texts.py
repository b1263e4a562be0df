"""Every text as a small JSON of its clauses, under /donnees/v1/textes/: what the comparison page reads, and anybody else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from conventions.compose.clauses import compose_trame
from conventions.compose.communes import une_fois
from conventions.compose.parties import nom_partie
from conventions.compose.timeline import TexteDate
from conventions.compose.view import Fiche, View
from conventions.model.convention import Convention, Partie
from conventions.model.dossier import Dossier, parties_attendues
from conventions.model.french import date_longue
from conventions.model.trame import Trame
from conventions.render.collection import Collection
from conventions.render.comparable import DOSSIER, chemin
from conventions.render.dites import SANS_LISTE, Dite, dites, seule
from conventions.render.elements import has_text, url_texte, url_trame, url_version
from conventions.render.notes import after_their_call


def trame_files(collection: Collection) -> Iterator[tuple[str, str]]:
    """(address, content) of each trame."""
    for trame in collection.registry.trames.values():
        yield f"{DOSSIER}/trame/{trame.periode}.json", _json(_trame(trame)).decode()


def text_files_of(view: View, item: Fiche) -> Iterator[tuple[str, bytes]]:
    """(address, content) of each text of a département, earlier periods included."""
    for fiche in (*item.precedentes, item):
        if fiche.partagee or not has_text(fiche):
            continue
        yield f"{DOSSIER}/{chemin(fiche)}.json", _json(_texte(view, fiche, None))
        for dated in fiche.textes:
            yield f"{DOSSIER}/{chemin(fiche, dated.du)}.json", _json(_texte(view, fiche, dated))


def _trame(trame: Trame) -> dict[str, Any]:
    return {
        "nom": trame.nom,
        "lieu": "dans la trame",
        "periode": trame.periode,
        "page": url_trame(trame.periode),
        "clauses": [_clause(seule(c)) for c in after_their_call(trame, compose_trame(trame)) if c.id not in SANS_LISTE],
    }


def _texte(view: View, fiche: Fiche, dated: TexteDate | None) -> dict[str, Any]:
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
        "parties": [_partie(fiche.porteur, cle, convention.partie(cle)) for cle in parties_attendues(d, convention)],
        "absentes": dict(convention.sans),
        "exemplaires": convention.exemplaires or "",
        "clauses": _clauses(view, fiche, convention),
    }


def _partie(dossier: Dossier, cle: str, partie: Partie | None) -> dict[str, str]:
    """A party, in the order of the text: how the pages call it, then what its file says of it, and a page shows."""
    partie = partie or Partie(cle)
    own = ("nom", "denomination", "mandat", "seul", "adresse", "insee", "siren")
    hidden = {} if dossier.modele else {"adresse": ""}
    said = {f: getattr(partie, f) for f in own}
    return {"cle": cle, "appelee": nom_partie(dossier.departement, cle, partie)} | said | hidden


def _clauses(view: View, fiche: Fiche, convention: Convention) -> msgspec.Raw:
    """In the order of the text, a note after what calls it; a clause that is removed or without object has an empty text."""
    known = fiche.garde.setdefault("clauses des textes", {})
    if id(convention) not in known:
        found = dites(view, fiche, convention)
        clauses = after_their_call(view.trame_de(fiche), fiche.clauses_de(convention))
        known[id(convention)] = msgspec.Raw(
            msgspec.json.encode([_clause(found[id(c)]) for c in clauses if id(c) in found])
        )
    made: msgspec.Raw = known[id(convention)]
    return made


@une_fois
def _clause(dite: Dite) -> msgspec.Raw:
    c = dite.clause
    told = {"id": c.id, "nom": dite.nom, "trame": c.trame, "conformite": c.conformite.slug, "texte": dite.texte}
    return msgspec.Raw(msgspec.json.encode(told))


def _json(value: dict[str, Any]) -> bytes:
    return msgspec.json.encode(value) + b"\n"
