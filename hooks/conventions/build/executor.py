"""Who does the work: the processes of this machine, or any `concurrent.futures.Executor` that one gives."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

Piece = TypeVar("Piece")
Made = TypeVar("Made")
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
def opened(scheduler: str, tasks: int, *, helped: bool = False) -> Iterator[Executor]:
    """The executor for that many tasks: of the Dask scheduler at that address, else a copy of this process on each core.

    Who asks and works too (`helped`) keeps a core. A copy of a process has none of its threads: one that has some (a preview) does the work itself.
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

        copies = min(cores() - helped, tasks)
        with ProcessPoolExecutor(copies, initializer=_end_with_parent, initargs=(os.getpid(),)) as pool:
            try:
                yield pool
            except BaseException:  # a pool that a signal stopped half started would wait for its workers for ever
                for worker in multiprocessing.active_children():
                    worker.kill()
                raise


def shared_out(
    scheduler: str, tasks: int, work: Callable[[Piece], Made], pieces: Sequence[Piece]
) -> Generator[tuple[Piece, Made], None, None]:
    """Each piece with what the work gives of it, as they come: to be closed by who stops asking.

    The first is made before the process is copied: what it loads, compiles and keeps, the copies then have. What no copy
    is about to take is made here, the last first; a cluster is left to itself. Nothing is taken back from a copy: a pool
    that is stopped after that never ends (CPython 3.11).
    """
    begun = deque((one, Serial().submit(work, one)) for one in pieces[:1])
    waiting = deque(pieces[1:])
    ahead = len(pieces) if scheduler else 2 * max(1, cores() - 1)
    with opened(scheduler, tasks, helped=True) as executor:
        while waiting or begun:
            while waiting and len(begun) < ahead:  # what is made waits in memory
                piece = waiting.popleft()
                begun.append((piece, executor.submit(work, piece)))
            if begun and (begun[0][1].done() or not waiting):
                piece, future = begun.popleft()  # one that is kept would keep its result
                yield piece, future.result()
            else:
                piece = waiting.pop()
                yield piece, work(piece)


def _end_with_parent(parent: int) -> None:
    """A worker whose parent was killed would wait for work for ever (Linux); it may be dead before this is asked."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def cores() -> int:
    """The processes worth starting; one where a copy of a running process cannot be had safely (anything but Linux)."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
