"""One file through the whole pass: read, judged, composed, every page and file of its département made. And what that costs."""

from __future__ import annotations

import gc
import math
import os
import pickle
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from conventions import check
from conventions.build.work import Frame, Fresh, Lot, make_data, make_departments, make_kind
from conventions.export.registry import EXPORTERS
from conventions.model.problem import PROGRAMME
from conventions.render.kinds import kinds_of_all
from conventions.render.structured import StructuredData
from conventions.source.registry import Context, load_context
from tests.cout import ESSAIS, corrige, lenteur
from tests.places import EXEMPLE, JOUR

T = TypeVar("T")
FRAME = Frame(StructuredData(JOUR, "", ""), "", "essai")


@dataclass(frozen=True)
class Fait:
    """How many errors were told of the file, and the bugs that it has awoken."""

    erreurs: int
    bogues: tuple[str, ...]


@cache
def contexte() -> Context:
    return load_context(EXEMPLE, JOUR, fictif=True)


def faire(nom: str, data: bytes, *, tout: bool = False, ou: Context | None = None) -> Fait:
    """The file of that name, in the folder of the examples or there; `tout`: the pages of all too, from what it brings them."""
    context = ou or contexte()
    source = context.read(nom, data)
    problems = check.judge(source, context.registry([]), context.folder).problems
    assert source.dossier or problems, "ni faute ni département"
    bugs = [p.message for p in problems if p.rule == PROGRAMME]
    code = source.dossier.code if source.dossier else "69"
    current = (source.dossier,) if source.dossier and source.dossier.periode else ()
    made = make_departments(context, FRAME, {}, [Lot(code, current, ())])[0]
    shared = [made, *(communes(code, made) if tout else ())]
    errors = sum(p.severity == "erreur" for p in problems)
    return Fait(errors, tuple(filter(None, [*bugs, *(fresh.bug for fresh in shared)])))


def communes(code: str, made: Fresh) -> Iterator[Fresh]:
    """What the pages of all become, when that département brings this and the others nothing."""
    context, parts = contexte(), {name: dict(found) for name, found in sans_fichier().items()}
    for name, part in made.output.parts.items():
        parts.setdefault(name, {})[code] = part
    for rank, kind in enumerate(kinds_of_all(context.trames.values())):
        yield make_kind(context, FRAME, rank, {name: parts.get(name, {}) for name in kind.reads})
    for rank, exporter in enumerate(EXPORTERS):
        yield make_data(context, FRAME, rank, {name: parts.get(name, {}) for name in exporter.reads})


@cache
def sans_fichier() -> dict[str, dict[str, bytes]]:
    """What each département brings that has no file."""
    found: dict[str, dict[str, bytes]] = {}
    for code in contexte().reference.departements:
        for name, part in make_departments(contexte(), FRAME, {}, [Lot(code, (), ())])[0].output.parts.items():
            found.setdefault(name, {})[code] = part
    return found


def mesurer(function: Callable[[], T], secondes: float = math.inf) -> tuple[T, float, float]:
    """The result, the seconds of processor, and the megabytes that it took beyond what was there.

    Once more, then once again, if it took longer than it may: a machine that does other things is no fault of the file.
    """
    tries = (_a_part(function) for _ in range(ESSAIS))
    made = next(tries)
    while made[1] >= secondes and (again := next(tries, None)):
        made = again
    return made


def _a_part(function: Callable[[], T]) -> tuple[T, float, float]:
    """In a process of its own."""
    here, there = os.pipe()
    if (child := os.fork()) == 0:
        with os.fdopen(there, "wb") as out:
            out.write(pickle.dumps(_mesure(function)))
        os._exit(0)
    os.close(there)
    with os.fdopen(here, "rb") as answer:
        data = answer.read()
    os.waitpid(child, 0)
    result: tuple[T, float, float] = pickle.loads(data)
    return result


def _mesure(function: Callable[[], T]) -> tuple[T, float, float]:
    gc.freeze()  # what the tests hold is not gone through again and again: it is no cost of the file
    slow = lenteur()
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    result = function()
    seconds, taken = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    return result, corrige(seconds, slow, lenteur()), taken / 1024
