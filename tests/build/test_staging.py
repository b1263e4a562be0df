"""The site is built aside: what has not changed is not touched, what is stale goes, and a build that fails changes nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from conventions.build.staging import Staging, State
from conventions.build.store import digest


def build(
    site: Path, files: dict[str, str], known: dict[str, State] | None = None
) -> tuple[dict[str, State], list[str]]:
    """Build these files; gives what is known of them, and those that were written."""
    staging, made = Staging(site), dict[str, str]()
    staging.know(known)
    for uri, text in files.items():
        name = digest(text.encode())
        if staging.keeps(uri, name):
            staging.keep(uri, name)
        else:
            path = staging.folder / uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            made[uri] = name
    staging.link()
    states = staging.states(made)
    staging.swap()
    return states, list(made)


def content(site: Path) -> dict[str, str]:
    return {p.relative_to(site).as_posix(): p.read_text(encoding="utf-8") for p in site.rglob("*") if p.is_file()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def elsewhere(site: Path) -> str:
    """What another process that would build there is told."""
    code = (
        "import sys; from pathlib import Path; from conventions.build.staging import Busy, Staging\n"
        "try: Staging(Path(sys.argv[1])).abandon()\n"
        "except Busy: print('Busy')\n"
    )
    return subprocess.run(
        [sys.executable, "-c", code, str(site)], check=True, capture_output=True, text=True
    ).stdout.strip()


DEUX = {"index.html": "accueil", "a/b/index.html": "page"}


def test_a_second_build_writes_only_what_changed(site: Path) -> None:
    known, written = build(site, DEUX)
    assert written == list(DEUX)
    before = (site / "index.html").stat().st_mtime_ns
    changed = {**DEUX, "a/b/index.html": "autre"}
    _, written = build(site, changed, known)
    assert written == ["a/b/index.html"]
    assert content(site) == changed
    assert (site / "index.html").stat().st_mtime_ns == before


def aside(site: Path) -> list[str]:
    return sorted(p.relative_to(site.parent).as_posix() for p in site.parent.glob(".site.staging/*"))


def test_only_a_dirty_build_leaves_something_aside(site: Path) -> None:
    known, _ = build(site, DEUX)
    assert [p.name for p in site.parent.iterdir()] == ["site"]
    build(site, DEUX, known)
    assert aside(site) == [".site.staging/spare"]
    build(site, DEUX)
    assert [p.name for p in site.parent.iterdir()] == ["site"]


def test_whatever_became_of_the_spare_the_next_site_is_right(site: Path) -> None:
    pages = {f"{name}/index.html": name for name in ("a", "b", "c", "d")}
    known, _ = build(site, pages)
    known, _ = build(site, {**pages, "a/index.html": "deux"}, known)
    spare = site.parent / ".site.staging/spare"
    assert (spare / "a/index.html").read_text(encoding="utf-8") == "a", "le site d’avant"
    shared = (spare / "b/index.html").stat().st_ino
    (spare / "c/index.html").unlink()
    (spare / "c/index.html").mkdir()
    (spare / "d/index.html").unlink()
    (spare / "d").rmdir()
    (spare / "d").symlink_to(site / "a")
    (spare / "vide/vide").mkdir(parents=True)
    (spare / "intrus.html").write_text("intrus", encoding="utf-8")
    changed = {**pages, "a/index.html": "trois", "e/index.html": "e"}
    _, written = build(site, changed, known)
    assert written == ["a/index.html", "e/index.html"]
    assert content(site) == changed
    assert sorted(p.name for p in site.iterdir()) == ["a", "b", "c", "d", "e"]
    assert (site / "b/index.html").stat().st_ino == shared
    assert content(spare) == {**pages, "a/index.html": "deux"}, "l’ancien site garde chaque octet"


def test_a_build_that_fails_with_a_spare_changes_nothing(site: Path) -> None:
    known, _ = build(site, DEUX)
    known, _ = build(site, DEUX, known)
    staging = Staging(site)
    staging.know(known)
    staging.keep("a/b/index.html", known["a/b/index.html"][0])
    (staging.folder / "index.html").write_text("nouvel accueil", encoding="utf-8")
    staging.link()
    staging.abandon()
    assert content(site) == DEUX
    build(site, DEUX, known)
    assert content(site) == DEUX


@pytest.mark.parametrize("text", ["accueil changé à la main", "ACCUEIL"])
def test_a_file_that_somebody_touched_is_written_again(site: Path, text: str) -> None:
    known, _ = build(site, DEUX)
    (site / "index.html").write_text(text, encoding="utf-8")
    _, written = build(site, DEUX, known)
    assert written == ["index.html"]
    assert content(site) == DEUX


def test_a_file_that_somebody_deleted_is_written_again(site: Path) -> None:
    known, _ = build(site, DEUX)
    (site / "a/b/index.html").unlink()
    build(site, DEUX, known)
    assert content(site) == DEUX


def test_what_is_no_longer_published_goes_with_its_folder(site: Path) -> None:
    known, _ = build(site, {**DEUX, "c/d/index.html": "vieille page"})
    (site / "index.html.gz").write_text("copie compressée", encoding="utf-8")
    (site / "lien").symlink_to(site / "index.html")
    (site / "vide/vide").mkdir(parents=True)
    build(site, DEUX, known)
    assert content(site) == DEUX
    assert sorted(p.name for p in site.iterdir()) == ["a", "index.html"]


def test_hidden_names_at_the_top_are_not_the_site_s(site: Path) -> None:
    (site / ".git").mkdir(parents=True)
    (site / ".git/HEAD").write_text("ref", encoding="utf-8")
    for _ in range(2):
        build(site, DEUX)
        assert (site / ".git/HEAD").read_text(encoding="utf-8") == "ref"


def test_a_folder_takes_the_place_of_a_file_and_a_file_that_of_a_folder(site: Path) -> None:
    known, _ = build(site, {"a": "fichier", "b/index.html": "page"})
    swapped = {"a/index.html": "page", "b": "fichier"}
    build(site, swapped, known)
    assert content(site) == swapped


def test_until_the_end_the_earlier_site_keeps_every_byte(site: Path) -> None:
    known, _ = build(site, DEUX)
    staging = Staging(site)
    staging.know(known)
    staging.keep("a/b/index.html", known["a/b/index.html"][0])
    for name, text in (("index.html", "nouvel accueil"), ("a/b/index.html", "écrite par un module")):
        (staging.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (staging.folder / name).write_text(text, encoding="utf-8")
    staging.link()
    assert "a/b/index.html" not in staging.states({}), "ce qu’un autre a écrit ne compte pas comme gardé"
    assert content(site) == DEUX
    staging.abandon()
    assert content(site) == DEUX
    assert [p.name for p in site.parent.iterdir()] == ["site"]


def test_what_a_killed_build_left_is_not_published_nor_lost(site: Path) -> None:
    """Killed between the exchange and its last step: what stands aside is the earlier site, with its hidden names."""
    known, _ = build(site, DEUX)
    left = site.parent / ".site.staging/new"
    (left / ".git").mkdir(parents=True)
    (left / ".git/HEAD").write_text("ref", encoding="utf-8")
    (left / "intrus.html").write_text("laissé par une construction interrompue", encoding="utf-8")
    build(site, DEUX, known)
    assert content(site) == {**DEUX, ".git/HEAD": "ref"}


def test_a_second_build_of_one_site_is_refused_until_the_first_has_ended(site: Path) -> None:
    first = Staging(site)
    assert elsewhere(site) == "Busy"
    first.abandon()
    assert elsewhere(site) == ""
    build(site, DEUX)
    assert content(site) == DEUX


def test_killed_between_two_renames_the_earlier_site_comes_back(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the two cannot be exchanged in one step."""
    build(site, {**DEUX, ".nojekyll": ""})
    site.rename(site.parent / "ancien")
    (site.parent / ".site.staging").mkdir()
    (site.parent / "ancien").rename(site.parent / ".site.staging/old")
    monkeypatch.setattr("conventions.build.staging._exchanged", lambda *_: False)
    Staging(site).abandon()
    assert content(site) == {**DEUX, ".nojekyll": ""}
    build(site, DEUX)
    assert content(site) == {**DEUX, ".nojekyll": ""}
    assert [p.name for p in site.parent.iterdir()] == ["site"]


def test_a_link_to_a_site_goes_on_leading_to_it(site: Path, tmp_path: Path) -> None:
    build(tmp_path / "ailleurs", {"index.html": "ancien"})
    site.symlink_to(tmp_path / "ailleurs")
    build(site, DEUX)
    assert site.is_symlink()
    assert content(tmp_path / "ailleurs") == DEUX


def test_a_link_in_the_site_is_replaced_and_its_target_is_left_alone(site: Path, tmp_path: Path) -> None:
    outside = tmp_path / "ailleurs.html"
    outside.write_text("accueil", encoding="utf-8")
    known, _ = build(site, DEUX)
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(outside)
    build(site, DEUX, known)
    assert content(site) == DEUX
    assert not (site / "index.html").is_symlink()
    assert outside.read_text(encoding="utf-8") == "accueil"


def test_without_an_exchange_in_one_step_the_site_is_put_in_its_place_all_the_same(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known, _ = build(site, DEUX)
    monkeypatch.setattr("conventions.build.staging._exchanged", lambda *_: False)
    build(site, {"index.html": "accueil"}, known)
    assert content(site) == {"index.html": "accueil"}
    assert aside(site) == [".site.staging/spare"]


def test_without_links_a_file_that_is_kept_is_copied(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known, _ = build(site, DEUX)

    def refuse(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("os.link", refuse)
    again, written = build(site, DEUX, known)
    assert (again, written) == (known, [])
    assert content(site) == DEUX
