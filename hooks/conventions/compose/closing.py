"""What the trame leaves open around its text: the table of signatures, the logos, the annexes. Lists, whatever words introduce them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from conventions.compose.parties import nom_officiel, personne, signataire
from conventions.compose.spans import fixed, written
from conventions.model.actes import Avenant
from conventions.model.clause import Clause, Conformite, Span
from conventions.model.convention import Convention, Partie, Redaction, Representant, signatures_attendues
from conventions.model.dossier import Etape, parties_attendues
from conventions.model.french import apres_deux_points, date_longue, majuscule, pluriel
from conventions.model.noms import du
from conventions.model.reference import Departement
from conventions.model.trame import ClauseTrame

Line = tuple[Span, ...]


class ActesSignes(NamedTuple):
    """The acts whose signatures close a text: the convention as first signed, then its amendments in the order of their effects."""

    origine: Convention
    avenants: tuple[tuple[Avenant, Etape], ...] = ()


def signatures(clause: ClauseTrame, departement: Departement, convention: Convention, actes: ActesSignes) -> Clause:
    """One line a person who signs: for whom, name, function, mention, place and date. The trame leaves this open."""
    lines = [*_of_original(departement, actes.origine)]
    for avenant, etape in actes.avenants:
        lines += _of_amendment(departement, avenant, etape)
    return _listed(clause, tuple(lines), convention, _originals(convention))


def _of_original(departement: Departement, convention: Convention) -> Iterator[Line]:
    for cle in parties_attendues(departement, convention):
        partie = convention.partie(cle)
        people = partie.representants if partie and partie.representants else (Representant(),)
        name = nom_officiel(departement, cle, partie, convention)
        for person in people:
            signed = _signed(convention.signe_le(person), person.signe_a or convention.fait_a)
            yield _signature(name, person, signed, _both(partie))
        missing = signatures_attendues(partie) - len(partie.representants) if partie and partie.representants else 0
        yield from [_signature(name, Representant(), "")] * missing


def _of_amendment(departement: Departement, avenant: Avenant, etape: Etape) -> Iterator[Line]:
    """Those of one amendment: they are not those of the common page, whoever signed."""
    for cle, people in avenant.signataires.items():
        for person in people:
            name = nom_officiel(departement, cle, signataire(etape, cle, person), etape.apres)
            if person.signe_le:
                signed = _signed(person.signe_le, person.signe_a)
                yield _signature(name, person, f"{signed} (avenant n°\u00a0{avenant.numero})")


def _originals(convention: Convention) -> Line:
    """How many originals there are: « Fait en 7 exemplaires originaux » and a point."""
    if convention.exemplaires is None:
        return ()
    count = pluriel(convention.exemplaires, "exemplaire original", "exemplaires originaux")
    return (Span("rempli", f"Fait en {count}.", "exemplaires"),)


def _signed(day: date | None, place: str) -> str:
    """« signé le 12 octobre 2026 à Lyon »; empty for someone who has not signed."""
    return f"signé le {date_longue(day)}{f' à {place}' if place else ''}" if day else ""


def _both(partie: Partie | None) -> str:
    """Why one head of court signs alone."""
    return (
        f"signe pour les deux chefs de cour\u00a0: {apres_deux_points(partie.seul)}" if partie and partie.seul else ""
    )


def _signature(who: str, person: Representant, signed: str, why: str = "") -> Line:
    spans = [Span("rempli", majuscule(who), "partie")]
    spans += [Span("rempli", person.mention, "mention")] if person.mention else []
    spans += [Span("rempli", personne(person), "representant")] if personne(person) else []
    spans += [Span("rempli", why, "seul")] if why else []
    if signed:
        spans.append(Span("rempli", signed, "date"))
    else:
        spans.append(Span("blanc", "", "date", f"signature {du(who)}"))
    return tuple(spans)


def logos(clause: ClauseTrame, departement: Departement, convention: Convention) -> Clause:
    """The logo of each party that gives one (article 7): whose it is, and its file."""
    lines = tuple(
        (Span("rempli", nom_officiel(departement, p.cle, p, convention), "partie"), fixed(p.logo))
        for p in convention.signataires
        if p.logo
    )
    return _listed(clause, lines, convention)


def annexes(clause: ClauseTrame, convention: Convention) -> Clause:
    """The annexed documents, by title."""
    lines = tuple((Span("rempli", a.nom, "titre"), fixed(a.fichier)) for a in convention.annexes)
    made = _listed(clause, lines, convention)
    return made if lines or made.ecart else dataclasses.replace(made, precision="aucune")


def _listed(clause: ClauseTrame, lines: tuple[Line, ...], convention: Convention, spans: Line = ()) -> Clause:
    """The list, after the words that the convention gives it, if it gives any."""
    own = convention.redaction_de(clause.id)
    words = _words(own)
    state = Conformite.COMPLETEE if lines or spans else Conformite.SANS_OBJET
    return Clause(
        clause.id,
        clause.id,
        clause.nature,
        clause.section,
        (*words, fixed(" "), *spans) if words and spans else words + spans,
        Conformite.REECRITE if words else state,
        motif=own.motif if own and words else "",
        officiel=clause.texte if words else "",
        lignes=lines,
    )


def _words(own: Redaction | None) -> Line:
    return written(own.texte) if own and own.operation == "remplace" else ()
