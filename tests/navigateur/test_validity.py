"""The pages of both sites are valid HTML, and each belongs to a kind of page that the other tests look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import tirage
from tests.navigateur.kinds import NOMS, adresses, representants, sorte_de


def pages_to_validate(site: Path) -> list[Path]:
    """Those of each kind that are looked at, and a sample of all."""
    pages = sorted(site.rglob("*.html"))
    urls = {url.partition("?")[0] for nom in NOMS for url in representants(site, nom)}
    chosen = {site / (url if url.endswith(".html") else f"{url}index.html") for url in urls}
    names = [path.relative_to(site).as_posix() for path in pages if path not in chosen]
    return sorted(chosen | {site / name for name in tirage(names, 40)})


@pytest.mark.parametrize("lequel", ["site", "site_exemple"])
def test_the_pages_are_valid_html(
    lequel: str,
    request: pytest.FixtureRequest,
    valider_html: Callable[[Sequence[Path]], list[dict[str, Any]]],
    mesurer: Callable[..., None],
) -> None:
    site: Path = request.getfixturevalue(lequel)
    pages = pages_to_validate(site)
    assert site / "404.html" in pages
    # vnu reads files, where no page has an origin: it takes each stylesheet for a breach of « style-src 'self' ». That policy
    # is held by the browser itself, whose console the other tests watch.
    messages = [m for m in valider_html(pages) if "violates Content Security Policy" not in m["message"]]
    mesurer("toutes", "vnu", f"{len(pages)} pages de « {lequel} », {len(messages)} message")
    lines = [
        f"{Path(m['url'].removeprefix('file:')).relative_to(site)}:{m.get('lastLine')} {m['message']}" for m in messages
    ]
    assert not lines, "\n".join(lines[:40])


@pytest.mark.parametrize("lequel", ["site", "site_exemple"])
def test_every_page_is_of_a_known_kind(lequel: str, request: pytest.FixtureRequest) -> None:
    urls = adresses(request.getfixturevalue(lequel))
    assert [url for url in urls if sorte_de(url) is None] == [], "ajoutez cette sorte de page dans sortes.py"


@pytest.mark.parametrize("sorte", NOMS)
def test_every_kind_has_a_page_to_look_at(sorte: str, site_exemple: Path) -> None:
    assert representants(site_exemple, sorte)
