"""The parties of a convention: their clauses, their signatures, and the annexes that close the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from conventions.compose.spans import agree, cut, denomination, fixed, party_values, people, value_or_blank
from conventions.model import ids
from conventions.model.actes import Avenant
from conventions.model.clause import Clause, Conformite, Span
from conventions.model.convention import Convention, Partie, Representant
from conventions.model.dossier import Etape, parties_attendues
from conventions.model.french import date_longue, de, du, majuscule
from conventions.model.reference import Departement
from conventions.model.trame import Blanc, ClauseTrame

_NOMS = {
    "prefet": "le préfet",
    "cour": "les chefs de cour",
    "caf": "la CAF",
    "msa": "la CMSA",
    "collectivite": "le conseil départemental",
}


def nom_partie(departement: Departement, cle: str, partie: Partie | None) -> str:
    """How the pages call a party: « la CAF », « la commune de Villeurbanne »."""
    partie = partie or Partie(cle)
    named = denomination(departement, partie)
    if named:
        return named.designation
    if partie.nature == "prefet":
        return (
            "la préfète" if any(r.titre.casefold().startswith("préfète") for r in partie.representants) else "le préfet"
        )
    if partie.nature == "commune":
        return f"la commune {de(partie.nom)}" if partie.nom else "une commune"
    return partie.nom or _NOMS.get(partie.nature, "un autre signataire")


def party_clauses(clause: ClauseTrame, departement: Departement, convention: Convention) -> Iterator[Clause]:
    """The clauses of the parties of one kind, in the order of the file; one, without object, where there is none."""
    natures = clause.chaque.natures if clause.chaque else (ids.cle_de(clause.id),)
    keys = [c for c in parties_attendues(departement, convention) if ids.nature(c) in natures]
    for cle in keys:
        yield _party(clause, cle, departement, convention)
    if not keys:
        yield Clause(
            clause.id,
            clause.id,
            "partie",
            clause.section,
            (),
            Conformite.SANS_OBJET,
            motif=_reason(clause, departement, convention),
        )


def _reason(clause: ClauseTrame, departement: Departement, convention: Convention) -> str:
    nature = ids.cle_de(clause.id)
    if nature == "msa" and departement.msa_absente:
        return departement.msa_absente
    given = next((why for cle, why in convention.sans.items() if ids.nature(cle) == nature), "")
    return given or "facultatif, aucun signataire de cette catégorie"


def _party(clause: ClauseTrame, cle: str, departement: Departement, convention: Convention) -> Clause:
    partie = convention.partie(cle) or Partie(cle)
    text = (
        party_values(clause.chaque.texte, partie) if clause.chaque else agree(clause, clause.texte, departement, partie)
    )
    blancs = clause.blancs
    if clause.chaque and not partie.nom:
        hole = "{nom}" if "{nom}" in text else "{Nom}"
        blancs = (*blancs, Blanc(hole, "nom", "nom de ce signataire"))
    spans = cut(text, blancs, lambda blanc: _fill(blanc, partie, departement))
    filled = any(s.nature == "rempli" for s in spans)
    motif = _withdrawal(partie)
    return Clause(
        ids.partie(cle),
        clause.id,
        "partie",
        clause.section,
        spans,
        Conformite.COMPLETEE if filled else Conformite.VERBATIM,
        motif=motif,
    )


def _withdrawal(partie: Partie) -> str:
    if partie.retiree is None:
        return ""
    when = f" le {date_longue(partie.retiree.le)}" if partie.retiree.le else ""
    return f"partie retirée{when}{f' : {partie.retiree.motif}' if partie.retiree.motif else ''}"


def _fill(blanc: Blanc, partie: Partie, departement: Departement) -> tuple[Span, ...]:
    if blanc.forme == "reference":
        return (Span("rempli", departement.cour.de, blanc.nom),)
    if blanc.forme in {"identites", "personnes"}:
        return people(blanc, partie.representants)
    return value_or_blank(blanc, partie.adresse if blanc.nom == "adresse" else partie.nom)


class Signatures(NamedTuple):
    """The acts whose signatures close a text: the convention as first signed, then its amendments in the order of their effects."""

    origine: Convention
    avenants: tuple[tuple[Avenant, Etape], ...] = ()


def signatures(clause: ClauseTrame, departement: Departement, actes: Signatures) -> Clause:
    """One line a person who signs: for whom, name, function, mention, place and date. The trame leaves this open."""
    lines = [*_of_original(departement, actes.origine)]
    for avenant, etape in actes.avenants:
        lines += _of_amendment(departement, avenant, etape)
    return _listed(clause, tuple(lines), Conformite.COMPLETEE)


def _of_original(departement: Departement, convention: Convention) -> Iterator[tuple[Span, ...]]:
    for cle in parties_attendues(departement, convention):
        partie = convention.partie(cle)
        name = nom_partie(departement, cle, partie)
        for person in partie.representants if partie and partie.representants else (Representant(),):
            day, place = person.signe_le or convention.fait_le, person.signe_a or convention.fait_a
            yield _signature(name, person, day, place)


def _of_amendment(departement: Departement, avenant: Avenant, etape: Etape) -> Iterator[tuple[Span, ...]]:
    """Those of one amendment: they are not those of the common page, whoever signed."""
    for cle, people_ in avenant.signataires.items():
        for person in people_:
            name = nom_signataire(departement, cle, etape, person)
            if person.signe_le:
                yield _signature(name, person, person.signe_le, person.signe_a, f" (avenant n°\u00a0{avenant.numero})")


def nom_signataire(departement: Departement, cle: str, etape: Etape, person: Representant) -> str:
    """A party to an amendment, named after who signs it: « la préfète », be it another day « le préfet ».

    Whoever signs by delegation, and says so by a mention, gives the party no other name.
    """
    partie = etape.avant.partie(cle) or etape.apres.partie(cle) or Partie(cle)
    return nom_partie(
        departement, cle, replace(partie, representants=(person,)) if person.titre and not person.mention else partie
    )


def personne(person: Representant) -> str:
    """« Claire Martin, préfète du Rhône »; empty for someone whom the file does not name."""
    name = " ".join(x for x in (person.prenom, person.nom) if x)
    return ", ".join(x for x in (name, person.titre) if x)


def _signature(who: str, person: Representant, day: date | None, place: str, act: str = "") -> tuple[Span, ...]:
    """« La préfète, Claire Martin, préfète du Rhône, signé le 12 octobre 2026 à Lyon »."""
    spans = [Span("rempli", majuscule(who), "partie")]
    spans += [Span("rempli", person.mention, "mention")] if person.mention else []
    if named := personne(person):
        spans.append(Span("rempli", named, "representant"))
    if day:
        where = f" à {place}" if place else ""
        spans.append(Span("rempli", f"signé le {date_longue(day)}{where}{act}", "date"))
    else:
        spans.append(Span("blanc", "", "date", f"signature {du(who)}"))
    return tuple(spans)


def logos(clause: ClauseTrame, departement: Departement, convention: Convention) -> Clause:
    """The logo of each party that gives one (article 7): whose it is, and its file."""
    lines = tuple(
        (Span("rempli", nom_partie(departement, p.cle, p), "partie"), fixed(p.logo))
        for p in convention.signataires
        if p.logo
    )
    return _listed(clause, lines, Conformite.COMPLETEE if lines else Conformite.SANS_OBJET)


def annexes(clause: ClauseTrame, convention: Convention) -> Clause:
    """The annexed documents, by title."""
    lines = tuple((Span("rempli", a.titre or a.cle, "titre"), fixed(a.fichier)) for a in convention.annexes)
    return _listed(clause, lines, Conformite.COMPLETEE if lines else Conformite.SANS_OBJET)


def _listed(clause: ClauseTrame, lines: tuple[tuple[Span, ...], ...], conformite: Conformite) -> Clause:
    return Clause(clause.id, clause.id, clause.nature, clause.section, (), conformite, lignes=lines)
