"""The built sites as a whole: every link and anchor resolves under any path, every page is reached, and two builds are one."""

from __future__ import annotations

import filecmp
import json
import re
import subprocess
from collections import Counter, deque
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from tests.html_reader import lire_site
from tests.places import EXEMPLE

HOST = "http://conventions.invalid"


def fautes(site: Path, prefix: str) -> Iterator[str]:
    """Every link of the site that leads nowhere when it is served under `prefix`; `404.html` is served at that root."""
    here = f"{HOST}{prefix}"
    lues = lire_site(site)
    for address, page in lues.items():
        for link in page.liens:
            url = urljoin(here + address, link)
            if not url.startswith(f"{HOST}/"):
                continue
            parts = urlsplit(url)
            if not parts.path.startswith(prefix):
                yield f"{address} : « {link} » sort du site"
                continue
            target = unquote(parts.path.removeprefix(prefix))
            if target not in lues and not (target and (site / target).is_file()):
                yield f"{address} : « {link} » ne mène nulle part"
            elif parts.fragment and unquote(parts.fragment) not in lues[target].ids:
                yield f"{address} : « {link} » : l’ancre n’existe pas"


@pytest.fixture(params=["site", "site_exemple", "site_national"])
def bati(request: pytest.FixtureRequest) -> Path:
    built: Path = request.getfixturevalue(request.param)
    return built


def test_every_internal_link_and_anchor_resolves(bati: Path) -> None:
    assert len(lire_site(bati)) > 400
    assert not list(fautes(bati, "/"))


def test_every_link_of_every_page_but_404_is_relative(bati: Path) -> None:
    absolute = {
        f"{address} : {link}"
        for address, page in lire_site(bati).items()
        for link in page.liens
        if address != "404.html" and link.startswith("/")
    }
    assert not absolute


def test_the_site_published_under_a_sub_path_resolves_404_included(
    construire: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    built = tmp_path / "site"
    result = construire(built, EXEMPLE, ADRESSE_DU_SITE=f"{HOST}/a/b/")
    assert result.returncode == 0, result.stderr
    assert not list(fautes(built, "/a/b/"))
    internal = {link for link in lire_site(built)["404.html"].liens if link.startswith("/")}
    assert len(internal) > 10
    assert all(link.startswith("/a/b/") for link in internal)


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("index.html", "departements/69-rhone/2031/"),
        ("index.html", "trame/2026-2029/#art-99"),
        ("trame/index.html", "/departements/"),
    ],
)
def test_a_link_that_leads_nowhere_is_seen(site: Path, tmp_path: Path, page: str, link: str) -> None:
    """The test above is only worth what its search for faults finds."""
    before, after = tmp_path / "avant", tmp_path / "apres"
    for copy in (before, after):
        for name in ("index.html", "trame/index.html", "trame/2026-2029/index.html"):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes((site / name).read_bytes())
    text = (after / page).read_text(encoding="utf-8")
    (after / page).write_text(text.replace("</main>", f'<a href="{link}">?</a></main>'), encoding="utf-8")
    found = set(fautes(after, "/a/b/")) - set(fautes(before, "/a/b/"))
    assert len(found) == 1
    assert link in found.pop()


def test_every_address_in_the_style_sheets_resolves(site: Path) -> None:
    for sheet in site.rglob("*.css"):
        for link in re.findall(r"url\(['\"]?([^'\")]+)", sheet.read_text(encoding="utf-8")):
            if not link.startswith(("data:", "#")):
                assert (sheet.parent / urlsplit(link).path).is_file(), f"{sheet.name} : {link}"


def test_no_id_occurs_twice_in_a_page_and_every_reference_to_one_is_right(bati: Path) -> None:
    wrong = {
        f"{address} : {ident}"
        for address, page in lire_site(bati).items()
        for ident in ({i for i, n in page.ids.items() if n > 1} | (page.renvois - page.ids.keys()))
        | {i for i in page.ids if not re.fullmatch(r"[\w.:-]+", i)}
    }
    assert not wrong


def test_no_two_pages_have_the_same_title(bati: Path) -> None:
    titles = Counter(page.titre for page in lire_site(bati).values())
    assert {title: n for title, n in titles.items() if n > 1} == {}


def test_every_page_is_reached_from_the_home_page(bati: Path) -> None:
    lues = lire_site(bati)
    reached, waiting = {""}, deque([""])
    while waiting:
        address = waiting.popleft()
        for link in lues[address].liens:
            target = urlsplit(urljoin(f"{HOST}/{address}", link))
            path = unquote(target.path[1:])
            if f"{target.scheme}://{target.netloc}" == HOST and path in lues and path not in reached:
                reached.add(path)
                waiting.append(path)
    assert lues.keys() - reached == {"404.html"}


def test_there_are_a_sheet_and_a_text_for_each_departement(site: Path) -> None:
    rows = json.loads((site / "donnees/v1/departements.json").read_text(encoding="utf-8"))
    assert len(rows) == 101
    for row in rows:
        assert (site / row["fiche"] / "index.html").is_file(), row["code"]
        assert (site / row["convention"] / "index.html").is_file(), row["code"]


@pytest.mark.parametrize(("name", "departments"), [("site", None), ("site_exemple", EXEMPLE)])
def test_two_builds_of_one_day_are_the_same_bytes(
    name: str,
    departments: Path | None,
    construire: Callable[..., subprocess.CompletedProcess[str]],
    request: pytest.FixtureRequest,
    tmp_path: Path,
) -> None:
    first: Path = request.getfixturevalue(name)
    second = tmp_path / "site"
    result = construire(second, departments, PYTHONHASHSEED="7", CONVENTIONS_STORE="")  # neither order nor cache shows
    assert result.returncode == 0, result.stderr
    files = {p.relative_to(first).as_posix() for p in first.rglob("*") if p.is_file()}
    assert files == {p.relative_to(second).as_posix() for p in second.rglob("*") if p.is_file()}
    _, different, unread = filecmp.cmpfiles(first, second, sorted(files), shallow=False)
    assert (different, unread) == ([], [])


def test_what_is_told_to_maintainers_is_not_published(site: Path) -> None:
    assert not (site / "projet").exists()
