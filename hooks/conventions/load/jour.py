"""The day of the build, for both front doors. The only place that reads the clock."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def build_date() -> date:
    """`SOURCE_DATE_EPOCH` (seconds, UTC) if it is set, else today."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)  # noqa: TID251
    return moment.date()
