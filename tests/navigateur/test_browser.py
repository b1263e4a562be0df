"""The watch sees what no page may do, and the server does what a host does: the other tests rest on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.navigateur.browser import Watch


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    (tmp_path / "sous").mkdir()
    (tmp_path / "sous/index.html").write_text(
        "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>Sous</title>"
    )
    (tmp_path / "404.html").write_text(
        "<!doctype html><meta charset=utf-8><link rel=icon href=data:,><title>Introuvable</title>"
    )
    return tmp_path


@pytest.mark.parametrize(
    ("fragment", "faute"),
    [
        ("<img src='https://exemple.test/a.png' alt=''>", "requête à un tiers : https://exemple.test/a.png"),
        ("<script>console.error('oups')</script>", "erreur dans la console : oups"),
        ("<script>throw new Error('raté')</script>", "erreur de script : raté"),
        ("<script src=absent.js></script>", "erreur dans la console : Failed to load resource"),
    ],
)
def test_what_no_page_may_do_is_seen(
    navigateur: Browser, servir: Callable[..., str], dossier: Path, fragment: str, faute: str
) -> None:
    (dossier / "index.html").write_text(f"<!doctype html><meta charset=utf-8><link rel=icon href=data:,>{fragment}")
    with navigateur.new_context() as context:
        watch = Watch(context)
        page = context.new_page()
        page.goto(servir(dossier), wait_until="networkidle")
        assert any(fault.startswith(faute) for fault in watch.faults), watch.faults


def test_a_sub_path_serves_its_folder_and_its_own_404(page: Page, servir: Callable[..., str], dossier: Path) -> None:
    adresse = servir(dossier, "/a/b/")
    reponse = page.goto(f"{adresse}sous")
    assert reponse is not None
    assert (reponse.status, page.url, page.title()) == (200, f"{adresse}sous/", "Sous")
    reponse = page.goto(f"{adresse}absent/")
    assert reponse is not None
    assert (reponse.status, page.title()) == (404, "Introuvable")


def test_nothing_is_served_outside_the_sub_path(page: Page, servir: Callable[..., str], dossier: Path) -> None:
    reponse = page.request.get(servir(dossier, "/a/b/").replace("/a/b/", "/sous/"))
    assert reponse.status == 404
    assert "Introuvable" not in reponse.text()
