"""Fixtures of the browser tests: one browser for each worker, a server, pages that are watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.conftest import build_once, shared_folder
from tests.navigateur.browser import Watch, launch, serve

HERE = Path(__file__).parent
expect.set_options(timeout=20_000)  # a busy machine is slow, and that is no fault of the page


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("navigateur")


@pytest.fixture(scope="session")
def navigateur() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def servir() -> Iterator[Callable[..., str]]:
    """Serves a folder, under a sub-path if one is given (`servir(site, "/a/b/")`); gives its address."""
    with ExitStack() as stack:
        yield cache(lambda folder, prefix="/": stack.enter_context(serve(folder, prefix)))


@pytest.fixture
def ouvrir(navigateur: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a page (`ouvrir(color_scheme="dark")`); the test fails if the page does what none may do."""
    watches = []
    with ExitStack() as stack:

        def open_page(**options: Any) -> Page:  # noqa: ANN401 (playwright's own options)
            context = stack.enter_context(navigateur.new_context(locale="fr-FR", **options))
            watches.append(Watch(context))
            return context.new_page()

        yield open_page
    faults = [fault for watch in watches for fault in watch.faults]
    assert not faults, "\n".join(faults)


def build_samples(factory: pytest.TempPathFactory, name: str, **env: str) -> Path:
    """A site without a convention, with the page of samples, which is not published."""
    none = shared_folder(factory) / "aucune-convention"
    none.mkdir(exist_ok=True)
    return build_once(name, factory, none, config="mkdocs.projet.yml", **env)


@pytest.fixture(scope="session")
def site_des_composants(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_samples(tmp_path_factory, "site_composants")


@pytest.fixture
def limite() -> int:
    """What a first view may weigh."""
    return 90_000


@pytest.fixture
def page(ouvrir: Callable[..., Page]) -> Page:
    return ouvrir()
