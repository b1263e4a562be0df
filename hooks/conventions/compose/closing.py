"""What the trame leaves open around its text: the table of signatures, the logos, the annexes. Lists, whatever words introduce them."""

from __future__ import annotations

import dataclasses

from conventions.compose.parties import nom_officiel
from conventions.compose.spans import fixed
from conventions.model.clause import Clause, Conformite, Span
from conventions.model.convention import Convention, Partie, Redaction, Representant
from conventions.model.dossier import parties_attendues, signatures_attendues
from conventions.model.french import date_longue, majuscule, pluriel
from conventions.model.noms import du
from conventions.model.reference import Departement
from conventions.model.trame import ClauseTrame

Line = tuple[Span, ...]


def signatures(clause: ClauseTrame, departement: Departement, convention: Convention) -> Clause:
    """One line a person who signs: for whom, name, function, mention, place and date. The trame leaves this open."""
    lines = []
    for cle in parties_attendues(departement, convention):
        partie = convention.partie(cle)
        people = partie.representants if partie and partie.representants else (Representant(),)
        name = nom_officiel(departement, cle, partie)
        lines += [_signature(name, person, _signed(person, partie, convention), _both(partie)) for person in people]
        missing = signatures_attendues(partie) - len(partie.representants) if partie and partie.representants else 0
        lines += [_signature(name, Representant(), "")] * missing
    return _listed(clause, tuple(lines), convention, _originals(convention))


def _originals(convention: Convention) -> Line:
    """How many originals there are: « Fait en 7 exemplaires originaux » and a point."""
    if convention.exemplaires is None:
        return ()
    count = pluriel(convention.exemplaires, "exemplaire original", "exemplaires originaux")
    return (Span("rempli", f"Fait en {count}.", "exemplaires"),)


def _signed(person: Representant, partie: Partie | None, convention: Convention) -> str:
    """« signé le 12 octobre 2026 à Lyon » ; a party that joined later has signed its amendment, not the common page."""
    joined = partie.avenant if partie else None
    day = person.signe_le or (None if joined else convention.fait_le)
    place = person.signe_a or ("" if joined else convention.fait_a)
    if day is None:
        return ""
    where = f" à {place}" if place else ""
    return f"signé le {date_longue(day)}{where}" + (f" (avenant n°\u00a0{joined})" if joined else "")


def _both(partie: Partie | None) -> str:
    """Why one head of court signs alone."""
    return f"signe pour les deux chefs de cour\u00a0: {partie.seul}" if partie and partie.seul else ""


def _signature(who: str, person: Representant, signed: str, why: str = "") -> Line:
    name = " ".join(x for x in (person.prenom, person.nom) if x)
    spans = [Span("rempli", majuscule(who), "partie")]
    spans += [Span("rempli", person.mention, "mention")] if person.mention else []
    if name or person.titre:
        spans.append(Span("rempli", ", ".join(x for x in (name, person.titre) if x), "representant"))
    spans += [Span("rempli", why, "seul")] if why else []
    if signed:
        spans.append(Span("rempli", signed, "date"))
    else:
        spans.append(Span("blanc", "", "date", f"signature {du(who)}"))
    return tuple(spans)


def logos(clause: ClauseTrame, departement: Departement, convention: Convention) -> Clause:
    """The logo of each party that gives one (article 7): whose it is, and its file."""
    lines = tuple(
        (Span("rempli", nom_officiel(departement, p.cle, p), "partie"), fixed(p.logo))
        for p in convention.signataires
        if p.logo
    )
    return _listed(clause, lines, convention)


def annexes(clause: ClauseTrame, convention: Convention) -> Clause:
    """The annexed documents, by title."""
    lines = tuple((Span("rempli", a.titre or a.cle, "titre"), fixed(a.fichier)) for a in convention.annexes)
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
    return (Span("rempli", own.texte),) if own and own.operation == "remplace" else ()
