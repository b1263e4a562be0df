"""The ids of clauses and the names of periods: how each is written, and what it says of its place."""

from __future__ import annotations

import re

SUITES = (
    *("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies", "undecies"),
    *("duodecies", "terdecies", "quaterdecies", "quindecies", "sexdecies", "septdecies", "octodecies", "novodecies"),
    "vicies",
)
"""What ends the id of a clause that was inserted, in order: what precedes names the clause that it follows."""
HORS_TRAME = "aucune"
"""What stands in the place of the period, for a convention that follows no trame: a part of addresses, never a word of a page."""
PERIODE = "[0-9]{4}-[0-9]{4}"
"""A period, as a pattern."""
ARTICLE_AJOUTE = re.compile(r"(?P<article>art-\d+)(?:-al-(?P<rang>\d+))?")
"""A whole article after the trame's last, or an alinéa of it."""


def suite(ident: str) -> tuple[str, str]:
    """« art-3-al-4-bis » → the clause that it follows, and « bis »; the id itself and nothing for any other."""
    base, _, suffix = ident.rpartition("-")
    return (base, suffix) if base and suffix in SUITES else (ident, "")


def nature(cle: str) -> str:
    """What a party is, read in its key: « commune » for `commune-villeurbanne`."""
    return cle.partition("-")[0]


def partie(cle: str) -> str:
    """The clause of a party."""
    return f"partie-{cle}"


def cle_de(ident: str) -> str:
    """The converse: the key of the party whose clause it is, the id itself for any other."""
    return ident.removeprefix("partie-")


def objectif(numero: int) -> str:
    """The clause of an objective, and its section."""
    return f"obj-{numero}"


def action(numero: int, ident: str) -> str:
    """The clause of an action, under its objective."""
    return f"{objectif(numero)}-action-{ident}"


def numero_de(ident: str) -> int | None:
    """The converse: the number of the objective that a clause or a section is of."""
    found = re.match(r"obj-(\d+)", ident)
    return int(found[1]) if found else None


def logo(nom: str) -> str:
    """Where a logo is published, whatever it was sent as: `pieces/69/logo-caf.png`."""
    return f"{nom.rpartition('.')[0]}.png"
