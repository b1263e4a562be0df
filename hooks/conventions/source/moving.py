"""A line that stands too far left or right: where it might begin, and the file with it there."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from conventions.source.prescan import outside_blocks


@dataclass(frozen=True)
class Move:
    """The lines `first` to `last` (from 1) put so that the first begins after `indent` spaces."""

    first: int
    last: int
    indent: int


def moves(lines: list[str], wrong: list[int]) -> Iterator[Move]:
    """What is worth trying, the likeliest first: the lines at fault and their neighbours, then with what they hold."""
    wrong = [n for n in wrong if n <= len(lines)]  # the parser may stop beyond the last
    ends = dict.fromkeys((wrong[0], min(wrong), max(wrong))) if wrong else ()
    near = dict.fromkeys(n for line in ends for n in (line, *_around(lines, line)) if n)
    alone = [Move(n, n, place) for n in near for place in _places(lines, n)]
    alone.sort(key=lambda move: step(moved(lines, move), move))
    yield from alone
    for move in alone:
        held = range(move.first + 1, _held(lines, move.first) + 1)
        stops = [n - 1 for n in held if lines[n - 1].strip() and indent(lines[n - 1]) == move.indent and n > held[0]]
        yield from (Move(move.first, end, move.indent) for end in (*stops[:3], *held[-1:]))


def _around(lines: list[str], number: int) -> tuple[int, ...]:
    """The lines before and after; the shallowest of those that this one seems to close; and the one that seems to hold it."""
    now, inside = indent(lines[number - 1]), []
    above = _before(lines, number)
    while above and indent(lines[above - 1]) > now:
        inside.append(above)
        above = _before(lines, above)
    first = min(inside, key=lambda n: (indent(lines[n - 1]), n), default=0)
    return _before(lines, number), _after(lines, number), first, above


def _places(lines: list[str], number: int) -> list[int]:
    """Where the line might begin, the nearest first: under a neighbour, or under what holds one."""
    now, tab = indent(lines[number - 1]), "\t" in lines[number - 1][: indent(lines[number - 1])]
    above, inside = _before(lines, number), _after(lines, number)
    found = [indent(lines[inside - 1])] if inside else []
    deepest = len(lines)
    while above:
        text, here = lines[above - 1], indent(lines[above - 1])
        if here < deepest:
            found += (
                [here, here + 2] if not found or deepest == len(lines) or text.lstrip().startswith("- ") else [here]
            )
            deepest = here
        above = _before(lines, above) if deepest else 0
    near = indent(lines[_before(lines, number) - 1]) if tab and _before(lines, number) else now
    return sorted({i for i in found if tab or i != now}, key=lambda i: (abs(i - near), i))


def _held(lines: list[str], number: int) -> int:
    """The last of the lines that stand further in than this one, right after it."""
    inside = itertools.takewhile(
        lambda n: not lines[n - 1].strip() or indent(lines[n - 1]) > indent(lines[number - 1]),
        range(number + 1, len(lines) + 1),
    )
    return max((n for n in inside if lines[n - 1].strip()), default=number)


def uneven(lines: list[str]) -> bool:
    """Whether some line stands elsewhere than two columns inside what holds it, or looks like a key at the end of a text."""
    before, above = "", 0
    for number, text in outside_blocks(lines):
        deeper = indent(text) - indent(before)
        odd = before and deeper > 0 and deeper not in ({2, 4} if before.lstrip().startswith("- ") else {2})
        if odd or (number > above + 1 and lines[number - 2].rstrip().endswith(":")):
            return True
        before, above = (before, above) if text.lstrip().startswith("#") else (text, number)
    return False


def moved(lines: list[str], move: Move) -> list[str]:
    by, inside = move.indent - indent(lines[move.first - 1]), range(move.first, move.last + 1)
    return [_shifted(text, by) if n in inside and text.strip() else text for n, text in enumerate(lines, 1)]


def _shifted(text: str, by: int) -> str:
    return " " * max(indent(text) + by, 0) + text.lstrip()


def step(lines: list[str], move: Move) -> int:
    """0 where the line now stands two columns inside what holds it, as most lines do."""
    listed = lines[move.first - 1].lstrip().startswith("- ")
    above = (t for t in reversed(lines[: move.first - 1]) if t.strip() and not (listed and t.lstrip().startswith("- ")))
    parent = next((indent(t) for t in above if indent(t) < move.indent + listed), 0)
    return 0 if move.indent - parent in {2, *([0] if move.indent == 0 else [])} else 1


def parts(lines: list[str], move: Move) -> bool:
    """Whether the line, moved, stands elsewhere than right under the key before it."""
    above = _before(lines, move.first)
    return not above or len(re.match(r" *(?:- +)*", lines[above - 1])[0]) != move.indent  # type: ignore[index]


def indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _before(lines: list[str], number: int) -> int:
    """The line that stands before, those that say nothing left out; 0 if none does."""
    return next((n for n in range(number - 1, 0, -1) if lines[n - 1].strip()), 0)


def _after(lines: list[str], number: int) -> int:
    return next((n for n in range(number + 1, len(lines) + 1) if lines[n - 1].strip()), 0)
