"""The court of appeal, which two people sign for: what is missing, and who signs for both."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.check.rule import Examination, Finding, rule
from conventions.model.convention import Partie
from conventions.source.reader import Path


@rule(
    "cour-deux-signatures",
    "Les deux chefs de cour",
    "La trame attend deux personnes pour la cour d’appel : le premier président ou la première présidente, et le procureur général ou la procureure générale. Tant que l’une manque, la cour n’a pas signé. Si une seule a signé pour les deux, dites pourquoi sous « seul ».",
    avertit=True,
)
def two_heads_of_court(examination: Examination) -> Iterator[Finding]:
    """The court signs twice, unless the file says why one of its heads signs for both."""
    texte = examination.dossier.origine
    partie = texte.partie("cour")
    if partie is None or len(partie.representants) != 1 or partie.seul:
        return
    if partie.representants[0].signe_le or texte.fait_le:
        yield Finding(
            ("convention", "signataires", "cour", "representants"),
            "il manque le nom, le prénom et le titre du second chef de cour : la cour d’appel ne compte pas comme signée ; l’ajouter sous « representants », ou, si un seul a signé pour les deux, dire pourquoi sous « seul »",
        )


@rule(
    "seul-chef-de-cour",
    "Un seul chef de cour",
    "« seul » dit pourquoi un seul des deux chefs de cour signe, pour les deux. Il ne s’écrit que sous « cour », et quand une seule personne est écrite sous « representants ».",
)
def one_head_of_court(examination: Examination) -> Iterator[Finding]:
    """`seul` is the court's, and one person signs."""
    for chemin, partie in _parties(examination):
        if not examination.valeur((*chemin, "seul")):
            continue
        if partie.nature != "cour":
            yield Finding(
                (*chemin, "seul"), f"« seul » ne s’écrit que sous « cour », pas sous « {partie.cle} »", cle=True
            )
        elif len(partie.representants) > 1:
            message = f"« seul » dit qu’un seul chef de cour signe, mais {len(partie.representants)} personnes sont écrites : effacer « seul », ou la personne qui ne signe pas"
            yield Finding((*chemin, "seul"), message, cle=True)


def _parties(examination: Examination) -> Iterator[tuple[Path, Partie]]:
    for place, texte in examination.textes():
        yield from (((*place, "signataires", partie.cle), partie) for partie in texte.signataires)


REGLES = (two_heads_of_court, one_head_of_court)
