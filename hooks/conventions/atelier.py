"""One function over many tasks, on every core: results in the order of the tasks, whichever is done first."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

Tache = TypeVar("Tache")
Fait = TypeVar("Fait")

_travail: list[tuple[Callable[[Any], Any], Sequence[Any]]] = []
"""What the processes below share: they are copies of this one, made when it is set."""


def coeurs() -> int:
    """The processes worth starting; one where a copy of a running process cannot be had safely (anything but Linux)."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


@contextmanager
def travail(fonction: Callable[[Tache], Fait], taches: Sequence[Tache], processus: int) -> Iterator[Iterator[Fait]]:
    """The results, while the caller does something else; with one process, or nothing to do, each is made when it is asked for.

    A process sees all that was in memory when it started, and sends back only results. An exception in it is raised here.
    """
    if processus < 2 or not taches:
        yield map(fonction, taches)
        return
    from multiprocessing import get_context  # noqa: PLC0415 — slow to load, and a build that finds nearly all done does without

    _travail.append((fonction, taches))
    try:
        with get_context("fork").Pool(min(processus, len(taches))) as pool:
            yield pool.imap(_faire, range(len(taches)))
            pool.close()
            pool.join()
    finally:
        _travail.pop()


def _faire(rang: int) -> Any:  # noqa: ANN401 — whatever the function makes
    fonction, taches = _travail[-1]
    return fonction(taches[rang])
