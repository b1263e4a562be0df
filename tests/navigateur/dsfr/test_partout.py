"""What holds under any shell, held again under the State's: the test functions are those of the folder above.

`make test` looks at one page of each kind (the last test of this file), and passes a sample of the rest; `make epreuve`, all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.conftest import combien
from tests.navigateur.browser import BUREAU, TELEPHONE
from tests.navigateur.kinds import NOMS, representants
from tests.navigateur.test_adaptation import (  # noqa: F401
    test_each_status_keeps_its_shape,
    test_nothing_is_cut_nor_sticks_out,
    test_the_marks_of_the_text_are_hidden_without_script,
    test_the_page_works_without_script,
)
from tests.navigateur.test_axe import (  # noqa: F401
    ATTENDRE,
    CONTRASTE_AAA,
    REGLES,
    Mode,
    test_axe_finds_no_violation,
    violations,
)
from tests.navigateur.test_chevauchements import test_nothing_is_printed_over_anything  # noqa: F401
from tests.navigateur.test_glossary import test_a_word_is_explained_by_keyboard  # noqa: F401
from tests.navigateur.test_keyboard import (  # noqa: F401
    accueil,
    test_a_tile_tells_its_name_and_opens_its_sheet,
    test_the_keyboard_goes_through_the_page_and_back,
    test_the_one_key_shortcut_can_be_turned_off,
    test_the_table_is_sorted_and_filtered_by_keyboard,
)
from tests.navigateur.test_ou_s_adresser import test_the_nearest_help_for_violence  # noqa: F401
from tests.navigateur.test_reading import (  # noqa: F401
    test_a_long_mark_wraps,
    test_leaving_an_explanation_closes_it,
    test_the_map_says_each_name,
    test_the_numbers_of_the_map_fit_their_tiles_in_large_text,
    test_the_table_is_sorted_and_filtered_at_320_px,
)
from tests.navigateur.test_search import (  # noqa: F401
    base,
    test_a_result_lands_on_its_clause,
    test_arrows_go_round_and_escape_closes,
    test_enter_alone_opens_the_page_of_results,
    test_header_search_by_keyboard,
    test_nothing_is_read_before_the_first_letter,
    test_nothing_moves_when_the_scripts_come_late,
    test_without_javascript_the_page_lists_ways_in,
)
from tests.navigateur.test_sortes import look, test_each_component_in_each_state, weighing  # noqa: F401
from tests.navigateur.test_texte import racine, test_article_1_is_within_a_screen_and_a_half  # noqa: F401
from tests.navigateur.test_validity import pages_to_validate

VUES: tuple[tuple[ViewportSize, Mode], ...] = ((BUREAU, "light"), (TELEPHONE, "dark"))


def test_the_pages_are_valid_html(
    site_exemple: Path,
    valider_html: Callable[[Sequence[Path]], list[dict[str, Any]]],
    mesurer: Callable[..., None],
) -> None:
    pages = pages_to_validate(site_exemple)
    assert site_exemple / "404.html" in pages
    messages = [m for m in valider_html(pages) if "violates Content Security Policy" not in m["message"]]
    mesurer("toutes", "vnu", f"{len(pages)} pages, {len(messages)} message")
    assert [f"{Path(m['url']).parent.name}:{m.get('lastLine')} {m['message']}" for m in messages] == []


@pytest.mark.parametrize("sorte", NOMS)
def test_one_page_of_each_kind(
    sorte: str, site_exemple: Path, servir: Callable[..., str], page: Page, limite: int, mesurer: Callable[..., None]
) -> None:
    """In every way, as under the other shell, then by every rule of axe: light on a desktop, dark on a phone, in turn."""
    turn = NOMS.index(sorte) % 2
    ways = (*VUES[turn:], *VUES[:turn])[: combien(1, epreuve=2)]
    urls, found, weight = representants(site_exemple, sorte), list[str](), weighing(page, site_exemple)
    for url in urls[: combien(1, epreuve=len(urls))]:
        found += look(page, servir(site_exemple) + url.partition("?")[0], weight, limite)
        for taille, mode in ways:
            page.emulate_media(media="screen", color_scheme=mode)
            page.set_viewport_size(taille)
            page.evaluate(ATTENDRE)
            found += violations(page, REGLES)
            if page.locator("article.texte").count():
                found += violations(page, CONTRASTE_AAA, "article.texte")
    mesurer(sorte, "première vue", f"{sum(weight.values()) / 1000:.1f} ko")
    mesurer(sorte, "axe, HTML_CodeSniffer, 400 %, couleurs imposées, mouvement, papier", f"{len(found)} faute")
    assert not found, "\n".join(found)
