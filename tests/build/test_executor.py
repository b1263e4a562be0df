"""The work on a département is a task that any executor can do: the same bytes, wherever it is done."""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from distributed import LocalCluster

from conventions.build import executor
from conventions.build.executor import Serial
from conventions.build.folder import Folder
from conventions.build.store import Store
from conventions.build.work import Frame, Fresh, make_departments
from conventions.render.structured import StructuredData
from conventions.source.registry import Context, load_context
from tests.build.project import built, copy_project, differences
from tests.places import EXEMPLE, JOUR

CODES = ["69", "64", "68", "05"]
FRAME = Frame(StructuredData(JOUR, "Essai"), "", "commun")


@pytest.fixture(scope="module")
def context() -> Context:
    return load_context(EXEMPLE, JOUR, fictif=True)


@pytest.fixture(scope="module")
def folder(context: Context) -> Folder:
    return Folder(context, Store(None, "commun"))


def made(folder: Folder, workers: Executor) -> list[Fresh]:
    futures = [
        workers.submit(make_departments, folder.context, FRAME, folder.sharing, [folder.lot(code)]) for code in CODES
    ]
    return [fresh for future in futures for fresh in future.result()]


@pytest.fixture(scope="module")
def expected(folder: Folder) -> list[Fresh]:
    return made(folder, Serial())


def test_a_task_is_small_and_picklable(folder: Folder, expected: list[Fresh]) -> None:
    task = pickle.dumps((folder.context, FRAME, folder.sharing, [folder.lot("69")]))
    assert len(task) < 2_000_000
    assert make_departments(*pickle.loads(task)) == expected[:1]


def test_threads_give_the_same(folder: Folder, expected: list[Fresh]) -> None:
    with ThreadPoolExecutor(2) as workers:
        assert made(folder, workers) == expected


def test_processes_that_share_nothing_give_the_same(folder: Folder, expected: list[Fresh]) -> None:
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as workers:
        assert made(folder, workers) == expected


def test_an_error_is_raised_to_who_asks_for_the_result() -> None:
    with pytest.raises(ZeroDivisionError):
        Serial().submit(lambda: 1 / 0).result()


@contextmanager
def scheduler() -> Iterator[str]:
    """A Dask scheduler with one worker, on this machine."""
    with LocalCluster(  # type: ignore[no-untyped-call]
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as cluster:
        yield cluster.scheduler_address


@pytest.mark.lent
def test_dask_gives_the_same(folder: Folder, expected: list[Fresh]) -> None:
    with scheduler() as address, executor.opened(address, 100) as workers:
        assert made(folder, workers) == expected


@pytest.mark.lent
def test_a_site_built_through_a_scheduler_is_the_same(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "projet")
    here = built(project, tmp_path / "ici")
    with scheduler() as address:
        there = built(project, tmp_path / "ailleurs", CONVENTIONS_SCHEDULER=address, PYTHONPATH=str(project / "hooks"))
    assert differences(here, there) == []


def test_few_tasks_are_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executor, "cores", lambda: 4)
    monkeypatch.setattr("threading.active_count", lambda: 1)  # other tests leave threads
    with executor.opened("", executor.FEW) as workers:
        assert isinstance(workers, Serial)
    with executor.opened("", executor.FEW + 1) as workers:
        assert isinstance(workers, ProcessPoolExecutor)


def test_nothing_of_another_departement_goes_with_a_task(folder: Folder) -> None:
    """Its own dossiers, and those of the one that carries its convention."""
    assert {d.code for code in CODES for d in folder.lot(code).current} == {"69", "64", "67", "68"}
    assert [d.code for d in folder.lot("69").current] == ["69"]
    assert [d.code for d in folder.lot("68").current] == ["68", "67"]
