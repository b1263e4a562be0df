"""Two texts → what was kept, taken out and put in, by word; two lists of clauses → their pairs, aligned by id.

Spaces and typography never count. The browser does the same in comparer.js, with a diff library of its own: a test runs both on
the same pairs, and holds that they name the same clauses and that both texts can be rebuilt.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from conventions.model import rich_text
from conventions.model.blocks import Bloc, Liste, Tableau
from conventions.model.clause import Clause, Span
from conventions.model.convention import Action
from conventions.model.french import jetons, liste, mots
from conventions.model.noms import conduite

NaturePaire = Literal["egale", "modifiee", "ajoutee", "retiree", "deplacee"]
_SEUIL = 0.4
"""Under this share of the shorter text in common, two texts have nothing to compare word by word."""
_SANS_TEXTE = {"logos"}


@dataclass(frozen=True, slots=True)
class Morceau:
    """A run of text: kept (`avant` and `apres` may differ by their typography), taken out (`apres` empty) or put in."""

    nature: Literal["egal", "retire", "ajoute"]
    avant: str
    apres: str


@dataclass(frozen=True, slots=True)
class Paire:
    """One clause in two texts; an empty text where the clause is not there, is removed or without object."""

    id: str
    nature: NaturePaire
    avant: str
    apres: str
    ailleurs: bool = False
    """Whether it has changed places too."""


@lru_cache(maxsize=256)
def compare_texts(avant: str, apres: str) -> tuple[Morceau, ...]:
    """The runs, in order. Joining the `avant` gives `avant`, joining the `apres` gives `apres`, to the byte."""
    before, after = jetons(avant), jetons(apres)
    keys = [k for _, k in before], [k for _, k in after]
    if _same(*keys):
        return (Morceau("egal", avant, apres),)
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    runs = []
    for operation, a, b, c, d in matcher.get_opcodes():
        left, right = "".join(t for t, _ in before[a:b]), "".join(t for t, _ in after[c:d])
        kept = operation == "equal" and (_worth_keeping(left) or a == 0 or b == len(before))
        runs.append(("egal" if kept else "change", left, right))
    common = sum(len(left) for kind, left, _ in runs if kind == "egal")
    if common < _SEUIL * min(len(avant), len(apres)):
        runs = [("change", avant, apres)]
    return tuple(_joined(runs))


def _same(before: Sequence[str], after: Sequence[str]) -> bool:
    return [k for k in before if k] == [k for k in after if k]


def _worth_keeping(text: str) -> bool:
    """A lone « de » or a comma between two changes reads better as part of them."""
    return any(len(word) > 3 for word in mots(text)) or len(mots(text)) > 3


def _joined(runs: Iterable[tuple[str, str, str]]) -> Iterable[Morceau]:
    """Consecutive changes make one: what was taken out, then what was put in."""
    left = right = ""
    for kind, before, after in [*runs, ("egal", "", "")]:
        if kind != "egal":
            left, right = left + before, right + after
            continue
        if left:
            yield Morceau("retire", left, "")
        if right:
            yield Morceau("ajoute", "", right)
        left = right = ""
        if before or after:
            yield Morceau("egal", before, after)


def differ(avant: str, apres: str) -> bool:
    """Whether two texts of a clause say something else."""
    return avant != apres and mots(avant) != mots(apres)


def align(avant: Sequence[str], apres: Sequence[str]) -> list[str]:
    """The ids of both texts in one order: those of `apres`, and each of the others after the one it followed in `avant`."""
    known, last = set(apres), ""
    following: dict[str, list[str]] = {"": []}
    for ident in avant:
        if ident in known:
            last = ident
        else:
            following.setdefault(last, []).append(ident)
    return [*following[""], *(one for ident in apres for one in (ident, *following.get(ident, ())))]


def pair_up(
    avant: Mapping[str, str],
    apres: Mapping[str, str],
    officielles: frozenset[str] = frozenset(),
    deplacees: frozenset[str] = frozenset(),
) -> list[Paire]:
    """Two texts, each as text by id of clause, in the order of the text → their pairs; what neither says is left out.

    `officielles` are the clauses that are the trame's on both sides: a slip that one of them mends, or the name of the
    département in the title, is no difference. `deplacees` are those that are read in another place.
    """
    pairs = []
    for ident in align(list(avant), list(apres)):
        left, right = avant.get(ident, ""), apres.get(ident, "")
        if left or right:
            kind, moved = "egale" if ident in officielles else _kind(left, right), ident in deplacees
            pairs.append(Paire(ident, "deplacee" if moved and kind == "egale" else kind, left, right, moved))
    return pairs


def _kind(avant: str, apres: str) -> NaturePaire:
    if not avant:
        return "ajoutee"
    if not apres:
        return "retiree"
    return "modifiee" if differ(avant, apres) else "egale"


def texts(clauses: Iterable[Clause], noms: Mapping[str, str] | None = None) -> dict[str, str]:
    """Of each clause, by id, the text that is compared. `noms` gives the names of parties and axes, by key."""
    return {c.id: text_of(c, noms or {}) for c in clauses if c.id not in _SANS_TEXTE}


def wording_of(clause: Clause) -> str:
    """The words alone of a clause that its convention words itself, without the list that they introduce."""
    return text_of(dataclasses.replace(clause, lignes=()), {})


def text_of(clause: Clause, noms: Mapping[str, str]) -> str:
    """The clause as plain text: blanks by their label, the lines of a list one after the other, an action with its details."""
    if clause.absente:
        return ""
    if len(clause.spans) == 1 and clause.action is None and not clause.lignes:
        return _flat(_plain(clause.spans[0]))
    lines = [", ".join(_plain(s) for s in line if s.nature != "fixe" and _plain(s)) for line in clause.lignes]
    parts = [
        "".join(_plain(s) for s in clause.spans),
        " ; ".join(lines),
        _action(clause.action, noms) if clause.action else "",
    ]
    return _flat(" ".join(p for p in parts if p))


def tables_of(clause: Clause) -> tuple[Tableau, ...]:
    """The tables that its text holds, in order, those of lists included."""
    described = rich_text.blocs(clause.action.description) if clause.action else ()
    return () if clause.absente else tuple(_tables((*(b for s in clause.spans for b in s.blocs), *described)))


def _tables(found: Iterable[Bloc]) -> Iterator[Tableau]:
    for bloc in found:
        if isinstance(bloc, Tableau):
            yield bloc
        elif isinstance(bloc, Liste):
            yield from _tables(one for element in bloc.elements for one in element.blocs)


def cut_at_tables(text: str, tables: Iterable[Tableau]) -> Iterator[str]:
    """What `text_of` writes before each of these tables, and after the last."""
    for table in tables:
        rows = _flat(rich_text.simple((table,))).split("\n")
        shapes = ((f"\n{' ' * 2 * depth}").join(rows) for depth in range(rich_text.NIVEAUX + 1))
        before, _, text = min((text.partition(shape) for shape in shapes), key=lambda cut: len(cut[0]))
        yield before
    yield text


@lru_cache(maxsize=4096)
def _flat(text: str) -> str:
    """With single spaces, its lines apart. Most clauses are the trame's: a hundred conventions ask for the same."""
    return _SPACES.sub(" ", text).strip()


_SPACES = re.compile(r"(?<=\S)[ \t]+")  # what begins a line says in which list it stands


def _plain(span: Span) -> str:
    if span.nature != "blanc":
        return span.simple
    return span.texte or f"[à compléter\u00a0: {span.intitule}]"


def _action(action: Action, noms: Mapping[str, str]) -> str:
    """The description without its signs of formatting, then the fields of action, who leads it and with whom."""
    text = rich_text.en_mots(action.description)
    axes = f"Champs\u00a0: {liste(noms.get(a, a) for a in action.axes)}." if action.axes else ""
    led = f"{said}." if (said := conduite(action, lambda cle: noms.get(cle, cle))) else ""
    return f"— {' '.join(x for x in (text, axes, led) if x)}" if text or axes or led else ""
