"""What a document that was read makes: the file of its département, and what the check says of it."""

from __future__ import annotations

from conventions.check import judge
from conventions.importing.brouillon import Import
from conventions.importing.conversion import convertir
from conventions.importing.lieu import avenant
from conventions.importing.lu import Lecture
from conventions.importing.propre import texte_propre
from conventions.model.reference import Departement
from conventions.source.registry import Context

ENTETE = (
    "Fichier tiré d’un document par « conventions import » : à relire avant d’être proposé.",
    "Ce qui n’est pas sûr est dit au-dessus de la ligne ; le rapport dit d’où vient chaque passage, et ce qui n’a pas trouvé de place.",
)
AVENANT = "ce document est un avenant, et non la convention : ne publiez pas ce fichier, inscrivez l’avenant dans celui de la convention, sous « avenants »"


def importer(lecture: Lecture, context: Context, departement: Departement) -> Import:
    """By the trame of today, or as a text of one's own where the document does not follow it."""
    fait = convertir(lecture, context.trames[max(context.trames)], departement)
    if not fait.assez:
        fait = texte_propre(lecture, departement, fait)
    if avenant(lecture):
        lecture.dits.append(AVENANT)
        fait.dire("departement", mot=f"À vérifier : {AVENANT}")
    return fait


def fautes(context: Context, name: str, made: str) -> list[str]:
    """What the check would say of it."""
    source = context.read(name, made.encode())
    if source.dossier is None:
        return [str(p) for p in source.problems]
    return [
        str(p) for p in judge(source, context.registry([source]), context.folder).problems if p.severity == "erreur"
    ]
