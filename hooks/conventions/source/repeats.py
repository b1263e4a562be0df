"""Keys written twice in one map → what is to be said of each: a double, or an item of a list that has lost its dash."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from conventions.model.french import abrege


class Repeat(NamedTuple):
    """A key met again: its line and column from 0, and the line (from 1) where it stands first."""

    key: str
    line: int
    column: int
    first: int


def told(again: Sequence[Repeat], head: str, lines: Sequence[str], *, item: bool) -> Iterator[tuple[Repeat, str]]:
    """`head` is the first key of the map, `item` whether the map stands in a list."""
    if item and _undashed(again, head, lines):
        yield from _dashes(again)
        return
    for repeat in again:
        yield (
            repeat,
            f"la clé « {abrege(repeat.key)} » est déjà écrite ligne {repeat.first} : garder une seule des deux",
        )


def _undashed(again: Sequence[Repeat], head: str, lines: Sequence[str]) -> bool:
    """Several keys come again, or the one that begins the item, each on a line of its own."""
    alone = all(not lines[r.line][: r.column].strip() and r.column > 1 for r in again)
    return alone and (len(again) > 1 or again[0].key == head)


def _dashes(again: Sequence[Repeat]) -> Iterator[tuple[Repeat, str]]:
    """Each new item, where its first key comes."""
    seen: set[str] = set()
    for repeat in again:
        if not seen or repeat.key in seen:
            key = abrege(repeat.key)
            yield (
                repeat,
                f"il manque un tiret (« - ») devant « {key} », à la colonne {repeat.column - 1} : « {key} » est déjà écrit ligne {repeat.first}, et un autre élément de la liste commence ici",
            )
            seen = set()
        seen.add(repeat.key)
