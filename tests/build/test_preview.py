"""`make serve`: a saved file shows, its faults show at the top of each page, and the server outlives them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from watchdog.events import FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

import site_hook
from conventions.build import preview
from conventions.model.problem import Problem
from conventions.render.kinds import pages_of_department
from tests.build.served import preview_of, until
from tests.helpers import composee
from tests.places import EXEMPLE, ROOT

PAGE = b"<body><header>Site</header><main>Texte</main></body>"
FAUTE = Problem("departments/69-rhone.yml", 3, 1, "une faute", "format")
ENGAGEMENT = ROOT / "tests/check/hostiles/apercu-engagement-obj.yml"
"""A file from a trial of the site, which stopped its preview."""


def served(kind: str, page: bytes) -> bytes:
    """What the preview makes of an answer."""
    told: dict[str, str] = {}

    def app(_: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        start("200 OK", [("Content-Type", kind), ("Content-Length", str(len(page)))])
        return [page]

    body = b"".join(preview.telling(app)({}, lambda _, headers: told.update(headers)))
    assert told["Content-Length"] == str(len(body))
    return body


@pytest.fixture
def fautes() -> Iterator[list[Problem]]:
    yield preview.faults
    preview.faults.clear()


class _Server:
    """What MkDocs's has of it, with the observer that it would have."""

    def __init__(self) -> None:
        self.observer = PollingObserver(timeout=0.5)

    def watch(self, path: str) -> None:
        self.observer.schedule(FileSystemEventHandler(), path)

    def get_app(self) -> None:
        """None yet."""


def test_the_files_of_the_departements_are_looked_at_more_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENTIONS_DEPARTMENTS", str(EXEMPLE))
    server: Any = _Server()
    config: Any = SimpleNamespace(config_file_path=str(ROOT / "mkdocs.yml"), site_url="")
    site_hook.on_serve(server, config=config, builder=None)
    server.watch(str(ROOT / "overrides"))
    pace = {Path(emitter.watch.path).name: emitter.timeout for emitter in server.observer.emitters}
    assert pace == {EXEMPLE.name: site_hook.SOON, "overrides": 0.5}


def test_without_a_fault_nothing_is_added(fautes: list[Problem]) -> None:
    assert not fautes
    assert served("text/html", PAGE) == PAGE


def test_faults_are_told_after_the_header_and_escaped(fautes: list[Problem]) -> None:
    fautes.append(Problem("departments/69-rhone.yml", 3, 1, "« <script> » n’est pas admis", "html"))
    text = served("text/html; charset=utf-8", PAGE).decode()
    assert text.index("</header>") < text.index('class="fautes"') < text.index("<main>")
    assert "1\u00a0faute à corriger" in text
    assert "&lt;script&gt;" in text
    assert '<a href="/contribuer/regles/#html">aide</a>' in text


def test_a_page_without_a_header_tells_them_too(fautes: list[Problem]) -> None:
    fautes += [FAUTE, FAUTE]
    assert "2\u00a0fautes à corriger" in served("text/html", b"<body>Introuvable</body>").decode()


def test_what_is_no_page_is_served_as_it_is(fautes: list[Problem]) -> None:
    fautes.append(FAUTE)
    assert served("application/json", b"{}") == b"{}"


@pytest.mark.parametrize("engagement", ["obj", "obj-", "obj-1-", "obj-1-zz", "obj-x-a", "-", "1", "[a]"])
def test_an_engagement_that_is_none_is_set_aside(engagement: str) -> None:
    """A preview shows the pages of a faulty file: the action is there, the fault is told at its line."""
    source = ENGAGEMENT.read_text(encoding="utf-8").replace(
        "intitule: x, engagement: obj}", f"intitule: Xénon, engagement: {engagement}}}"
    )
    seen, problems = composee(source, "69")
    assert {p.line for p in problems if p.severity == "erreur"} == {13}
    assert any("Xénon" in page.markdown for page in pages_of_department(seen, seen.fiches["69"]))


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    folder = tmp_path / "donnees"
    folder.mkdir()
    for code in ("67-bas-rhin", "68-haut-rhin"):
        shutil.copy(EXEMPLE / f"{code}.yml", folder)
    shutil.copytree(EXEMPLE / "pieces", folder / "pieces")
    return folder


@pytest.fixture
def adresse(dossier: Path, tmp_path: Path) -> Iterator[str]:
    with preview_of(dossier, tmp_path / "store") as base:
        yield base


@pytest.mark.lent
def test_a_saved_file_shows_and_a_fault_does_not_stop_the_server(dossier: Path, adresse: str) -> None:
    path, page = dossier / "67-bas-rhin.yml", f"{adresse}departements/67-bas-rhin/2026-2029/"
    right = path.read_text(encoding="utf-8")

    def save(text: str) -> Callable[[], object]:
        return lambda: path.write_text(text, encoding="utf-8")

    until(page, lambda text: "À la suite de" in text, save(right.replace("Dans le prolongement de", "À la suite de")))
    wrong = save(right.replace("\ntrame:", "\ntrme:"))
    until(adresse, lambda text: 'class="fautes"' in text and "« trme » est inconnue" in text, wrong)
    until(page, lambda text: "Dans le prolongement" in text and 'class="fautes"' not in text, save(right))
    shutil.copy(ENGAGEMENT, dossier / "69-rhone.yml")
    until(f"{adresse}departements/69-rhone/", lambda text: "« obj »" in text and "69-rhone.yml:13" in text)
