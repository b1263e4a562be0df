"""Who does the work: the processes of this machine, or any `concurrent.futures.Executor` that one gives."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from typing import Any

FEW = 8
"""So few pieces of work are sooner done here than in copies of the process."""


class Serial(Executor):
    """Each piece of work at once, in this process."""

    def submit(self, function: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:  # noqa: ANN401 — anything
        """Do it."""
        done: Future[Any] = Future()
        try:
            done.set_result(function(*given, **named))
        except Exception as error:  # noqa: BLE001 — it is raised to who asks for the result
            done.set_exception(error)
        return done


@contextmanager
def opened(scheduler: str, tasks: int) -> Iterator[Executor]:
    """The executor for that many tasks: of the Dask scheduler at that address, else a copy of this process on each other core.

    A copy of a process has none of its threads: one that has some (a preview) does the work itself.
    """
    if scheduler:
        from distributed import Client  # noqa: PLC0415 — the optional « grappe »

        with Client(scheduler) as client:  # type: ignore[no-untyped-call]
            yield client.get_executor()
    elif cores() < 2 or tasks <= FEW or threading.active_count() > 1:
        yield Serial()
    else:
        # A build that starts no process does not load what starts them.
        import multiprocessing  # noqa: PLC0415
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

        with ProcessPoolExecutor(
            min(cores() - 1, tasks), initializer=_end_with_parent, initargs=(os.getpid(),)
        ) as pool:
            try:
                yield pool
            except BaseException:  # a pool that a signal stopped half started would wait for its workers for ever
                for worker in multiprocessing.active_children():
                    worker.kill()
                raise


def _end_with_parent(parent: int) -> None:
    """A worker whose parent was killed would wait for work for ever (Linux); it may be dead before this is asked."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def cores() -> int:
    """The processes worth starting; one where a copy of a running process cannot be had safely (anything but Linux)."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
