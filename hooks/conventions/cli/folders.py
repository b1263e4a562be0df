"""Which folder of départements the command works on."""

from __future__ import annotations

import os
from pathlib import Path


def folder() -> Path:
    """`departments/`, or the folder that `CONVENTIONS_DEPARTMENTS` names."""
    return Path(os.environ.get("CONVENTIONS_DEPARTMENTS") or "departments")


def reference_folder() -> Path | None:
    """The reference data, where the environment names other ones (measurements on more than 101 départements)."""
    name = os.environ.get("CONVENTIONS_REFERENCE")
    return Path(name) if name else None


def trame_folder() -> Path | None:
    """The trames, where the environment names other ones (trials of the next period)."""
    name = os.environ.get("CONVENTIONS_TRAMES")
    return Path(name) if name else None
