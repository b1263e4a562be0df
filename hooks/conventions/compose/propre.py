"""A text of one's own → its clauses: headings, paragraphs, lists, tables and notes, each under an anchor that stays.

An anchor is read in the headings above it and in its rank under the nearest one: what changes elsewhere does not move it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from conventions.compose.closing import ActesSignes, annexes, signatures
from conventions.compose.spans import written
from conventions.model import inline
from conventions.model.blocks import Note, Titre
from conventions.model.clause import Clause, Conformite
from conventions.model.convention import Convention
from conventions.model.french import distinct, mots, slug
from conventions.model.reference import Departement
from conventions.model.rich_text import Extrait, parties
from conventions.model.trame import ClauseTrame

DEBUT = "debut"
"""The section of what stands before the first heading."""
_NUMEROTE = re.compile(
    r"(article|titre|chapitre|section|partie|annexe|objectif|axe|action|fiche)\s+((?:premier|première|unique|\d+\w{0,3}|[ivxlc]+)(?:\s+(?:bis|ter|quater|quinquies))?)\b",
    re.IGNORECASE,
)
_CHIFFRE = r"(?:[ivxlc]+|[IVXLC]+|\d+|[a-zA-Z])"
_NUMERO = re.compile(rf"({_CHIFFRE}(?:[.-]\d+)*)\s*[.)°–-]+\s+|({_CHIFFRE}(?:\.\d+)+)\s+")
_LONGUEUR = 40
_NIVEAUX = 6
"""Levels of headings, in a page."""
# What closes a text of the trame closes this one: who signed, and what is annexed.
_FINALES = (ClauseTrame("signatures", "blanc", "", "signatures"), ClauseTrame("annexes", "blanc", "", "annexes"))


def compose_own(
    departement: Departement, convention: Convention, actes: ActesSignes | None = None
) -> tuple[Clause, ...]:
    """The whole text. Its title is the one that the file gives, else its first heading of the first level.

    `actes` are those whose signatures close it; without them, it is itself the text first signed.
    """
    parts = list(parties(convention.texte, titres=True))
    given = title_of(convention)
    if parts and _says(parts[0], given):
        parts = parts[1:]
    title = [_clause("titre", "titre", given, "titre")] if given else []
    body = [p for p in parts if not isinstance(p.bloc, Note)]
    called: Counter[str] = Counter()
    notes = [_note(p.bloc, called) for p in parts if isinstance(p.bloc, Note)]
    return (
        *title,
        *_Plan().clauses(body),
        *notes,
        *_closing(departement, convention, actes or ActesSignes(convention)),
    )


def title_of(convention: Convention) -> str:
    """The title of a text of one's own; empty where neither the file nor the text gives any."""
    first = next(parties(convention.texte, titres=True), None)
    heading = first.bloc if first else None
    own = _words(heading) if isinstance(heading, Titre) and heading.niveau == 1 else ""
    return convention.titre or own


def second_title(convention: Convention) -> str:
    """The heading that holds the whole text, where the file gives another title; empty if the text has none such."""
    blocs = [part.bloc for part in parties(convention.texte, titres=True)]
    levels = [bloc.niveau for bloc in blocs if isinstance(bloc, Titre)]
    first = blocs[0] if convention.titre and len(levels) > 1 and levels.count(1) == 1 else None
    words = _words(first) if isinstance(first, Titre) and first.niveau == 1 else ""
    return "" if _NUMEROTE.match(words) or mots(words) == mots(convention.titre) else words


def _says(part: Extrait, title: str) -> bool:
    return isinstance(part.bloc, Titre) and mots(_words(part.bloc)) == mots(title)


def _words(titre: Titre) -> str:
    """A heading without its signs of formatting."""
    return inline.simple(inline.brins(titre.texte))


def _closing(departement: Departement, convention: Convention, actes: ActesSignes) -> Iterator[Clause]:
    signed, annexed = _FINALES
    if convention.signataires:
        yield signatures(signed, departement, convention, actes)
    if convention.annexes:
        yield annexes(annexed, convention)


def _note(note: Note, comptes: Counter[str]) -> Clause:
    ident = distinct(f"note-{slug(note.nom) or 'x'}", comptes)
    return _clause(ident, "note", note.texte, ident, lettre=note.nom, nom=f"Note {note.nom}")


def _clause(ident: str, nature: str, texte: str, section: str, **more: object) -> Clause:
    return Clause(ident, "", nature, section, written(texte), Conformite.PROPRE, **more)  # type: ignore[arg-type]


class _Plan:
    """Where one is in the headings: those that are open, and what was counted under each."""

    def __init__(self) -> None:
        self.ouverts: list[tuple[int, str, str, str]] = []
        """(level, anchor, own key, words) of each open heading, outermost first."""
        self.comptes: Counter[str] = Counter()
        """How many times each anchor was asked for."""
        self.alineas: Counter[str] = Counter()

    def clauses(self, parts: list[Extrait]) -> Iterator[Clause]:
        for part in parts:
            yield self._heading(part.bloc) if isinstance(part.bloc, Titre) else self._block(part)

    def _heading(self, titre: Titre) -> Clause:
        self.ouverts = [one for one in self.ouverts if one[0] < titre.niveau]
        words = _words(titre)
        key = cle(words)
        ident = distinct(self._under(key), self.comptes)
        self.ouverts.append((titre.niveau, ident, key, words))
        return _clause(ident, "titre", titre.texte, ident, nom=words, niveau=min(len(self.ouverts) + 1, _NIVEAUX))

    def _under(self, key: str) -> str:
        """« II.1 » under « II » is `section-ii-1`, « Objet » under « Titre I » is `section-titre-i-objet`."""
        if not self.ouverts:
            return f"section-{key}"
        _, parent, own, _ = self.ouverts[-1]
        return f"{parent}-{key.removeprefix(f'{own}-')}"

    def _block(self, part: Extrait) -> Clause:
        section, words = (self.ouverts[-1][1], self.ouverts[-1][3]) if self.ouverts else (DEBUT, "Début du texte")
        self.alineas[section] += 1
        rank = self.alineas[section]
        ident = distinct(f"{section}-al-{rank}", self.comptes)
        return _clause(ident, "alinea", part.source, section, rang=rank, nom=f"{words}, alinéa {rank}")


def cle(titre: str) -> str:
    """What names a heading in an address: its number if it has one (« Article 3 », « II.1 »), else its first words."""
    if found := _NUMEROTE.match(titre):
        return slug(f"{found[1]} {found[2]}")
    if found := _NUMERO.match(titre):
        return slug(found[1] or found[2])
    return slug(titre)[:_LONGUEUR].rstrip("-") or "titre"


def sans_numero(titre: str) -> str:
    """The words of a heading after its number: « Article 3 – Objet » is « Objet »; none where it has only a number."""
    found = _NUMEROTE.match(titre) or _NUMERO.match(titre)
    return titre[found.end() :].lstrip(" .:)–—-\u00a0\u202f") if found else titre
