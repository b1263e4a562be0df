"""The texts that can be compared: the name of each, and where its clauses are published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from conventions.compose.vue import Fiche, Vue
from conventions.render.elements import has_text
from conventions.texte import date_longue

DOSSIER = "donnees/v1/textes"


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
            yield Texte(d.code, f"{d.nom} ({d.code})", chemin(fiche), "Départements")
    for fiche in _fiches(vue):
        yield from _versions(vue, fiche)


def _versions(vue: Vue, fiche: Fiche) -> Iterator[Texte]:
    """The text of an earlier period, then each dated one."""
    d, periode = fiche.porteur.departement, fiche.porteur.periode
    if vue.fiches[d.code].porteur is not fiche.porteur:
        yield Texte(f"{d.code}@{periode}", f"{d.nom} ({d.code}), {periode}", chemin(fiche), "Versions datées")
    for dated in fiche.textes:
        name = f"{d.nom} ({d.code}), texte du {date_longue(dated.du)}"
        yield Texte(f"{d.code}@{dated.du.isoformat()}", name, chemin(fiche, dated.du), "Versions datées")


def _fiches(vue: Vue) -> Iterator[Fiche]:
    """Each convention with clauses that somebody has begun to fill."""
    for periode in sorted(vue.registre.trames, reverse=True):
        yield from (f for f in vue.textes(periode) if has_text(f))


def chemin(fiche: Fiche, jour: date | None = None) -> str:
    """The place of a text under DOSSIER: `69-rhone/2026-2029`, with its date for a dated one."""
    base = f"{fiche.porteur.departement.slug}/{fiche.porteur.periode}"
    return f"{base}/{jour.isoformat()}" if jour else base
