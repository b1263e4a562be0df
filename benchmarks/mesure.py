"""A command → what it costs: seconds, processor, memory at its peak."""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Mesure:
    """One run."""

    secondes: float
    processeur: float
    """Seconds of processor, all cores together."""
    memoire: int
    """Peak of resident memory, in bytes, of the process and its copies together; what they share counts once."""


@dataclass
class Serie:
    """The runs of one contestant, and what it wrote."""

    nom: str
    mesures: list[Mesure] = field(default_factory=list)
    pages: int = 0
    octets: int = 0
    plus_grande: tuple[str, int] = ("", 0)
    """The heaviest page: its address, its bytes."""
    annuaire: int = 0
    """The bytes of the search's directory, which every search reads; 0 where there is none."""

    @property
    def mediane(self) -> float:
        """The median of the seconds."""
        return statistics.median(m.secondes for m in self.mesures)

    @property
    def bornes(self) -> tuple[float, float]:
        """The quickest and the slowest run."""
        seconds = [m.secondes for m in self.mesures]
        return min(seconds), max(seconds)

    @property
    def processeur(self) -> float:
        """The median of the processor's seconds."""
        return statistics.median(m.processeur for m in self.mesures)

    @property
    def memoire(self) -> int:
        """The highest peak."""
        return max(m.memoire for m in self.mesures)


@dataclass(frozen=True)
class Concurrent:
    """A contestant: its command, where it writes, and what happens before each run, outside of the measurement.

    It finds no earlier site, as in CI, unless it is `tiede`: then it finds its own.
    """

    nom: str
    commande: Sequence[str]
    dossier: Path
    site: Path
    env: Mapping[str, str] = field(default_factory=dict)
    avant: Callable[[], None] = lambda: None
    tiede: bool = False


def environnement(concurrent: Concurrent) -> dict[str, str]:
    """That of this process, and its own. Python may keep its compiled modules, as on any machine: each program finds its own."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", **concurrent.env}


def lancer(concurrent: Concurrent) -> Mesure:
    """Run once, in a process of its own; a failure stops the benchmark and shows what the command said."""
    concurrent.avant()
    if not concurrent.tiede:
        shutil.rmtree(concurrent.site, ignore_errors=True)
    start = time.perf_counter()
    process = subprocess.Popen(
        concurrent.commande,
        cwd=concurrent.dossier,
        env=environnement(concurrent),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    memory = Memoire(process.pid)
    memory.start()
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{concurrent.nom} a échoué :\n{said.decode(errors='replace')[-4000:]}")
    return Mesure(seconds, used.ru_utime + used.ru_stime, max(used.ru_maxrss * 1024, memory.peak()))


class Memoire(threading.Thread):
    """Looks now and then at what a process and its descendants hold."""

    TOUTES_LES = 0.25  # seconds

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self._peak, self._over = pid, 0, threading.Event()

    def run(self) -> None:
        while not self._over.wait(self.TOUTES_LES):
            self._peak = max(self._peak, sum(_held(pid) for pid in _family(self.pid)))

    def peak(self) -> int:
        """The most that was seen, in bytes."""
        self._over.set()
        self.join()
        return self._peak


def _family(pid: int) -> Iterator[int]:
    yield pid
    with suppress(OSError):
        for path in Path(f"/proc/{pid}/task").iterdir():
            for child in (path / "children").read_text().split():
                yield from _family(int(child))


def _held(pid: int) -> int:
    """The proportional share of memory, in bytes; 0 for a process that has just ended."""
    with suppress(OSError):
        found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
        return int(found[1]) * 1024 if found else 0
    return 0


def comparer(concurrents: Sequence[Concurrent], tours: int) -> dict[str, Serie]:
    """Each contestant in turn, `tours` times, so that a noisy moment of the machine touches them all; a first turn is not counted."""
    series = {c.nom: Serie(c.nom) for c in concurrents}
    for tour in range(tours + 1):
        for concurrent in concurrents:
            mesure = lancer(concurrent)
            if tour:
                series[concurrent.nom].mesures.append(mesure)
                print(f"  {tour}/{tours} {concurrent.nom} : {mesure.secondes:.2f} s", flush=True)
    for concurrent in concurrents:
        peser(series[concurrent.nom], concurrent.site)
    return series


def peser(serie: Serie, site: Path) -> None:
    """How many pages the site has, its bytes, and what grows with the number of départements."""
    files = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
    pages = [path for path in files if path.suffix == ".html"]
    largest = max(pages, key=lambda path: files[path])
    serie.pages, serie.octets = len(pages), sum(files.values())
    serie.plus_grande = (f"/{largest.parent.relative_to(site).as_posix()}/", files[largest])
    serie.annuaire = files.get(site / "recherche/annuaire.json", 0)
