"""A document that the workshop opens (Word, ODT, PDF) → a draft and its report. Loaded, with what it needs, when such a document is opened."""

from __future__ import annotations

import json

from conventions.atelier import contexte
from conventions.importing import rapport
from conventions.importing.ecriture import yaml
from conventions.importing.fichier import ENTETE, fautes
from conventions.importing.fichier import importer as _importer
from conventions.importing.lecture import lire
from conventions.importing.lieu import departements
from conventions.importing.lu import Illisible


def importer(document: str, data: bytes, slug: str) -> str:
    """What it makes, as JSON; `slug` is the département to take where the document does not name one alone."""
    try:
        lecture = lire(bytes(data))
    except Illisible as error:
        return json.dumps({"refus": f"« {document} » : {error}"}, ensure_ascii=False)
    context = contexte()
    named = departements(lecture, context.reference)
    chosen = next(d for d in context.reference.departements.values() if d.slug == slug)
    if len(named) != 1:
        lecture.dits.append(
            f"le document ne dit pas de quel département il est : celui de la liste est pris, {chosen.nom_et_code}"
        )
    departement = named[0] if len(named) == 1 else chosen
    fait = _importer(lecture, context, departement)
    nom = f"{departement.slug}.yml"
    made = yaml(fait.donnees, fait.commentaires, ENTETE)
    told = fautes(context, nom, made)
    around = rapport.Contexte(document, f"{nom}, dans l’atelier", told, None)
    trame = context.trames[max(context.trames)]
    report = rapport.corps(fait, lecture, around, trame)
    own = {str(fait.donnees["texte"]): fait.propre} if fait.propre else {}
    return json.dumps(
        {"nom": nom, "yaml": made, "rapport_html": report, "problemes": told, "pieces": own}, ensure_ascii=False
    )
