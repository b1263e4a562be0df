"""What a signed convention leaves blank: which words are awaited, and where they are to be written."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from conventions.check.rule import Examination, Finding, rule
from conventions.compose.faits import signatures
from conventions.compose.situation import clauses_of
from conventions.model import ids
from conventions.model.clause import Clause, Span
from conventions.model.convention import Convention
from conventions.model.dossier import Dossier
from conventions.model.trame import Trame

SEPARATELY = 3
"""Blanks told one by one; when there are more, the text is not transcribed yet, and they are told together."""


def _blanks(examination: Examination, remedy: str, *, cited: bool) -> Iterator[Finding]:
    """Each blank of what all have signed, where its value is awaited: of the convention, then of what each amendment brings.

    `cited`: of the acts whose document is cited, or of the others.
    """
    dossier = examination.dossier
    if not examination.document.lisible:
        return
    texts = [dossier.origine, *(etape.apres for etape in dossier.etapes.values())]
    left = cache(lambda rank: _left(dossier, texts[rank]))
    if signatures(dossier).completes and cited is (dossier.document_signe is not None):
        yield from _told(examination, ("convention",), "la convention est signée", left(0), remedy)
    for rank, (numero, etape) in enumerate(dossier.etapes.items()):
        if etape.signe_le and cited is (dossier.avenant(numero).document_signe is not None):
            place = ("avenants", str(numero), "modifie")
            before = {(c.id, b.nom) for c, b in left(rank)} if left(rank + 1) else ()
            blanks = [(c, b) for c, b in left(rank + 1) if (c.id, b.nom) not in before]
            yield from _told(examination, place, f"l’avenant n°\u00a0{numero} est signé", blanks, remedy)


def _left(dossier: Dossier, convention: Convention) -> list[tuple[Clause, Span]]:
    """The blanks of a text, signatures aside."""
    return [(c, blank) for c in clauses_of(dossier, convention) if c.id != "signatures" for blank in c.blancs]


def _told(
    examination: Examination, place: tuple[str, ...], signed: str, left: list[tuple[Clause, Span]], remedy: str
) -> Iterator[Finding]:
    """What is said of these blanks, where the format did not refuse their value."""
    fields = [(blank, (*place, *_field(examination.dossier.trame, c, blank.nom))) for c, blank in left]
    blanks = [(blank, field) for blank, field in fields if not examination.refused(field)]
    told = [f"{blank.intitule} (« {'.'.join(field)} »)" for blank, field in blanks]
    if len(blanks) > SEPARATELY:
        more = len(blanks) - SEPARATELY
        some = f"{', '.join(told[:SEPARATELY])}, et {more} autre{'s' if more > 1 else ''}"
        message = (
            f"{signed}, et {len(blanks)} blancs restent dans le texte : {some} ; {remedy.replace('le ', 'les ', 1)}"
        )
        yield Finding(place, message, cle=True)
        return
    for (_, field), what in zip(blanks, told, strict=True):
        yield Finding(field, f"{signed}, et un blanc reste dans le texte : {what} ; {remedy}", cle=True)


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
    """A signed convention has no blank, and a signed amendment brings none."""
    yield from _blanks(examination, "le remplir, ou citer le document signé", cited=False)


@rule(
    "transcription-partielle",
    "Un texte signé recopié en partie",
    "La convention est signée et le document est cité, mais un blanc reste dans le texte : la page le dit. Le message dit lequel, et sous quel champ l’écrire. Remplissez-le d’après le document signé.",
    avertit=True,
)
def partly_transcribed(examination: Examination) -> Iterator[Finding]:
    """A signed convention with its document may still lack words: the page says so."""
    yield from _blanks(examination, "le recopier du document signé", cited=True)


REGLES = (signed_with_blanks, partly_transcribed)
