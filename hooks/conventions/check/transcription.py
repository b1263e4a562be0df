"""The transcription held against the signed document, where that has a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from conventions.check.rule import Examination, Finding, Rule, rule
from conventions.compose.situation import clauses_of
from conventions.model.clause import Clause
from conventions.model.french import jetons, mots
from conventions.source.documents import document_text
from conventions.source.files import MAX_PIECE, read

_SUITE = 4
"""Words in a row that are looked for: a page break cuts three such rows, a word that differs four."""
_SCAN = 200
"""A document with fewer words is a scan, or only its cover."""
_NATURES = {"titre", "phrase", "alinea", "puce", "objectif", "engagement", "partie"}


@rule(
    "transcription",
    "Un texte qui n’est pas celui du document signé",
    "Le document signé contient du texte, et cette clause ne s’y lit pas telle quelle. Comparez les deux : seule la version signée fait foi. Corrigez la transcription, ou laissez-la si le document a été mal lu (une coupure, une colonne, une image).",
    avertit=True,
)
def transcription(examination: Examination) -> Iterator[Finding]:
    """Each clause of the original text is found in the signed document."""
    signed, dossier = examination.dossier.document_signe, examination.dossier
    if signed is None or not signed.fichier:
        return
    data = read(examination.folder, signed.fichier, MAX_PIECE)
    words = _words(document_text(data)) if isinstance(data, bytes) else []
    if len(words) < _SCAN:
        return
    whole, rows = "".join(words), {tuple(words[i : i + _SUITE]) for i in range(len(words))}
    for clause in clauses_of(dossier, dossier.origine):
        if missing := _missing(clause, whole, rows):
            message = f"le document signé ne dit pas « {missing} » dans la clause {clause.id}"
            yield Finding(_place(examination, clause), message, cle=True)


def _missing(clause: Clause, whole: str, rows: set[tuple[str, ...]]) -> str:
    """The first words of the clause that the document does not have in that order; empty if it has them all."""
    said = "".join(s.texte for s in clause.spans if s.nature != "blanc" and s.nom != "cadre")
    words = _words(said)
    if clause.nature not in _NATURES or clause.absente or clause.blancs or "".join(words) in whole:
        return ""
    absent = [i for i in range(len(words) - _SUITE + 1) if tuple(words[i : i + _SUITE]) not in rows]
    if len(words) >= _SUITE and len(absent) < _SUITE:
        return ""
    return _quoted(said, absent[0] if absent else 0)


def _quoted(text: str, rank: int) -> str:
    """A few words of the text from that one on, as they are written."""
    cut = jetons(text)
    starts = [i for i, (_, key) in enumerate(cut) if _words(key)]
    end = starts[rank + 2 * _SUITE] if rank + 2 * _SUITE < len(starts) else len(cut)
    return "".join(token for token, _ in cut[starts[rank] : end]).strip()


def _words(text: str) -> list[str]:
    """The words, ligatures undone and words cut at the end of a line put together again; signs do not count."""
    joined = unicodedata.normalize("NFKC", text).replace("-\n", "-").casefold()
    return [word for word in mots(joined) if word[0].isalnum()]


def _place(examination: Examination, clause: Clause) -> tuple[str | int, ...]:
    """Where the words stand in the file, if they are the département's; else the document."""
    key, _, cle = clause.id.partition("-")
    for chemin in (
        ("convention", "redaction", clause.id),
        ("convention", "signataires", cle if key == "partie" else ""),
    ):
        if examination.valeur(chemin) is not None:
            return chemin
    return ("document_signe", "fichier")


REGLES: tuple[Rule, ...] = (transcription,)
