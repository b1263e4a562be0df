"""How long a saved file takes to show in `make serve`: from the save to the page, detection included."""

from __future__ import annotations

import os
import re
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.contenu import ATELIER, RACINE, Contenu

PATIENCE = 120
"""Seconds to wait for what must come."""


def attendre(contenu: Contenu, fichier: Path, tours: int) -> float:
    """The median of the seconds, over that many saves of the file."""
    text = fichier.read_text(encoding="utf-8")
    found = re.search(r"introduction: \w+", text)
    assert found, f"{fichier} n’a pas d’introduction"
    waited = []
    with _servi(contenu) as address:
        page = f"{address}departements/{fichier.stem}/2026-2029/"
        _jusqu_a(page, "</html>")
        for tour in range(tours + 1):
            mark = f"essai{tour}x"
            fichier.write_text(text.replace(found[0], f"{found[0]} {mark}", 1), encoding="utf-8")
            start = time.perf_counter()
            _jusqu_a(page, mark)
            waited.append(time.perf_counter() - start)
            time.sleep(1)
    fichier.write_text(text, encoding="utf-8")
    return statistics.median(waited[1:])  # the first save finds a process that has done nothing twice yet


@contextmanager
def _servi(contenu: Contenu) -> Iterator[str]:
    """A preview, as `make serve` starts it; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dirty", "--livereload", "-q", "-a", f"127.0.0.1:{port}"]
    env = {**os.environ, **contenu.env, "CONVENTIONS_STORE": str(ATELIER / "store-apercu"), "NO_MKDOCS_2_WARNING": "1"}
    server = subprocess.Popen(command, cwd=RACINE, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait()


def _jusqu_a(url: str, mark: str) -> None:
    """Until the page has that mark."""
    end = time.perf_counter() + PATIENCE
    while time.perf_counter() < end:
        with suppress(OSError), urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            if mark in answer.read().decode():
                return
        time.sleep(0.05)
    sys.exit(f"{url} n’a jamais montré « {mark} »")
