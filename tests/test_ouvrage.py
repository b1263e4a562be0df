"""What a piece of work leaves is kept as long as it serves, and no longer."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from conventions.cache import Cache
from conventions.chantier import Chantier
from conventions.model.page import Page
from conventions.ouvrage import Ouvrage, Ouvre, Reserve

ACCUEIL = Page("", "Accueil", "Bonjour")


class Essai:
    """Builds of a site of one page, one after the other."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.made: list[str] = []

    def build(self, key: str, words: str = "Bonjour") -> Reserve:
        """Make, under that name, a page that shows these words."""
        cache = Cache(self.place / "cache.sqlite", "commun")
        reserve = Reserve(cache, Chantier(self.place / "site"), {})

        def document() -> str:
            self.made.append(words)
            return words

        def work(_: str) -> Ouvre:
            ouvrage = Ouvrage(reserve)
            ouvrage.page(ACCUEIL, cache.key("page", words), document)
            ouvrage.part("ligne", (words,))
            return ouvrage.fait(), ouvrage.laisse

        (fait,) = reserve.faire([cache.key("groupe", key)], [key], work, 1)
        assert reserve.part(fait.parts["ligne"]) == (words,)
        reserve.chantier.finish(reserve.places)
        cache.close()
        return reserve


@pytest.fixture
def essai(tmp_path: Path) -> Essai:
    return Essai(tmp_path)


def test_known_work_is_not_done_again(essai: Essai) -> None:
    essai.build("un")
    essai.build("un")
    assert essai.made == ["Bonjour"]
    assert (essai.place / "site/index.html").read_text(encoding="utf-8") == "Bonjour"


def test_a_page_outlives_a_build_that_had_nothing_to_do(essai: Essai) -> None:
    """Its group is made again later, and the page shows the same: it is not framed again."""
    essai.build("un")
    essai.build("un")
    essai.build("deux")
    assert essai.made == ["Bonjour"]


def test_what_no_longer_serves_is_forgotten(essai: Essai) -> None:
    essai.build("un")
    essai.build("deux", "Bonsoir")
    essai.build("un")
    assert essai.made == ["Bonjour", "Bonsoir", "Bonjour"]


def test_work_whose_files_are_lost_is_done_again(essai: Essai) -> None:
    reserve = essai.build("un")
    cache = Cache(essai.place / "cache.sqlite", "commun")
    for name in cache.known - set(reserve.places.values()):
        cache.keep(name)
    cache.close()  # it forgets the contents alone
    essai.build("un")
    assert essai.made == ["Bonjour", "Bonjour"]


def test_work_whose_files_are_damaged_is_done_again(essai: Essai) -> None:
    reserve = essai.build("un")
    (digest,) = reserve.places.values()
    with sqlite3.connect(essai.place / "cache.sqlite") as base:
        base.execute("UPDATE travail SET data = ? WHERE key = ?", (b"abime", digest))
    (essai.place / "site/index.html").unlink()
    essai.build("un")
    assert essai.made == ["Bonjour", "Bonjour"]
    assert (essai.place / "site/index.html").read_text(encoding="utf-8") == "Bonjour"


def test_two_files_of_one_address_are_a_bug(essai: Essai) -> None:
    reserve = essai.build("un")
    ouvrage = Ouvrage(reserve)
    ouvrage.file("index.html", b"autre")
    with pytest.raises(FileExistsError, match=r"index\.html"):
        reserve.garder("autre", ouvrage.fait())
