"""Where things are, and the day on which every test builds."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parent.parent
NATIONAL = ROOT / "national"
EXEMPLE = ROOT / "tests/exemple/departments"
"""The fictitious conventions."""
COMMANDE = Path(sys.executable).parent / "conventions"
NODE = Path(sys.executable).parent / "node"
SOURCE_DATE_EPOCH = (ROOT / "tests/SOURCE_DATE_EPOCH").read_text(encoding="utf-8").strip()
"""The day, in seconds, as the builds take it: no result depends on when the tests run."""
JOUR = datetime.fromtimestamp(int(SOURCE_DATE_EPOCH), UTC).date()
"""The same, as a date."""
