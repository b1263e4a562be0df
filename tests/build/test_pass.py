"""The pass, without the generator: the site and the export say the same, and a fault stops before anything is made."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conventions.build.opening import Opened, Refused, Request, open_site
from conventions.build.site import Written
from conventions.build.work import unpacked
from conventions.export.markdown import markdown_files
from conventions.render.kinds import KINDS, all_pages
from tests.helpers import view
from tests.places import EXEMPLE, ROOT, SOURCE_DATE_EPOCH

DOCS = ROOT / "docs"
SETTINGS = {"reglages": {"editeur": {"nom": "Ministère d’essai"}}}


def written() -> list[Written]:
    """The hand-written pages, which the search and the plan know too."""
    pages = []
    for path in sorted(DOCS.rglob("*.md")):
        place = path.relative_to(DOCS)
        if place.parts[0] != "projet":
            url = f"{place.parent if path.stem == 'index' else place.with_suffix('')}/"
            pages.append(Written(path.stem, url, path.read_text(encoding="utf-8")))
    return pages


def opened(where: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, settings: object = None) -> Opened:
    monkeypatch.setenv("CONVENTIONS_DEPARTMENTS", str(folder))
    monkeypatch.setenv("CONVENTIONS_STORE", "")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SOURCE_DATE_EPOCH)
    return open_site(
        Request(where, where / "site", "Essai", "", settings or SETTINGS, (), "", dirty=False, serving=False)
    )


@pytest.mark.lent
def test_the_site_and_the_export_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = opened(tmp_path, EXEMPLE, monkeypatch).site
    site.check()
    site.compose(written())
    made = {page.uri: unpacked(site.contents.get(page.html) or b"").markdown for page in site.pages}
    site.abandon()
    exported = {
        uri: text.partition("\n---\n\n")[2].removesuffix("\n")
        for uri, text in markdown_files(view(EXEMPLE, fictif=True))
    }
    plan = "plan-du-site/index.md"  # it lists the hand-written pages too
    assert made.keys() == exported.keys()
    assert {uri for uri in made if made[uri] != exported[uri]} <= {plan}
    assert '"../comprendre/"' in made[plan]


def test_every_page_is_of_a_kind_and_every_kind_has_a_page() -> None:
    kinds = {page.sorte for page in all_pages(view(EXEMPLE, fictif=True))}
    assert kinds == set(KINDS) - {"services"}, "celle des services demande la liste que donne le ministère"


def test_one_mistake_is_told_and_the_others_keep_their_verdict(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "departments"
    shutil.copytree(EXEMPLE, folder)
    (folder / "69-rhone.yml").write_text("departement: 69\ntrme: 2026-2029\n", encoding="utf-8")
    site = opened(tmp_path, folder, monkeypatch).site
    faulty = {p.path for p in site.check() if p.severity == "erreur"}
    site.abandon()
    assert faulty == {"departments/69-rhone.yml"}


@pytest.mark.lent
def test_what_an_editor_leaves_is_told_but_not_while_one_edits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "departments"
    shutil.copytree(EXEMPLE, folder)
    for name in (".69-rhone.yml.swp", "69-rhone.yml~", "pieces/69/~$liste.docx"):
        (folder / name).write_bytes(b"x")
    site = opened(tmp_path, folder, monkeypatch)
    told, editing = ([p.rule for p in site.problems(editing=editing)] for editing in (False, True))
    site.site.abandon()
    assert told.count("fichier-de-travail") == 3
    assert set(told) - set(editing) == {"fichier-de-travail"}


def test_a_wrong_setting_is_refused_with_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {"reglages": {"editeur": {"nmo": "x"}, "contact": "x"}, "menu": "x"}
    with pytest.raises(Refused) as refused:
        opened(tmp_path, EXEMPLE, monkeypatch, wrong)
    assert str(refused.value).splitlines() == [
        "mkdocs.yml : extra.conventions.menu : 'x' ; attendu : une liste, un élément par ligne qui commence par « - »",
        "mkdocs.yml : extra.conventions.reglages.editeur : le réglage « nmo » n’existe pas ; attendu : « nom »",
        "mkdocs.yml : extra.conventions.reglages.contact : 'x' ; attendu : des réglages, un par ligne, en retrait",
    ]
