"""The parties of a convention: how they are called, and their clauses, in the order of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from conventions.compose.spans import (
    agree,
    cut,
    denomination,
    filling,
    fixed,
    party_values,
    people,
    value_or_blank,
    written,
)
from conventions.model import ids
from conventions.model.clause import Clause, Conformite, Span
from conventions.model.convention import Convention, Partie, Representant
from conventions.model.dossier import Etape, parties_attendues
from conventions.model.french import apres_deux_points, date_longue
from conventions.model.noms import acte, avec_article, commune, du, exerce, genre
from conventions.model.reference import Departement
from conventions.model.trame import Blanc, ClauseTrame

_NOMS = {
    "prefet": "le préfet",
    "cour": "les chefs de cour",
    "caf": "la Caf",
    "msa": "la MSA",
    "collectivite": "le conseil départemental",
}
_SANS_OBJET = Conformite.SANS_OBJET
_OFFICIELS = {"caf": "la CAF", "msa": "la CMSA"}
"""The names that the official text gives where the pages follow everyday use."""


def nom_partie(departement: Departement, cle: str, partie: Partie | None) -> str:
    """How the pages call a party, inside a sentence: « la Caf », « la commune de Villeurbanne », « l’Ordre des avocats »."""
    partie = partie or Partie(cle)
    if partie.denomination:
        return avec_article(partie.denomination)
    named = denomination(departement, partie)
    if named:
        return named.designation
    if partie.nature == "prefet":
        return "la préfète" if any(exerce(r.titre, "préfète") for r in partie.representants) else "le préfet"
    if partie.nature == "commune":
        return commune(partie.nom) if partie.nom else "une commune"
    return avec_article(partie.nom) or _NOMS.get(partie.nature, "un autre signataire")


def nom_officiel(departement: Departement, cle: str, partie: Partie | None, convention: Convention) -> str:
    """How the text itself calls it: the official « la CMSA » where the pages say « la MSA », unless the text is its own."""
    usual = nom_partie(departement, cle, partie)
    nature = ids.nature(cle)
    own = convention.texte or (partie and partie.denomination)
    return _OFFICIELS.get(nature, usual) if usual == _NOMS.get(nature) and not own else usual


def party_clauses(trame: Sequence[ClauseTrame], departement: Departement, convention: Convention) -> list[Clause]:
    """The clauses of the parties, in the order of the file.

    One that is absent keeps its clause, after the last of those that precede it in the trame.
    """
    by_nature = {nature: clause for clause in trame for nature in _natures(clause)}
    keys = parties_attendues(departement, convention)
    found = [_party(by_nature[ids.nature(cle)], cle, departement, convention) for cle in keys]
    for rank, clause in enumerate(trame):
        before = {c.id for c in trame[: rank + 1]}
        place = max((n for n, one in enumerate(found, 1) if one.trame in before), default=0)
        found[place:place] = _absent(clause, departement, convention, keys)
    return found


def _natures(clause: ClauseTrame) -> tuple[str, ...]:
    return clause.chaque.natures if clause.chaque else (ids.cle_de(clause.id),)


def _absent(
    clause: ClauseTrame, departement: Departement, convention: Convention, keys: Sequence[str]
) -> Iterator[Clause]:
    """Those that the file says absent, each with its reason; one without object where there is no party of that kind."""
    natures = _natures(clause)
    present = any(ids.nature(cle) in natures for cle in keys)
    absent = {
        ids.partie(cle): why for cle, why in convention.sans.items() if ids.nature(cle) in natures and cle not in keys
    }
    if clause.chaque or not absent:
        by_law = departement.msa_absente if ids.cle_de(clause.id) == "msa" else ""
        absent = {} if present else {clause.id: next(iter(absent.values()), by_law)}
    optional = "facultatif, aucun signataire de cette catégorie" if convention.signataires else "facultatif"
    for ident, why in absent.items():
        known = "" if why else optional
        yield Clause(ident, clause.id, "partie", clause.section, (), _SANS_OBJET, motif=why, precision=known)


def _party(clause: ClauseTrame, cle: str, departement: Departement, convention: Convention) -> Clause:
    partie = convention.partie(cle) or Partie(cle)
    ident = ids.partie(cle)
    redaction = convention.redaction_de(ident)
    own = redaction is not None and redaction.operation == "remplace"
    spans = written(redaction.texte) if redaction and own else _sentence(clause, partie, departement)
    return Clause(
        ident,
        clause.id,
        "partie",
        clause.section,
        spans,
        Conformite.REECRITE if own else filling(spans),
        motif=redaction.motif if redaction and own else "",
        officiel=clause.texte if own else "",
        precision="\u202f; ".join(x for x in (_withdrawal(partie), un_seul(partie)) if x),
        nom=f"Partie\u00a0: {nom_partie(departement, cle, partie)}",
    )


def _sentence(clause: ClauseTrame, partie: Partie, departement: Departement) -> tuple[Span, ...]:
    """The official words, with what the file gives for their blanks."""
    text = (
        party_values(clause.chaque.texte, partie) if clause.chaque else agree(clause, clause.texte, departement, partie)
    )
    blancs = clause.blancs
    if clause.chaque and not partie.nom:
        hole = "{nom}" if "{nom}" in text else "{Nom}"
        blancs = (*blancs, Blanc(hole, "nom", "nom de ce signataire"))
    return cut(_called(text, partie), blancs, lambda blanc: _fill(blanc, partie, departement))


def _called(text: str, partie: Partie) -> str:
    """« ci-après dénommée « l’UDAF » », in place of the trame's word, or where it has none."""
    if not partie.denomination:
        return text
    called = f"« {partie.denomination} »"
    replaced, count = re.subn(r"(ci-après dénommé\w*) « [^»]* »", lambda found: f"{found[1]} {called}", text)
    return replaced if count else f"{text.removesuffix(' ;')} ci-après {_named(partie)}{called} ;"


def _named(partie: Partie) -> str:
    gender = "f" if partie.nature == "commune" else genre(partie.nom) or genre(partie.denomination)
    return {"f": "dénommée ", "m": "dénommé "}.get(gender, "")


def un_seul(partie: Partie) -> str:
    """Why one head of court signs alone."""
    return f"un seul chef de cour signe pour les deux\u00a0: {apres_deux_points(partie.seul)}" if partie.seul else ""


def _withdrawal(partie: Partie) -> str:
    """A text is read before that day as after it: its words are of no time."""
    if partie.retiree is None:
        return ""
    when = f"retrait le {date_longue(partie.retiree.le)}" if partie.retiree.le else "partie retirée"
    return when + (f"\u00a0: {apres_deux_points(partie.retiree.motif)}" if partie.retiree.motif else "")


def _fill(blanc: Blanc, partie: Partie, departement: Departement) -> tuple[Span, ...]:
    if blanc.forme == "reference":
        return (Span("rempli", departement.cour.de, blanc.nom),)
    if blanc.forme in {"identites", "personnes"}:
        return (*people(blanc, partie), *_mandate(partie))
    value = partie.adresse if blanc.nom == "adresse" else partie.nom
    return value_or_blank(blanc.nom, blanc.intitule, value)


def signataire(etape: Etape, cle: str, person: Representant) -> Partie:
    """A party to an amendment, as this person signs for it: « la préfète », be it another day « le préfet ».

    Whoever signs by delegation, and says so by a mention, gives the party no other name.
    """
    partie = etape.avant.partie(cle) or etape.apres.partie(cle) or etape.ailleurs.get(cle) or Partie(cle)
    return replace(partie, representants=(person,)) if person.titre and not person.mention else partie


def personne(person: Representant) -> str:
    """« Claire Martin, préfète du Rhône »; empty for someone whom the file does not name."""
    return ", ".join(filter(None, (f"{person.prenom} {person.nom}".strip(), person.titre)))


def en_vertu(partie: Partie) -> str:
    """« en vertu de la délibération n° 12 du 3 mars 2026 »."""
    return f"en vertu {du(acte(partie.mandat))}" if partie.mandat else ""


def _mandate(partie: Partie) -> tuple[Span, ...]:
    """« , agissant en vertu de la délibération n° 12 du 3 mars 2026 »."""
    if not partie.mandat:
        return ()
    return fixed(", agissant en vertu "), Span("rempli", du(acte(partie.mandat)), "mandat")
