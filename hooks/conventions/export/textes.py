"""Every text as a small JSON of its clauses, under /donnees/v1/textes/: what the comparison page reads, and anybody else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from conventions.compose.clauses import compose_trame
from conventions.compose.diff import text_of
from conventions.compose.situation import clauses_of
from conventions.compose.temps import TexteDate
from conventions.compose.vue import Fiche, Vue
from conventions.model.clause import Clause
from conventions.model.trame import Trame
from conventions.render.differences import clause_names
from conventions.render.elements import has_text, url_texte, url_version
from conventions.render.pages.versions import noms
from conventions.render.texte_integral import nom_clause
from conventions.texte import date_longue

DOSSIER = "donnees/v1/textes"
HORS_COMPARAISON = {"logos", "signatures"}


@dataclass(frozen=True, slots=True)
class Texte:
    """One text that can be compared: the key of its link (`69`, `69@2027-03-01`, `trame`), its name, its file in DOSSIER."""

    cle: str
    nom: str
    chemin: str
    groupe: str


def listed(vue: Vue) -> Iterator[Texte]:
    """Every text that has clauses: the trames, the texts in force, then the dated ones and those of earlier periods."""
    current = vue.registre.trame.periode
    for periode in sorted(vue.registre.trames, reverse=True):
        key = "trame" if periode == current else f"trame@{periode}"
        yield Texte(key, f"Trame nationale {periode}", f"trame/{periode}", "Trame")
    for fiche in vue.fiches.values():
        if has_text(fiche):  # a convention shared by two départements stands under the name of each
            d = fiche.dossier.departement
            yield Texte(d.code, f"{d.nom} ({d.code})", _chemin(fiche), "Départements")
    for fiche in _fiches(vue):
        yield from _versions(vue, fiche)


def _versions(vue: Vue, fiche: Fiche) -> Iterator[Texte]:
    """The text of an earlier period, then each dated one."""
    d, periode = fiche.porteur.departement, fiche.porteur.periode
    if vue.fiches[d.code].porteur is not fiche.porteur:
        yield Texte(f"{d.code}@{periode}", f"{d.nom} ({d.code}), {periode}", _chemin(fiche), "Versions datées")
    for dated in fiche.textes:
        name = f"{d.nom} ({d.code}), texte du {date_longue(dated.du)}"
        yield Texte(f"{d.code}@{dated.du.isoformat()}", name, _chemin(fiche, dated.du), "Versions datées")


def _fiches(vue: Vue) -> Iterator[Fiche]:
    """Each convention with clauses that somebody has begun to fill."""
    for periode in sorted(vue.registre.trames, reverse=True):
        yield from (f for f in vue.textes(periode) if has_text(f))


def _chemin(fiche: Fiche, jour: date | None = None) -> str:
    base = f"{fiche.porteur.departement.slug}/{fiche.porteur.periode}"
    return f"{base}/{jour.isoformat()}" if jour else base


def text_files(vue: Vue) -> Iterator[tuple[str, str]]:
    """(address, content) of every text."""
    yield from trame_files(vue)
    for fiche in vue.fiches.values():
        yield from text_files_of(vue, fiche)


def trame_files(vue: Vue) -> Iterator[tuple[str, str]]:
    """(address, content) of each trame."""
    for trame in vue.registre.trames.values():
        yield f"{DOSSIER}/trame/{trame.periode}.json", _json(_trame(trame))


def text_files_of(vue: Vue, item: Fiche) -> Iterator[tuple[str, str]]:
    """(address, content) of each text of a département, earlier periods included."""
    for fiche in (*item.precedentes, item):
        if fiche.partagee or not has_text(fiche):
            continue
        yield f"{DOSSIER}/{_chemin(fiche)}.json", _json(_texte(vue, fiche, fiche.clauses, None))
        for dated in fiche.textes:
            same = dated.convention is fiche.convention
            clauses = fiche.clauses if same else clauses_of(fiche.porteur, dated.convention)
            yield f"{DOSSIER}/{_chemin(fiche, dated.du)}.json", _json(_texte(vue, fiche, clauses, dated))


def _trame(trame: Trame) -> dict[str, Any]:
    return {
        "nom": f"Trame nationale {trame.periode}",
        "periode": trame.periode,
        "page": f"trame/{trame.periode}/",
        "clauses": _clauses(compose_trame(trame), {}, {}),
    }


def _texte(vue: Vue, fiche: Fiche, clauses: Sequence[Clause], dated: TexteDate | None) -> dict[str, Any]:
    d, dossier = fiche.porteur.departement, fiche.porteur
    convention = dated.convention if dated else fiche.convention
    return {
        "departement": d.code,
        "nom": f"{d.nom}, texte du {date_longue(dated.du)}" if dated else d.nom,
        "periode": dossier.periode,
        "statut": fiche.situation.statut,
        "du": dated.du.isoformat() if dated else "",
        "au": dated.au.isoformat() if dated and dated.au else "",
        "page": url_version(dossier, dated.du) if dated else url_texte(dossier),
        "clauses": _clauses(clauses, clause_names(d, convention), noms(vue, fiche)),
    }


def _clauses(clauses: Sequence[Clause], names: dict[str, str], keys: dict[str, str]) -> list[dict[str, str]]:
    """In the order of the text; a clause that is removed or without object has an empty text."""
    return [
        {"id": c.id, "nom": names.get(c.id) or nom_clause(c.id), "conformite": c.conformite, "texte": text_of(c, keys)}
        for c in clauses
        if c.id not in HORS_COMPARAISON
    ]


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"
