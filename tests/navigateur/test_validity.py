"""Every page of both sites is valid HTML, and belongs to a kind of page that the other tests look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.navigateur.kinds import NOMS, adresses, representants, sorte_de


@pytest.mark.parametrize("lequel", ["site", "site_exemple"])
def test_every_page_is_valid_html(
    lequel: str,
    request: pytest.FixtureRequest,
    valider_html: Callable[[Sequence[Path]], list[dict[str, Any]]],
    mesurer: Callable[..., None],
) -> None:
    site: Path = request.getfixturevalue(lequel)
    pages = sorted(site.rglob("*.html"))
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
