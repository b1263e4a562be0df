"""A command → what it costs: seconds, processor, memory at its peak."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Mesure:
    """One run."""

    secondes: float
    processeur: float
    """Seconds of processor, all cores together."""
    memoire: int
    """Peak of resident memory, in bytes."""


@dataclass
class Serie:
    """The runs of one contestant, and what it wrote."""

    nom: str
    mesures: list[Mesure] = field(default_factory=list)
    pages: int = 0
    octets: int = 0

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
    """A contestant: its command, where it writes, and what happens before each run, outside of the measurement."""

    nom: str
    commande: Sequence[str]
    dossier: Path
    site: Path
    env: Mapping[str, str] = field(default_factory=dict)
    avant: Callable[[], None] = lambda: None


def lancer(concurrent: Concurrent) -> Mesure:
    """Run once, in a process of its own; a failure stops the benchmark and shows what the command said."""
    concurrent.avant()
    start = time.perf_counter()
    process = subprocess.Popen(
        concurrent.commande,
        cwd=concurrent.dossier,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **concurrent.env},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{concurrent.nom} a échoué :\n{said.decode(errors='replace')[-4000:]}")
    return Mesure(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


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
        series[concurrent.nom].pages, series[concurrent.nom].octets = poids(concurrent.site)
    return series


def poids(site: Path) -> tuple[int, int]:
    """How many pages a site has, and its bytes."""
    files = [path for path in site.rglob("*") if path.is_file()]
    return sum(path.suffix == ".html" for path in files), sum(path.stat().st_size for path in files)
