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
    """One text that can be compared: the key of its link (`69`, `69@2027-03-01`, `trame`), its name, its file, its page."""

    cle: str
    nom: str
    fichier: str
    page: str
    groupe: str


def listed(vue: Vue) -> Iterator[Texte]:
    """Every text that has clauses: the trames, the texts in force, then the dated ones and those of earlier periods."""
    current = vue.registre.trame.periode
    for periode in sorted(vue.registre.trames, reverse=True):
        key = "trame" if periode == current else f"trame@{periode}"
        yield Texte(key, f"Trame nationale {periode}", f"{DOSSIER}/trame/{periode}.json", f"trame/{periode}/", "Trame")
    for fiche in vue.fiches.values():
        if has_text(fiche):
            yield _in_force(fiche)
    for fiche, key in _fiches(vue):
        if "@" in key:
            yield _earlier(fiche, key)
        for dated in fiche.textes:
            yield _dated(fiche, dated.du)


def _fiches(vue: Vue) -> Iterator[tuple[Fiche, str]]:
    """Each convention with clauses that somebody has begun to fill, and the key of its text in force."""
    for periode in sorted(vue.registre.trames, reverse=True):
        for fiche in vue.textes(periode):
            if has_text(fiche):
                latest = vue.fiches[fiche.porteur.code].porteur is fiche.porteur
                yield fiche, fiche.porteur.code if latest else f"{fiche.porteur.code}@{periode}"


def _in_force(fiche: Fiche) -> Texte:
    """A convention shared by two départements stands under the name of each."""
    d = fiche.dossier.departement
    return Texte(d.code, f"{d.nom} ({d.code})", f"{_base(fiche)}.json", url_texte(fiche.porteur), "Départements")


def _earlier(fiche: Fiche, key: str) -> Texte:
    d, periode = fiche.porteur.departement, fiche.porteur.periode
    return Texte(
        key, f"{d.nom} ({d.code}), {periode}", f"{_base(fiche)}.json", url_texte(fiche.porteur), "Versions datées"
    )


def _dated(fiche: Fiche, jour: date) -> Texte:
    d, day = fiche.porteur.departement, jour.isoformat()
    name = f"{d.nom} ({d.code}), texte du {date_longue(jour)}"
    return Texte(
        f"{d.code}@{day}", name, f"{_base(fiche)}/{day}.json", url_version(fiche.porteur, jour), "Versions datées"
    )


def _base(fiche: Fiche) -> str:
    return f"{DOSSIER}/{fiche.porteur.departement.slug}/{fiche.porteur.periode}"


def text_files(vue: Vue) -> Iterator[tuple[str, str]]:
    """(address, content) of every text."""
    for trame in vue.registre.trames.values():
        yield f"{DOSSIER}/trame/{trame.periode}.json", _json(_trame(trame))
    for fiche, _ in _fiches(vue):
        yield f"{_base(fiche)}.json", _json(_texte(vue, fiche, fiche.clauses, None))
        for dated in fiche.textes:
            same = dated.convention is fiche.convention
            clauses = fiche.clauses if same else clauses_of(fiche.porteur, dated.convention)
            yield _dated(fiche, dated.du).fichier, _json(_texte(vue, fiche, clauses, dated))


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
