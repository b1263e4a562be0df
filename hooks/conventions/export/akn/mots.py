"""The spans and the blocks of a clause → the elements of Akoma Ntoso that hold its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from xml.etree.ElementTree import Element, SubElement

from conventions.model import inline
from conventions.model.blocks import Bloc, Liste, Note, Paragraphe, Tableau, Titre
from conventions.model.clause import Clause, Conformite, Span
from conventions.model.rich_text import sur_une_ligne
from conventions.render.notes import Notes

_BALISES = {"gras": "b", "italique": "i", "lien": "a"}
_SIGNE = re.compile(r"\s*[;:,.!?]*\s*")
Appel = tuple[str, str]
"""The call of a note in the words of the trame, and the clause that it leads to."""


def ajouter(parent: Element, mots: str) -> None:
    """These words, after all that the element holds."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + mots
    else:
        parent.text = (parent.text or "") + mots


def lignes(parent: Element, mots: str) -> None:
    """Words whose line breaks were wanted."""
    first, *others = mots.split("\n")
    ajouter(parent, first)
    for line in others:
        SubElement(parent, "eol")
        ajouter(parent, line)


def brins(parent: Element, runs: Iterable[inline.Brin], notes: Notes) -> None:
    """Emphasis, links and calls of notes."""
    for run in runs:
        if run.genre == "note":
            appel(parent, *notes.renvois.get(run.texte, ("", run.texte)))
        elif run.genre == "texte":
            lignes(parent, run.texte)
        else:
            inner = SubElement(parent, _BALISES[run.genre], {"href": run.cible} if run.cible else {})
            lignes(inner, run.texte)
            brins(inner, run.brins, notes)


def appel(parent: Element, place: str, signe: str) -> None:
    """The call of a note; its sign alone where the note is missing."""
    if place:
        SubElement(parent, "noteRef", {"href": f"#{place}", "marker": signe})
    else:
        ajouter(parent, f"[{signe}]")


def riche(parent: Element, found: Iterable[Bloc], notes: Notes) -> None:
    """The blocks of a rich text, each after the other; its notes have their own place."""
    for bloc in found:
        if isinstance(bloc, Paragraphe | Titre):
            brins(SubElement(parent, "p"), inline.brins(bloc.texte), notes)
        elif isinstance(bloc, Liste):
            _liste(SubElement(parent, "blockList"), bloc, notes)
        elif isinstance(bloc, Tableau):
            _tableau(SubElement(parent, "table"), bloc, notes)


def _liste(parent: Element, bloc: Liste, notes: Notes) -> None:
    for element in bloc.elements:
        item = SubElement(parent, "item")
        if element.marque:
            SubElement(item, "num").text = element.marque
        riche(item, element.blocs or (Paragraphe(""),), notes)


def _tableau(parent: Element, bloc: Tableau, notes: Notes) -> None:
    for rank, row in enumerate((bloc.entete, *bloc.lignes)):
        line = SubElement(parent, "tr")
        for cell in row:
            riche(SubElement(line, "td" if rank else "th"), (Paragraphe(cell),), notes)


class Alineas:
    """Writes the words of one clause into `parent`: paragraphs, lists and tables, in the order of its spans."""

    def __init__(self, parent: Element, clause: Clause, notes: Notes, note: Appel | None) -> None:
        self.parent, self.clause, self.notes, self.note = parent, clause, notes, note
        self.ouvert: Element | None = None

    def ecrire(self, spans: Sequence[Span]) -> None:
        """All of these."""
        for span in spans:
            if span.riche and not sur_une_ligne(span.blocs):
                self._blocs(span.blocs)
            else:
                segment(self._paragraphe(span), self.clause, span, self.notes, self.note)

    def _paragraphe(self, span: Span) -> Element:
        """The one that is open; the sign that ends a sentence stays with the last words, be they those of a list."""
        if self.ouvert is None:
            above = [*self.parent.iter("p")] if _SIGNE.fullmatch(span.texte) else []
            held = above and self.parent[-1].tag != "table"
            self.ouvert = above[-1] if held else SubElement(self.parent, "p")
        return self.ouvert

    def _blocs(self, found: Sequence[Bloc]) -> None:
        for rank, bloc in enumerate(found):
            if isinstance(bloc, Note):
                continue
            if isinstance(bloc, Paragraphe):
                if rank or self.ouvert is None:
                    self.ouvert = SubElement(self.parent, "p")
                brins(self.ouvert, inline.brins(bloc.texte), self.notes)
            else:
                riche(self.parent, (bloc,), self.notes)
                self.ouvert = None


def segment(parent: Element, clause: Clause, span: Span, notes: Notes, note: Appel | None) -> None:
    """One span inside a paragraph: the words of the trame as they are, a blank to be filled, what a département wrote."""
    if span.nature == "blanc":
        blank = SubElement(parent, "fillIn", {"title": span.intitule} if span.intitule else {})
        blank.text = span.texte or f"à compléter\u00a0: {span.intitule}"
    elif span.nature == "fixe":
        if note and span.texte == note[0]:
            appel(parent, note[1], note[0])
        else:
            ajouter(parent, span.texte)
    else:
        own = clause.conformite is Conformite.COMPLETEE
        here = SubElement(parent, "span", {"class": "rempli"}) if own else parent
        if span.riche:
            texts = (bloc.texte for bloc in span.blocs if isinstance(bloc, Paragraphe))
            brins(here, inline.brins(next(texts, "")), notes)
        else:
            ajouter(here, span.texte.replace("\n", " "))
