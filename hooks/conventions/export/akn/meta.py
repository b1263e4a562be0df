"""What an Akoma Ntoso document says of itself: its identifiers, its life, the acts and the parties that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from xml.etree.ElementTree import Element, SubElement

EDITEUR = "ref-editeur"
SOUS_TYPE = "convention-departementale"
_MODIFICATIONS = {"modifiee": "substitution", "ajoutee": "insertion", "retiree": "repeal", "deplacee": "renumbering"}


@dataclass(frozen=True, slots=True)
class Acte:
    """An act that a text comes from or that changed it: its id here, its address, its name."""

    ref: str
    adresse: str
    nom: str


@dataclass(frozen=True, slots=True)
class Evenement:
    """A day on which the text became another, or its last; by what act."""

    le: date
    sorte: str
    acte: str


@dataclass(frozen=True, slots=True)
class Identite:
    """What identifies a text: as a work (the convention), an expression (its text of one date), a file. Addresses in full."""

    oeuvre: str
    expression: str
    fichier: str
    nom: str
    numero: str
    le: date
    """The day of the work: that of its signature where it is known."""
    du: date
    """That of the expression."""
    editeur: tuple[str, str]
    """(address, name) of whoever publishes."""
    signe: bool = True
    parties: Mapping[str, str] = field(default_factory=dict)
    """Names of the parties, by key."""
    actes: tuple[Acte, ...] = ()
    modele: Acte | None = None
    vie: tuple[Evenement, ...] = ()
    en_vigueur: tuple[int, int | None] | None = None
    """The ranks, in `vie`, of the event that began this text and of the one that ended it."""
    changements: tuple[tuple[str, str, str], ...] = ()
    """(act, clause, nature) of each clause that the acts of this text changed."""

    @property
    def modifie(self) -> bool:
        """Whether another text was in force before."""
        return self.en_vigueur is not None and self.en_vigueur[0] > 0


def meta(of: Identite, notes: Element) -> Element:
    """The element, with the notes of the text if it has any."""
    made = Element("meta")
    made.append(_identification(of))
    if of.vie:
        made.append(_lifecycle(of.vie))
    if of.changements:
        made.append(_analysis(of.changements))
    if of.en_vigueur:
        made.append(_temporal(*of.en_vigueur))
    made.append(_references(of))
    if len(notes):
        notes.set("source", f"#{EDITEUR}")
        made.append(notes)
    made.tail = "\n"
    return made


def _identification(of: Identite) -> Element:
    made = Element("identification", {"source": f"#{EDITEUR}"})
    authors = [*map(_organisation, of.parties)] or [EDITEUR]
    work = _level(made, "FRBRWork", of.oeuvre, of.le, "signature" if of.signe else "texte", authors)
    for tag, value in (
        ("FRBRcountry", "fr"),
        ("FRBRsubtype", SOUS_TYPE),
        ("FRBRnumber", of.numero),
        ("FRBRname", of.nom),
        ("FRBRauthoritative", "false"),
    ):
        SubElement(work, tag, {"value": value})
    expression = _level(made, "FRBRExpression", of.expression, of.du, "texte", [EDITEUR])
    SubElement(expression, "FRBRauthoritative", {"value": "false"})
    SubElement(expression, "FRBRlanguage", {"language": "fra"})
    file = _level(made, "FRBRManifestation", of.fichier, of.du, "texte", [EDITEUR])
    SubElement(file, "FRBRformat", {"value": "application/xml"})
    return made


def _level(parent: Element, tag: str, address: str, day: date, what: str, authors: Iterable[str]) -> Element:
    made = SubElement(parent, tag)
    SubElement(made, "FRBRthis", {"value": address})
    SubElement(made, "FRBRuri", {"value": address})
    SubElement(made, "FRBRdate", {"date": day.isoformat(), "name": what})
    for author in authors:
        SubElement(made, "FRBRauthor", {"href": f"#{author}"})
    return made


def _lifecycle(vie: Iterable[Evenement]) -> Element:
    made = Element("lifecycle", {"source": f"#{EDITEUR}"})
    for rank, event in enumerate(vie):
        more = {"date": event.le.isoformat(), "type": event.sorte, "source": f"#{event.acte}"}
        SubElement(made, "eventRef", {"eId": _evenement(rank), **more})
    return made


def _evenement(rank: int) -> str:
    return f"evenement-{rank + 1}"


def _analysis(changes: Iterable[tuple[str, str, str]]) -> Element:
    made = Element("analysis", {"source": f"#{EDITEUR}"})
    every = SubElement(made, "passiveModifications")
    for rank, (act, clause, nature) in enumerate(changes, 1):
        one = SubElement(every, "textualMod", {"type": _MODIFICATIONS[nature], "eId": f"modification-{rank}"})
        SubElement(one, "source", {"href": f"#{act}"})
        SubElement(one, "destination", {"href": f"#{clause}"})
    return made


def _temporal(first: int, last: int | None) -> Element:
    made = Element("temporalData", {"source": f"#{EDITEUR}"})
    group = SubElement(made, "temporalGroup", {"eId": "vigueur"})
    end = {} if last is None else {"end": f"#{_evenement(last)}"}
    SubElement(group, "timeInterval", {"start": f"#{_evenement(first)}", **end, "refersTo": "#ref-vigueur"})
    return made


def _references(of: Identite) -> Element:
    made = Element("references", {"source": f"#{EDITEUR}"})
    for tag, ident, address, name in _cited(of):
        SubElement(made, tag, {"eId": ident, "href": address, "showAs": name})
    return made


def _cited(of: Identite) -> Iterator[tuple[str, str, str, str]]:
    yield "original", "ref-convention", of.oeuvre, of.nom
    for act in of.actes:
        yield "passiveRef", act.ref, act.adresse, act.nom
    if of.modele:
        yield "activeRef", of.modele.ref, of.modele.adresse, of.modele.nom
    yield "TLCOrganization", EDITEUR, *of.editeur
    for cle, name in of.parties.items():
        yield "TLCOrganization", _organisation(cle), f"{of.oeuvre}#partie-{cle}", name
    if of.en_vigueur:
        yield "TLCConcept", "ref-vigueur", "https://schema.org/InForce", "En vigueur"


def _organisation(cle: str) -> str:
    return f"ref-partie-{cle}"
