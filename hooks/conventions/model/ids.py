"""The ids of clauses and the names of periods: how each is written, and what it says of its place."""

from __future__ import annotations

import re

SUITES = ("bis", "ter", "quater", "quinquies", "sexies")
"""What ends the id of a clause that was inserted, in order: what precedes names the clause that it follows."""
PERIODE = "[0-9]{4}-[0-9]{4}"
"""A period, as a pattern."""
ARTICLE_AJOUTE = re.compile(r"(?P<article>art-\d+)(?:-al-(?P<rang>\d+))?")
"""A whole article after the trame's last, or an alinéa of it."""


def suite(ident: str) -> tuple[str, str]:
    """« art-3-al-4-bis » → the clause that it follows, and « bis »; the id itself and nothing for any other."""
    base, _, suffix = ident.rpartition("-")
    return (base, suffix) if base and suffix in SUITES else (ident, "")
