"""Under which sign the notes of an author are called on a page: the next number, in order of call, that no other note of the page has.

The trame has a note 1, and two clauses may each have theirs; a word (`[^delais]`) names a note in the file, not on the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from conventions.model.blocks import Note
from conventions.model.clause import Clause
from conventions.model.french import distinct, slug
from conventions.model.rich_text import blocs
from conventions.model.trame import ClauseTrame, Trame

_APPEL = re.compile(r"^[ \t]*\[\^[^\[\]\s^]{1,20}\]:|(?<!\\)\[\^([^\[\]\s^]{1,20})\]", re.MULTILINE)
_APPELANT = 'aria-label="Note '
_RENVOI = re.compile(r'<a href="#([\w-]+)" aria-label="Note [^"]*">')
_NOTE = re.compile(r'( id="([\w-]+)"[^<>]*>(?:</a>)?)<sup>([^<]*)</sup>')
_MOT = re.compile(r"(?![ivxlc]+\Z)[^\W\d_]{2}", re.IGNORECASE)


class Renvoi(NamedTuple):
    """Of a note, its anchor (empty where calls are no links) and the sign that calls it."""

    ancre: str
    signe: str


Couples = tuple[tuple[str, Renvoi], ...]


@dataclass(frozen=True, eq=False, slots=True)
class Notes:
    """The notes that calls may lead to, by the name that they have in the file. Made by `reperes`: the same notes are one object, which costs nothing to compare."""

    renvois: Mapping[str, Renvoi]


@lru_cache(maxsize=1024)
def reperes(couples: Couples) -> Notes:
    """These notes; the first of a name wins."""
    renvois: dict[str, Renvoi] = {}
    for nom, renvoi in couples:
        renvois.setdefault(nom, renvoi)
    return Notes(renvois)


SANS_NOTES = reperes(())


def suite(prises: Collection[str] = ()) -> Iterator[str]:
    """The numbers that the notes of a page take one after the other; `prises` are those that others have."""
    return (number for number in map(str, count(1)) if number not in prises)


def notes_de(texte: str, ancre: str, numeros: Iterator[str]) -> Couples:
    """The notes that a text holds, in order of call; `ancre` is what their anchors begin with, empty where none is wanted."""
    if "[^" not in texte:
        return ()
    comptes = Counter[str]()
    held = dict.fromkeys(bloc.nom for bloc in blocs(texte) if isinstance(bloc, Note))
    places = {nom: distinct(f"{ancre}-note-{slug(nom) or 'x'}", comptes) if ancre else "" for nom in held}
    return tuple((nom, Renvoi(places[nom], next(numeros))) for nom in _called(texte, places))


def du_texte(clauses: Iterable[Clause]) -> Couples:
    """The notes of a text of one's own, each a clause: they keep the numbers, letters and signs of the signed text."""
    found = list(clauses)
    places = {c.lettre: c.id for c in reversed(found) if c.nature == "note" and not c.trame and c.lettre}
    if not places:
        return ()
    numeros = suite({nom for nom in places if not _MOT.match(nom)})
    called = _called("\n\n".join(map(source, found)), places)
    return tuple((nom, Renvoi(places[nom], next(numeros) if _MOT.match(nom) else nom)) for nom in called)


class Appels:
    """Of each clause of one text, the notes that it calls. `prises` are the numbers that the trame's own notes have.

    Out of any page (`lies` false), a call leads nowhere.
    """

    def __init__(self, prises: Collection[str] = (), clauses: Iterable[Clause] = (), *, lies: bool = True) -> None:
        self.lies = lies
        self.numeros = suite(prises)
        self.notes = reperes(du_texte(clauses))
        self._propres: dict[str, Notes] = {}

    def de(self, clause: Clause) -> Notes:
        """Those of the clause itself, or of the whole text."""
        if clause.id not in self._propres:
            own = notes_de(source(clause), clause.id if self.lies else "", self.numeros)
            self._propres[clause.id] = reperes((*own, *self.notes.renvois.items())) if own else self.notes
        return self._propres[clause.id]

    def signe(self, note: Clause) -> str:
        """What a note that is a clause is called by; empty for one that was added."""
        known = self.notes.renvois.get(note.lettre)
        return known.signe if known else "1" if note.trame else note.lettre


def _called(texte: str, places: Mapping[str, str]) -> list[str]:
    """The names of these notes, in order of call; those that nothing calls come last."""
    return list(dict.fromkeys([*(nom for nom in _APPEL.findall(texte) if nom in places), *places]))


def after_their_call(trame: Trame, clauses: Sequence[Clause]) -> list[Clause]:
    """A note after the list that calls it: the official document has it at the foot of a page, inside another list."""
    if not any(c.trame for c in clauses if c.nature == "note"):
        return list(clauses)
    kept, place = [c for c in clauses if c.nature != "note"], 0
    for note in (c for c in clauses if c.nature == "note"):
        callers = {c.id for c in trame.clauses if c.note and c.note[1] == note.trame}
        called = [n for n, c in enumerate(kept, 1) if c.trame in callers or (callers and c.id.startswith("partie-"))]
        place = max(called, default=place)  # one that is added follows the note before it
        kept.insert(place, note)
        place += 1
    return kept


def in_reading_order(trame: Trame) -> list[ClauseTrame]:
    """The clauses of the trame, its note after the one that calls it."""
    ranks = {c.id: n for n, c in enumerate(trame.clauses)}
    callers = {c.note[1]: ranks[c.id] for c in trame.clauses if c.note}
    return sorted(trame.clauses, key=lambda c: (callers.get(c.id, ranks[c.id]), c.id in callers))


def aller_et_retour(page: str) -> str:
    """The Markdown of a page where the sign of each note leads back to what calls it first."""
    if _APPELANT not in page:
        return page
    called: set[str] = set()

    def call(found: re.Match[str]) -> str:
        first = found[1] not in called
        called.add(found[1])
        return f'<a id="appel-{found[1]}"{found[0][2:]}' if first else found[0]

    def note(found: re.Match[str]) -> str:
        opening, ident, sign = found.groups()
        back = f'<a class="retour-note" href="#appel-{ident}" aria-label="Note {sign}\u00a0: revenir à son appel">{sign}</a>'
        return f"{opening}<sup>{back}</sup>" if ident in called else found[0]

    return _NOTE.sub(note, _RENVOI.sub(call, page))


def source(clause: Clause) -> str:
    """What was typed of a clause as rich text."""
    typed = [span.texte for span in clause.spans if span.riche]
    return "\n\n".join([*typed, clause.action.description] if clause.action else typed)
