"""The spans of a clause → what stands in its paragraph, and the lists, tables and notes that stand between two of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from conventions.model.blocks import Note, Paragraphe
from conventions.model.clause import Clause, Span
from conventions.model.rich_text import sur_une_ligne
from conventions.render.notes import Notes
from conventions.render.rich import NOTE, en_html, en_ordre, encadre, mots, prolonge
from conventions.render.templating import Md
from conventions.render.words import local_html, marked

_SIGNE = re.compile(r"\s*[;:,.!?]*\s*")


@dataclass(frozen=True, slots=True)
class Morceau:
    """Words of a paragraph, or a block of its own; `nouveau`: words that begin a paragraph."""

    html: str
    bloc: bool = False
    nouveau: bool = False


def value(span: Span, css: str, notes: Notes) -> Iterator[Morceau]:
    """A value where it may take the room it needs."""
    if not span.riche or sur_une_ligne(span.blocs):
        yield Morceau(local_html(span, css, notes))
        return
    for rank, bloc in enumerate(en_ordre(span.blocs, notes)):
        if isinstance(bloc, Paragraphe):
            yield Morceau(marked(mots(bloc.texte.strip(), notes), css), nouveau=rank > 0)
        else:
            made = en_html(bloc, notes)
            yield Morceau(made if isinstance(bloc, Note) else encadre(made, css), bloc=True)


def flow(morceaux: Iterable[Morceau], marks: str) -> list[Morceau]:
    """The paragraphs and the blocks, in order, then the notes.

    The sign that ends the sentence stays with its last item, and `marks` with it; a table has no place for it.
    """
    given = list(morceaux)
    notes = [one for one in given if one.html.startswith(NOTE)]
    made: list[Morceau] = []
    for one in given:
        if one in notes:
            continue
        if made and not one.bloc and not made[-1].bloc and not one.nouveau:
            made[-1] = Morceau(made[-1].html + one.html)
        elif one.bloc or one.html.strip():
            made.append(one)
    if len(made) > 1 and made[-2].bloc and not made[-1].bloc and _SIGNE.fullmatch(made[-1].html):
        before = made[-2].html
        made[-2:] = [Morceau(_longer(before, made[-1].html.rstrip()) or before, bloc=True)]
    return [*_ended(made, marks), *notes]


def _ended(made: list[Morceau], marks: str) -> list[Morceau]:
    if not made or not marks:
        return made or [Morceau(marks)]
    last = made[-1]
    longer = _longer(last.html, marks) if last.bloc else last.html + marks
    return [*made[:-1], Morceau(longer, last.bloc)] if longer else [*made, Morceau(marks)]


def _longer(bloc: str, tail: str) -> str:
    """The list with these words at the end of its last item; empty for another block."""
    inside = bloc.removesuffix("</div>")
    longer = prolonge(inside, tail)
    return f"{longer}{bloc[len(inside) :]}" if longer else ""


def paragraphs(made: Sequence[Morceau]) -> Md:
    """All of it as blocks, on one line."""
    return Md(" ".join(m.html if m.bloc else f"<p>{m.html}</p>" for m in made))


def apart(css: str, head: str, made: Sequence[Morceau]) -> str:
    """These blocks in one, `head` before the first words."""
    first, *others = made
    inside = f"{head}{paragraphs(made)}" if first.bloc else paragraphs([Morceau(f"{head}{first.html}"), *others])
    return f'<div class="{css}">{inside}</div>'


def inside_item(made: Sequence[Morceau]) -> Md:
    """All of it inside an item of a list, whose first words need no paragraph."""
    first, *others = made
    return Md(" ".join(x for x in (first.html, paragraphs(others)) if x))


def holds_blocks(clause: Clause) -> bool:
    """Whether a paragraph is not enough for it."""
    return any(s.riche and not sur_une_ligne(s.blocs) for s in clause.spans)
