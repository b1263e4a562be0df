"""The parts of a text that are long and that few read first → folds: who signs with whom and where, the preamble.

A fold opens by itself for a link to one of its passages, for a search in the page, and on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

from conventions.model.clause import Clause
from conventions.model.french import liste, pluriel
from conventions.render.html import to_html
from conventions.render.templating import encode

PARTIES = "parties"
PREAMBULE = "preambule"
_NOMMEES = 4
"""Parties that are named before « et 7 autres »."""


def pli_de(clause: Clause, before: str) -> str:
    """The fold that a clause goes into; empty for none. A note stays with what it follows."""
    if clause.nature == "note":
        return before
    if clause.id in {"logos", "parties"} or clause.id.startswith("partie-"):
        return PARTIES
    return PREAMBULE if clause.id == "preambule" or clause.id.startswith("preambule-") else ""


def noms_des_parties(clauses: Iterable[Clause], noms: Mapping[str, str]) -> list[str]:
    """What those who sign are called, in the order of the text; empty for one whose name is not known."""
    present = (c.id for c in clauses if c.id.startswith("partie-") and not c.absente)
    return [noms.get(ident.removeprefix("partie-"), "") for ident in present]


def plier(blocks: Iterable[tuple[str, str]], parties: Sequence[str]) -> Iterator[str]:
    """The (fold, block) of a text, each run of one fold in a block. `parties` are the names of those who sign, if known."""
    for fold, run in groupby(blocks, key=itemgetter(0)):
        texts = [text for _, text in run]
        if fold == PARTIES and parties:
            yield _pli("Les parties", encode(_entre(parties)), texts)
        elif fold == PREAMBULE and texts[0].startswith("## ") and len(texts) > 1:
            count = "\n".join(texts).count('class="ancre"')
            yield _pli("Préambule", f"{to_html(texts[0]).html} ({pluriel(count, 'alinéa')})", texts[1:])
        else:
            yield from texts


def _entre(parties: Sequence[str]) -> str:
    """« Entre la préfète, les chefs de cour, la Caf, la MSA et 7 autres parties »."""
    if not all(parties):
        return f"Entre {len(parties)} parties"
    others = len(parties) - _NOMMEES
    named = [*parties[:_NOMMEES], f"{others} autres parties"] if others > 1 else parties
    return f"Entre {liste(named)}"


def _pli(name: str, summary: str, texts: Sequence[str]) -> str:
    inside = to_html("\n\n".join(texts)).html
    return f'<div class="pli" role="group" aria-label="{name}"><details><summary>{summary}</summary>\n{inside}\n</details></div>'
