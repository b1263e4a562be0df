"""Clauses → the parts of an Akoma Ntoso document: preface, preamble, body, conclusions. The eId of a clause is its anchor."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from conventions.compose.communes import est_commune, une_fois
from conventions.export.akn.ecriture import partage
from conventions.export.akn.mots import Alineas, Appel, ajouter, brins, riche
from conventions.model import ids, inline
from conventions.model.blocks import Note
from conventions.model.clause import Clause, Conformite
from conventions.model.convention import Action
from conventions.model.french import liste
from conventions.model.noms import conduite
from conventions.model.rich_text import blocs
from conventions.model.trame import Trame
from conventions.render.notes import Appels, source
from conventions.render.texte_integral import nom_engagement

_TETE = {"logos", "titre"}
_FIN = {"signatures", "annexes"}
_LISTEES = {"puce", "engagement"}
_OFFICIELLES = {Conformite.VERBATIM, Conformite.PROPRE}
PREAMBULE = "preambule"
_NIVEAU = {"titre": 2, "objectif": 3}


class Corps:
    """The parts of one text. `racine` is where its addresses start from; `noms` names parties and axes, by key."""

    def __init__(self, trame: Trame, noms: dict[str, str], racine: str, corps: str) -> None:
        self.trame, self.noms, self.racine = trame, noms, racine
        self.preface, self.preambule = Element("preface"), Element("preamble")
        self.corps, self.fin, self.notes = Element(corps), Element("conclusions"), Element("notes")
        self.ouverts: list[tuple[int, Element]] = []
        """(level, element) of each open title of the body, outermost first."""
        self.dans_preambule: Element | None = None
        """The container of the preamble, once it has a title."""
        self.telles: set[int] = set()
        """The clauses that every convention has and that call no note, by identity."""
        self.dans_le_corps = False

    def ecrire(self, clauses: Sequence[Clause]) -> list[Element]:
        """The parts that hold something, in order. A text without any title is a body alone."""
        self.appels = Appels({c.note[0] for c in self.trame.clauses if c.note}, clauses)
        self.appelants = {c.trame: c.id for c in clauses if c.nature == "partie"}
        self.telles = {id(c) for c in clauses if est_commune(c) and not self._appel(c)}
        self.dans_le_corps = not any(c.nature in _NIVEAU and c.id not in {"titre", PREAMBULE} for c in clauses)
        for clause in clauses:
            self._clause(clause)
        if not len(self.corps):
            SubElement(self.corps, "paragraph")
        return [part for part in (self.preface, self.preambule, self.corps, self.fin) if len(part)]

    def _clause(self, clause: Clause) -> None:
        if clause.id in _TETE:
            self._tete(clause)
        elif clause.id in _FIN:
            self._fin(clause)
        elif clause.nature == "note":
            self._mots(_pose(self.notes, "note", clause, marker=self.appels.signe(clause)), clause)
        elif clause.nature in _NIVEAU and clause.id != PREAMBULE:
            self._titre(clause)
        elif self.dans_le_corps:
            self._alinea(clause)
        else:
            self._avant(clause)
        if id(clause) not in self.telles:
            self._notes_propres(clause)

    def _tete(self, clause: Clause) -> None:
        if clause.id == "titre":
            words = SubElement(SubElement(_pose(self.preface, "longTitle", clause), "p"), "docTitle")
            self._ligne(words, clause)
            return
        here = _pose(self.preface, "container", clause, name="logos")
        for who, file in clause.lignes:
            picture = {"src": self.racine + ids.logo(file.texte), "title": who.texte}
            SubElement(SubElement(here, "p"), "img", picture)
        if not clause.lignes:
            self._mots(here, clause)

    def _avant(self, clause: Clause) -> None:
        """Before the first title of the body: the parties, then the paragraphs of the preamble inside it."""
        within = (
            self.dans_preambule if clause.section == PREAMBULE and self.dans_preambule is not None else self.preambule
        )
        if clause.id == PREAMBULE:
            self.dans_preambule = _pose(self.preambule, "container", clause, name=clause.nature)
            self._mots(self.dans_preambule, clause)
        elif id(clause) in self.telles:
            within.append(_contenant(clause))
        else:
            self._mots(_pose(within, "container", clause, name=clause.nature), clause)

    def _titre(self, clause: Clause) -> None:
        self.dans_le_corps = True
        level = clause.niveau or _NIVEAU[clause.nature]
        while self.ouverts and self.ouverts[-1][0] >= level:
            self.ouverts.pop()
        article = clause.id.startswith(("art-", "section-article-"))
        here = _pose(self._dessus(), "article" if article else "section", clause)
        if id(clause) in self.telles:
            here.append(_intitule(clause))
        else:
            self._ligne(SubElement(here, "heading"), clause)
        self.ouverts.append((level, here))

    def _dessus(self) -> Element:
        return self.ouverts[-1][1] if self.ouverts else self.corps

    def _alinea(self, clause: Clause) -> None:
        ranks = [rank for rank, (_, one) in enumerate(self.ouverts) if one.get("eId") == clause.section]
        del self.ouverts[ranks[-1] + 1 if ranks else len(self.ouverts) :]
        above = self._dessus()
        if clause.action:
            self._action(_pose(above, "hcontainer", clause, name="action"), clause, clause.action)
        elif clause.nature in _LISTEES:
            held = above[-1] if len(above) and above[-1].tag == "list" else None
            points = SubElement(above, "list", {"eId": f"{clause.id}-liste"}) if held is None else held
            self._contenu(points, "point", clause)
        else:
            self._contenu(above, "paragraph", clause)

    def _contenu(self, above: Element, tag: str, clause: Clause) -> None:
        if id(clause) in self.telles:
            above.append(_alinea(clause))
        else:
            self._mots(SubElement(_pose(above, tag, clause), "content"), clause)

    def _action(self, here: Element, clause: Clause, action: Action) -> None:
        """Its title, what it is, what it serves, its fields, who leads it and with whom."""
        self._ligne(SubElement(here, "heading"), clause)
        content = SubElement(here, "content")
        riche(content, blocs(action.description), self.appels.de(clause))
        axes = f"Champs\u00a0: {liste(self.noms.get(a, a) for a in action.axes)}." if action.axes else ""
        led = f"{who}." if (who := conduite(action, lambda cle: self.noms.get(cle, cle))) else ""
        if said := " ".join(filter(None, (axes, led))):
            SubElement(content, "p").text = said
        serves = action.engagement or ids.objectif(action.objectif)
        words = SubElement(content, "p", {"class": "sert"})
        SubElement(words, "ref", {"href": f"#{serves}"}).text = f"Sert {nom_engagement(serves)}"

    def _fin(self, clause: Clause) -> None:
        here = _pose(self.fin, "container", clause, name=clause.id)
        if clause.spans or clause.absente or not clause.lignes:
            self._mots(here, clause)
        for line in clause.lignes:
            words = SubElement(here, "p")
            if clause.id == "annexes":
                title, file = (span.texte for span in line)
                (SubElement(words, "ref", {"href": self.racine + file}) if file else words).text = title
                continue
            signed = SubElement(words, "signature")
            for rank, span in enumerate(line):
                ajouter(signed, ", " if rank else "")
                inside = SubElement(signed, "fillIn") if span.nature == "blanc" else signed
                ajouter(inside, span.texte or f"à compléter\u00a0: {span.intitule}")

    def _mots(self, here: Element, clause: Clause) -> None:
        """Its words as blocks; what the text does not carry says why, as a remark of the editor."""
        if clause.absente:
            _absente(SubElement(here, "p"), clause)
            return
        Alineas(here, clause, self.appels.de(clause), self._appel(clause)).ecrire(clause.spans)
        if not len(here):
            SubElement(here, "p")
        self._appel_final(here, clause)

    def _ligne(self, here: Element, clause: Clause) -> None:
        """Its words on one line: those of a title."""
        if clause.absente:
            _absente(here, clause)
            return
        held = Element("content")
        Alineas(held, clause, self.appels.de(clause), None).ecrire(clause.spans)
        for rank, words in enumerate(held.iter("p")):
            ajouter(here, f"{' ' if rank else ''}{words.text or ''}")
            here.extend(words)

    def _appel(self, clause: Clause) -> Appel | None:
        official = self.trame.par_id.get(clause.trame)
        return official.note if official else None

    def _appel_final(self, here: Element, clause: Clause) -> None:
        """The last of the parties that stand for « Autres » calls its note, as on the page."""
        note = self._appel(clause)
        if note and self.appelants.get(clause.trame) == clause.id and here.find(".//noteRef") is None:
            last = [*here.iter("p")][-1]
            SubElement(last, "noteRef", {"href": f"#{note[1]}", "marker": note[0]})

    def _notes_propres(self, clause: Clause) -> None:
        """The notes that a field of the clause holds."""
        typed = "" if clause.conformite is Conformite.VERBATIM or clause.nature == "note" else source(clause)
        for bloc in blocs(typed) if "[^" in typed else ():
            if not isinstance(bloc, Note):
                continue
            place, sign = self.appels.de(clause).renvois[bloc.nom]
            if all(one.get("eId") != place for one in self.notes):
                note = SubElement(self.notes, "note", {"eId": place, "marker": sign})
                brins(SubElement(note, "p"), inline.brins(bloc.texte), self.appels.de(clause))


@une_fois
def _contenant(clause: Clause) -> Element:
    made = _pose(Element("above"), "container", clause, name=clause.nature)
    SubElement(made, "p").text = clause.spans[0].texte
    return partage(made)


@une_fois
def _intitule(clause: Clause) -> Element:
    made = Element("heading")
    made.text = clause.spans[0].texte
    return partage(made)


@une_fois
def _alinea(clause: Clause) -> Element:
    made = _pose(Element("above"), "point" if clause.nature in _LISTEES else "paragraph", clause)
    SubElement(SubElement(made, "content"), "p").text = clause.spans[0].texte
    return partage(made)


def _pose(parent: Element, tag: str, clause: Clause, **more: str) -> Element:
    """The element of a clause, on a line of its own; nothing is said of one that has the words of the trame."""
    made = SubElement(parent, tag, {"eId": clause.id, **more})
    if clause.conformite not in _OFFICIELLES:
        made.set("class", clause.conformite.slug)
    if clause.conformite is Conformite.SUPPRIMEE:
        made.set("status", "removed")
    made.tail = "\n"
    return made


def _absente(here: Element, clause: Clause) -> None:
    reason = clause.motif or clause.precision
    words = f"{clause.conformite.libelle}\u00a0: {reason}" if reason else clause.conformite.libelle
    SubElement(here, "remark").text = words
