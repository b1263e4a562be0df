"""What a call costs in time of processor, where bounds are held: a machine that does other things slows it, and that is no fault."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

ESSAIS = 5
REFERENCE = 0.0195
"""Seconds that `_ordinaire` takes on the machine of the measures, when it does nothing else."""
_MOT = re.compile(r"[a-z]+(?:-[a-z]+)?")


def tient(seconds: float, function: Callable[[], object]) -> bool:
    """Whether it costs less than that; what is too slow is so each time."""
    return any(_cost(function) < seconds for _ in range(ESSAIS))


def corrige(seconds: float, *autour: float) -> float:
    """What that would have been on the machine of the measures, by how slow this one was around it, now if nothing is said.

    Two cores that others use take twice the time for the same.
    """
    slowness = autour or (lenteur(),)
    return seconds / max(1.0, sum(slowness) / len(slowness))


def lenteur() -> float:
    """How many times as long as on the machine of the measures some ordinary work takes now."""
    return sum(_ordinaire() for _ in range(3)) / 3 / REFERENCE


def _cost(function: Callable[[], object]) -> float:
    before, start = lenteur(), time.process_time()
    function()
    seconds = time.process_time() - start
    return corrige(seconds, before, lenteur())


def _ordinaire() -> float:
    """Seconds of some ordinary work, always the same: words cut, counted, sorted; a little arithmetic."""
    start = time.process_time()
    text = "".join(f"clause-{n} du {n % 30} " for n in range(3_000))
    found: dict[str, int] = {}
    for word in _MOT.findall(text):
        found[word] = found.get(word, 0) + 1
    sum(n * n % 7 for n in range(200_000))
    sorted(text.split(), key=str.upper)
    return time.process_time() - start
