"""What a call costs in time of processor, where bounds are held: a machine that does other things slows it, and that is no fault."""

from __future__ import annotations

import time
from collections.abc import Callable

ESSAIS = 3


def tient(seconds: float, function: Callable[[], object]) -> bool:
    """Whether it costs less than that; what is too slow is so each time."""
    return any(_cost(function) < seconds for _ in range(ESSAIS))


def _cost(function: Callable[[], object]) -> float:
    start = time.process_time()
    function()
    return time.process_time() - start
