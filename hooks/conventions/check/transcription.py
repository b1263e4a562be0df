"""The transcription held against the signed document, where that has a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from conventions.check.rule import Examination, Finding, Rule, rule
from conventions.compose.situation import clauses_of
from conventions.model.clause import Clause
from conventions.model.french import jetons, mots, pluriel
from conventions.source.documents import document_text
from conventions.source.files import MAX_PIECE, read

_SUITE = 4
"""Words in a row that are looked for: a page break cuts three such rows, a word that differs four."""
_MARGIN = 60
"""Words that the foot of a page, the head of the next and a note may set in the middle of a clause."""
_SCAN = 200
"""A document with fewer words is a scan, or only its cover."""
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_APPEL = re.compile(r"\[\^[^\[\]\s^]{1,20}\](?!:)")
_NUMERO = re.compile(r"(?<=[^\W\d])\d{1,2}$")
_NATURES = {"titre", "phrase", "alinea", "puce", "objectif", "engagement", "partie"}


@rule(
    "transcription",
    "Un texte qui n’est pas celui du document signé",
    "Le document signé contient du texte, et cette clause ne s’y lit pas telle quelle. Comparez les deux : seule la version signée fait foi. Corrigez la transcription : une phrase que la trame écrit autrement, ou accorde autrement (« La première présidente » pour « Le premier président »), se recopie du document sous `redaction`. Laissez-la si le document a été mal lu (une coupure, une colonne, une image). S’il ne contient que quelques mots, et rien de numérisé, ce n’est sans doute pas le bon fichier.",
    avertit=True,
)
def transcription(examination: Examination) -> Iterator[Finding]:
    """Each clause of the original text is found in the signed document."""
    signed, dossier = examination.dossier.document_signe, examination.dossier
    if signed is None or not signed.fichier:
        return
    data = read(examination.folder, signed.fichier, MAX_PIECE)
    words = _words(document_text(data)) if isinstance(data, bytes) else []
    clauses = clauses_of(dossier, dossier.origine)
    if len(words) < _SCAN:
        said = sum(len(_words(clause.texte)) for clause in clauses)
        if words and said > _SCAN and isinstance(data, bytes) and not _IMAGE.search(data):
            message = f"le document signé ne contient que {pluriel(len(words), 'mot')}, et aucune image : vérifier que ce fichier est bien celui de la convention"
            yield Finding(("document_signe", "fichier"), message)
        return
    document, bare = _lu(words), _lu([_NUMERO.sub("", word) for word in words])
    for clause in clauses:
        if missing := _missing(clause, document, bare):
            message = f"le document signé ne dit pas « {missing} » dans la clause {clause.id}"
            yield Finding(_place(examination, clause), message, cle=True)


def comparable(data: bytes) -> bool:
    """Whether the document has a text to compare with; a scan has none."""
    return len(_words(document_text(data))) >= _SCAN


class _Lu(NamedTuple):
    """A document as it is searched."""

    mots: list[str]
    entier: str
    suites: set[tuple[str, ...]]


def _lu(words: list[str]) -> _Lu:
    return _Lu(words, "".join(words), {tuple(words[i : i + _SUITE]) for i in range(len(words))})


def _missing(clause: Clause, document: _Lu, bare: _Lu) -> str:
    """The first words of the clause that the document does not have in that order; empty if it has them all.

    The call of a note has a name here, and a number there (« rencontre² »): such a clause is searched without any (`bare`).
    """
    said = "".join(s.texte for s in clause.spans if s.nature != "blanc" and s.nom != "cadre")
    said, calls = _APPEL.subn("", said)
    words = [_NUMERO.sub("", word) if calls else word for word in _words(said)]
    document = bare if calls else document
    if clause.nature not in _NATURES or clause.absente or clause.blancs or "".join(words) in document.entier:
        return ""
    absent = [i for i in range(len(words) - _SUITE + 1) if tuple(words[i : i + _SUITE]) not in document.suites]
    if len(words) >= _SUITE and (not absent or (len(absent) < _SUITE and _runs_on(words, document.mots, absent[0]))):
        return ""
    return _quoted(said, absent[0] if absent else 0)


def _runs_on(words: list[str], document: list[str], cut: int) -> bool:
    """Whether the few rows that are absent, from `cut` on, are those of a page break: what follows is read a little further."""
    for kept in range(_SUITE - 1, 0, -1):
        head, tail = words[max(0, cut + kept - _SUITE) : cut + kept], words[cut + kept : cut + kept + _SUITE]
        if min(len(head), len(tail)) > 1:  # a single word is read anywhere
            starts = _starts(document, tail)
            ends = (start + len(head) for start in _starts(document, head))
            if any(0 < start - end <= _MARGIN for end in ends for start in starts):
                return True
    return False


def _starts(document: list[str], row: list[str]) -> list[int]:
    """Where the row begins in the document, each time that it is read there."""
    first, size = row[0], len(row)
    return [i for i, word in enumerate(document) if word == first and document[i : i + size] == row]


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
