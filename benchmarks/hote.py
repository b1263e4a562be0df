"""A host that compresses, as most do, and the browser of the tests: what the measurements in a browser share."""

from __future__ import annotations

import gzip
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Playwright

from benchmarks.contenu import RACINE

SERVIS: list[int] = []
"""The size of each answer: what a page's workers ask for counts too, which the browser does not tell."""


class Compresse(SimpleHTTPRequestHandler):
    """A static host that compresses text."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = path.read_bytes()
        text = path.suffix in {".js", ".json", ".html", ".css", ".svg"}
        body = gzip.compress(body, 6) if text else body
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if text:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        SERVIS.append(len(body))

    def log_message(self, *_: object) -> None:
        """Stays silent."""


@contextmanager
def servir(dossier: Path) -> Iterator[str]:
    """The folder, on an address of this machine."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Compresse, directory=str(dossier))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def launch(playwright: Playwright) -> Browser:
    """Debian's Chromium, as the tests drive it."""
    path = subprocess.check_output(["sh", "tools/navigateur.sh"], cwd=RACINE, text=True).strip()
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--no-first-run"])
