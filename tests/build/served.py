"""`make serve` of a folder of départements, for the tests of the preview and for its picture in the guide."""

from __future__ import annotations

import itertools
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.places import ROOT, SOURCE_DATE_EPOCH

PATIENCE = 60
"""Seconds to wait for what must come: a test of the order of things, and not of their speed."""


@contextmanager
def preview_of(dossier: Path, store: Path) -> Iterator[str]:
    """The address of a preview of that folder, ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {**os.environ, "CONVENTIONS_DEPARTMENTS": str(dossier), "CONVENTIONS_STORE": str(store)}
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dirty", "--livereload", "-a", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=ROOT, env={**env, "SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH})
    base = f"http://127.0.0.1:{port}/"
    try:
        until(base, lambda text: "<title>" in text)
        yield base
        assert server.poll() is None, "le serveur s’est arrêté"
    finally:
        server.terminate()
        server.wait()


def until(url: str, seen: Callable[[str], bool], save: Callable[[], object] = lambda: None) -> None:
    """Ask for the page until it is so; `save` is done again now and then, as the server may not be watching yet."""
    end, text = time.monotonic() + PATIENCE, ""
    for attempt in itertools.count():
        if time.monotonic() > end:
            break
        if attempt % 50 == 0:
            save()
        try:
            with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
                text = answer.read().decode()
        except (urllib.error.URLError, ConnectionError):
            text = ""
        if seen(text):
            return
        time.sleep(0.1)
    raise AssertionError(text[:2000] or f"{url} ne répond pas")
