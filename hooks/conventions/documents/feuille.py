"""What a document holds beside its text, gathered while it is written: identifiers, comments, footnotes, links, pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from markupsafe import Markup

from conventions.documents.ooxml import call, commented, control, run


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the document: its file, seen from the folder of the départements."""

    relation: str
    fichier: str


@dataclass(slots=True)
class Feuille:
    """One document being written. Its identifiers follow each other in the order of the text: the same text gives the same bytes."""

    commentaires: list[str] = field(default_factory=list)
    """What is asked for, of each blank."""
    notes: list[Markup] = field(default_factory=list)
    """The runs of each footnote, in order of call."""
    liens: dict[str, str] = field(default_factory=dict)
    """Of each address, its relation."""
    images: list[Image] = field(default_factory=list)
    _idents: Callable[[], int] = field(default_factory=lambda: count(1).__next__)
    _noms: dict[str, int] = field(default_factory=dict)

    def ident(self) -> int:
        """The next identifier, for a bookmark, a control or a picture."""
        return self._idents()

    def distinct(self, tag: str) -> str:
        """The tag, and a rank where it is taken: a party may have two persons, each with a name."""
        self._noms[tag] = rank = self._noms.get(tag, 0) + 1
        return tag if rank == 1 else f"{tag}-{rank}"

    def lien(self, adresse: str) -> str:
        """The relation of an address."""
        return self.liens.setdefault(adresse, f"rLien{len(self.liens) + 1}")

    def image(self, fichier: str) -> str:
        """The relation of a picture."""
        self.images.append(Image(f"rImage{len(self.images) + 1}", fichier))
        return self.images[-1].relation

    def note(self, contenu: Markup) -> Markup:
        """The call of a new footnote."""
        self.notes.append(contenu)
        return call(len(self.notes))

    def rempli(self, tag: str, nom: str, contenu: Markup) -> Markup:
        """A value, where it can be changed: runs, or paragraphs."""
        return control(self.ident(), self.distinct(tag), nom, contenu)

    def blanc(self, tag: str, intitule: str, aide: str) -> Markup:
        """What waits for a value: the placeholder tells what goes there, the comment says it to whoever reads over."""
        self.commentaires.append(aide)
        shown = run(f"[{intitule}]", style="Textedelespacerserv")
        made = control(self.ident(), self.distinct(tag), intitule, shown, vide=True)
        return commented(len(self.commentaires) - 1, made)
