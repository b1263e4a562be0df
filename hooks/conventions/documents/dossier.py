"""Every document of a département: the convention in force, each amendment, each roadmap, and the trame to fill."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from conventions.compose.clauses import compose
from conventions.compose.view import Fiche, View
from conventions.documents import avenant, convention, feuille_de_route
from conventions.documents.modele import Contenu
from conventions.model.convention import Convention
from conventions.model.dossier import Dossier
from conventions.model.french import pluriel
from conventions.model.telechargement import VIERGE
from conventions.render.comparable import DOSSIER, DOSSIER_ACTES, chemin
from conventions.render.elements import url_avenant, url_feuille, url_fiche, url_texte


@dataclass(frozen=True, slots=True)
class Document:
    """One document, before it takes a form. Neither its address nor the name of its file has an extension."""

    adresse: str
    fichier: str
    """Where it is sent: it says of whom it is."""
    nom: str
    page: str
    """The page that says the same."""
    donnees: str
    """The file of data that has what it says; empty where none is of this document alone."""
    contenu: Contenu


def documents_de(view: View, fiche: Fiche, pieces: Path) -> Iterator[Document]:
    """Those of a département: its own roadmaps, and its convention unless another's file holds it, or only the signed document does."""
    if not fiche.partagee:
        yield from _textes(view, fiche, pieces)
    stem, lieu = _stem(fiche.dossier), fiche.dossier.departement
    for feuille in fiche.dossier.suivi.feuilles_de_route:
        made = feuille_de_route.document(view, fiche, feuille)
        name, where = f"feuille-de-route-{feuille.numero}", f"{url_feuille(lieu)}#feuille-{feuille.numero}"
        title = f"La feuille de route n°\u00a0{feuille.numero}"
        yield Document(f"{url_texte(fiche.dossier)}{name}", f"{stem}-{name}", title, where, "", made)


def _textes(view: View, fiche: Fiche, pieces: Path) -> Iterator[Document]:
    dossier, page, stem = fiche.porteur, url_texte(fiche.porteur), _stem(fiche.porteur)
    if fiche.clauses:
        made = convention.document(view, fiche, convention.Texte(fiche.clauses, _version(fiche)), pieces)
        yield Document(f"{page}convention", stem, "La convention", page, f"{DOSSIER}/{chemin(fiche)}.json", made)
    for one in dossier.avenants:
        made, name = avenant.document(view, fiche, one), f"avenant-{one.numero}"
        title, where = f"L’avenant n°\u00a0{one.numero}", url_avenant(dossier, one.numero)
        yield Document(f"{page}{name}", f"{stem}-{name}", title, where, f"{DOSSIER_ACTES}/{chemin(fiche)}.json", made)


def vierge(view: View, fiche: Fiche, pieces: Path) -> Document:
    """The current trame as this département would begin it, with its institutions, whatever its file says already."""
    trame, here = view.registry.trame, fiche.dossier.departement
    dossier = Dossier(here, fiche.dossier.source, trame.periode, trame)
    blank = replace(fiche, dossier=dossier, porteur=dossier, convention=Convention())
    texte = convention.Texte(compose(trame, here, Convention()), "texte à compléter")
    made = convention.document(view, blank, texte, pieces)
    address = f"{url_fiche(here)}{VIERGE}"
    return Document(address, f"{_stem(fiche.porteur)}-vierge", "La convention à remplir", url_texte(dossier), "", made)


def _stem(dossier: Dossier) -> str:
    return f"{dossier.departement.slug}-{dossier.annees or 'hors-trame'}"


def _version(fiche: Fiche) -> str:
    """What the header says of the text."""
    numbers = fiche.convention.avenants
    amended = f", avec {pluriel(len(numbers), 'avenant', 'avenants')}" if numbers else ""
    return f"{fiche.situation.statut.libelle}{amended}"
