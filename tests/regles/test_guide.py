"""The messages that the guide shows are those of the rules, word for word."""

from __future__ import annotations

import re

from tests.places import ROOT
from tests.regles.test_rules import HERE

POSITION = re.compile(r"departments/[^:]+:\d+:\d+: (.+)")


def test_les_messages_du_guide_sont_ceux_des_regles() -> None:
    rules = "\n".join(path.read_text(encoding="utf-8") for path in HERE.glob("*.md"))
    guide = (ROOT / "docs/contribuer/verifier.md").read_text(encoding="utf-8")
    shown = POSITION.findall(guide)
    assert len(shown) > 3
    flat = rules.replace("\u00a0", " ").replace("\u202f", " ")
    assert [m for m in shown if m.replace("\u00a0", " ").replace("\u202f", " ") not in flat] == []
