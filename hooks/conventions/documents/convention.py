"""A convention → the Word document that a prefecture sends round and signs: its text, the table of signatures, the annexes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup
from PIL import Image

from conventions.compose.view import Fiche, View
from conventions.documents.blocs import LARGEUR, Ligne
from conventions.documents.feuille import Feuille
from conventions.documents.modele import Contenu
from conventions.documents.ooxml import NUL, bookmark, paragraph, picture, place, run, table
from conventions.documents.texte import Redacteur
from conventions.model.cadre import FICTIF
from conventions.model.clause import Clause, Span
from conventions.model.french import date_longue

_HAUTEUR = 540_000
"""Height of a logo, in EMU (15 mm)."""
_LARGEUR = 1_620_000
"""Width of a logo, at most (45 mm)."""
_COLONNES = {
    4: {"Partie": 2200, "Nom et qualité": 2900, "Lieu et date": 1900, "Signature": 2354},
    3: {"Partie": 3000, "Nom, qualité, lieu et date": 3700, "Signature": 2654},
}
"""The columns of a table of signatures and their widths, by how many there are."""
_SANS_NUMERO = {"titre", "objectif", "note"}
CADRE = "Convention-cadre nationale"
_TRAME = {"cadre-national", "membres"}
"""The annexes that the trame names: they have their place, whatever the file calls them."""
MEMBRES = "Membres de l’instance départementale (à titre indicatif, article 3)"


@dataclass(frozen=True, slots=True)
class Texte:
    """One text to write: that of a convention, or the trame with what is known of the département."""

    clauses: tuple[Clause, ...]
    version: str
    """What the header says of it: « texte en vigueur depuis le … », « texte à compléter »."""


def document(view: View, fiche: Fiche, texte: Texte, pieces: Path) -> Contenu:
    """The whole document; `pieces` is the folder that the addresses of the logos start from."""
    feuille = Feuille()
    by_id = {c.id: c for c in texte.clauses}
    writer = Redacteur(feuille, view.trame_de(fiche), dict(fiche.parties), texte.clauses)
    body = [
        *notice(fictif=view.registry.fictif),
        *_logos(feuille, by_id.get("logos"), pieces),
        *(one.xml for one in writer.lignes()),
        *_signatures(feuille, writer, by_id.get("signatures")),
        *_annexes(feuille, writer, fiche, by_id.get("annexes")),
    ]
    title = by_id.get("titre")
    named = title.texte if title else f"Convention départementale {fiche.porteur.departement.de}"
    images = {one.relation: pieces / one.fichier for one in feuille.images}
    numeros = {place(c.id): c.lettre or str(c.rang or "") for c in texte.clauses if c.nature not in _SANS_NUMERO}
    return Contenu(champs(view, fiche, named, texte.version), body, feuille, view.au, images, numeros)


def champs(view: View, fiche: Fiche, titre: str, version: str) -> dict[str, str]:
    """The words of the frame of a document: of whom it is, what text it holds, and the day of the data."""
    lieu = fiche.porteur.departement
    return {
        "titre": titre,
        "en_tete": f"{lieu.nom} ({lieu.code}), {fiche.porteur.nom}",
        "version": f"{version}\u202f; données du {date_longue(view.au)}",
        "pied": "Document produit par le site des conventions départementales",
    }


def notice(*, fictif: bool) -> Iterator[Markup]:
    """What every document made from fictitious data says first."""
    if fictif:
        yield paragraph(run(f"{FICTIF.titre} {FICTIF.texte}"), "Avis")


def _logos(feuille: Feuille, clause: Clause | None, pieces: Path) -> Iterator[Markup]:
    """The logo of each party that gives one, all on a line."""
    made = [_logo(feuille, who, file, pieces) for who, file in clause.lignes] if clause else []
    if made:
        yield paragraph(run("   ").join(made), "Logos")


def _logo(feuille: Feuille, who: Span, file: Span, pieces: Path) -> Markup:
    with Image.open(pieces / file.texte) as image:
        width, height = image.size
    scale = min(_HAUTEUR / height, _LARGEUR / width)
    relation = feuille.image(file.texte)
    return picture(relation, feuille.ident(), f"Logo\u00a0: {who.texte}", (round(width * scale), round(height * scale)))


def _signatures(feuille: Feuille, writer: Redacteur, clause: Clause | None) -> Iterator[Markup]:
    """A row a person: for whom, who, in what capacity, where and when, and room to sign."""
    if clause is None:
        return
    yield paragraph(bookmark(feuille.ident(), clause.id, run("Signatures")), "Titre1")
    if clause.spans:
        yield from (one.xml for one in writer.paragraphes(clause, "Corps"))
    if clause.lignes:
        yield tableau_des_signatures(_signature(feuille, line) for line in clause.lignes)


def tableau_des_signatures(rangs: Iterable[list[Markup]]) -> Markup:
    """The table that the parties sign; it has as many columns as its rows."""
    rows = list(rangs)
    columns = _COLONNES[len(rows[0]) if rows else 4]
    head = [cellule(run(name)) for name in columns]
    return table([head, *rows], list(columns.values()), "Grilledutableau", "Signatures") + paragraph(NUL)


def _signature(feuille: Feuille, line: Sequence[Span]) -> list[Markup]:
    said = {span.nom: span for span in line}
    party = said["partie"].texte
    who = [said[nom].texte for nom in ("mention", "representant", "seul") if nom in said]
    person = NUL.join(cellule(run(words)) for words in who)
    if "representant" not in said:
        person += cellule(feuille.blanc("signatures/representant", "nom, prénom et qualité", _demande(party)))
    signed = said["date"]
    when = (
        run(signed.texte)
        if signed.nature == "rempli"
        else feuille.blanc("signatures/date", "lieu et date", f"Lieu et date de la {signed.intitule}.")
    )
    return [cellule(run(party)), person, cellule(when), cellule(run("\n\n"))]


def _demande(partie: str) -> str:
    return f"Qui signe pour ce signataire, et en quelle qualité\u00a0: {partie}."


def cellule(content: Markup) -> Markup:
    """The paragraph of a cell."""
    return paragraph(content, "Cellule")


def _annexes(feuille: Feuille, writer: Redacteur, fiche: Fiche, clause: Clause | None) -> Iterator[Markup]:
    """The national framework, the members of the body, then the others by title."""
    if clause is None:
        return
    yield paragraph(bookmark(feuille.ident(), clause.id, run("Annexes")), "Titre1")
    if clause.spans:
        yield from (one.xml for one in writer.paragraphes(clause, "Corps"))
    if fiche.porteur.modele is not None:
        yield paragraph(run(f"{CADRE} {fiche.porteur.annees}".rstrip()), "Titre3")
        yield paragraph(run("Texte non publié à ce jour."), "Corps")
        yield from _membres(feuille, fiche)
    known = {a.nom for a in fiche.convention.annexes if a.cle in _TRAME}
    for line in (one for one in clause.lignes if one[0].texte not in known or fiche.porteur.modele is None):
        yield Ligne(feuille.rempli("annexes/titre", "titre de l’annexe", run(line[0].texte)), "Listepuces").xml


def _membres(feuille: Feuille, fiche: Fiche) -> Iterator[Markup]:
    yield paragraph(run(MEMBRES), "Titre3")
    members = fiche.porteur.suivi.membres
    if not members:
        asked = "La liste des membres de l’instance, annexée à titre indicatif (article 3, alinéa 4)."
        yield paragraph(feuille.blanc("annexes/membres", "membres de l’instance", asked), "Corps")
        return
    rows = [["Organisme", "Fonction", "Nom"], *([m.organisme, m.fonction, m.nom or "–"] for m in members)]
    third = LARGEUR // 3
    yield table([[cellule(run(t)) for t in row] for row in rows], [third] * 3, "Grilledutableau", MEMBRES)
    yield paragraph(NUL)
