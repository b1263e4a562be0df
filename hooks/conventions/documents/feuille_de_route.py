"""A roadmap → the document that the instance works from: what is planned, who leads it, until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from markupsafe import Markup

from conventions.compose import dates
from conventions.compose.view import Fiche, View
from conventions.documents.convention import cellule, champs, notice
from conventions.documents.feuille import Feuille
from conventions.documents.modele import Contenu
from conventions.documents.ooxml import paragraph, run, table
from conventions.model.convention import ActionPrevue, FeuilleDeRoute
from conventions.model.french import date_longue, majuscule

_COLONNES = {"Action": 2854, "Objectif": 1200, "Pilote": 1900, "Échéance": 1950, "État": 1450}


def document(view: View, fiche: Fiche, feuille: FeuilleDeRoute) -> Contenu:
    """The whole document."""
    lieu = fiche.dossier.departement
    title = f"Feuille de route n°\u00a0{feuille.numero} {lieu.de}"
    rows = [_action(fiche, action) for action in feuille.actions]
    head = [cellule(run(name)) for name in _COLONNES]
    made = table([head, *rows], list(_COLONNES.values()), "Grilledutableau", "Actions") if rows else Markup("")
    body = [
        *notice(fictif=view.registry.fictif),
        *_periode(fiche, feuille),
        paragraph(run("Actions prévues"), "Titre1"),
        made or paragraph(run("Aucune action n’est encore inscrite."), "Corps"),
        paragraph(run("L’instance départementale établit sa feuille de route pour deux ans (article 3)."), "Details"),
    ]
    return Contenu(
        champs(view, replace(fiche, porteur=fiche.dossier), title, "feuille de route"), body, Feuille(), view.au, {}
    )


def _periode(fiche: Fiche, feuille: FeuilleDeRoute) -> Iterator[Markup]:
    if feuille.debut is None:
        return
    end = dates.roadmap_end(fiche.dossier, fiche.convention, feuille.debut)
    until = f" au {date_longue(end)}" if end else ""
    yield paragraph(run(f"Du {date_longue(feuille.debut)}{until}."), "Corps")


def _action(fiche: Fiche, action: ActionPrevue) -> list[Markup]:
    said = (
        action.intitule or "à intituler",
        f"Objectif {action.objectif}" if action.objectif else "—",
        fiche.partie(action.pilote) if action.pilote else "—",
        date_longue(action.echeance) if action.echeance else "—",
        majuscule(action.etat.libelle) if action.etat else "—",
    )
    return [cellule(run(words)) for words in said]
