"""What a signed convention leaves blank: which words are awaited, and where they are to be written."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.check.rule import Examination, Finding, rule
from conventions.compose.faits import signatures
from conventions.compose.situation import clauses_of
from conventions.model import ids
from conventions.model.clause import Clause
from conventions.model.trame import Trame

SEPARATELY = 3
"""Blanks told one by one; when there are more, the text is not transcribed yet, and they are told together."""


def _blanks(examination: Examination, remedy: str) -> Iterator[Finding]:
    """Each blank of a text that all have signed, where its value is awaited; neither signatures, nor what the format refused."""
    dossier = examination.dossier
    if not signatures(dossier).completes or not examination.document.lisible:
        return
    clauses = [c for c in clauses_of(dossier, dossier.origine) if c.id != "signatures"]
    blanks = [(b, ("convention", *_field(dossier.trame, c, b.nom))) for c in clauses for b in c.blancs]
    blanks = [(blank, field) for blank, field in blanks if not examination.refused(field)]
    told = [f"{blank.intitule} (« {'.'.join(field)} »)" for blank, field in blanks]
    if len(blanks) > SEPARATELY:
        left = len(blanks) - SEPARATELY
        some = f"{', '.join(told[:SEPARATELY])}, et {left} autre{'s' if left > 1 else ''}"
        message = f"la convention est signée, et {len(blanks)} blancs restent dans le texte : {some} ; {remedy.replace('le ', 'les ', 1)}"
        yield Finding(("convention",), message, cle=True)
        return
    for (_, field), what in zip(blanks, told, strict=True):
        yield Finding(field, f"la convention est signée, et un blanc reste dans le texte : {what} ; {remedy}", cle=True)


def _field(trame: Trame | None, clause: Clause, nom: str) -> tuple[str, ...]:
    """The key under which the value of a blank of the clause is written, and those that hold it."""
    if clause.nature == "partie":
        return ("signataires", ids.cle_de(clause.id), nom)
    number = ids.numero_de(clause.id)
    if number is not None and clause.action:
        return ("objectifs", str(number), "actions", clause.action.id, nom)
    if number is not None:
        return ("objectifs", str(number), *(("engagements", clause.lettre) if clause.lettre else (nom,)))
    known = trame.par_id.get(clause.trame) if trame else None
    return tuple(next((b.champ for b in known.blancs if b.nom == nom), "").split(".") if known else ())


@rule(
    "signee-avec-blancs",
    "Une convention signée avec des blancs",
    "Toutes les parties ont signé, mais un blanc reste dans le texte. Le message dit lequel, et sous quel champ l’écrire. Remplissez-le d’après le document signé. Si le texte n’est pas encore recopié, citez au moins le document sous « document_signe ».",
)
def signed_with_blanks(examination: Examination) -> Iterator[Finding]:
    """A signed convention has no blank."""
    if examination.dossier.document_signe is None:
        yield from _blanks(examination, "le remplir, ou citer le document signé")


@rule(
    "transcription-partielle",
    "Un texte signé recopié en partie",
    "La convention est signée et le document est cité, mais un blanc reste dans le texte : la page le dit. Le message dit lequel, et sous quel champ l’écrire. Remplissez-le d’après le document signé.",
    avertit=True,
)
def partly_transcribed(examination: Examination) -> Iterator[Finding]:
    """A signed convention with its document may still lack words: the page says so."""
    if examination.dossier.document_signe is not None:
        yield from _blanks(examination, "le recopier du document signé")


REGLES = (signed_with_blanks, partly_transcribed)
