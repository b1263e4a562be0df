"""What a text answers to one clause of its trame → how the page of that clause shows it."""

from __future__ import annotations

from collections.abc import Iterator

from conventions.compose.answers import Traitement
from conventions.compose.diff import tables_of, text_of, wording_of
from conventions.model.clause import Clause
from conventions.model.french import insecables
from conventions.model.trame import ClauseTrame, Trame
from conventions.render.differences import changes
from conventions.render.templating import encode
from conventions.render.texte_integral import Texte


def shown(trame: Trame, clause: ClauseTrame, treatment: Traitement, clauses: tuple[Clause, ...]) -> Iterator[str]:
    """What they wrote: their values in the official words, or their words against the official ones."""
    if treatment is Traitement.REECRITE:
        tables = [table for one in clauses for table in tables_of(one)]
        yield changes(insecables(clause.texte), " ".join(map(wording_of, clauses)), ((), tables))
    elif treatment is Traitement.COMPLETEE:
        writer = Texte("", trame)
        for one in clauses:
            yield f"<p>{encode(text_of(one, {}))}</p>" if one.lignes else writer.corps(one)
