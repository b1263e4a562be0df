"""A file with faults → the same, mended in memory where one change explains several of them: one fault is told, not ten.

A key under another name than its own, a line that stands too far left or right: the change is tried before it is proposed.
What is mended is never published; it lets the other faults of the file be found where they are.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

from conventions.model.french import abrege
from conventions.model.problem import Problem
from conventions.source import moving, native, reader, schema
from conventions.source.colons import coloned, known
from conventions.source.document import Document, Path
from conventions.source.prescan import out_of_blocks, tabbed
from conventions.source.syntax import TABULATION, Diagnostic

MAX_CHANGES = 4
"""Changes made to one file, each after a whole reading."""
MAX_TRIALS = 40
MAX_COLONED = 100_000
"""Signs read in all to try colons, one at a time."""
MAX_TRIED = 400_000
"""Signs read in all for one change: a long file is tried fewer times."""
MAX_ALIKE = 3
"""Changes that let as much be read, and that are read to the end."""
MAX_SIGNS = 60_000
"""A longer file is not tried again and again."""
MAX_MARKS = 3_000
"""Nor is one that holds more keys and values, however short they are: the fullest real files have half of that."""

_OF_PLACE = (" est inconnue ici", " n’est pas admise ici", " écrite ici", " écrites ici", " est un texte ;", " sous « ")
"""What is said of a key or a value where something else is expected."""


@dataclass(frozen=True)
class Judged:
    """A file as read, with its faults of form and of format; `told` are those that a change has explained."""

    document: Document
    problems: list[Problem]
    faulty: set[Path]
    lines: list[str]
    """As mended so far."""
    told: tuple[Problem, ...] = ()

    @property
    def places(self) -> set[tuple[int, str]]:
        """The lines at fault, by rule, beside what is explained."""
        return {(p.line, p.rule) for p in self.problems if p.severity == "erreur"}

    @property
    def all(self) -> list[Problem]:
        """Everything that is to be told."""
        return [*self.told, *(p for p in self.problems if p not in self.told)]


def judge(document: Document) -> Judged:
    """The faults of form and of format of a file, mended where that makes them fewer."""
    first = judged = _judged(document, document.lines)
    for _ in range(MAX_CHANGES if _light(document.lines) else 0):
        ways = (
            (way(judged) for way in (_tabbed, _untabbed, _coloned, _realigned, _in_blocks, _renamed))
            if judged.places
            else ()
        )
        if (better := next(filter(None, ways), None)) is None:
            break
        judged = better
    return judged if judged is not first and _reach(judged.lines) > len(judged.lines) else first


def _light(lines: list[str]) -> bool:
    marks = sum(1 + sum(map(text.count, ",:[{")) for text in lines)
    return 0 < sum(map(len, lines)) < MAX_SIGNS and marks < MAX_MARKS


def _braced(lines: list[str]) -> bool:
    """Whether the file is one pair of braces, as programs write it: what it says does not depend on where its lines begin."""
    return next((text for text in lines if text.strip()), "").lstrip()[:1] == "{" and not any("\t" in t for t in lines)


def _judged(document: Document, lines: list[str], told: tuple[Problem, ...] = ()) -> Judged:
    problems, faulty = schema.validate(document) if document.value else ([], set())
    return Judged(document, [*document.problems, *problems], faulty, lines, told)


def _changed(before: Judged, lines: list[str], *told: Problem) -> Judged:
    """The file read anew with these lines; what is shown of it stays what its author wrote."""
    document = reader.parse("\n".join(lines).encode("utf-8", "replace"), before.document.path)
    document.lines, document.lisible, document.attendues = before.document.lines, False, before.document.attendues
    return _judged(document, lines, (*before.told, *told))


def _better(after: Judged, before: Judged) -> bool:
    """Whether it has fewer faults, each the same as before, and no key lost in a text."""
    return _fewer(after, before) and len(after.document.cles) >= len(before.document.cles)


def _fewer(after: Judged, before: Judged) -> bool:
    known = {(p.line, p.message) for p in before.problems}
    same = all((p.line, p.message) in known for p in after.problems if p.severity == "erreur")
    return same and after.places < before.places


def _tabbed(before: Judged) -> Judged | None:
    """A long text whose lines tabulations set in."""
    return _in_blocks(before, tabbed)


def _in_blocks(before: Judged, found: Callable[[list[str]], Iterator[Diagnostic]] = out_of_blocks) -> Judged | None:
    """A long text whose lines look like keys."""
    lines = list(before.lines)
    told = [Problem(before.document.path, f.line, f.column, f.message, f.rule) for f in found(lines)]
    after = _changed(before, lines, *told) if told else None
    return after if after and after.places < before.places else None


def _untabbed(before: Judged) -> Judged | None:
    """Several lines set in by tabulations: the one width that puts them all in their places."""
    tabs = [n for n, text in enumerate(before.lines, 1) if "\t" in text[: moving.indent(text)] and text.strip()]
    found: list[Judged] = []
    for width in range(1, 9) if len(tabs) > 1 else ():
        lines = list(before.lines)
        for n in tabs:
            lines[n - 1] = (
                lines[n - 1][: moving.indent(lines[n - 1])].replace("\t", " " * width) + lines[n - 1].lstrip()
            )
        told = [_misplaced(before, moving.Move(n, n, moving.indent(lines[n - 1]))) for n in tabs]
        found += [_changed(before, lines, *told)] if _reach(lines) > len(lines) else []
    best = min(found, key=lambda after: len(after.places), default=None)
    return best if best and _better(best, before) else None


def _coloned(before: Judged) -> Judged | None:
    """A key without its colon: tried before its line is moved, which would make it the end of another text."""
    lines, near = before.lines, {p.line for p in before.problems if p.severity == "erreur"}
    reach, further = _reach(lines), None
    if reach > len(lines) and _braced(lines):
        return None
    trials = [(_reach(one.lines), one) for one in itertools.islice(coloned(lines, near), _trials(lines))]
    trials.sort(key=lambda trial: -trial[0])
    readings = 1 + sum(p.rule == "yaml-syntaxe" for p in before.problems)  # of the file, one after each fault
    for there, one in trials[: 1 + MAX_COLONED // (readings * sum(map(len, lines)))]:
        told = Problem(before.document.path, one.line, one.column, one.message, "yaml-syntaxe")
        after = _changed(before, one.lines, told)
        if _fewer(after, before):
            return after
        if there > reach and not any(_of_place(p) for p in after.problems if p.line == one.line):
            reach, further = there, after
    return further


def _realigned(before: Judged) -> Judged | None:
    """The one line, or the one group of lines, whose place explains the faults; failing that, the one that lets more be read."""
    moves = () if _braced(before.lines) else moving.moves(before.lines, _wrong(before))
    found: tuple[tuple[int, ...], Judged] | None = None
    further: list[tuple[tuple[int, int, int], moving.Move, list[str]]] = []
    for move in itertools.islice(moves, _trials(before.lines)):
        lines = moving.moved(before.lines, move)
        cost = (move.last - move.first, moving.step(lines, move))
        by = abs(move.indent - moving.indent(before.lines[move.first - 1]))
        rank = (*cost, moving.parts(before.lines, move), by)
        if found and (0, *rank) >= found[0]:
            continue
        if (reach := _reach(lines)) <= len(lines):
            further.append(((-reach, *cost), move, lines))
        elif _better(after := _changed(before, lines, _misplaced(before, move)), before) and _at_home(
            before, after, move
        ):
            found = min(filter(None, (found, ((len(after.places), *rank), after))), key=lambda one: one[0])
            if found[0][:4] == (0, 0, 0, 0):
                break
    if found or not further:
        return found[1] if found else None
    best = min(rank for rank, _, _ in further)
    if -best[0] <= _reach(before.lines):
        return None
    alike = [(move, lines) for rank, move, lines in further if rank == best][:MAX_ALIKE]
    return min((_changed(before, lines, _misplaced(before, m)) for m, lines in alike), key=lambda a: len(a.places))


def _at_home(before: Judged, after: Judged, move: moving.Move) -> bool:
    """Whether a key that is said to belong elsewhere now stands there."""
    told = [re.search(r" sous « (\w+) »", p.message) for p in before.problems if p.line == move.first]
    paths = [path for path, place in after.document.cles.items() if place.line == move.first]
    return all(any(found[1] in path for path in paths) for found in told if found)


def _trials(lines: list[str]) -> int:
    return min(MAX_TRIALS, MAX_TRIED // sum(map(len, lines)))


def _of_place(problem: Problem) -> bool:
    return any(words in problem.message for words in _OF_PLACE)


def _wrong(before: Judged) -> list[int]:
    """The lines whose fault may come from the place of one."""
    odd = moving.uneven(before.lines)
    return [p.line for p in before.problems if _out_of_place(p, before, odd=odd)]


def _out_of_place(problem: Problem, before: Judged, *, odd: bool) -> bool:
    """Whether the fault may come from the place of a line; of a key known nowhere, only where some line stands unevenly."""
    if problem.rule == "yaml-syntaxe":
        return any(words in problem.message for words in ("le retrait", "tabulation", "« : »"))
    key = before.lines[problem.line - 1][problem.column - 1 :].partition(":")[0]
    listed = " - " in problem.message  # items that follow one another in one text
    return problem.rule == "format" and (listed or ((odd or known(key)) and _of_place(problem)))


def _misplaced(before: Judged, move: moving.Move) -> Problem:
    text = before.lines[move.first - 1]
    now, path = moving.indent(text), before.document.path
    if "\t" in text[:now]:
        message = TABULATION.replace("par des espaces", f"par des espaces, et commencer à la colonne {move.indent + 1}")
    else:
        with_it = f", et décaler d’autant {_which(move)}" if move.last > move.first else ""
        message = f"le retrait de cette ligne ({now}) n’est pas le bon : « {abrege(text, 40)} » doit commencer à la colonne {move.indent + 1}{with_it}{_unless(text)}"
    return Problem(path, move.first, now + 1, message, "yaml-syntaxe")


def _unless(text: str) -> str:
    """A line without a key, moved, is the end of the text before it: it may not be what its author meant."""
    return "" if ":" in text or text.lstrip().startswith("- ") else ", si elle continue le texte de la ligne d’avant"


def _which(move: moving.Move) -> str:
    if move.last == move.first + 1:
        return f"la ligne {move.last}, qui en dépend"
    return f"les lignes {move.first + 1} à {move.last}, qui en dépendent"


def _reach(lines: list[str]) -> int:
    """The line at which the parser stops; beyond the last if it reads them all."""
    try:
        native.parse("\n".join(lines))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return mark.line + 1 if mark and mark.line < len(lines) else len(lines)
    except (yaml.YAMLError, UnicodeError):
        return 0
    return len(lines) + 1


def _renamed(before: Judged) -> Judged | None:
    """Every key under another name than its own: its fault says the right one."""
    lines, told = list(before.lines), []
    found = sorted(schema.renames(before.document), key=lambda one: before.document.cles[one[0]], reverse=True)
    for path, name in found:
        line, column = before.document.cles[path]
        fault = next((p for p in before.problems if (p.line, p.column) == (line, column)), None)
        text, key = lines[line - 1], str(path[-1])
        if fault and text[column - 1 :].startswith(key):
            lines[line - 1] = text[: column - 1] + name + text[column - 1 + len(key) :]
            told.append(fault)
    return _changed(before, lines, *told) if told else None
