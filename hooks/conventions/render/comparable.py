"""The texts that can be compared: the name of each, and where its clauses are published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from conventions.compose.view import Fiche
from conventions.model.french import date_longue
from conventions.model.reference import Departement

DOSSIER = "donnees/v1/textes"
DOSSIER_ACTES = "donnees/v1/actes"
DOSSIER_XML = "donnees/v1/akn"


@dataclass(frozen=True, slots=True)
class Comparable:
    """One text that can be compared: the key of its link (`69`, `69@2027-03-01`, `trame`), its name, its file in DOSSIER."""

    cle: str
    nom: str
    chemin: str
    groupe: str


def comparables(actuelle: Fiche, fiche: Fiche) -> Iterator[Comparable]:
    """What can be compared of one text beside the one in force: that of an earlier period, then each dated one."""
    d, periode = fiche.porteur.departement, fiche.porteur.periode
    if fiche is not actuelle:
        yield Comparable(f"{d.code}@{periode}", f"{d.nom_et_code}, {periode}", chemin(fiche), "Versions datées")
    for dated in fiche.textes:
        name = f"{d.nom_et_code}, texte du {date_longue(dated.du)}"
        yield Comparable(f"{d.code}@{dated.du.isoformat()}", name, chemin(fiche, dated.du), "Versions datées")


def chemin(fiche: Fiche, jour: date | None = None) -> str:
    """The place of a text under DOSSIER: `69-rhone/2026-2029`, with its date for a dated one."""
    base = chemin_de(fiche.porteur.departement, fiche.porteur.periode)
    return f"{base}/{jour.isoformat()}" if jour else base


def chemin_de(departement: Departement, periode: str) -> str:
    """The place of the text that a département has in force for a period."""
    return f"{departement.slug}/{periode}"


def texte_xml(fiche: Fiche, jour: date | None = None) -> str:
    """The file of a text in Akoma Ntoso: that of one date, or of today."""
    return f"{DOSSIER_XML}/{chemin(fiche, jour)}.xml"


def trame_xml(periode: str) -> str:
    """That of a trame."""
    return f"{DOSSIER_XML}/trame/{periode}.xml"
