"""Characters that nobody sees and that change what a text says: control, bidirectional, zero-width, private use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Control, soft hyphen, Arabic marks, Mongolian separator, zero-width, bidirectional, line and paragraph separators,
# fillers, variation selectors, byte order mark, interlinear notes, private use, tags, and what is not a character.
_HIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\ue000-\uf8ff\U000e0000-\U0010ffff"
)
HIDDEN = re.compile(f"[{_HIDDEN}]")
_STACKED = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3,}")

_NAMES = (
    (re.compile("[\u200b-\u200d\u2060\ufeff]"), "un caractère de largeur nulle"),
    (re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"), "un caractère qui change le sens de lecture"),
    (re.compile("\u00ad"), "un trait d’union invisible"),
    (re.compile("[\u2028\u2029\x85]"), "un séparateur de ligne invisible"),
    (re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]"), "un caractère d’usage privé"),
    (re.compile("[\x00-\x1f\x7f-\x9f]"), "un caractère de contrôle"),
)


def hidden(text: str) -> Iterator[tuple[int, str]]:
    """(rank from 0, sentence) of each forbidden character, and of each pile of accents."""
    for found in HIDDEN.finditer(text):
        name = next((words for pattern, words in _NAMES if pattern.match(found[0])), "un caractère invisible")
        yield (
            found.start(),
            f"{name} (U+{ord(found[0]):04X}) se cache dans le texte : le supprimer, ou retaper la ligne",
        )
    for found in _STACKED.finditer(text):
        yield found.start(), f"{len(found[0])} accents sont empilés sur une même lettre : retaper le mot"


def one_line(text: str) -> str:
    """As a log may show it: what a contributor wrote neither ends the line nor hides anything in it."""
    return HIDDEN.sub(
        "\N{REPLACEMENT CHARACTER}", " ".join(text.splitlines()) if "\n" in text or "\r" in text else text
    )


def composed(text: str) -> bool:
    """Whether accents are written as one sign with their letter (NFC), as keyboards do."""
    return unicodedata.is_normalized("NFC", text)
