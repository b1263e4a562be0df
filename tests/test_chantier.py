"""The site is built aside: what has not changed is not touched, what is stale goes, and a build that fails changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from conventions.chantier import NEUF, Chantier, Etat, Occupe, empreinte


def build(site: Path, files: dict[str, str], known: dict[str, Etat] | None = None) -> tuple[dict[str, Etat], list[str]]:
    """Build these files; gives what is known of them, and those that were written."""
    chantier, written = Chantier(site), []
    chantier.connaitre(known or {})
    for uri, text in files.items():
        if not chantier.intact(uri, empreinte(text.encode())):
            chantier.write(uri, text.encode())
            written.append(uri)
    return chantier.finish({uri: empreinte(text.encode()) for uri, text in files.items()}), written


def content(site: Path) -> dict[str, str]:
    return {p.relative_to(site).as_posix(): p.read_text(encoding="utf-8") for p in site.rglob("*") if p.is_file()}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


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
    build(site, DEUX, known)
    assert content(site) == DEUX
    assert sorted(p.name for p in site.iterdir()) == ["a", "index.html"]


def test_hidden_names_at_the_top_are_not_the_site_s(site: Path) -> None:
    site.mkdir()
    (site / ".nojekyll").write_text("", encoding="utf-8")
    build(site, DEUX)
    assert (site / ".nojekyll").exists()


def test_a_folder_takes_the_place_of_a_file_and_a_file_that_of_a_folder(site: Path) -> None:
    known, _ = build(site, {"a": "fichier", "b/index.html": "page"})
    swapped = {"a/index.html": "page", "b": "fichier"}
    build(site, swapped, known)
    assert content(site) == swapped


def test_until_the_end_the_earlier_site_keeps_every_byte(site: Path) -> None:
    known, _ = build(site, DEUX)
    chantier = Chantier(site)
    chantier.connaitre(known)
    chantier.write("index.html", b"nouvel accueil")
    assert {k: v for k, v in content(site).items() if not k.startswith(NEUF)} == DEUX
    chantier.abandon()
    assert content(site) == DEUX


def test_what_an_interrupted_build_left_is_not_published(site: Path) -> None:
    known, _ = build(site, DEUX)
    (site / NEUF).mkdir()
    (site / NEUF / "intrus.html").write_text("laissé par une construction interrompue", encoding="utf-8")
    build(site, DEUX, known)
    assert content(site) == DEUX


def test_a_second_build_of_one_site_is_refused_until_the_first_has_ended(site: Path) -> None:
    first = Chantier(site)
    with pytest.raises(Occupe):
        Chantier(site)
    first.abandon()
    build(site, DEUX)
    assert content(site) == DEUX


def test_empty_folders_and_a_folder_in_the_place_of_a_file_go(site: Path) -> None:
    known, _ = build(site, DEUX)
    (site / "vide/vide").mkdir(parents=True)
    (site / "index.html").unlink()
    (site / "index.html/etranger").mkdir(parents=True)
    (site / "index.html/etranger/page.html").write_text("étrangère", encoding="utf-8")
    build(site, DEUX, known)
    assert content(site) == DEUX
    assert sorted(p.name for p in site.iterdir()) == ["a", "index.html"]


def test_a_link_is_replaced_and_its_target_is_left_alone(site: Path, tmp_path: Path) -> None:
    outside = tmp_path / "ailleurs.html"
    outside.write_text("ailleurs", encoding="utf-8")
    site.mkdir()
    (site / "index.html").symlink_to(outside)
    build(site, DEUX)
    assert content(site) == DEUX
    assert outside.read_text(encoding="utf-8") == "ailleurs"
