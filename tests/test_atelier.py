"""Work on every core: results in order, exceptions told, nothing lost; and what the cache freezes comes back as it was."""

from __future__ import annotations

import os
import pickle
import zlib
from pathlib import Path

import pytest

from conftest import ROOT
from conventions.atelier import travail
from conventions.gele import degeler, geler
from conventions.source.registry import load
from essai import JOUR, REFERENCE, TRAME, dossier


@pytest.mark.parametrize("processus", [1, 3])
def test_results_come_in_the_order_of_the_tasks(processus: int) -> None:
    with travail(lambda n: (n, os.getpid()), range(20), processus) as results:
        found = list(results)
    assert [n for n, _ in found] == list(range(20))
    assert (os.getpid() in {pid for _, pid in found}) == (processus == 1)


@pytest.mark.parametrize("processus", [1, 3])
def test_an_exception_in_a_task_is_raised_where_its_result_is_asked_for(processus: int) -> None:
    with pytest.raises(ZeroDivisionError), travail(lambda n: 1 // (3 - n), range(6), processus) as results:
        list(results)


def partages() -> dict[str, object]:
    return {"trame": TRAME, **REFERENCE.departements}


@pytest.mark.parametrize("path", sorted((ROOT / "tests/exemple/departments").glob("*.yml")), ids=lambda p: p.stem[:3])
def test_a_file_of_the_examples_comes_back_as_it_was(path: Path) -> None:
    registry = load(path.parent, JOUR, fictif=True).registry
    made = next(d for d in registry.dossiers.values() if d.source.endswith(path.name))
    shared = {"trame": made.trame, **registry.reference.departements}
    again = degeler(geler(made, shared), shared)
    assert again == made
    assert again.departement is made.departement
    assert again.trame is made.trame
    assert again.empreinte == made.empreinte != ""


class Piege:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("false",)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"n'importe quoi",
        zlib.compress(b"n'importe quoi"),
        zlib.compress(pickle.dumps(Piege())),
        zlib.compress(pickle.dumps(print)),
        geler(dossier(), {})[:-9],
    ],
)
def test_what_was_not_kept_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="gardé"):
        degeler(data, partages())
