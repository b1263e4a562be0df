"""Rich text (see `model.rich_text`) → the paragraphs and tables of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from conventions.documents.feuille import Feuille
from conventions.documents.ooxml import NUL, bookmark, inner_link, link, paragraph, run, tab, table
from conventions.model import inline
from conventions.model.blocks import Bloc, Element, Liste, Note, Paragraphe, Tableau, Titre

LARGEUR = 9354
"""Width of the text on the page of the template, in twentieths of a point (165 mm)."""


@dataclass(frozen=True, slots=True)
class Ligne:
    """A paragraph of runs, of a style, at a depth of lists; `entier`: a table, or what is an element already."""

    contenu: Markup
    style: str = ""
    niveau: int = 0
    entier: bool = False

    @property
    def xml(self) -> Markup:
        """Its element."""
        return self.contenu if self.entier else paragraph(self.contenu, self.style, niveau=self.niveau)


class Blocs:
    """Writes the blocks of a text. `notes` are those that its calls may lead to, by name: each is a footnote where it is first called."""

    def __init__(self, feuille: Feuille, notes: Mapping[str, str]) -> None:
        self.feuille = feuille
        self.notes = notes
        self.appelees: dict[str, int] = {}
        self.dans_note = False

    def lignes(self, blocs: Sequence[Bloc], style: str, niveau: int = 0) -> Iterator[Ligne]:
        """Each block, in order; a note that nothing calls is told last: nothing is lost."""
        for bloc in blocs:
            if isinstance(bloc, Liste):
                for element in bloc.elements:
                    yield from self._element(element, niveau)
            elif isinstance(bloc, Tableau):
                yield Ligne(self._tableau(bloc), entier=True)
            elif not isinstance(bloc, Note):
                yield Ligne(self.mots(bloc.texte), self._style(bloc, style), niveau)
        for bloc in blocs:
            if isinstance(bloc, Note) and bloc.nom not in self.appelees:
                yield Ligne(run(f"[{bloc.nom}] ") + self.mots(bloc.texte), style, niveau)

    def mots(self, texte: str, *, gras: bool = False, italique: bool = False) -> Markup:
        """The runs of a paragraph, an item or a cell."""
        return NUL.join(self._brin(b, gras=gras, italique=italique) for b in inline.brins(texte))

    def _brin(self, brin: inline.Brin, *, gras: bool, italique: bool) -> Markup:
        if brin.genre == "note":
            return self._appel(brin.texte)
        bold, slanted = gras or brin.genre == "gras", italique or brin.genre == "italique"
        style = "Lienhypertexte" if brin.genre == "lien" else ""
        own = run(brin.texte, gras=bold, italique=slanted, style=style) if brin.texte else NUL
        inside = NUL.join(self._brin(b, gras=bold, italique=slanted) for b in brin.brins)
        return link(self.feuille.lien(brin.cible), own + inside) if brin.genre == "lien" else own + inside

    def _appel(self, nom: str) -> Markup:
        """A footnote at its first call; a later call leads to it, and one that leads nowhere says its name."""
        if nom not in self.notes or self.dans_note:
            return run(nom, style="Appelnotedebasdep")  # Word has no footnote in a footnote
        if nom not in self.appelees:
            self.dans_note = True
            said = self.mots(self.notes[nom])
            self.dans_note = False
            made = self.feuille.note(said)
            self.appelees[nom] = len(self.feuille.notes)
            return bookmark(self.feuille.ident(), f"note_{self.appelees[nom]}", made)
        number = self.appelees[nom]
        return inner_link(f"note_{number}", run(str(number), style="Appelnotedebasdep"))

    def _element(self, element: Element, niveau: int) -> Iterator[Ligne]:
        """An item: the dash that was typed asks for a bullet, any other mark is a word of the text."""
        first, *others = element.blocs or (Paragraphe(""),)
        head = first if isinstance(first, Paragraphe) else Paragraphe("")
        mark = run(element.marque) + tab() if element.marque else NUL
        style = "Element" if element.marque else "Listepuces"
        yield Ligne(mark + self.mots(head.texte), style, niveau)
        yield from self.lignes(others if head is first else element.blocs, "Suite", niveau + 1)

    def _tableau(self, bloc: Tableau) -> Markup:
        width = LARGEUR // len(bloc.entete)
        rows = [
            [paragraph(self.mots(text, gras=rank == 0), "Cellule") for text in line]
            for rank, line in enumerate((bloc.entete, *bloc.lignes))
        ]
        return table(rows, [width] * len(bloc.entete), "Grilledutableau", "Tableau") + paragraph(NUL, "Suite")

    @staticmethod
    def _style(bloc: Paragraphe | Titre, style: str) -> str:
        return f"Titre{min(bloc.niveau, 6)}" if isinstance(bloc, Titre) else style


def longer(lignes: Sequence[Ligne], suite: Markup) -> list[Ligne]:
    """The same paragraphs, the last one ended by these runs; after a table they stand alone."""
    *before, last = lignes
    if last.entier:
        return [*lignes, Ligne(suite, "Suite")]
    return [*before, replace(last, contenu=last.contenu + suite)]
