"""A value that the format refuses → the nearest one that it admits, if one can be guessed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from conventions.model.french import MOIS, sans_accent, slug

_OUI = {"true": "oui", "yes": "oui", "o": "oui", "y": "oui", "vrai": "oui", "x": "oui", "1": "oui"}
_NON = {"false": "non", "no": "non", "n": "non", "faux": "non", "0": "non"}
_NUMERIC = re.compile(r"(\d{1,2})(?:er)?[ \u00a0/.-]+(\d{1,2})[ \u00a0/.-]+(\d{4}|\d{2})")
_WRITTEN = re.compile(r"(\d{1,2})(?:er)?[ \u00a0]+([a-zéûA-ZÉÛ]+)\.?[ \u00a0]+(\d{4})")
_REVERSED = re.compile(r"(\d{4})[/. ](\d{1,2})[/. ](\d{1,2})")


def nearest(word: str, known: Sequence[str]) -> str:
    """The known word most like this one, case and accents set aside; empty if none is."""
    plain = {slug(k).replace("-", "_"): k for k in known}
    close = difflib.get_close_matches(slug(word[:80]).replace("-", "_"), list(plain), n=1, cutoff=0.6)
    return plain[close[0]] if close else ""


def suggestion(value: str, admitted: Callable[[str], bool]) -> str:
    """The first plausible reading of `value` that is admitted; empty if none is."""
    return next((found for found in _readings(value[:200]) if found and found != value and admitted(found)), "")


def _readings(value: str) -> Iterator[str]:
    flat = value.strip().strip("\"'«»").strip()
    yield from (flat, flat.lower(), flat.upper(), flat.zfill(2), _iso(flat))
    yield from (_OUI.get(flat.casefold(), ""), _NON.get(flat.casefold(), ""))
    yield from (slug(flat), slug(flat).replace("-", "_"), re.sub(r"[\s\u202f]", "", flat))
    yield re.sub(r"^(?:http://|//|www\.)", lambda m: "https://" + ("www." if m[0] == "www." else ""), flat)
    yield re.sub(r"^(?:departments/|\./)*", "", re.sub(r"[^A-Za-z0-9._/-]+", "-", sans_accent(flat).replace("\\", "/")))
    if found := re.match(r"-?[\d \u00a0\u202f]+(?:[.,]\d+)?", flat):
        yield re.sub(r"[ \u00a0\u202f]", "", found[0])


def _iso(text: str) -> str:
    """A date as the French write it, the way the file wants it: « 12/10/2026 » → « 2026-10-12 »."""
    if found := _NUMERIC.fullmatch(text):
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        return _written(year if year > 99 else 2000 + year, month, day)
    if found := _WRITTEN.fullmatch(text):
        names = [sans_accent(m)[:4] for m in MOIS]
        name = sans_accent(found[2].lower())[:4]
        return _written(int(found[3]), names.index(name) + 1, int(found[1])) if name in names else ""
    if found := _REVERSED.fullmatch(text):
        return _written(int(found[1]), int(found[2]), int(found[3]))
    return ""


def _written(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
