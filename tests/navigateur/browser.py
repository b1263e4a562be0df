"""What browser tests and screenshots share: a browser, a server of files, a watch over a page."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Playwright, Request, Response, ViewportSize

from tests.places import ROOT

HOST = "127.0.0.1"
TELEPHONE: ViewportSize = {"width": 390, "height": 844}
BUREAU: ViewportSize = {"width": 1280, "height": 900}
PAPIER: tuple[ViewportSize, ViewportSize] = ({"width": 643, "height": 950}, {"width": 1009, "height": 680})
"""A4 within its margins, upright or not."""
SANS = (
    # Two pages of the browser's own that nobody sees, loaded for each window: half of what opening a page costs.
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    # Chromium keeps the last list that it is given: what playwright's own says, and that concerns our pages, is said again.
    *("HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "PaintHolding", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("MediaRouter", "LensOverlay", "AimEnabled", "OptimizationHints", "PreconnectToSearch"),
)
ARGUMENTS = [
    "--no-sandbox",  # CI runs as root, where the sandbox does not start; all pages are ours
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No other host exists for the browser: a page that needs one fails at once, without a time-out.
    f"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE {HOST}",
    "--disable-features=" + ",".join(SANS),
]


def launch(playwright: Playwright) -> Browser:
    path = subprocess.check_output(["sh", "tools/navigateur.sh"], cwd=ROOT, text=True).strip()
    return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)


class StaticFiles(SimpleHTTPRequestHandler):
    """A host of static files: a sub-path, index.html for a folder, 404.html for what is not there."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, root: Path, prefix: str) -> None:
        self.root, self.prefix = root, prefix
        super().__init__(*args, directory=str(root))  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        # Outside its sub-path the host has nothing: an absolute link that forgets the prefix is caught.
        inside = path.startswith(self.prefix)
        return super().translate_path("/" + path.removeprefix(self.prefix)) if inside else os.devnull + "/"

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self.root / "404.html"
        if code != HTTPStatus.NOT_FOUND or not self.path.startswith(self.prefix) or not page.exists():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stays silent: the tests say what went wrong."""


@contextmanager
def serve(folder: Path, prefix: str = "/") -> Iterator[str]:
    """Serves a folder under a path that starts and ends with a slash; gives its address."""
    handler = partial(StaticFiles, root=folder, prefix=prefix)
    with ThreadingHTTPServer((HOST, 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://{HOST}:{server.server_port}{prefix}"
        finally:
            server.shutdown()


class Watch:
    """Collects what no page may do: ask another host for anything, write an error, raise one."""

    def __init__(self, context: BrowserContext) -> None:
        self._faults: list[tuple[str, str]] = []
        self._not_found: set[str] = set()
        context.on("request", self._on_request)
        context.on("response", self._on_response)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self._faults.append(("", f"erreur de script : {error.error}")))

    @property
    def faults(self) -> list[str]:
        # Chromium also writes an error for a page that is meant to be "not found".
        return [fault for url, fault in self._faults if url not in self._not_found]

    def _on_request(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme in {"http", "https", "ws", "wss"} and url.hostname != HOST:
            self._faults.append(("", f"requête à un tiers : {request.url}"))

    def _on_response(self, response: Response) -> None:
        if response.status == HTTPStatus.NOT_FOUND and response.request.is_navigation_request():
            self._not_found.add(response.url)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            url = message.location["url"]
            self._faults.append((url, f"erreur dans la console : {message.text} ({url})"))
