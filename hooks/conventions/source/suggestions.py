"""A value that the format refuses → the nearest one that it admits, if one can be guessed."""

from __future__ import annotations

import difflib
import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from conventions.model.french import MOIS, sans_accent, slug

_OUI = {"true": "oui", "yes": "oui", "on": "oui", "o": "oui", "y": "oui", "vrai": "oui", "1": "oui"}
_NON = {"false": "non", "no": "non", "off": "non", "n": "non", "faux": "non", "0": "non"}
_BEFORE = re.compile(r"(?:le )?(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?(?:le )?", re.IGNORECASE)
_NUMERIC = re.compile(r"(\d{1,2})(?:er)?[ \u00a0/.-]+(\d{1,2})[ \u00a0/.-]+(\d{4}|\d{2})")
_WRITTEN = re.compile(r"(\d{1,2})(?:er)?[ \u00a0]+([a-zéûA-ZÉÛ]+)\.?[ \u00a0]+(\d{4})")
_REVERSED = re.compile(r"(?=\d{8}|\d{4}\D)(\d{4})[/. -]?(\d{1,2})[/. -]?(\d{1,2})(?:[T ]\d.*)?")
_UNIT = re.compile(r"[ \u00a0\u202f]*(?:[€%]|[^\W\d_]+\.?)$")
_GROUPS = re.compile(
    r"(?P<entier>\d{1,3}(?:(?P<signe>[ \u00a0\u202f.,'’_])\d{3})(?:(?P=signe)\d{3})*)(?P<reste>[.,]\d+)?"
)
_LAST = re.compile(r"[^\W\d_]{2,20}[ \u00a0](?:n[°o][ \u00a0]?)?(\d{1,4})", re.IGNORECASE)
"""« Objectif 1 », « avenant n° 2 »."""
_RECENT = 24
"""Of two figures, no year of a convention is before this one."""
_SITE = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)
_LONG = 60
"""What is longer is no number, and looking for its unit would cost the square of its length."""
_EXPONENT = re.compile(r"\d{1,12}(?:[.,]\d{1,12})?[eE][+-]?\d{1,2}")
_BASED = re.compile(r"0[xX][0-9a-fA-F]{1,8}|0[oO][0-7]{1,8}|0[bB][01]{1,8}")


def nearest(word: str, known: Sequence[str], likeness: float = 0.6) -> str:
    """The known word most like this one, case and accents set aside; empty if none is."""
    plain = {slug(k).replace("-", "_"): k for k in known}
    close = difflib.get_close_matches(slug(word[:80]).replace("-", "_"), list(plain), n=1, cutoff=likeness)
    return plain[close[0]] if close else ""


def suggestion(value: str, admitted: Callable[[str], bool]) -> str:
    """The first plausible reading of `value` that is admitted; empty if none is."""
    return next((found for found in _readings(value[:200]) if found and found != value and admitted(found)), "")


def _readings(value: str) -> Iterator[str]:
    flat = value.strip().strip("\"'«»“”„‘’").strip()
    yield from (flat, flat.lower(), flat.upper(), flat.zfill(2), _iso(flat), number(flat))
    yield from (_OUI.get(flat.casefold(), ""), _NON.get(flat.casefold(), ""))
    yield from (slug(flat), slug(flat).replace("-", "_"), found[1] if (found := _LAST.fullmatch(flat)) else "")
    yield re.sub(r"^(?:departments/|\./)*", "", file_name(flat.replace("\\", "/")))
    yield re.sub(r"[\s\u202f]", "", flat)
    yield re.sub(r"^(?:http://|//|www\.)", lambda m: "https://" + ("www." if m[0] == "www." else ""), flat)
    yield f"https://{flat}" if _SITE.fullmatch(flat) else ""


def file_name(name: str) -> str:
    """The name of a file, its folders kept, without what the site does not admit: « Liste (v2).pdf » → `Liste-v2.pdf`."""
    plain = re.sub(r"[^A-Za-z0-9._/-]+", "-", sans_accent(name))
    plain = re.sub(r"(?<=/)[._-]+|^[_-]+|-+(?=\.[A-Za-z0-9]+$|$)", "", plain)
    return re.sub(r"\.[A-Za-z0-9]+$", lambda kind: kind[0].lower(), plain)


def number(text: str) -> str:
    """A number as people or programs write it, in plain figures: « 12 000 € » and `1_000`, `1e3`, `0x1F`; empty if it is not one alone."""
    flat = text.replace("\u2212", "-").removeprefix("+") if len(text) < _LONG else ""
    minus, flat = ("-", flat[1:]) if flat.startswith("-") else ("", flat)
    if _BASED.fullmatch(flat):
        return minus + str(int(flat, 0))
    if _EXPONENT.fullmatch(flat):
        return minus + _plain(f"{Decimal(flat.replace(',', '.')):f}")
    flat = re.sub(r"(?<=\d)_(?=\d)", "", _UNIT.sub("", flat))
    if (found := _GROUPS.fullmatch(flat)) and not (found["reste"] or "").startswith(found["signe"]):
        flat = re.sub(r"\D", "", found["entier"]) + (found["reste"] or "")
    return minus + _plain(flat) if re.fullmatch(r"\d+[.,]?\d*|[.,]\d+", flat) else ""


def unit(text: str) -> str:
    """What follows the figures of a number: « 45 jours » → « jours »; empty if there is no number, or nothing after it."""
    return text.strip()[len(_UNIT.sub("", text.strip())) :].strip() if number(text.strip()) else ""


def _plain(figures: str) -> str:
    """Without the zeros in front, nor a comma that nothing follows."""
    whole, comma, rest = figures.replace(",", ".").partition(".")
    return (whole.lstrip("0") or "0") + (("," if "," in figures else ".") + rest if comma and rest else "")


def _iso(text: str) -> str:
    """A date as the French write it, the way the file wants it: « 12/10/2026 » → « 2026-10-12 »."""
    if (parts := _day(text)) is None:
        return ""
    year, month, day = parts
    return _written(year, month, day) or (_written(year, day, month) if month > len(MOIS) else "")


def no_such_day(text: str) -> str:
    """Why a date as people write it is not one of the calendar; empty if it is one, or is not a date at all."""
    if (parts := _day(text.strip())) is None or _written(*parts):
        return ""
    year, month, day = parts
    if not 1 <= month <= len(MOIS):
        return f"il n’y a pas de mois {month}"
    return (
        f"{MOIS[month - 1]} {year} a {monthrange(year, month)[1]} jours" if day and year else "il n’y a pas de jour 0"
    )


def _day(text: str) -> tuple[int, int, int] | None:
    """(year, month, day) as written, whether the calendar has that day or not."""
    text = text[match.end() :] if (match := _BEFORE.match(text)) else text
    if found := _NUMERIC.fullmatch(text):
        day, month, year = map(int, found.groups())
        if "-" in text and year < 100 and day >= _RECENT:  # 26-02-02: the year first, as 2026-02-02
            return (2000 + day, month, year) if year < _RECENT else None
        return (year if year > 99 else 2000 + year, month, day)
    if found := _WRITTEN.fullmatch(text):
        name = sans_accent(found[2].lower())
        months = [rank for rank, month in enumerate(MOIS, 1) if len(name) > 2 and sans_accent(month).startswith(name)]
        return (int(found[3]), months[0], int(found[1])) if len(months) == 1 else None
    if found := _REVERSED.fullmatch(text):
        return (int(found[1]), int(found[2]), int(found[3]))
    return None


def _written(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
