"""A document that is only an amendment, or only a roadmap → what it adds to the file that the convention has already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from conventions.importing.assemblage import piloter, propre, suivi
from conventions.importing.attendu import attendues
from conventions.importing.avenants import lire_avenant
from conventions.importing.brouillon import Brouillon, Import
from conventions.importing.feuilles import lire_tout
from conventions.importing.lu import Lecture
from conventions.importing.modifie import Modifie
from conventions.importing.parties import Partie
from conventions.model.clause import Clause
from conventions.model.convention import Convention
from conventions.model.convention import Partie as Signataire
from conventions.model.reference import Departement
from conventions.model.trame import Trame


def convertir_feuille(
    lecture: Lecture, trame: Trame, departement: Departement, texte: Convention, numero: int
) -> Import:
    """A roadmap."""
    b = _brouillon(lecture, trame, departement, texte)
    lire_tout(b, numero)
    piloter(b)
    b.fait.donnees = propre({"departement": departement.code, "suivi": suivi(b)})
    return b.fait


def convertir_avenant(
    lecture: Lecture, trame: Trame, departement: Departement, texte: Convention, clauses: Sequence[Clause], numero: int
) -> Import:
    """An amendment to that text; `numero` is its own where it does not say it."""
    b = _brouillon(lecture, trame, departement, texte)
    lire_avenant(b, Modifie(b, {c.id: c for c in clauses}), numero)
    return b.fait


def _brouillon(lecture: Lecture, trame: Trame, departement: Departement, texte: Convention) -> Brouillon:
    known = {one.clause.id: one for one in attendues(trame, departement)}
    made = Brouillon(lecture, trame, departement, known, list(lecture.blocs), Import(departement))
    made.parties = list(_parties(texte, departement))
    return made


def _parties(texte: Convention, departement: Departement) -> list[Partie]:
    """The parties of the text, and those that the trame expects."""
    written = [_partie(one) for one in texte.signataires if one.retiree is None]
    natures = {p.nature for p in written}
    expected = (c for c in departement.parties if c.partition("-")[0] not in natures and c not in texte.sans)
    return [*written, *(Partie(cle, "") for cle in expected)]


def _partie(one: Signataire) -> Partie:
    values = {"nom": one.nom, "denomination": one.denomination}
    people = [
        {k: v for k, v in (("nom", p.nom), ("prenom", p.prenom), ("titre", p.titre)) if v} for p in one.representants
    ]
    return Partie(one.cle, "", valeurs={k: v for k, v in values.items() if v}, representants=people or [{}])


def fusion(avant: Any, apres: Any) -> Any:  # noqa: ANN401
    """The file with what is proposed: maps merge, other values replace."""
    if not isinstance(avant, Mapping) or not isinstance(apres, Mapping):
        return apres
    return {**avant, **{key: fusion(avant.get(key), value) for key, value in apres.items()}}
